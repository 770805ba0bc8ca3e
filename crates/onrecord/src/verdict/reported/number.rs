//! Another figure for the same thing. Both sides in, claims out: a number of the report that the
//! passage does not have, beside a word that in the passage goes with another number.

use crate::verdict::code::Code;
use crate::verdict::reported::CAVEAT;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;

/// How far a number and the thing counted may stand apart, in words.
const NEAR: usize = 3;

/// A figure that is called loose may be off by this share.
const LOOSE: f64 = 0.15;

/// Up to this share another figure may be the same one, rounded.
const SLIGHT: f64 = 0.05;

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
        let Some(other) = self::value(said) else { continue };
        let off = (other - value).abs() / other.abs().max(value.abs()).max(f64::MIN_POSITIVE);
        let is_rounded = off <= LOOSE
            && match looseness(sides, at) {
                Some(Loose::About) => true,
                Some(Loose::Below) => other <= value,
                Some(Loose::Above) => other >= value,
                None => false,
            };
        if is_rounded {
            continue;
        }
        let figure = said.span.of(sides.text);
        let sentence = format!("the record has \"{figure}\", not \"{}\"", word.key);
        let claim = Claim::new(Code::Number, word.span, said.span, sentence);
        // A figure may be rounded without a word.
        claims.push(if off <= SLIGHT { claim.but(CAVEAT) } else { claim });
    }
    claims
}

/// What a word before a figure says of it.
enum Loose {
    /// "about 3,000".
    About,
    /// "nearly 3,000", "up to 3,000".
    Below,
    /// "more than 3,000".
    Above,
}

fn looseness(sides: &Sides, at: usize) -> Option<Loose> {
    let before: Vec<&str> =
        sides.printed.iter().take(at).rev().take(2).map(|word| word.key.as_str()).collect();
    match before.as_slice() {
        ["than", "less" | "fewer"] => return Some(Loose::Below),
        ["than", ..] => return Some(Loose::Above),
        ["least", "at"] => return Some(Loose::Above),
        ["most", "at"] | ["to", "up"] => return Some(Loose::Below),
        _ => {}
    }
    before.iter().find_map(|word| match *word {
        "nearly" | "almost" | "under" | "below" => Some(Loose::Below),
        "over" | "above" => Some(Loose::Above),
        "roughly" | "around" | "some" | "approximately" => Some(Loose::About),
        word => (sides.model.wording.hedges.get(word) == Some("about")).then_some(Loose::About),
    })
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
