//! One side denies what the other says. Both sides in, at most one claim out.
//!
//! Only the plain case is put forward: one side has no negation and no word that turns the sense
//! round, the other has exactly one, and the word that it denies is in both.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;

/// Words after a negation among which the denied one is looked for.
const REACH: usize = 5;

/// Cues that deny what follows them.
const DENIALS: [&str; 12] = [
    "deny",
    "denied",
    "denies",
    "denying",
    "reject",
    "rejected",
    "rejects",
    "rejecting",
    "dismiss",
    "dismissed",
    "refute",
    "refuted",
];

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    let is_denial = |word: &String| {
        DENIALS.contains(&word.as_str()) || sides.model.wording.negators.contains(word)
    };
    if sides.cue.iter().any(is_denial) {
        return Vec::new();
    }
    let (printed, said) = (negations(sides, &sides.printed), negations(sides, &sides.said));
    let denied = |words: &[Word], at: usize| {
        let next = words.iter().skip(at + 1).take(REACH);
        next.filter(|word| sides.carries(&word.key)).take(2).any(|word| !word.agrees.is_empty())
    };
    match (printed.as_slice(), said.as_slice()) {
        ([], [at]) if denied(&sides.said, *at) && !is_opposed(sides) => {
            let word = &sides.said[*at];
            let sentence = format!("\"{}\" is in the record", word.span.of(sides.text));
            vec![Claim::new(Code::Negation, sides.printed_place(*at), word.span, sentence)]
        }
        ([at], []) if denied(&sides.printed, *at) && !is_opposed(sides) => {
            let word = &sides.printed[*at];
            let sentence = format!("\"{}\" is not in the record", word.key);
            vec![Claim::new(Code::Negation, word.span, sides.said_place(*at), sentence)]
        }
        ([], []) => opposed(sides).map(|(a, b)| turned(sides, a, b)).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn negations(sides: &Sides, words: &[Word]) -> Vec<usize> {
    let is_negation = |word: &Word| sides.model.wording.negators.contains(&word.key);
    (0..words.len()).filter(|at| is_negation(&words[*at])).collect()
}

fn is_opposed(sides: &Sides) -> bool {
    opposed(sides).is_some()
}

/// Two words that turn each other's sense round, each without its like on the other side, whose
/// neighbours agree.
fn opposed<'a>(sides: &'a Sides) -> Option<(&'a Word, &'a Word)> {
    let free = |words: &'a [Word]| {
        words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.agrees.is_empty() && sides.carries(&word.key))
    };
    let beside = |words: &[Word], at: usize| -> Vec<usize> {
        let near = words.iter().enumerate().skip(at.saturating_sub(3)).take(7);
        near.filter(|(other, _)| *other != at).flat_map(|(_, word)| word.agrees.clone()).collect()
    };
    free(&sides.printed).find_map(|(a, printed)| {
        free(&sides.said).find_map(|(b, said)| {
            let near = beside(&sides.printed, a);
            let meets = near.iter().any(|at| at.abs_diff(b) <= 4);
            let is_opposed = sides.model.wording.are_opposed(&printed.key, &said.key);
            (is_opposed && meets).then_some((printed, said))
        })
    })
}

fn turned(sides: &Sides, printed: &Word, said: &Word) -> Claim {
    let (printed_span, said_span): (Span, Span) = (printed.span, said.span);
    let sentence =
        format!("the record has \"{}\", not \"{}\"", said_span.of(sides.text), printed.key);
    Claim::new(Code::Negation, printed_span, said_span, sentence)
}
