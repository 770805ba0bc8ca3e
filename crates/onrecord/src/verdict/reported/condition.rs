//! The speaker named a condition, and the report names none. Both sides in, at most one claim out,
//! always with a caveat: the condition may be clear from what the report says before.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::reported::CAVEAT;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;
use onrecord_model::syntax::relation::Relation;

/// Words that open a condition, or stand for one.
const CONDITIONS: [&str; 9] =
    ["if", "unless", "provided", "until", "when", "once", "should", "without", "depending"];

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    if sides.printed.iter().any(|word| CONDITIONS.contains(&word.key.as_str())) {
        return Vec::new();
    }
    let claim = sides.said.iter().find_map(|word| {
        let is_condition = matches!(word.key.as_str(), "if" | "unless");
        is_condition.then(|| limits(sides, word)).flatten()
    });
    claim.into_iter().collect()
}

/// The condition that `opener` opens, where what hangs on it is what is reported and the condition is
/// not: "if the ice holds, the ferry will run".
fn limits(sides: &Sides, opener: &Word) -> Option<Claim> {
    let clause = &sides.said_clause;
    let verb = clause.head(clause.at(opener.span)?)?;
    let head = clause.head(verb).filter(|_| clause.is(verb, Relation::ADVCL))?;
    let word = |at: usize| {
        let start = clause.span(at).start();
        sides.said.iter().find(|word| word.span.start() == start)
    };
    let is_shared = |at: usize| word(at).is_some_and(|word| !word.agrees.is_empty());
    let is_reported = is_shared(head) || clause.below(head).any(|at| at != verb && is_shared(at));
    if !is_reported || is_shared(verb) {
        return None;
    }
    let span = opener.span.hull(clause.span(verb));
    let sentence = format!("\"{}\" is in the record", span.of(sides.text));
    let end = sides.printed.last()?.span.end();
    let place = Span::empty(end);
    Some(Claim::new(Code::DroppedCondition, place, span, sentence).but(CAVEAT))
}
