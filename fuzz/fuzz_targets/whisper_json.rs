//! Any bytes as `talk.json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("talk.json", bytes));
