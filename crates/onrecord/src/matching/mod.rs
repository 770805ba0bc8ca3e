//! A quotation and an [`Archive`] of records in, [`Match`]es out, best first: the passages that the
//! words may render, each aligned word by word.

pub mod alignment;
pub mod archive;
mod background;
mod content;
mod directory;
mod laying;
mod likeness;
mod locus;
mod parts;
mod path;
mod seeds;
mod segment;
mod significance;
mod window;

use crate::document::Document;
use crate::matching::alignment::{Alignment, Passage, StepKind};
use crate::matching::archive::Archive;
use crate::matching::content::printed;
use crate::matching::laying::{lay, threshold};
use crate::matching::locus::loci;
use crate::quotation::Quotation;

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

/// Words of a content that is given word for word however common they are.
const SHORT: usize = 4;

/// Places laid out while none has [`THERE`] of the words; further ones only while they share half as
/// much as the best.
const TRIED: usize = 8;

/// Tenths of the content's words whose passage leaves no doubt.
const THERE: usize = 8;

/// The passages that `quotation`'s marked words may render, best first, the earlier in the record
/// first among equals; at most 20, empty where none is significant.
///
/// A content of up to four words is given wherever it stands word for word, even if chance would do as
/// well (`expected` tells), as long as the places can all be listed.
#[must_use]
pub fn search(archive: &Archive, document: &Document, quotation: &Quotation) -> Vec<Match> {
    let segment = archive.segment();
    let content = printed(segment, document, quotation);
    if content.is_empty() {
        return Vec::new();
    }
    let searched = content.get(..laying::LONGEST).unwrap_or(&content);
    let loci = loci(segment, searched, 0..segment.n_tokens() as u32);
    let best = loci.first().map_or(0, |locus| locus.score);
    let mut found: Vec<Match> = Vec::new();
    let mut is_there = false;
    for (nth, locus) in loci.iter().enumerate() {
        if locus.score * 2 < best && (is_there || nth >= TRIED) {
            break;
        }
        let Some(next) = lay(archive, &content, locus) else { continue };
        is_there |= n_same(&next) * 10 >= content.len() * THERE;
        let again = found.iter_mut().find(|known| {
            known.passage.record == next.passage.record
                && known.passage.span.overlaps(next.passage.span)
        });
        match again {
            Some(known) if next.expected < known.expected => *known = next,
            Some(_) => {}
            None => found.push(next),
        }
    }
    let short_and_listed = content.len() <= SHORT && found.len() <= PLACES;
    found.retain(|place| place.expected <= threshold(archive, true) || short_and_listed);
    found.sort_by(|a, b| {
        let place = |found: &Match| (found.passage.record, found.passage.span);
        a.expected.total_cmp(&b.expected).then_with(|| place(a).cmp(&place(b)))
    });
    found.truncate(PLACES);
    found
}

/// How many words both sides have.
fn n_same(found: &Match) -> usize {
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    steps.filter(|step| step.kind == StepKind::Same).count()
}
