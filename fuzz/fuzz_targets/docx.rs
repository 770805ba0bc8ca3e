//! Any bytes as `draft.docx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::hold("draft.docx", bytes));
