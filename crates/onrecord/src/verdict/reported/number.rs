//! Another figure for the same thing. Both sides in, claims out: a number of the report that the
//! passage does not have, beside a word that in the passage goes with another number.

use crate::verdict::code::Code;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;

/// How far a number and the thing counted may stand apart, in words.
const NEAR: usize = 3;

/// A figure that is called loose may be off by this share.
const LOOSE: f64 = 0.15;

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, word) in sides.printed.iter().enumerate() {
        let Some(value) = value(word) else { continue };
        let everywhere = sides.said.iter().chain(&sides.after);
        if everywhere.clone().any(|said| said.key == word.key) {
            continue;
        }
        let counted = counted(sides, &sides.printed, at);
        let other = sides.said.iter().enumerate().find(|(place, said)| {
            let same = |one: &&usize| one.abs_diff(*place) <= NEAR && **one > *place;
            self::value(said).is_some()
                && counted
                    .iter()
                    .any(|thing| sides.printed[*thing].agrees.iter().any(|at| same(&at)))
        });
        let Some((_, said)) = other else { continue };
        let is_loose = sides.printed.iter().take(at).rev().take(2).any(|before| {
            sides.model.wording.hedges.get(&before.key) == Some("about")
                || matches!(before.key.as_str(), "nearly" | "almost" | "over" | "roughly" | "than")
        });
        let off = self::value(said).map_or(1.0, |other| (other - value).abs() / other.max(value));
        if is_loose && off <= LOOSE {
            continue;
        }
        let figure = said.span.of(sides.text);
        let sentence = format!("the record has \"{figure}\", not \"{}\"", word.key);
        claims.push(Claim::new(Code::Number, word.span, said.span, sentence));
    }
    claims
}

/// The value of a number of digits, as folding writes every number.
fn value(word: &Word) -> Option<f64> {
    let key = word.key.as_str();
    key.starts_with(|c: char| c.is_ascii_digit()).then(|| key.parse().ok()).flatten()
}

/// The content words just after the number at `at`: what it counts.
fn counted(sides: &Sides, words: &[Word], at: usize) -> Vec<usize> {
    let next = (at + 1..words.len()).take(NEAR);
    next.filter(|after| sides.carries(&words[*after].key)).take(1).collect()
}
