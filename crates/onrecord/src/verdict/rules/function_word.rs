//! An article, a preposition or the like is dropped, added or changed.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "function-word", codes: &[Code::FunctionWord], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let is_small = |word: &str| word.is_empty() || scene.wording.function_words.contains(word);
    let is_slip = |run: &Range<usize>| {
        // A long run of small words is a phrase.
        run.len() <= 4
            && run
                .clone()
                .all(|at| is_small(&scene.pairs[at].said) && is_small(&scene.pairs[at].printed))
    };
    let runs = scene.runs().into_iter().filter(is_slip);
    runs.map(|run| scene.claim(Code::FunctionWord, run.collect())).collect()
}
