//! What a segment promises on any bytes: it is refused, or read without a panic. Bytes in; a broken
//! promise is a panic. The fuzz target and `crates/onrecord/tests/segments.rs` both call it.

use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::find::{Query, find};
use onrecord::matching::archive::Archive;
use onrecord::matching::index::Held;
use onrecord::matching::segment::Segment;
use onrecord::matching::segment::building::{Builder, Texts};
use std::sync::{Arc, LazyLock};

/// What is looked for.
pub(crate) const WORDS: &str = "the harbour master keeps the keys of both lighthouses";

/// A sound segment of three hearings, which hold [`WORDS`] once.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = Builder::new(Texts::Kept);
    for nth in 0..3 {
        let mut text = String::new();
        for turn in 0..6 {
            let speaker = if turn % 2 == 0 { "ADA MOREAU" } else { "BEN OKAFOR" };
            text.push_str(&format!("{speaker}: The ferry of pier {turn} sails on day {nth}, and "));
            text.push_str(if (nth, turn) == (1, 3) { WORDS } else { "nobody keeps the keys" });
            text.push_str(".\n");
        }
        let origin = Origin { name: format!("hearing {nth}.txt") };
        let documents = onrecord::document::read(text.as_bytes(), &origin, DocumentKind::Record);
        documents.iter().for_each(|document| builder.push(document));
    }
    builder.finish()
});

/// A sound segment with the changes that `bytes` ask for, four bytes a change: where (two bytes), how,
/// and by how much. Random bytes are refused at the first checksum; these reach every section.
#[must_use]
pub(crate) fn altered(bytes: &[u8]) -> Vec<u8> {
    let mut segment = SOUND.clone();
    for change in bytes.chunks_exact(4) {
        let [low, high, how, value] = change.try_into().unwrap_or_default();
        let at = usize::from(u16::from_le_bytes([low, high])) % segment.len().max(1);
        match how % 5 {
            0 => segment[at] = value,
            1 => segment[at] = segment[at].wrapping_add(value),
            2 => segment[at] ^= 1 << (value % 8),
            // A whole number: all ones, or nearly.
            3 => segment.iter_mut().skip(at / 4 * 4).take(4).for_each(|byte| *byte = value | 0xF0),
            _ => segment.truncate(segment.len() - usize::from(value).min(segment.len() / 2)),
        }
    }
    seal(segment)
}

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
