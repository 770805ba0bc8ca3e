//! An article, a preposition or the like is dropped, added or changed.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "function-word", find };

fn find(scene: &Scene) -> Vec<Claim> {
    let is_small = |word: &str| {
        word.is_empty()
            || scene.wording.function_words.contains(word)
            || scene.wording.fillers.get(word).is_some_and(|note| note != "joiner")
    };
    let runs = scene.runs_of(|at| {
        scene.is_open(at) && is_small(&scene.pairs[at].said) && is_small(&scene.pairs[at].printed)
    });
    // A long run of small words is a phrase, not a slip.
    let runs = runs.into_iter().filter(|run| run.len() <= 4);
    runs.map(|run| scene.claim(Code::FunctionWord, run.collect())).collect()
}
