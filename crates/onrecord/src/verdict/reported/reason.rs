//! One of several stated reasons is given as the reason. Both sides in, at most one claim out: the
//! report gives a reason that the passage has too, and the passage or the sentences after it give a
//! further one, of which the report has no word.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::reported::CAVEAT;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;
use onrecord_model::syntax::relation::Relation;

/// Words that a reason is looked for in.
const REACH: usize = 14;

/// Most words of the further reason that are shown.
const SHOWN: usize = 16;

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    let gives_reason = (0..sides.printed.len()).any(|at| {
        opens(&sides.printed, at)
            && sides.printed.iter().skip(at + 1).take(REACH).any(|word| !word.agrees.is_empty())
    });
    if !gives_reason {
        return Vec::new();
    }
    let said: Vec<&Word> = sides.said.iter().chain(&sides.after).collect();
    let openers: Vec<usize> = (0..said.len()).filter(|at| is_reason(said[*at])).collect();
    let reasons: Vec<(usize, usize)> = openers
        .iter()
        .enumerate()
        .map(|(nth, at)| {
            let next = openers.get(nth + 1).copied().unwrap_or(said.len());
            (*at, next.min(at + 1 + REACH))
        })
        .collect();
    let is_given = |(from, to): &(usize, usize)| {
        let words = said.get(from + 1..*to).unwrap_or_default();
        words.iter().any(|word| sides.carries(&word.key) && sides.is_printed(&word.key))
    };
    if !reasons.iter().any(is_given) {
        return Vec::new();
    }
    let further = reasons.iter().find(|reason| !is_given(reason)).copied();
    let further = further.map(|(from, to)| (from, to, true));
    let further = further.or_else(|| {
        let (from, to) = *reasons.iter().find(|reason| is_given(reason))?;
        joined(sides, &said, from, to)
    });
    let claim = further.and_then(|(from, to, is_sure)| {
        let words = said.get(from..to.min(from + SHOWN))?;
        let content = words.iter().filter(|word| sides.carries(&word.key)).count();
        let span = words.first()?.span.hull(words.last()?.span);
        let end = sides.printed.last()?.span.end();
        let sentence = format!("the record gives a further reason: \"{}\"", span.of(sides.text));
        let claim = Claim::new(Code::CoReason, Span::empty(end), span, sentence);
        (content > 0).then(|| if is_sure { claim } else { claim.but(CAVEAT) })
    });
    claim.into_iter().collect()
}

/// "because A and B": the part after "and" of which the report has no word. It is surely a reason where
/// "and" joins two nouns; a clause behind it may go on to something else.
fn joined(sides: &Sides, said: &[&Word], from: usize, to: usize) -> Option<(usize, usize, bool)> {
    let is_and = |at: &usize| said.get(*at).is_some_and(|word| word.key == "and");
    let and = (from + 2..to).find(is_and)?;
    let rest = said.get(and + 1..to)?;
    let is_other = rest.iter().all(|word| !sides.is_printed(&word.key));
    let n_content = rest.iter().filter(|word| sides.carries(&word.key)).count();
    let clause = &sides.said_clause;
    let joint = clause.at(said.get(and)?.span);
    let is_noun = |at: usize| clause.tag(at).is_some_and(|tag| tag.name().starts_with('N'));
    let first = joint.and_then(|joint| clause.head(joint));
    let mut second = first.into_iter().flat_map(|first| clause.below(first));
    let joins_nouns =
        first.is_some_and(is_noun) && second.any(|at| clause.is(at, Relation::CONJ) && is_noun(at));
    (is_other && n_content > 0).then_some((and, to, joins_nouns))
}

fn is_reason(word: &Word) -> bool {
    matches!(word.key.as_str(), "because" | "cause" | "due" | "reason")
}

/// Whether a reason opens at `at` in a report: headlines say "over" for "because of".
fn opens(words: &[Word], at: usize) -> bool {
    let next = words.get(at + 1).map_or("", |word| word.key.as_str());
    match words.get(at).map_or("", |word| word.key.as_str()) {
        "because" | "over" => true,
        "due" | "owing" | "thanks" => next == "to",
        _ => false,
    }
}
