//! Subject and object swapped: two names or pronouns stand in each other's place, with a word that
//! both texts have between them.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "agent", codes: &[Code::Agent], find };

/// How far apart the two may stand, in words.
const REACH: usize = 12;

fn find(scene: &Scene) -> Vec<Claim> {
    let runs = scene.runs();
    let mut claims = Vec::new();
    let mut from = 0;
    while let Some(first) = runs.get(from) {
        let near = runs.iter().skip(from + 1).take_while(|run| run.start <= first.end + REACH);
        let swapped = near.enumerate().find_map(|(skipped, second)| {
            let is_one_part = scene.pairs[first.start].part == scene.pairs[second.start].part;
            let pairs = is_one_part.then(|| swap(scene, first.clone(), second.clone()))??;
            Some((skipped, pairs))
        });
        if let Some((skipped, pairs)) = swapped {
            claims.push(scene.claim(Code::Agent, pairs));
            from += skipped + 1;
        }
        from += 1;
    }
    claims
}

fn swap(scene: &Scene, first: Range<usize>, second: Range<usize>) -> Option<Vec<usize>> {
    let (first, second) = (first.take(REACH), second.take(REACH));
    for one in first.clone() {
        for other in second.clone() {
            let (a, b) =
                (actor(scene, &scene.pairs[one].said), actor(scene, &scene.pairs[other].said));
            let (Some(a), Some(b)) = (a, b) else { continue };
            let has = |at: usize, actor_of: &str| {
                actor(scene, &scene.pairs[at].printed) == Some(actor_of)
            };
            let there = first.clone().find(|at| has(*at, b));
            let here = second.clone().find(|at| has(*at, a));
            // "Berg and Dahl", "Dahl and Berg": a list in another order.
            let is_list = (one.min(other) + 1..one.max(other))
                .all(|between| matches!(scene.pairs[between].said.as_str(), "and" | "or" | ""));
            if let (Some(there), Some(here), true) = (there, here, a != b && !is_list) {
                let mut pairs = vec![one, other, there, here];
                pairs.sort_unstable();
                pairs.dedup();
                return Some(pairs);
            }
        }
    }
    None
}

/// The word by which an actor is known in any case: a pronoun's person, or the word itself. `None`
/// for words that cannot act.
fn actor<'w>(scene: &Scene, word: &'w str) -> Option<&'w str> {
    if let Some(person) = scene.wording.pronouns.get(word) {
        return Some(person);
    }
    let wording = scene.wording;
    let acts = word.len() > 2
        && !wording.function_words.contains(word)
        && !wording.negators.contains(word)
        && !wording.numerals.contains(word)
        && !wording.modals.contains(word)
        && !word.starts_with(|c: char| c.is_ascii_digit());
    acts.then_some(word)
}
