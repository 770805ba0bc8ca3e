//! A quotation and an [`Archive`] of records in, [`Match`]es out, best first: the passages that the
//! words may render, each aligned word by word.

pub mod alignment;
pub mod archive;
mod content;
mod directory;
mod likeness;
mod locus;
mod parts;
mod path;
mod segment;
mod significance;
mod window;

use crate::document::Document;
use crate::matching::alignment::{Alignment, Passage};
use crate::matching::archive::Archive;
use crate::matching::content::{Printed, printed};
use crate::matching::locus::{Locus, loci};
use crate::matching::path::{Move, Slot, best};
use crate::matching::window::{columns, pairs};
use crate::quotation::Quotation;
use crate::text::span::Span;

/// One passage laid against the content of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Where in the archive.
    pub passage: Passage,
    /// Word against word.
    pub alignment: Alignment,
    /// Expected number of matches as good as this by chance in an archive of this size (as BLAST's
    /// E-value); small is strong.
    pub expected: f64,
}

/// Matches returned at most.
const PLACES: usize = 20;

/// Expected chance matches above which a passage is not given.
const SIGNIFICANT: f64 = 1e-3;

/// Content words aligned at most; what follows is left out of the alignment.
const LONGEST: usize = 1000;

/// The passages that `quotation`'s marked words may render, best first; empty where none is
/// significant.
#[must_use]
pub fn search(archive: &Archive, document: &Document, quotation: &Quotation) -> Vec<Match> {
    let segment = archive.segment();
    let mut content = printed(segment, document, quotation);
    content.truncate(LONGEST);
    if content.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Match> = Vec::new();
    for locus in loci(segment, &content) {
        let Some(next) = laid(archive, &content, locus) else { continue };
        let known = found.iter().any(|known| {
            known.passage.record == next.passage.record
                && known.passage.span.overlaps(next.passage.span)
        });
        if !known {
            found.push(next);
        }
    }
    found.sort_by(|a, b| a.expected.total_cmp(&b.expected));
    found.truncate(PLACES);
    found
}

/// The content laid against the words at and around `locus`; `None` when chance would do as well.
fn laid(archive: &Archive, content: &[Printed], locus: Locus) -> Option<Match> {
    let record = archive.records().get(locus.record)?;
    let pad = content.len() as u32 / 4 + 8;
    let from = locus.from.saturating_sub(locus.first as u32 + pad);
    let to = locus.to + (content.len() - locus.past) as u32 + pad;
    let columns = columns(archive, locus.record, &[(from, to)]);
    let slots: Vec<Slot> = content.iter().map(|word| word.slot).collect();
    let path = best(&slots, &pairs(content, &columns));
    let whole = path.moves.iter().all(|step| match *step {
        Move::Pair(word, column) => columns
            .get(column)
            .and_then(Option::as_ref)
            .is_some_and(|said| said.hash == content[word].hash),
        _ => false,
    });
    let expected = significance::expected(archive.segment(), content, &columns, &path.moves);
    if expected > SIGNIFICANT && !whole {
        return None;
    }
    let alignment = parts::parts(record, content, &columns, &path.moves);
    let passages = alignment.parts.iter().map(|part| part.passage);
    let span = passages.filter(|span| !span.is_empty()).reduce(Span::hull)?;
    Some(Match { passage: Passage { record: locus.record, span }, alignment, expected })
}
