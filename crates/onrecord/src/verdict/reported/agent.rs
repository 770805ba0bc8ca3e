//! Somebody else does it. Both sides in, claims out: for a verb that both have, who does it and to
//! whom, in the active or the passive voice.
//!
//! A report shifts persons: "I" and "we" become "she", "they" or the name of those meant, so a pronoun
//! on either side says nothing. What is put forward is two names in each other's place, and one
//! name where the record has another and the rest agrees.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::reported::CAVEAT;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;
use onrecord_model::syntax::tag::Tag;

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    let claim = sides.printed.iter().find_map(|verb| {
        let [other] = verb.agrees.as_slice() else { return None };
        let said = sides.said.get(*other).filter(|said| said.agrees.len() == 1)?;
        of_verb(sides, verb, said)
    });
    claim.into_iter().collect()
}

fn of_verb(sides: &Sides, printed: &Word, said: &Word) -> Option<Claim> {
    let (ours, theirs) = (&sides.printed_clause, &sides.said_clause);
    let (verb, other) = (ours.at(printed.span)?, theirs.at(said.span)?);
    let is_verb =
        |tag: Option<Tag>| tag.is_some_and(|tag| tag.name().starts_with('V') || tag == Tag::NN);
    if !is_verb(ours.tag(verb)) || !is_verb(theirs.tag(other)) {
        return None;
    }
    let here = ours.roles(sides.printed_text, verb);
    let there = theirs.roles(sides.text, other);
    let word_here = |at: Option<usize>| word(&sides.printed, ours.span(at?));
    let word_there = |at: Option<usize>| word(&sides.said, theirs.span(at?));
    let agree = |a: Option<usize>, b: Option<usize>| {
        a.zip(b)
            .is_some_and(|(a, b)| sides.printed.get(a).is_some_and(|word| word.agrees.contains(&b)))
    };
    let (agent, patient) = (word_here(here.agent), word_here(here.patient));
    let (doer, done_to) = (word_there(there.agent), word_there(there.patient));
    let spans = |a: usize, b: usize| Some((sides.printed.get(a)?.span, sides.said.get(b)?.span));
    if agree(agent, done_to) && agree(patient, doer) {
        let (own, its) = spans(agent?, doer?)?;
        let sentence = format!(
            "in the record \"{}\" does it to \"{}\"",
            its.of(sides.text),
            sides.said.get(done_to?)?.span.of(sides.text)
        );
        return Some(Claim::new(Code::Agent, own, its, sentence));
    }
    let is_name = |tag: Option<Tag>| matches!(tag, Some(Tag::NNP | Tag::NNPS));
    let are_names = is_name(ours.tag(here.agent?)) && is_name(theirs.tag(there.agent?));
    let is_unknown = |words: &[Word], at: usize| {
        words.get(at).is_some_and(|word| word.agrees.is_empty() && !sides.is_after(&word.key))
    };
    let (own, its) = (agent?, doer?);
    if are_names
        && agree(patient, done_to)
        && is_unknown(&sides.printed, own)
        && is_unknown(&sides.said, its)
    {
        let (own, its) = spans(own, its)?;
        let sentence = format!("the record names \"{}\" as who does it", its.of(sides.text));
        return Some(Claim::new(Code::Agent, own, its, sentence).but(CAVEAT));
    }
    None
}

fn word(words: &[Word], span: Span) -> Option<usize> {
    words.iter().position(|word| word.span.start() == span.start())
}
