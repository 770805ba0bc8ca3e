//! The content laid against one place of a record. A locus in, a match out, or nothing where chance
//! would do as well.

use crate::document::Document;
use crate::document::transcript::RecordKind;
use crate::matching::Match;
use crate::matching::alignment::Passage;
use crate::matching::archive::Archive;
use crate::matching::content::Printed;
use crate::matching::edges::settled;
use crate::matching::likeness::is_same;
use crate::matching::locus::{Locus, loci};
use crate::matching::parts::parts;
use crate::matching::path::{Move, Path, Slot, best};
use crate::matching::significance::{Chance, Edge, chance};
use crate::matching::window::{Columns, pairs};
use crate::text::span::Span;
use std::ops::Range;

/// Content words aligned at most; those that follow count as the content's own. A printed page holds
/// about 500 words.
pub(crate) const LONGEST: usize = 1000;

/// Expected chance matches above which a passage is not given. Of 5,319 quotations of PolNeAR train and
/// dev, 333 are found below it in the whole record with a word that differs, 12 of them in interviews
/// on software, where none was said (`onrecord-gate locate 0 0 curve`); below 1e-8 it is 266 and one.
const SIGNIFICANT: f64 = 1e-4;

/// The same against automatic captions, which have words in other words' places without any edit. In
/// an archive of 101 caption files and 0.4 million words (`onrecord-gate captions rest`) 841 of 939
/// sentences are found in their place up to this bound and 48 elsewhere; up to 10 it is 836 and 38, up
/// to 1,000 849 and 66.
const SIGNIFICANT_IN_CAPTIONS: f64 = 1e2;

/// The words of that archive.
const MEASURED: f64 = 4e5;

/// Expected chance matches up to which a passage is given. A smaller archive than the measured one
/// asks of captions as many bits. What is quoted is in a larger one no oftener, so the room shrinks
/// until it is that of transcripts.
pub(crate) fn threshold(archive: &Archive, is_captions: bool) -> f64 {
    let larger = archive.index().n_tokens().max(1) as f64 / MEASURED;
    let room = if larger <= 1.0 { larger } else { larger.powi(-4) };
    match is_captions {
        true => (SIGNIFICANT_IN_CAPTIONS * room).max(SIGNIFICANT),
        false => SIGNIFICANT,
    }
}

/// Expected chance matches up to which a place is laid again with other stretches of its record for the
/// words it lacks. At 1 this is done for one place of chance a quotation.
const WORTH_MORE: f64 = 1.0;

/// Content words without counterpart from which on other stretches of the record are looked at.
const MISSING: usize = 3;

/// Other stretches looked at for each run of words without counterpart.
const STRETCHES: usize = 3;

/// A match, and the tokens of the index that its words are.
pub(crate) struct Laid {
    pub(crate) found: Match,
    /// Whether every word of the content is there, one after the other.
    is_whole: bool,
    /// In content order, one range a stretch.
    pub(crate) tokens: Vec<Range<u32>>,
}

/// The content laid against the words at and around `locus` that lie in `free`, and other stretches
/// of the same record for the words it lacks there.
pub(crate) fn lay(
    archive: &Archive,
    content: &[Printed],
    locus: &Locus,
    free: &Range<u32>,
    bar: Bar,
) -> Option<Laid> {
    let laid = lay_out(archive, content, locus, free)?;
    let record = archive.records().get(locus.record)?;
    let is_likely = match bar {
        Bar::None => true,
        Bar::Likely(most) => {
            laid.found.expected <= threshold(archive, is_captions(record)).max(most)
        }
    };
    (is_likely || laid.is_whole).then_some(laid)
}

/// Whether `record` was made by a recogniser.
pub(crate) fn is_captions(record: &Document) -> bool {
    record.transcript.as_ref().is_some_and(|said| said.kind == RecordKind::Captions)
}

/// Which places are given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bar {
    /// Those that chance would hardly give, and those expected no oftener than this.
    Likely(f64),
    /// All.
    None,
}

/// As [`lay`], however well chance would do.
pub(crate) fn lay_out(
    archive: &Archive,
    content: &[Printed],
    locus: &Locus,
    free: &Range<u32>,
) -> Option<Laid> {
    let record = archive.records().get(locus.record)?;
    let (aligned, rest) = content.split_at(content.len().min(LONGEST));
    let (columns, mut path) = match verbatim(archive, aligned, locus) {
        Some(there) => there,
        None => {
            let (columns, path) = reworded(archive, aligned, locus, free);
            let path = settled(record, aligned, &columns, path);
            (columns, path)
        }
    };
    path.moves.extend((aligned.len()..aligned.len() + rest.len()).map(Move::Added));
    let edge = if is_captions(record) { Edge::Unheard } else { Edge::Unsaid };
    let chance = chance(archive.index(), content, &columns, &path.moves, edge);
    let is_whole = is_whole(content, &columns, &path);
    let alignment = parts(record, content, &columns, &path.moves);
    let passages = alignment.parts.iter().map(|part| part.passage);
    let span = passages.filter(|span| !span.is_empty()).reduce(Span::hull)?;
    let passage = Passage { record: locus.record, span };
    let tokens = stretches(&columns, &path);
    let score = path.score;
    let Chance { expected, bits, covered } = chance;
    let found = Match { passage, alignment, expected, score, bits, covered };
    Some(Laid { found, is_whole, tokens })
}

/// The tokens from the first to the last word of each stretch that `path` goes through.
fn stretches(columns: &Columns, path: &Path) -> Vec<Range<u32>> {
    let mut found: Vec<Range<u32>> = Vec::new();
    let mut opens = true;
    for step in &path.moves {
        match *step {
            Move::Jump => opens = true,
            Move::Pair(_, column) => {
                let Some(said) = columns.get(column) else { continue };
                match found.last_mut().filter(|_| !opens) {
                    Some(last) => last.end = said.token + 1,
                    None => found.push(said.token..said.token + 1),
                }
                opens = false;
            }
            Move::Added(_) | Move::Dropped(_) => {}
        }
    }
    found
}

/// Each word against its own, where the record has the content at `locus` word for word: no path is
/// better.
fn verbatim(archive: &Archive, content: &[Printed], locus: &Locus) -> Option<(Columns, Path)> {
    if locus.past - locus.first != content.len()
        || (locus.to - locus.from) as usize != content.len()
    {
        return None;
    }
    let tokens = locus.from..locus.to;
    let columns = Columns::new(archive, locus.record, std::slice::from_ref(&tokens));
    let said = (0..columns.len()).map(|at| columns.get(at).map(|said| said.hash));
    if !content.iter().map(|word| Some(word.hash)).eq(said) {
        return None;
    }
    let moves = (0..content.len()).map(|at| Move::Pair(at, at)).collect();
    let score = content.iter().map(|word| word.weight).sum();
    Some((columns, Path { moves, score }))
}

/// The best path through the words at and around `locus`, and of other stretches of the same record
/// where words are lacking.
fn reworded(
    archive: &Archive,
    content: &[Printed],
    locus: &Locus,
    free: &Range<u32>,
) -> (Columns, Path) {
    let around = stretch(content.len(), locus);
    let around = around.start.max(free.start)..around.end.min(free.end);
    let mut stretches = Vec::from([around]);
    let columns = Columns::new(archive, locus.record, &stretches);
    let path = laid(content, &columns);
    let lacking = missing(content, &columns, &path);
    if lacking.is_empty() {
        return (columns, path);
    }
    // Only a place whose other words chance gives less than once is worth a search for those it lacks.
    let mut lacks = vec![false; content.len()];
    for word in lacking.iter().cloned().flatten() {
        if let Some(lacks) = lacks.get_mut(word) {
            *lacks = true;
        }
    }
    let mut there = path.moves.clone();
    there.retain(|step| match *step {
        Move::Pair(word, _) | Move::Added(word) => lacks.get(word) == Some(&false),
        Move::Dropped(_) | Move::Jump => true,
    });
    let chance = chance(archive.index(), content, &columns, &there, Edge::Unsaid);
    if chance.expected > WORTH_MORE {
        return (columns, path);
    }
    for words in &lacking {
        let part = content.get(words.clone()).unwrap_or(&[]);
        let whole_record = archive.index().range_of(locus.record);
        for other in loci(archive.index(), part, &[whole_record]).iter().take(STRETCHES) {
            stretches.push(stretch(part.len(), other));
        }
    }
    if stretches.len() == 1 {
        return (columns, path);
    }
    let columns = Columns::new(archive, locus.record, &stretches);
    let path = laid(content, &columns);
    (columns, path)
}

fn laid(content: &[Printed], columns: &Columns) -> Path {
    let slots: Vec<Slot> = content.iter().map(|word| word.slot).collect();
    best(&slots, &pairs(content, columns))
}

/// The tokens of the record that hold what `n_words` words around `locus` may stand for. A chain of
/// seeds reaches no farther than three times the content: beyond, it is a jump.
fn stretch(n_words: usize, locus: &Locus) -> Range<u32> {
    let pad = n_words as u32 / 4 + 8;
    let past = locus.to.min(locus.from.saturating_add(3 * n_words as u32 + 200));
    // Beyond a first or last word that has its counterpart there is nothing to look for.
    let before = if locus.first == 0 { 0 } else { locus.first as u32 + pad };
    let after = n_words.saturating_sub(locus.past) as u32;
    let after = if after == 0 { 0 } else { after + pad };
    locus.from.saturating_sub(before)..past.saturating_add(after)
}

/// Runs of content words that `path` pairs with no word of their own.
fn missing(content: &[Printed], columns: &Columns, path: &Path) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for step in &path.moves {
        let (word, found) = match *step {
            Move::Pair(word, column) => (word, pairs_same(content, columns, word, column)),
            Move::Added(word) => (word, false),
            Move::Dropped(_) | Move::Jump => continue,
        };
        match runs.last_mut().filter(|_| open && !found) {
            Some(run) => run.end = word + 1,
            None if !found => runs.push(word..word + 1),
            None => {}
        }
        open = !found;
    }
    runs.retain(|run| run.len() >= MISSING);
    runs
}

/// Whether every word of the content is there, one after the other.
fn is_whole(content: &[Printed], columns: &Columns, path: &Path) -> bool {
    path.moves.iter().all(|step| match *step {
        Move::Pair(word, column) => pairs_same(content, columns, word, column),
        _ => false,
    })
}

fn pairs_same(content: &[Printed], columns: &Columns, word: usize, column: usize) -> bool {
    let said = columns.get(column);
    content.get(word).zip(said).is_some_and(|(word, said)| is_same(word, &said))
}
