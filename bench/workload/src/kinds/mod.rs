//! The kinds of alteration: each a name, what a checker must say of it, what it takes away from the
//! reader, and the function that makes it.

mod carriers;
mod cut;
mod join;
mod noise;
mod same;
mod sense;

pub use crate::kinds::carriers::{carries_sense, negates};

use crate::corpus::Corpus;
use crate::draw::Draw;
use crate::item::Severity::{Harmless, Meaning, Wording};
use crate::item::{Fragment, Item, Severity};
use crate::piece::{Piece, hull, printed};
use crate::site::{Need, Site};
use std::ops::Range;

/// An altered quotation before it is written down.
#[derive(Debug)]
pub struct Altered {
    pub text: String,
    /// Path and bytes of each stretch it comes from, in the order of the quotation.
    pub fragments: Vec<(String, Range<usize>)>,
    /// Who is said to have said it, where that is not the speaker of the place.
    pub speaker: Option<String>,
}

impl Altered {
    /// The words that are left of one place, as one stretch.
    pub fn of(site: &Site, pieces: &[Piece]) -> Option<Altered> {
        let span = hull(pieces)?;
        Some(Altered {
            text: printed(pieces),
            fragments: vec![(site.interview.path.clone(), span)],
            speaker: None,
        })
    }
}

/// One kind of alteration.
pub struct Kind {
    pub name: &'static str,
    /// Codes one of which is right; empty where none of the meaning-bearing ones is.
    pub codes: &'static [&'static str],
    pub severity: Severity,
    pub need: Need,
    pub alter: fn(&Site, &mut Draw) -> Option<Altered>,
}

impl Kind {
    /// Whether its quotations stand nowhere in what is searched.
    pub fn is_absent(&self) -> bool {
        ["absent", "shuffled"].contains(&self.name)
    }
}

const fn kind(
    name: &'static str,
    severity: Severity,
    codes: &'static [&'static str],
    need: Need,
    alter: fn(&Site, &mut Draw) -> Option<Altered>,
) -> Kind {
    Kind { name, codes, severity, need, alter }
}

/// Every kind, from the same words to words that stand nowhere.
pub const ALL: &[Kind] = &[
    kind("verbatim", Harmless, &[], Need::Run, same::verbatim),
    kind("typography", Harmless, &[], Need::Run, same::typography),
    kind("filler", Harmless, &[], Need::Run, same::without_fillers),
    kind("contraction", Harmless, &[], Need::Run, same::contraction),
    kind("numeral", Harmless, &[], Need::Run, same::numeral),
    kind("spelling", Harmless, &[], Need::Run, same::spelling),
    kind("colloquial", Harmless, &[], Need::Run, same::colloquial),
    kind("clean-up", Harmless, &[], Need::Run, same::clean_up),
    kind("ellipsis", Harmless, &[], Need::Run, cut::ellipsis),
    kind("bracket", Harmless, &[], Need::Run, sense::bracket),
    kind("unmarked-cut", Wording, &[], Need::Run, cut::unmarked),
    kind("trim", Wording, &[], Need::Run, cut::trim),
    kind("synonym", Wording, &[], Need::Run, noise::synonyms),
    kind("drop-15", Wording, &[], Need::Run, noise::drop_15),
    kind("insert-15", Wording, &[], Need::Run, noise::insert_15),
    kind("substitute-10", Wording, &[], Need::Run, noise::substitute_10),
    kind("substitute-20", Wording, &[], Need::Run, noise::substitute_20),
    kind("substitute-30", Wording, &[], Need::Run, noise::substitute_30),
    kind("mixed-30", Wording, &[], Need::Run, noise::mixed_30),
    kind("characters-5", Wording, &[], Need::Run, noise::characters_5),
    kind("characters-12", Wording, &[], Need::Run, noise::characters_12),
    kind("scanned", Wording, &[], Need::Run, noise::scanned),
    kind("misheard", Wording, &[], Need::Run, noise::misheard),
    kind("rewrites", Wording, &[], Need::Run, noise::rewrites),
    kind("negation", Meaning, &["negation"], Need::Run, sense::negation),
    kind("number", Meaning, &["number"], Need::Run, sense::number),
    kind("modality", Meaning, &["modality"], Need::Run, sense::modality),
    kind("name", Meaning, &["name"], Need::Run, sense::name),
    kind("pronoun", Meaning, &["pronoun"], Need::Run, sense::pronoun),
    kind("quantifier", Meaning, &["quantifier"], Need::Run, sense::quantifier),
    kind("hedge", Meaning, &["hedge"], Need::Run, sense::hedge),
    kind("tense", Meaning, &["tense"], Need::Run, sense::tense),
    kind("question", Meaning, &["question"], Need::Sentence(5), sense::question),
    kind(
        "negation-under-ellipsis",
        Meaning,
        &["negation"],
        Need::Run,
        cut::negation_under_ellipsis,
    ),
    kind(
        "limit-cut",
        Meaning,
        &["truncation", "dropped-condition"],
        Need::Sentence(10),
        cut::limit,
    ),
    kind(
        "condition-cut",
        Meaning,
        &["dropped-condition", "truncation"],
        Need::Sentence(9),
        cut::condition,
    ),
    kind("near-splice", Meaning, &["splice"], Need::Run, join::near),
    kind("far-splice", Meaning, &["splice"], Need::Run, join::far),
    kind("reordered", Meaning, &["reordered", "splice"], Need::Run, join::reordered),
    kind("clauses-swapped", Wording, &["order", "reordered"], Need::Run, join::clauses_swapped),
    kind(
        "question-in-answer",
        Meaning,
        &["question-answer", "splice"],
        Need::Run,
        join::question_in_answer,
    ),
    kind("interviewer", Meaning, &["other-speaker"], Need::Run, join::interviewer),
    kind("quilt", Meaning, &["splice"], Need::Run, join::quilt),
    kind("absent", Harmless, &[], Need::Run, same::verbatim),
    kind("shuffled", Harmless, &[], Need::Run, noise::shuffled),
];

/// `n` items of `kind`; fewer where the interviews have not as many places for it.
pub fn items(corpus: &Corpus, kind: &Kind, n: usize, seed: u64) -> Vec<Item> {
    let mut draw = Draw::named(seed, kind.name);
    let is_absent = kind.is_absent();
    let from = if is_absent { &corpus.left_out } else { &corpus.held };
    let mut found: Vec<Item> = Vec::new();
    for _ in 0..40_000_usize.max(n * 4_000) {
        if found.len() == n {
            break;
        }
        let Some(site) = Site::draw(corpus, from, kind.need, &mut draw) else { continue };
        if is_absent && corpus.is_held(&site.pieces) {
            continue;
        }
        let Some(altered) = (kind.alter)(&site, &mut draw) else { continue };
        let words = altered.text.split_whitespace().count();
        if words < 5 {
            continue;
        }
        let mut fragments = Vec::new();
        if !is_absent {
            fragments
                .extend(altered.fragments.iter().map(|(path, span)| fragment(corpus, path, span)));
        }
        found.push(Item {
            id: format!("{}-{:03}", kind.name, found.len()),
            kind: kind.name.to_owned(),
            text: altered.text,
            speaker: altered.speaker.unwrap_or_else(|| site.speaker().to_owned()),
            words,
            fragments,
            codes: kind.codes.iter().map(|&code| code.to_owned()).collect(),
            severity: kind.severity,
        });
    }
    found
}

fn fragment(corpus: &Corpus, path: &str, span: &Range<usize>) -> Fragment {
    let text = corpus
        .held
        .iter()
        .find(|interview| interview.path == path)
        .map_or("", |interview| &interview.text);
    let start = text[..span.start].chars().count();
    Fragment { document: path.to_owned(), start, end: start + text[span.clone()].chars().count() }
}
