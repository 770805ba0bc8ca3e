//! Any text as a plain article, through `quotation::extract_read` and `attribution::attribute_read`.
#![no_main]

#[path = "../src/extraction.rs"]
mod extraction;

libfuzzer_sys::fuzz_target!(|text: &str| extraction::hold(text));
