//! A number, a unit, a magnitude or a currency differs.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};

/// The rule.
pub const RULE: Rule = Rule { name: "number", codes: &[Code::Number], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for run in scene.runs_of(|at| scene.is_live(at)) {
        let said: Vec<usize> = run.clone().filter(|at| is_figure(scene, Side::Said, *at)).collect();
        let printed: Vec<usize> =
            run.clone().filter(|at| is_figure(scene, Side::Printed, *at)).collect();
        let values = |side: Side, at: &[usize]| -> Vec<&str> {
            at.iter().map(|at| value(scene, scene.word(side, *at))).collect()
        };
        if values(Side::Said, &said) == values(Side::Printed, &printed) {
            continue;
        }
        // "A bit", "one bit".
        let is_article =
            |side: Side| run.clone().any(|at| matches!(scene.word(side, at), "a" | "an"));
        let is_one = |side: Side, at: &[usize]| values(side, at) == ["1"];
        if (said.is_empty() && is_one(Side::Printed, &printed) && is_article(Side::Said))
            || (printed.is_empty() && is_one(Side::Said, &said) && is_article(Side::Printed))
        {
            continue;
        }
        let mut pairs: Vec<usize> = said.into_iter().chain(printed).collect();
        pairs.sort_unstable();
        pairs.dedup();
        claims.push(scene.claim(Code::Number, pairs));
    }
    claims
}

/// The value as the lists write it: "three" and "3" are one, "thousand" is itself.
fn value<'w>(scene: &Scene, word: &'w str) -> &'w str {
    scene.wording.numerals.get(word).unwrap_or_else(|| {
        if scene.wording.units.contains(word) { scene.wording.ground(word) } else { word }
    })
}

/// Whether the word is a number, or a unit that stands beside one or in another unit's place.
fn is_figure(scene: &Scene, side: Side, at: usize) -> bool {
    let word = scene.word(side, at);
    if is_number(scene, word) {
        return !is_pronoun(scene, side, at) || beside_unit(scene, side, at);
    }
    if !scene.wording.units.contains(word) {
        return false;
    }
    let other = match side {
        Side::Said => scene.word(Side::Printed, at),
        Side::Printed => scene.word(Side::Said, at),
    };
    scene.wording.units.contains(other)
        || (at.saturating_sub(3)..at).any(|before| is_number(scene, scene.word(side, before)))
}

/// "One" and "first" in letters; they fold to "1" and "1st".
fn is_pronoun(scene: &Scene, side: Side, at: usize) -> bool {
    let Some(pair) = scene.pairs.get(at) else { return false };
    let written = match side {
        Side::Said => pair.passage.of(&scene.record.text),
        Side::Printed => pair.content.of(&scene.document.text),
    };
    matches!(written.to_lowercase().as_str(), "one" | "first")
}

/// "one" is mostly a pronoun: it counts as a number before a unit or in another number's place.
fn beside_unit(scene: &Scene, side: Side, at: usize) -> bool {
    let other = match side {
        Side::Said => scene.word(Side::Printed, at),
        Side::Printed => scene.word(Side::Said, at),
    };
    is_number(scene, other)
        || (at + 1..at + 3).any(|next| scene.wording.units.contains(scene.word(side, next)))
}

fn is_number(scene: &Scene, word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || scene.wording.numerals.contains(word)
}
