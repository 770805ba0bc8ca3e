//! Any bytes as the side file of a record, in both of its formats.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    onrecord_fuzz::hold_side_file("talk.json", bytes);
    onrecord_fuzz::hold_side_file("talk.toml", bytes);
});
