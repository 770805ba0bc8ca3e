//! Any bytes as an article and a record, parted by a NUL, through `check` and every rendering.
#![no_main]

#[path = "../src/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::hold(bytes));
