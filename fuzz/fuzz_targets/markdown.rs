//! Any bytes as `page.md`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("page.md", bytes));
