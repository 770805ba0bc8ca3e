//! Any bytes as `talk.said`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("talk.said", bytes));
