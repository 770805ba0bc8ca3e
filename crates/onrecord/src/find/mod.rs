//! Words without an article around them, and an [`Archive`] of records in; the [`Place`]s where they
//! were said out, best first.

pub mod rendering;

use crate::document::Document;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::transcript::Transcript;
use crate::matching::alignment::{Joint, StepKind};
use crate::matching::archive::Archive;
use crate::matching::{Match, is_significant, search, search_all};
use crate::quotation::act::Act;
use crate::quotation::{Quotation, QuotationKind};
use crate::text::folded::tokens;
use crate::text::span::Span;
use jiff::civil::Date;

/// Words that are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as printed, without the marks around them. An ellipsis stands for words left out,
    /// square brackets hold an editor's words.
    pub text: String,
    /// Who is given as the speaker: among places that have as many of the words, the ones in this
    /// speaker's mouth come first. `None` where nobody is.
    pub speaker: Option<String>,
    /// When the words were printed: among places that have as many of the words, those said later come
    /// last. `None` where that is not known.
    pub date: Option<Date>,
}

/// Where the words of a query, or most of them, were said.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Index of the record in the archive.
    pub record: usize,
    /// From the first word to the last, in the record's text.
    pub span: Span,
    /// Expected number of places as good as this by chance in an archive of this size; small is strong.
    pub expected: f64,
    /// Whether chance would hardly give a place as good as this.
    pub is_found: bool,
    /// Words of the query that stand here.
    pub n_same: usize,
    /// The stretches that the words come from, in the order of the query; those beyond the last one of
    /// the place's own record come from other records. At least one.
    pub fragments: Vec<Fragment>,
}

/// A run of the query and the stretch of a record that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// In the query's text.
    pub content: Span,
    /// Index of the record in the archive.
    pub record: usize,
    /// In the record's text; empty where no word of the run stands in the record.
    pub span: Span,
    /// How it follows the fragment before; `None` for the first of a record.
    pub joint: Option<Joint>,
}

/// Words of the query in a row without counterpart from which on other records are looked through.
const MISSING: usize = 4;

/// The places of `query` in `archive`, best first; at most 20. Those that chance would give as well are
/// among them, and say so.
///
/// What the best place lacks is looked for in the other records: words put together from two occasions
/// come out as fragments of one place.
#[must_use]
pub fn find(archive: &Archive, query: &Query) -> Vec<Place> {
    let document = Document {
        text: query.text.clone(),
        ..Document::empty(&Origin { name: String::new() }, DocumentKind::Article)
    };
    let found = search_all(archive, &document, &quotation(Span::new(0, query.text.len())));
    let Some(most) = found.first().map(n_same) else { return Vec::new() };
    // The search knows best how words weigh: its order stands but for places of as many words.
    let (mut found, others): (Vec<Match>, Vec<Match>) =
        found.into_iter().partition(|found| n_same(found) == most);
    found.sort_by_key(|found| !agrees(archive, query, found));
    found.extend(others);
    let mut places: Vec<Place> = found.iter().map(|found| place(archive, found)).collect();
    if let (Some(place), Some(found)) = (places.first_mut(), found.first()) {
        place.fragments.extend(elsewhere(archive, &document, found));
    }
    places
}

/// The quotation that `content` is, whole.
fn quotation(content: Span) -> Quotation {
    Quotation {
        kind: QuotationKind::Direct,
        content: vec![content],
        marked: vec![content],
        cue: None,
        source: None,
        block: 0,
        inside: None,
        act: Act::Speech,
    }
}

fn place(archive: &Archive, found: &Match) -> Place {
    Place {
        record: found.passage.record,
        span: found.passage.span,
        expected: found.expected,
        is_found: is_significant(archive, found),
        n_same: n_same(found),
        fragments: fragments(found).collect(),
    }
}

fn fragments(found: &Match) -> impl Iterator<Item = Fragment> {
    found.alignment.parts.iter().map(|part| Fragment {
        content: part.content,
        record: found.passage.record,
        span: part.passage,
        joint: part.joint,
    })
}

/// Stretches of other records for the words that have none beside them in `best`.
fn elsewhere(archive: &Archive, document: &Document, best: &Match) -> Vec<Fragment> {
    let others = lacking(best).into_iter().filter_map(|content| {
        let matches = search(archive, document, &quotation(content));
        matches.into_iter().next().filter(|other| other.passage.record != best.passage.record)
    });
    others.flat_map(|other| fragments(&other).collect::<Vec<_>>()).collect()
}

/// Runs of at least [`MISSING`] words in a row that have no word of the record beside them.
fn lacking(found: &Match) -> Vec<Span> {
    let mut runs: Vec<(usize, Span)> = Vec::new();
    let mut open = false;
    for step in found.alignment.parts.iter().flat_map(|part| &part.steps) {
        match step.kind {
            StepKind::Dropped => {}
            StepKind::Same => open = false,
            StepKind::Added | StepKind::Changed => {
                match runs.last_mut().filter(|_| open) {
                    Some((n, run)) => (*n, *run) = (*n + 1, run.hull(step.content)),
                    None => runs.push((1, step.content)),
                }
                open = true;
            }
        }
    }
    runs.into_iter().filter(|(n, _)| *n >= MISSING).map(|(_, run)| run).collect()
}

/// Whether what the query says of speaker and date does not speak against the place.
fn agrees(archive: &Archive, query: &Query, found: &Match) -> bool {
    let Some(record) = archive.records().get(found.passage.record) else { return false };
    let Some(transcript) = &record.transcript else { return true };
    let is_later = match (query.date, transcript.occasion.date) {
        (Some(printed), Some(said)) => said > printed,
        _ => false,
    };
    let speaker = speaker(transcript, found.passage.span);
    let is_other = match (query.speaker.as_deref(), speaker) {
        (Some(given), Some(speaker)) => !is_one_name(given, speaker),
        _ => false,
    };
    !is_later && !is_other
}

/// Who speaks at the start of `span`, as the record writes the name.
#[must_use]
pub fn speaker(transcript: &Transcript, span: Span) -> Option<&str> {
    let turn = transcript.turn_at(span.start())?;
    transcript.turns.get(turn)?.speaker.as_deref()
}

/// Whether every word of the shorter name is in the longer one: "MOREAU", "Ada Moreau".
fn is_one_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        tokens(name, Span::new(0, name.len())).into_iter().map(|token| token.key).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// How many words both texts have.
fn n_same(found: &Match) -> usize {
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    steps.filter(|step| step.kind == StepKind::Same).count()
}
