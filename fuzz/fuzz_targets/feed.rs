//! Any bytes as a feed.
#![no_main]

#[path = "../src/kept.rs"]
#[allow(dead_code, reason = "each target uses a part")]
mod kept;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kept::hold_feed(bytes));
