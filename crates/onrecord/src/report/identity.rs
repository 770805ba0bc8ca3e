//! The ids of findings. A document and its attributions in, one id each out: the same words by the
//! same speaker in the same document keep their id, wherever in the document they stand.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::text::words::words;
use std::collections::BTreeMap;

/// One id an attribution, 16 lower-case hex digits, in the same order; no two are equal.
///
/// The document is named by its canonical URL, else by its origin. White space, case and marks do not
/// count; the second time that a speaker is given the same words has an id of its own.
#[must_use]
pub fn identify(document: &Document, attributions: &[Attribution]) -> Vec<String> {
    let url = document.metadata.url.first().map(|url| url.value.as_str());
    let name = url.unwrap_or_else(|| document.origin.name.trim_start_matches("./"));
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let ids = attributions.iter().map(|attribution| {
        let speaker = attribution.speaker.as_ref().map_or("", |speaker| speaker.name.as_str());
        let mut hash = fnv(fnv(FNV_BASIS, name.as_bytes()), speaker.as_bytes());
        for span in &attribution.quotation.content {
            let content = span.of(&document.text);
            for word in words(content) {
                hash = fnv(hash, word.of(content).to_lowercase().as_bytes());
            }
        }
        loop {
            let times = seen.entry(hash).or_default();
            *times += 1;
            if *times == 1 {
                return format!("{hash:016x}");
            }
            hash = fnv(hash, &times.to_le_bytes());
        }
    });
    ids.collect()
}

/// FNV-1a, 64 bits: the same on every machine and in every version, which the standard library's
/// hashers do not promise.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// Takes `bytes` and an end mark into `hash`, so that "ab", "c" and "a", "bc" differ.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    let bytes = bytes.iter().copied().chain([0xFF]);
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}
