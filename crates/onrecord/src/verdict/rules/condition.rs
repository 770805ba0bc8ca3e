//! A stretch left out inside a sentence that opens with "if", "unless", "but" or the like.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use onrecord_model::Wording;

/// The rule.
pub const RULE: Rule = Rule { name: "condition", find };

fn find(scene: &Scene) -> Vec<Claim> {
    let dropped = scene
        .runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == StepKind::Dropped)
        .into_iter()
        .filter(|run| run.len() > 1);
    let claims = dropped.filter_map(|run| {
        let words: Vec<&str> = run.clone().map(|at| scene.pairs[at].said.as_str()).collect();
        let code = opens_limit(scene.wording, &words)?;
        Some(scene.claim(code, run.collect()))
    });
    claims.collect()
}

/// What the stretch that opens with `words` does to what stands before it; a leading "and" is
/// passed over.
pub(crate) fn opens_limit(wording: &Wording, words: &[&str]) -> Option<Code> {
    let words = match words {
        ["and" | "or", rest @ ..] => rest,
        words => words,
    };
    let note = (1..=words.len().min(3))
        .rev()
        .find_map(|length| wording.reversals.get(&words[..length].join(" ")))?;
    Some(if note == "condition" { Code::DroppedCondition } else { Code::Truncation })
}
