//! Any bytes as `talk.vtt`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("talk.vtt", bytes));
