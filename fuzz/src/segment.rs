//! What a segment promises on any bytes: it is refused, or read without a panic. Bytes in; a broken
//! promise is a panic. The fuzz target and `crates/onrecord/tests/segments.rs` both call it.

use onrecord::find::{Query, find};
use onrecord::matching::archive::Archive;
use onrecord::matching::index::Held;
use onrecord::matching::segment::Segment;
use std::sync::Arc;

/// What is looked for.
pub(crate) const WORDS: &str = "the harbour master keeps the keys of both lighthouses";

/// Reads `bytes` as a segment, every byte of it, and looks for [`WORDS`] in it; what was found, or
/// `None` where the segment is refused or known to be damaged.
pub(crate) fn read(bytes: &[u8]) -> Option<String> {
    let segment = Arc::new(Segment::open(Arc::new(bytes.to_vec())).ok()?);
    let records = (0..segment.n_documents().min(1000) as usize).map(Some).collect();
    let archive = Archive::of(&[Held { segment, records }]);
    let places = find(&archive, &Query { text: WORDS.to_owned(), ..Query::default() });
    let words = places.iter().map(|place| {
        let text = archive.records().get(place.record).map_or("", |record| record.text.as_str());
        format!("{:?} {}", place, place.span.of(text))
    });
    let found: String = words.collect();
    archive.fault().is_none().then_some(found)
}

/// Gives `bytes` the checksums that they should have, so that what is read behind them is tried too.
#[must_use]
pub(crate) fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    const PAGE: usize = 4096;
    if bytes.len() < PAGE {
        return bytes;
    }
    bytes[..8].copy_from_slice(b"onrecseg");
    bytes[8..12].copy_from_slice(&1_u32.to_le_bytes());
    let length = bytes.len() as u64;
    bytes[16..24].copy_from_slice(&length.to_le_bytes());
    let number = |bytes: &[u8], at: usize| -> usize {
        bytes[at..at + 8].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let sums = number(&bytes, 224);
    if sums >= PAGE && sums <= bytes.len() && sums % PAGE == 0 {
        let table: Vec<u8> = bytes[PAGE..sums]
            .chunks(PAGE)
            .flat_map(|page| crc32fast::hash(page).to_le_bytes())
            .collect();
        if let Some(there) = bytes.get_mut(sums..sums + table.len()) {
            there.copy_from_slice(&table);
        }
        let crc = crc32fast::hash(&table);
        bytes[48..52].copy_from_slice(&crc.to_le_bytes());
    }
    let crc = crc32fast::hash(&bytes[..PAGE - 4]);
    bytes[PAGE - 4..PAGE].copy_from_slice(&crc.to_le_bytes());
    bytes
}
