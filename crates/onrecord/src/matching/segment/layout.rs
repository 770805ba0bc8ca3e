//! Where the parts of a segment lie, and their checksums. Bytes in, ranges of bytes out; see
//! `docs/segment.md` for every byte.

use std::fmt;
use std::ops::Range;

/// What a segment begins with.
pub(crate) const MAGIC: [u8; 8] = *b"onrecseg";
/// The version of the layout that is written and read.
pub(crate) const VERSION: u32 = 1;
/// Bytes of the header, and of what one checksum covers.
pub(crate) const PAGE: usize = 4096;
/// Where the table of sections begins in the header.
const TABLE: usize = 64;

/// The parts of a segment, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "docs/segment.md says what each holds")]
pub enum Section {
    Words,
    Counts,
    Entries,
    Pairs,
    Documents,
    Anchors,
    Heads,
    Vocabulary,
    Pieces,
    Texts,
    Sums,
}

impl Section {
    pub(crate) const ALL: [Section; 11] = [
        Section::Words,
        Section::Counts,
        Section::Entries,
        Section::Pairs,
        Section::Documents,
        Section::Anchors,
        Section::Heads,
        Section::Vocabulary,
        Section::Pieces,
        Section::Texts,
        Section::Sums,
    ];

    fn name(self) -> &'static str {
        match self {
            Section::Words => "words",
            Section::Counts => "counts",
            Section::Entries => "entries",
            Section::Pairs => "pairs",
            Section::Documents => "documents",
            Section::Anchors => "anchors",
            Section::Heads => "heads",
            Section::Vocabulary => "vocabulary",
            Section::Pieces => "pieces",
            Section::Texts => "texts",
            Section::Sums => "sums",
        }
    }
}

/// Why a segment, or a part of it, cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The bytes do not begin as a segment does.
    NoSegment,
    /// Another version of the layout.
    Version(u32),
    /// The header's checksum is not that of its bytes.
    Header,
    /// The file is shorter or longer than its header says.
    Length,
    /// A part of a section is not as it was written: its checksum differs, or it makes no sense.
    Section(Section),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NoSegment => f.write_str("no segment of an index"),
            Fault::Version(version) => {
                write!(f, "layout {version} is not read, only {VERSION}; build the index again")
            }
            Fault::Header => f.write_str("damaged header; build the index again"),
            Fault::Length => f.write_str("cut short or lengthened; build the index again"),
            Fault::Section(section) => {
                write!(f, "damaged in section {:?}; build the index again", section.name())
            }
        }
    }
}

/// What the header says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) n_documents: u32,
    pub(crate) n_words: u32,
    pub(crate) n_tokens: u32,
    pub(crate) n_pieces: u32,
    /// Of all texts.
    pub(crate) text_bytes: u64,
    pub(crate) sections: [Range<usize>; 11],
}

impl Header {
    /// Reads the header of `bytes`, and tells whether the checksums are as they were written.
    pub(crate) fn read(bytes: &[u8]) -> Result<Header, Fault> {
        if !bytes.starts_with(&MAGIC) {
            return Err(Fault::NoSegment);
        }
        let page = bytes.get(..PAGE).ok_or(Fault::Length)?;
        if u32_at(page, PAGE - 4) != crc(&page[..PAGE - 4]) {
            return Err(Fault::Header);
        }
        let version = u32_at(page, 8);
        if version != VERSION {
            return Err(Fault::Version(version));
        }
        if u64_at(page, 16) != bytes.len() as u64 {
            return Err(Fault::Length);
        }
        let mut header = Header {
            n_documents: u32_at(page, 24),
            n_words: u32_at(page, 28),
            n_tokens: u32_at(page, 32),
            n_pieces: u32_at(page, 36),
            text_bytes: u64_at(page, 40),
            sections: Default::default(),
        };
        let mut before = PAGE;
        for (nth, range) in header.sections.iter_mut().enumerate() {
            let start = usize::try_from(u64_at(page, TABLE + 16 * nth)).unwrap_or(usize::MAX);
            let length = usize::try_from(u64_at(page, TABLE + 16 * nth + 8)).unwrap_or(usize::MAX);
            let end = start.checked_add(length).ok_or(Fault::Header)?;
            if start < before || end > bytes.len() {
                return Err(Fault::Header);
            }
            *range = start..end;
            before = end;
        }
        let counted = [
            (Section::Words, 4, u64::from(header.n_words)),
            (Section::Counts, 4, u64::from(header.n_words)),
            (Section::Entries, 4, u64::from(header.n_words) + 1),
            (Section::Documents, 32, u64::from(header.n_documents) + 1),
            (Section::Vocabulary, 4, u64::from(header.n_pieces) + 1),
        ];
        if counted.iter().any(|(section, size, n)| header.range(*section).len() as u64 != size * n)
        {
            return Err(Fault::Header);
        }
        let sums = header.range(Section::Sums);
        let n_pages = sums.start.saturating_sub(PAGE).div_ceil(PAGE);
        if !sums.start.is_multiple_of(PAGE) || sums.len() != 4 * n_pages {
            return Err(Fault::Header);
        }
        if crc(&bytes[sums]) != u32_at(page, 48) {
            return Err(Fault::Section(Section::Sums));
        }
        Ok(header)
    }

    /// Where `section` lies.
    pub(crate) fn range(&self, section: Section) -> Range<usize> {
        self.sections[section as usize].clone()
    }

    /// The whole segment of these `sections` (all but the checksums), in their order.
    pub(crate) fn write(mut self, sections: [Vec<u8>; 10]) -> Vec<u8> {
        let length: usize = sections.iter().map(|section| section.len() + 8).sum();
        let mut bytes = Vec::with_capacity((PAGE + length + length / 1000 + 2 * PAGE) / 8 * 8);
        bytes.resize(PAGE, 0);
        for (range, section) in self.sections.iter_mut().zip(sections) {
            bytes.resize(bytes.len().next_multiple_of(8), 0);
            *range = bytes.len()..bytes.len() + section.len();
            bytes.extend(section);
        }
        bytes.resize(bytes.len().next_multiple_of(PAGE), 0);
        let sums: Vec<u8> =
            bytes[PAGE..].chunks(PAGE).flat_map(|page| crc(page).to_le_bytes()).collect();
        let sums_crc = crc(&sums);
        self.sections[Section::Sums as usize] = bytes.len()..bytes.len() + sums.len();
        bytes.extend(sums);
        let mut page = Vec::with_capacity(PAGE);
        page.extend(MAGIC);
        page.extend(VERSION.to_le_bytes());
        page.extend((Section::ALL.len() as u32).to_le_bytes());
        page.extend((bytes.len() as u64).to_le_bytes());
        for number in [self.n_documents, self.n_words, self.n_tokens, self.n_pieces] {
            page.extend(number.to_le_bytes());
        }
        page.extend(self.text_bytes.to_le_bytes());
        page.extend(sums_crc.to_le_bytes());
        page.resize(TABLE, 0);
        for range in &self.sections {
            page.extend((range.start as u64).to_le_bytes());
            page.extend((range.len() as u64).to_le_bytes());
        }
        page.resize(PAGE - 4, 0);
        page.extend(crc(&page).to_le_bytes());
        bytes[..PAGE].copy_from_slice(&page);
        bytes
    }
}

/// CRC-32 as in IEEE 802.3.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}

/// The number at byte `at`; 0 beyond the end.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|from| from.first_chunk()).map_or(0, |four| u32::from_le_bytes(*four))
}

/// The number at byte `at`; 0 beyond the end.
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes
        .get(at..)
        .and_then(|from| from.first_chunk())
        .map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// Appends `number`, seven bits a byte, the lowest first.
pub(crate) fn push_varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a number that [`push_varint`] wrote off the front of `bytes`; 0 at the end.
pub(crate) fn varint(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}
