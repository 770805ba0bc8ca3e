//! Any bytes as a segment of an index, as they are, with checksums that hold, and as changes to a sound one.
#![no_main]

#[path = "../src/segment.rs"]
mod segment;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = segment::read(bytes);
    let _ = segment::read(&segment::seal(bytes.to_vec()));
    let _ = segment::read(&segment::altered(bytes));
});
