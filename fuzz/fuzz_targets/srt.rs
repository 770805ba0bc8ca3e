//! Any bytes as `talk.srt`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("talk.srt", bytes));
