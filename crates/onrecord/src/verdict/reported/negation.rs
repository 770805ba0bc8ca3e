//! One side denies what the other says. Both sides in, at most one claim out.
//!
//! Only the plain case is put forward: one side has no negation at all and no word that turns the
//! sense round; in the other, one negation denies a word that both have. A negation under a condition
//! or in a question is for a human to look at.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::reported::CAVEAT;
use crate::verdict::reported::clause::Clause;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;

/// Cues that deny what follows them, beside those listed as negators.
const DENIALS: [&str; 8] =
    ["reject", "rejected", "rejects", "rejecting", "dismiss", "dismissed", "dismisses", "refuted"];

/// Words behind "not" that take its force: "not only".
const LIMITS: [&str; 7] = ["only", "just", "merely", "simply", "doubt", "matter", "necessarily"];

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    let is_denial = |word: &String| {
        DENIALS.contains(&word.as_str()) || sides.model.wording.negators.contains(word)
    };
    if sides.cue.iter().any(is_denial) {
        return Vec::new();
    }
    let (printed, said) = (negations(sides, &sides.printed), negations(sides, &sides.said));
    match (printed.as_slice(), said.as_slice()) {
        ([], []) => opposed(sides).map(|(a, b)| turned(sides, a, b)).into_iter().collect(),
        ([], said) if opposed(sides).is_none() => {
            let found = denial(sides, &sides.said, said, &sides.said_clause);
            let claim = found.map(|(at, is_open)| {
                let word = &sides.said[at];
                let sentence = format!("\"{}\" is in the record", word.span.of(sides.text));
                let place = sides.printed_place(at);
                let claim = Claim::new(Code::Negation, place, word.span, sentence);
                if is_open || asks(sides) { claim.but(CAVEAT) } else { claim }
            });
            claim.into_iter().collect()
        }
        (printed, []) if opposed(sides).is_none() => {
            let found = denial(sides, &sides.printed, printed, &sides.printed_clause);
            let claim = found.map(|(at, is_open)| {
                let word = &sides.printed[at];
                let sentence = format!("\"{}\" is not in the record", word.key);
                let place = sides.said_place(at);
                let claim = Claim::new(Code::Negation, word.span, place, sentence);
                if is_open || asks(sides) { claim.but(CAVEAT) } else { claim }
            });
            claim.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the passage asks: its negation may be the asker's.
fn asks(sides: &Sides) -> bool {
    let end = sides.said.last().map_or(0, |word| word.span.end());
    sides.text.get(end..).is_some_and(|rest| rest.starts_with('?'))
}

/// The one of `negations` that denies a word that both sides have once, and whether a condition leaves
/// it open; `None` where two do.
fn denial(
    sides: &Sides,
    words: &[Word],
    negations: &[usize],
    clause: &Clause,
) -> Option<(usize, bool)> {
    let is_shared = |token: usize| {
        let span = clause.span(token);
        let word = words.iter().find(|word| word.span.start() == span.start());
        word.is_some_and(|word| word.agrees.len() == 1 && sides.carries(&word.key))
    };
    let text =
        if std::ptr::eq(words, sides.printed.as_slice()) { sides.printed_text } else { sides.text };
    let mut found = negations.iter().filter_map(|at| {
        let token = negating(clause, text, words.get(*at)?.span)?;
        let denied = clause.denied(token).into_iter().find(|token| is_shared(*token))?;
        Some((*at, clause.is_supposed(text, denied)))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The token of the negation that the word at `span` holds: "n't" is a token of its own.
fn negating(clause: &Clause, text: &str, span: Span) -> Option<usize> {
    let first = clause.at(span)?;
    let is_part = |at: &usize| clause.span(*at).overlaps(span);
    let parts: Vec<usize> = (first..first + 3).take_while(is_part).collect();
    let is_not = |at: &&usize| matches!(clause.span(**at).of(text), "n't" | "n’t" | "not");
    parts.iter().find(is_not).or(parts.first()).copied()
}

fn negations(sides: &Sides, words: &[Word]) -> Vec<usize> {
    let is_negation = |at: &usize| {
        let next = words.get(at + 1).map_or("", |next| next.key.as_str());
        words.get(*at).is_some_and(|word| sides.model.wording.negators.contains(&word.key))
            && !LIMITS.contains(&next)
    };
    (0..words.len()).filter(is_negation).collect()
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
    let sentence =
        format!("the record has \"{}\", not \"{}\"", said.span.of(sides.text), printed.key);
    Claim::new(Code::Negation, printed.span, said.span, sentence)
}
