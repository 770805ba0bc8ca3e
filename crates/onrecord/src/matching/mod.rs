//! A quotation and an [`Archive`] of records in, [`Match`]es out, best first: the passages that the
//! words may render, each aligned word by word.

pub mod alignment;
pub mod archive;
pub(crate) mod background;
mod content;
mod edges;
pub mod index;
mod laying;
mod likeness;
mod locus;
mod near;
mod parts;
mod path;
mod postings;
pub mod records;
pub mod reported;
mod seeds;
pub mod segment;
mod significance;
mod stretches;
pub mod voices;
mod window;

#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::matching::alignment::{Alignment, Passage, StepKind};
use crate::matching::archive::Archive;
use crate::matching::content::printed;
use crate::matching::laying::{Bar, is_captions, lay, lay_out, threshold};
use crate::matching::locus::{Locus, loci};
use crate::quotation::Quotation;
use std::ops::Range;

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
    /// What the words in common weigh, less what differs: 50 a bit.
    pub score: i32,
    /// What the words in common tell, in bits; those that differ take nothing away.
    pub bits: f64,
    /// The share of the content's words that stand here, from 0 to 1.
    pub covered: f64,
}

/// Matches returned at most.
const PLACES: usize = 20;

/// Words of a content that is given word for word however common they are.
const SHORT: usize = 4;

/// Places laid out while none has [`THERE`] of the words; further ones only while they share half as
/// much as the best.
const TRIED: usize = 8;

/// Places laid out at most while none has [`THERE`] of the words.
const MOST_TRIED: usize = 16;

/// Tenths of the content's words whose passage leaves no doubt.
const THERE: usize = 8;

/// Expected chance matches below which it leaves none either, where all places are asked for.
const CERTAIN: f64 = 1e-8;

/// Tenths of the best chain's score that a chain must have to be laid as well where there is no doubt and
/// all places are asked for: words that were said twice are found twice.
const ALIKE: i32 = 7;

/// The passages that `quotation`'s marked words may render, best first; among equals, those of the
/// earlier record first, and the earlier in the record. At most 20, empty where none is significant.
/// No two share a word of the record.
///
/// A content of up to four words is given wherever it stands word for word, even if chance would do as
/// well (`expected` tells), as long as the places can all be listed.
#[must_use]
pub fn search(archive: &Archive, document: &Document, quotation: &Quotation) -> Vec<Match> {
    let whole = 0..archive.index().n_tokens() as u32;
    search_within(archive, document, quotation, &[whole], Bar::Likely(0.0))
}

/// As [`search`], with the places of which chance would give up to `most`: what is known of the speaker
/// may tell them apart.
#[must_use]
pub fn search_likely(
    archive: &Archive,
    document: &Document,
    quotation: &Quotation,
    most: f64,
) -> Vec<Match> {
    let whole = 0..archive.index().n_tokens() as u32;
    search_within(archive, document, quotation, &[whole], Bar::Likely(most))
}

/// As [`search`], with the places that chance would give as well: [`is_significant`] tells them apart.
#[must_use]
pub fn search_all(archive: &Archive, document: &Document, quotation: &Quotation) -> Vec<Match> {
    let whole = 0..archive.index().n_tokens() as u32;
    search_within(archive, document, quotation, &[whole], Bar::None)
}

/// As [`search_all`], in these records alone; `records` ascend and count as in [`Passage`].
#[must_use]
pub fn search_among(
    archive: &Archive,
    document: &Document,
    quotation: &Quotation,
    records: &[usize],
) -> Vec<Match> {
    let mut within: Vec<Range<u32>> =
        records.iter().map(|record| archive.index().range_of(*record)).collect();
    within.retain(|range| !range.is_empty());
    // Records are numbered by their files; tokens by the segments.
    within.sort_unstable_by_key(|range| range.start);
    search_within(archive, document, quotation, &within, Bar::None)
}

/// Whether chance would hardly give a place as good as `found` in an archive of this size.
#[must_use]
pub fn is_significant(archive: &Archive, found: &Match) -> bool {
    let record = archive.records().get(found.passage.record);
    found.expected <= threshold(archive, record.is_some_and(is_captions))
}

/// As [`search`], in one record: `record_idx` counts as in [`Passage`]. Empty for a record that is not
/// in the archive.
#[must_use]
pub fn search_record(
    archive: &Archive,
    document: &Document,
    quotation: &Quotation,
    record_idx: usize,
) -> Vec<Match> {
    let record = archive.index().range_of(record_idx);
    search_within(archive, document, quotation, &[record], Bar::Likely(0.0))
}

/// The words of `quotation` laid against those at and around `place`, however well chance would do;
/// `None` where either has no words.
#[must_use]
pub fn lay_at(
    archive: &Archive,
    document: &Document,
    quotation: &Quotation,
    place: Passage,
) -> Option<Match> {
    let index = archive.index();
    let content = printed(index, document, quotation);
    let record = archive.records().get(place.record)?;
    let token = |byte: usize| index.token_at(record, place.record, byte);
    let (from, to) = (token(place.span.start()), token(place.span.end()));
    let past = content.len().min(laying::LONGEST);
    let locus = Locus { record: place.record, from, to: to.max(from), first: 0, past, score: 0 };
    let free = index.range_of(place.record);
    lay_out(archive, &content, &locus, &free).map(|laid| laid.found)
}

fn search_within(
    archive: &Archive,
    document: &Document,
    quotation: &Quotation,
    within: &[Range<u32>],
    bar: Bar,
) -> Vec<Match> {
    let index = archive.index();
    let content = printed(index, document, quotation);
    if content.is_empty() {
        return Vec::new();
    }
    let searched = content.get(..laying::LONGEST).unwrap_or(&content);
    let loci = loci(index, searched, within);
    let best = loci.first().map_or(0, |locus| locus.score);
    let mut found: Vec<Match> = Vec::new();
    let mut taken: Vec<Range<u32>> = Vec::new();
    let mut is_there = false;
    for (nth, locus) in loci.iter().enumerate() {
        let is_weak = match is_there {
            true if bar == Bar::None => locus.score * 10 < best * ALIKE,
            true => locus.score * 2 < best,
            false => nth >= TRIED && (locus.score * 2 < best || nth >= MOST_TRIED),
        };
        if is_weak {
            break;
        }
        let Some(free) = free(&taken, locus) else { continue };
        let Some(laid) = lay(archive, &content, locus, &free, bar) else { continue };
        let next = laid.found;
        is_there |= n_same(&next) * 10 >= content.len() * THERE;
        is_there |= bar == Bar::None && next.expected < CERTAIN;
        let again = found.iter_mut().find(|known| {
            known.passage.record == next.passage.record
                && known.passage.span.overlaps(next.passage.span)
        });
        match again {
            Some(known) if next.score > known.score => *known = next,
            Some(_) => {}
            None => found.push(next),
        }
        taken.extend(laid.tokens);
    }
    let most = match bar {
        Bar::Likely(most) => threshold(archive, true).max(most),
        Bar::None => f64::INFINITY,
    };
    let is_listed = content.len() <= SHORT && found.len() <= PLACES;
    found.retain(|place| place.expected <= most || is_listed);
    // By weight, not by `expected`: a common turn of phrase makes the words that go on with it likely,
    // and would set a place that breaks it before one that has it whole.
    found.sort_by(|a, b| {
        let place = |found: &Match| (found.passage.record, found.passage.span);
        b.score.cmp(&a.score).then_with(|| place(a).cmp(&place(b)))
    });
    found.truncate(PLACES);
    found
}

/// The tokens around `locus` that no place found before has `taken`: what is said twice is found
/// twice. `None` where most of the words at `locus` are taken.
fn free(taken: &[Range<u32>], locus: &Locus) -> Option<Range<u32>> {
    let mut free = 0..u32::MAX;
    for taken in taken {
        let shared = taken.end.min(locus.to).saturating_sub(taken.start.max(locus.from));
        if shared * 2 > locus.to - locus.from {
            return None;
        }
        if shared == 0 && taken.end <= locus.from {
            free.start = free.start.max(taken.end);
        } else if shared == 0 {
            free.end = free.end.min(taken.start);
        }
    }
    Some(free)
}

/// How many words both sides have.
fn n_same(found: &Match) -> usize {
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    steps.filter(|step| step.kind == StepKind::Same).count()
}
