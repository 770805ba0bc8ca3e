//! One immutable part of an index, laid out over bytes that may be mapped from a file. Bytes in,
//! positions of words and word pairs out, and the documents themselves. Every byte is checked against
//! its checksum when it is first read; a byte that differs is a [`Fault`] and reads as nothing.
//! `docs/segment.md` says what each byte is.

pub mod building;
mod heading;
pub mod layout;
pub(crate) mod list;
mod wording;

use crate::document::Document;
use crate::matching::segment::building::CHUNK;
use crate::matching::segment::layout::{Fault, Header, PAGE, Section, crc, u32_at, u64_at, varint};
use crate::matching::segment::list::List;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, OnceLock};

/// Bytes of a segment, in memory or mapped.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// One part of an index.
pub struct Segment {
    bytes: Bytes,
    header: Header,
    /// One bit a page that was found as it was written; `None` where the bytes were made in memory.
    checked: Option<Vec<AtomicU64>>,
    fault: OnceLock<Fault>,
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment").field("header", &self.header).finish_non_exhaustive()
    }
}

/// What a document's entry says.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    first_token: u32,
    first_anchor: u32,
    length: u32,
    text: u64,
    head: u64,
}

/// Guesses of a look-up by where a hash should be: of 100,000 hashes one is found after three on average.
const INTERPOLATED: u32 = 8;

/// Bytes of a document's entry.
const ENTRY: usize = 32;

/// The hash of a folded key, as the index holds it: FNV-1a of 64 bits, both halves laid over each
/// other.
pub(crate) fn hash(key: &str) -> u32 {
    let wide = key.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    (wide ^ (wide >> 32)) as u32
}

impl Segment {
    /// The segment that `bytes` hold. Only its header and its checksums are read.
    ///
    /// # Errors
    /// Where the bytes are no segment of this version, or its header is damaged.
    pub fn open(bytes: Bytes) -> Result<Segment, Fault> {
        let header = Header::read((*bytes).as_ref())?;
        let n_pages = header.range(Section::Sums).start / PAGE;
        let checked = (0..n_pages.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Segment { bytes, header, checked: Some(checked), fault: OnceLock::new() })
    }

    /// The segment that was just built.
    pub(crate) fn built(bytes: Vec<u8>) -> Segment {
        let header = Header::read(&bytes).unwrap_or_default();
        Segment { bytes: Arc::new(bytes), header, checked: None, fault: OnceLock::new() }
    }

    /// What was found damaged since the segment was opened; `None` as long as every byte read was as it
    /// was written. What a search gave is only to be believed where this is `None` afterwards.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.fault.get().copied()
    }

    /// Reads every byte and compares it with its checksum.
    ///
    /// # Errors
    /// Where one differs.
    pub fn verify(&self) -> Result<(), Fault> {
        for section in Section::ALL {
            self.bytes(section, 0..self.header.range(section).len());
        }
        self.fault().map_or(Ok(()), Err)
    }

    /// How many tokens it holds.
    pub(crate) fn n_tokens(&self) -> u32 {
        self.header.n_tokens
    }

    /// How many documents it holds.
    #[must_use]
    pub fn n_documents(&self) -> u32 {
        self.header.n_documents
    }

    /// Bytes of its documents' texts.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        self.header.text_bytes
    }

    fn damaged(&self, section: Section) {
        let _first_stays = self.fault.set(Fault::Section(section));
    }

    /// The bytes `range` of `section`; empty where they do not lie in it or are not as written.
    fn bytes(&self, section: Section, range: Range<usize>) -> &[u8] {
        let whole = self.header.range(section);
        let start = whole.start.saturating_add(range.start);
        let end = whole.start.saturating_add(range.end);
        let all: &[u8] = (*self.bytes).as_ref();
        let Some(found) = all.get(start..end).filter(|_| end <= whole.end) else {
            self.damaged(section);
            return &[];
        };
        if let Some(checked) = &self.checked
            && section != Section::Sums
            && !found.is_empty()
        {
            let sums = self.header.range(Section::Sums);
            for page in start / PAGE..end.div_ceil(PAGE) {
                let Some(bits) = checked.get(page / 64) else { continue };
                let bit = 1 << (page % 64);
                if bits.load(Relaxed) & bit != 0 {
                    continue;
                }
                let past = ((page + 1) * PAGE).min(sums.start);
                let held = all.get(page * PAGE..past).unwrap_or(&[]);
                let sum = page.saturating_sub(1) * 4;
                if u32_at(all, sums.start.saturating_add(sum)) != crc(held) {
                    self.damaged(section);
                    return &[];
                }
                bits.fetch_or(bit, Relaxed);
            }
        }
        found
    }

    fn number(&self, section: Section, at: usize) -> u32 {
        let start = at.saturating_mul(4);
        u32_at(self.bytes(section, start..start.saturating_add(4)), 0)
    }

    /// The number of the word, if it occurs.
    fn rank(&self, hash: u32) -> Option<u32> {
        let (mut low, mut high) = (0, self.header.n_words);
        // Hashes lie evenly between their bounds, so that a look-up first goes to where this one should
        // be (interpolation search, Perl 1978); bytes that are no hashes are halved.
        let (mut least, mut most) = (0_u64, 1 << 32);
        for nth in 0.. {
            if low >= high {
                break;
            }
            let middle = if nth < INTERPOLATED {
                let share = (u64::from(hash) - least) * u64::from(high - low) / (most - least);
                low + (share as u32).min(high - low - 1)
            } else {
                low + (high - low) / 2
            };
            let there = self.number(Section::Words, middle as usize);
            match there.cmp(&hash) {
                Ordering::Less => (low, least) = (middle + 1, u64::from(there)),
                Ordering::Equal => return Some(middle),
                Ordering::Greater => (high, most) = (middle, u64::from(there)),
            }
        }
        None
    }

    /// How often the word occurs.
    pub(crate) fn count(&self, hash: u32) -> u32 {
        self.rank(hash).map_or(0, |rank| self.number(Section::Counts, rank as usize))
    }

    fn entry(&self, rank: u32) -> Range<usize> {
        let at = |rank: usize| self.number(Section::Entries, rank) as usize;
        let (start, end) = (at(rank as usize), at(rank as usize + 1));
        if end < start {
            self.damaged(Section::Entries);
        }
        start..end.max(start)
    }

    /// Where `after` stands right behind `hash`; `None` where it never does.
    pub(crate) fn pair(&self, hash: u32, after: u32) -> Option<List<'_>> {
        let (rank, after) = (self.rank(hash)?, self.rank(after)?);
        let entry = self.entry(rank);
        let part = |range: Range<usize>| {
            let end = (entry.start + range.end).min(entry.end);
            self.bytes(Section::Pairs, entry.start + range.start.min(end - entry.start)..end)
        };
        let n_chunks = (u32_at(part(0..4), 0) as usize).div_ceil(CHUNK);
        if n_chunks.saturating_mul(8) > entry.len() {
            self.damaged(Section::Pairs);
            return None;
        }
        let (mut low, mut high) = (0, n_chunks);
        while low < high {
            let middle = low + (high - low) / 2;
            let first = u32_at(part(4 + 8 * middle..8 + 8 * middle), 0);
            if first <= after { low = middle + 1 } else { high = middle }
        }
        let chunk = low.checked_sub(1)?;
        let row = part(4 + 8 * chunk..20 + 8 * chunk);
        let start = u32_at(row, 4) as usize;
        let is_last = chunk + 1 == n_chunks;
        let end = if is_last { entry.len() } else { u32_at(row, 12) as usize };
        let n_words = if is_last { u32_at(part(0..4), 0) as usize - chunk * CHUNK } else { CHUNK };
        let bytes = part(start..end.max(start));
        let mut found = None;
        each_list(bytes, u32_at(row, 0), n_words, self.header.n_tokens, &mut |word, list| {
            if word == after {
                found = Some(list);
            }
        });
        found
    }

    /// Every position of the word, ascending. Its time goes with the number of positions.
    pub(crate) fn positions(&self, hash: u32) -> Vec<u32> {
        let Some(rank) = self.rank(hash) else { return Vec::new() };
        let entry = self.bytes(Section::Pairs, self.entry(rank));
        let n_words = u32_at(entry, 0) as usize;
        let mut found = Vec::new();
        for chunk in 0..n_words.div_ceil(CHUNK).min(entry.len() / 8) {
            let row = 4 + 8 * chunk;
            let (first, start) = (u32_at(entry, row), u32_at(entry, row + 4) as usize);
            let n = (n_words - chunk * CHUNK).min(CHUNK);
            let bytes = entry.get(start..).unwrap_or(&[]);
            each_list(bytes, first, n, self.header.n_tokens, &mut |_, list| {
                found.extend(list.cursor());
            });
        }
        found.sort_unstable();
        found
    }

    fn document_entry(&self, document: u32) -> Entry {
        let start = document as usize * ENTRY;
        let bytes = self.bytes(Section::Documents, start..start + ENTRY);
        Entry {
            first_token: u32_at(bytes, 0),
            first_anchor: u32_at(bytes, 4),
            length: u32_at(bytes, 8),
            text: u64_at(bytes, 16),
            head: u64_at(bytes, 24),
        }
    }

    /// The first token of the document; the count of all for the number of all documents.
    pub(crate) fn first_token(&self, document: u32) -> u32 {
        self.document_entry(document).first_token
    }

    /// The last place, among those from which a document's tokens can be counted, for which `is_before`
    /// holds; it is handed the place's token and byte. `None` where the document has no tokens.
    pub(crate) fn anchor(
        &self,
        document: u32,
        is_before: impl Fn(u32, u32) -> bool,
    ) -> Option<(u32, u32)> {
        let first = self.document_entry(document).first_anchor;
        let past = self.document_entry(document.saturating_add(1)).first_anchor;
        let at = |nth: u32| {
            let start = nth as usize * 8;
            let bytes = self.bytes(Section::Anchors, start..start + 8);
            (u32_at(bytes, 0), u32_at(bytes, 4))
        };
        let (mut low, mut high) = (first, past);
        while low < high {
            let middle = low + (high - low) / 2;
            let (token, byte) = at(middle);
            if is_before(token, byte) { low = middle + 1 } else { high = middle }
        }
        (past > first).then(|| at(low.saturating_sub(1).max(first)))
    }

    /// Who speaks in the document, and how many bytes of it are theirs; `None` for a segment without
    /// texts.
    pub(crate) fn speakers(&self, document: u32) -> Option<Vec<(String, u64)>> {
        let (entry, next) =
            (self.document_entry(document), self.document_entry(document.checked_add(1)?));
        let range = usize::try_from(entry.head).ok()?..usize::try_from(next.head).ok()?;
        let head = self.bytes(Section::Heads, range);
        (!head.is_empty()).then(|| heading::speakers(head))
    }

    /// The document, with its text; `None` for a segment without texts, and where bytes are damaged.
    #[must_use]
    pub fn document(&self, document: u32) -> Option<Document> {
        let (entry, next) =
            (self.document_entry(document), self.document_entry(document.checked_add(1)?));
        let range =
            |from: u64, to: u64| Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?);
        let head = self.bytes(Section::Heads, range(entry.head, next.head)?);
        let coded = self.bytes(Section::Texts, range(entry.text, next.text)?);
        let (n_pieces, vocabulary) = (self.header.n_pieces, self.header.range(Section::Vocabulary));
        let offsets = self.bytes(Section::Vocabulary, 0..vocabulary.len());
        let all = self.bytes(Section::Pieces, 0..self.header.range(Section::Pieces).len());
        let place = |rank: u32| {
            let at = |rank: u32| u32_at(offsets, rank as usize * 4) as usize;
            (rank < n_pieces).then(|| at(rank)..at(rank + 1))
        };
        let text = wording::decode(coded, entry.length as usize, all, place);
        let document = text.and_then(|text| heading::read(head, text));
        if document.is_none() {
            self.damaged(Section::Texts);
        }
        document
    }
}

/// Hands the `n` lists of a chunk to `take`, each with the word that it belongs to.
fn each_list<'a>(
    bytes: &'a [u8],
    first: u32,
    n: usize,
    bound: u32,
    take: &mut impl FnMut(u32, List<'a>),
) {
    let mut rest = bytes;
    let mut runs = [(0_u32, 0_u32); CHUNK];
    let mut word = first;
    for run in runs.iter_mut().take(n) {
        word = word.wrapping_add(varint(&mut rest) as u32);
        *run = (word, varint(&mut rest) as u32);
    }
    for (word, n) in runs.into_iter().take(n) {
        let length = list::size(n, bound);
        take(word, List::read(rest, n, bound));
        rest = rest.get(length..).unwrap_or(&[]);
    }
}
