//! Any bytes as `wire.jsonl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("wire.jsonl", bytes));
