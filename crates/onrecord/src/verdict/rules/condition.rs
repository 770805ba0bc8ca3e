//! A stretch left out inside a sentence that opens with "if", "unless", "but" or the like, or such a
//! word alone, left out or added.

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
    claims.chain(bare(scene)).collect()
}

/// An "if" or "unless" that only one of the texts has, its clause standing in both.
fn bare(scene: &Scene) -> Vec<Claim> {
    let opens = |word: &str| matches!(word, "if" | "unless");
    let single = scene.runs().into_iter().filter(|run| run.len() == 1).map(|run| run.start);
    let found: Vec<usize> = single
        .filter(|at| {
            let pair = &scene.pairs[*at];
            match pair.kind {
                StepKind::Dropped => opens(&pair.said),
                StepKind::Added => opens(&pair.printed),
                StepKind::Same | StepKind::Changed => false,
            }
        })
        .collect();
    // One that moved is dropped here and added there.
    let kinds = |kind: StepKind| found.iter().filter(move |at| scene.pairs[**at].kind == kind);
    let is_moved =
        kinds(StepKind::Dropped).next().is_some() && kinds(StepKind::Added).next().is_some();
    match is_moved {
        true => Vec::new(),
        false => found.iter().map(|at| scene.claim(Code::DroppedCondition, vec![*at])).collect(),
    }
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
