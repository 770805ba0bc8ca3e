//! Who speaks where the cue has no subject of its own. A linked cue in, the words of the main verb's
//! subject out.

use crate::quotation::learned::link::{Linked, Placed};
use crate::quotation::learned::passage::{Passage, Word};
use crate::text::span::Span;
use std::ops::Range;

/// How many words to each side are looked at: bounds the work on a paragraph that is one list of cues.
const REACH: usize = 50;

/// How far up a tree is climbed.
const CLIMB: usize = 8;

/// The subject of the main verb where the cue is a participle that hangs on that verb as an adverb does
/// and has no subject of its own ("Crowds marched on the hall, chanting …"). `None` where that is not
/// so, or where the source that was chosen holds the subject.
#[must_use]
pub fn main_subject(passages: &[Passage], placed: &[Placed], linked: &Linked) -> Option<Span> {
    let cue = placed.get(linked.cue?)?;
    let words = passages.get(cue.passage)?.words.as_slice();
    let verb = words.get(cue.head)?;
    let is_adverbial = verb.token.tag.name() == "VBG" && verb.token.relation.name() == "advcl";
    if !is_adverbial || verb.head.abs_diff(cue.head) > REACH || verb.head == cue.head {
        return None;
    }
    let around = around(words, cue.head.min(verb.head), cue.head.max(verb.head));
    if subject_of(words, &around, cue.head).is_some() {
        return None;
    }
    let at = subject_of(words, &around, verb.head)?;
    let source = linked.source.and_then(|source| placed.get(source));
    let is_it = |s: &Placed| s.passage == cue.passage && (s.span.start..s.span.end).contains(&at);
    if words.get(at)?.token.tag.name().starts_with('W') || source.is_some_and(is_it) {
        return None;
    }
    phrase(words, &around, at)
}

/// The subject that a cue without a source shares with the verb it is joined to: "Poe praised the crew and
/// called the storm “a test”". The nearest verb above that has a subject tells.
#[must_use]
pub fn shared_subject(passages: &[Passage], placed: &[Placed], linked: &Linked) -> Option<Span> {
    let cue = placed.get(linked.cue?)?;
    let words = passages.get(cue.passage)?.words.as_slice();
    if !words.get(cue.head)?.token.tag.name().starts_with('V') {
        return None;
    }
    let around = around(words, cue.head, cue.head);
    let mut at = cue.head;
    for _ in 0..CLIMB {
        if let Some(subject) = subject_of(words, &around, at) {
            let word = words.get(subject)?;
            // Who "was asked" does not ask.
            let is_passive = at == cue.head && word.token.relation.name() == "nsubjpass";
            let is_free = !is_passive && !word.token.tag.name().starts_with('W');
            return is_free.then(|| phrase(words, &around, subject)).flatten();
        }
        let word = words.get(at)?;
        let is_joined = matches!(word.token.relation.name(), "conj" | "advcl" | "xcomp" | "dep");
        if !is_joined || word.head == at || !around.contains(&word.head) {
            return None;
        }
        at = word.head;
    }
    None
}

/// The words that are looked at around those from `first` to `last`.
fn around(words: &[Word], first: usize, last: usize) -> Range<usize> {
    first.saturating_sub(REACH)..(last + REACH).min(words.len())
}

fn subject_of(words: &[Word], around: &Range<usize>, head: usize) -> Option<usize> {
    around.clone().find(|at| {
        words.get(*at).is_some_and(|word| {
            word.head == head && matches!(word.token.relation.name(), "nsubj" | "nsubjpass")
        })
    })
}

/// The words that hang on the noun at `at`, with it.
fn phrase(words: &[Word], around: &Range<usize>, at: usize) -> Option<Span> {
    let first = (around.start..at).find(|below| hangs_on(words, *below, at)).unwrap_or(at);
    let last = (at..around.end).rev().find(|below| hangs_on(words, *below, at)).unwrap_or(at);
    Some(Span::new(words.get(first)?.token.start as usize, words.get(last)?.token.end as usize))
}

fn hangs_on(words: &[Word], below: usize, above: usize) -> bool {
    let mut at = below;
    for _ in 0..CLIMB {
        let Some(word) = words.get(at).filter(|word| at != above && word.head != at) else { break };
        at = word.head;
    }
    at == above
}
