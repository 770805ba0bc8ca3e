//! Any text as a plain article, through `quotation::extract`.
#![no_main]

#[path = "../src/quotation.rs"]
mod quotation;

libfuzzer_sys::fuzz_target!(|text: &str| quotation::hold(text));
