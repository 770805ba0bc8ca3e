//! Words without an article around them, and an [`Archive`] of records in; the [`Place`]s where they
//! were said out, best first.

mod fragments;
pub mod rendering;
pub mod told;

use crate::document::Document;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::transcript::Transcript;
use crate::find::fragments::{fragments, lacking};
use crate::find::told::{Reading, Reason, Told};
use crate::matching::alignment::{Joint, StepKind};
use crate::matching::archive::Archive;
use crate::matching::{Match, is_significant, search_all, search_among};
use crate::quotation::act::Act;
use crate::quotation::{Quotation, QuotationKind};
use crate::text::folded::tokens;
use crate::text::span::Span;
use jiff::civil::Date;

/// Places handed out at most.
const PLACES: usize = 20;

/// Expected chance places below which the speaker's own records are not gone through once more: in
/// the speaker's mouth, and in anybody's.
const SURE: [f64; 2] = [1e-4, 1e-12];

/// Expected chance places up to which a place counts as found. Of 2,000 quotations that stand nowhere in
/// 116 MB of interviews one in a hundred is given a place below it (two draws of `bench/workload`, other
/// than the one that `bench/RESULTS.md` reports).
const FOUND: f64 = 0.03;

/// Words of a query that stand together in too many places to tell them apart.
const SHORT: usize = 6;

/// Words that are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as printed, without the marks around them. An ellipsis stands for words left out,
    /// square brackets hold an editor's words.
    pub text: String,
    /// Who is given as the speaker; `None` where nobody is.
    pub speaker: Option<String>,
    /// When the words were printed; `None` where that is not known.
    pub date: Option<Date>,
    /// What the words are said to be from, in any words: an occasion, a place, an outlet; `None` where
    /// nothing is said of it.
    pub occasion: Option<String>,
}

/// Where the words of a query, or most of them, were said.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Index of the record in the archive.
    pub record: usize,
    /// From the first word to the last, in the record's text.
    pub span: Span,
    /// Expected number of places as good as this for words that were not said, in an archive of this
    /// size; small is strong.
    pub expected: f64,
    /// Whether that is few enough.
    pub is_found: bool,
    /// Words of the query that stand here.
    pub n_same: usize,
    /// What speaks for this place, or against it, beside its words: what the query tells.
    pub reasons: Vec<Reason>,
    /// The stretches that the words come from, in the order of the query; some may come from other
    /// records. At least one.
    pub fragments: Vec<Fragment>,
}

/// A run of the query and the stretch of a record that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// In the query's text.
    pub content: Span,
    /// Index of the record in the archive.
    pub record: usize,
    /// In the record's text.
    pub span: Span,
    /// How it follows the fragment before; `None` for the first of a record.
    pub joint: Option<Joint>,
    /// For a fragment of another record than the place's: how many stretches as good chance would give.
    pub expected: Option<f64>,
}

/// What came of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The first place is where the words were said.
    Found,
    /// The words stand in the record, but they are so few and so common that this tells nothing.
    TooShort,
    /// No place has enough of the words. They may have been said all the same: a record can be
    /// incomplete.
    NotFound,
}

/// What came of a query that was answered with `places`.
#[must_use]
pub fn answer(query: &Query, places: &[Place]) -> Answer {
    let Some(best) = places.first() else { return Answer::NotFound };
    let n_words = tokens(&query.text, Span::new(0, query.text.len())).len();
    match () {
        () if places.iter().any(|place| place.is_found) => Answer::Found,
        () if n_words <= SHORT && best.n_same == n_words => Answer::TooShort,
        () => Answer::NotFound,
    }
}

/// The places of `query` in `archive`, best first; at most 20. Those that chance would give as well are
/// among them, and say so.
///
/// Places with as many of the words come in the order of what the query tells: the speaker's own words,
/// said before they were printed, on the occasion named, and not long before, come first.
///
/// What the best place lacks is looked for in the other records: words put together from two occasions
/// come out as fragments of one place.
#[must_use]
pub fn find(archive: &Archive, query: &Query) -> Vec<Place> {
    let document = Document {
        text: query.text.clone(),
        ..Document::empty(&Origin { name: String::new() }, DocumentKind::Article)
    };
    let whole = quotation(Span::new(0, query.text.len()));
    let told = Told::of(archive, query);
    let mut found: Vec<(Match, Reading)> = search_all(archive, &document, &whole)
        .into_iter()
        .map(|found| (told.reading(archive, &found), found))
        .map(|(reading, found)| (found, reading))
        .collect();
    sort(&mut found);
    if let Some(records) = told.records().filter(|_| !is_sure(&found)) {
        for place in search_among(archive, &document, &whole, records) {
            let is_known = |(known, _): &(Match, Reading)| {
                known.passage.record == place.passage.record
                    && known.passage.span.overlaps(place.passage.span)
            };
            if !found.iter().any(is_known) {
                let reading = told.reading(archive, &place);
                found.push((place, reading));
            }
        }
        sort(&mut found);
    }
    found.truncate(PLACES);
    let mut places: Vec<Place> =
        found.iter().map(|(found, reading)| place(archive, found, reading)).collect();
    if let (Some(place), Some((found, _))) = (places.first_mut(), found.first()) {
        place.fragments.extend(elsewhere(archive, &document, found));
        place.fragments.sort_by_key(|fragment| fragment.content.start());
    }
    places
}

/// Puts the best first: by what the words weigh and what is told of them, which weighs as words do.
fn sort(found: &mut [(Match, Reading)]) {
    found.sort_by_key(|(found, reading)| -(found.score + reading.weight));
}

/// Whether the best place has next to all of the words, and chance does not give it.
fn is_sure(found: &[(Match, Reading)]) -> bool {
    found.first().is_some_and(|(best, reading)| {
        let [own, any] = SURE;
        let most = if reading.is_own { own } else { any };
        expected(best, reading) < most && lacking(best).is_empty()
    })
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

/// Expected number of places as good as `found` for words that were not said.
///
/// Chance alone would give fewer: who speaks of one thing says words that go with it, in quotations that
/// are not there as in those that are. Of 1,000 absent quotations and 2,580 altered ones
/// (`bench/workload`, seeds other than the one reported) most are told apart where six tenths of the bits
/// of the words in common count, and ten bits more for a place that has every word.
fn expected(found: &Match, reading: &Reading) -> f64 {
    let against = 0.4 * found.bits - 10.0 * found.covered;
    found.expected * against.exp2() * reading.share
}

fn place(archive: &Archive, found: &Match, reading: &Reading) -> Place {
    let expected = expected(found, reading);
    Place {
        record: found.passage.record,
        span: found.passage.span,
        expected,
        is_found: expected <= FOUND,
        n_same: n_same(found),
        reasons: reading.reasons.clone(),
        fragments: fragments(archive, found, None),
    }
}

/// Stretches of other records for the words that have none beside them in `best`: significant ones,
/// and those that have every word.
fn elsewhere(archive: &Archive, document: &Document, best: &Match) -> Vec<Fragment> {
    let others = lacking(best).into_iter().filter_map(|(n_words, content)| {
        let matches = search_all(archive, document, &quotation(content));
        let other = matches.into_iter().next()?;
        let is_there = is_significant(archive, &other)
            || n_words > SHORTEST && other.covered >= 1.0 && other.alignment.parts.len() == 1;
        (is_there && other.passage.record != best.passage.record).then_some(other)
    });
    others.flat_map(|other| fragments(archive, &other, Some(other.expected))).collect()
}

/// Words of a fragment of another record that has to be more than chance.
const SHORTEST: usize = 4;

/// Who speaks at the start of `span`, as the record writes the name.
#[must_use]
pub fn speaker(transcript: &Transcript, span: Span) -> Option<&str> {
    let turn = transcript.turn_at(span.start())?;
    transcript.turns.get(turn)?.speaker.as_deref()
}

/// How many words both texts have.
fn n_same(found: &Match) -> usize {
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    steps.filter(|step| step.kind == StepKind::Same).count()
}
