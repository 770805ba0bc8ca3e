//! A stretch left out inside a sentence that opens with "if", "unless", "but" or the like, or such a
//! word alone, left out or added.

use crate::matching::alignment::StepKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, flat};
use onrecord_model::Wording;
use std::ops::Range;

/// The rule.
pub const RULE: Rule =
    Rule { name: "condition", codes: &[Code::DroppedCondition, Code::Truncation], find };

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
    claims.chain(referred(scene)).chain(bare(scene)).collect()
}

/// Words that make what follows hang on what was said before.
const REFERRING: [&str; 9] = [
    "in either case",
    "in that case",
    "in both cases",
    "in those cases",
    "in which case",
    "only then",
    "otherwise",
    "if so",
    "if not",
];

/// How many of the last of `words` refer what follows to what was said before; `None` where they do not.
pub(crate) fn refers_back(words: &[&str]) -> Option<usize> {
    (1..=3).find(|n| {
        let last = words.len().checked_sub(*n).and_then(|from| words.get(from..));
        last.is_some_and(|last| REFERRING.contains(&last.join(" ").as_str()))
    })
}

/// "In either case," as the last words left out: what they refer to is gone with them. Or as the first
/// words kept, right behind the clause that they refer to.
fn referred(scene: &Scene) -> Vec<Claim> {
    let runs = scene.runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == StepKind::Dropped);
    let claims = runs.into_iter().filter_map(|run| {
        if let Some(claim) = bereft(scene, &run) {
            return Some(claim);
        }
        let words: Vec<&str> = run.clone().map(|at| scene.pairs[at].said.as_str()).collect();
        let n = refers_back(&words).filter(|n| *n < words.len())?;
        let (content, passage) = scene.spans(&(run.end - n..run.end).collect::<Vec<usize>>());
        Some(referring(scene, content, passage))
    });
    claims.collect()
}

/// Fewest words that make a clause to refer to: "to get ready".
const CLAUSE: usize = 3;

/// The clause at `run` is left out, and what hangs on it is kept: "… otherwise I leave".
fn bereft(scene: &Scene, run: &Range<usize>) -> Option<Claim> {
    let kept: Vec<&str> = (run.end..scene.pairs.len())
        .take(3)
        .take_while(|at| scene.pairs[*at].kind == StepKind::Same)
        .map(|at| scene.pairs[at].said.as_str())
        .collect();
    let opens = |n: &usize| REFERRING.contains(&kept[..*n].join(" ").as_str());
    let n = (1..=kept.len()).rev().find(opens)?;
    if run.len() < CLAUSE {
        return None;
    }
    let pairs: Vec<usize> = run.clone().collect();
    let mut claim = scene.claim(Code::DroppedCondition, pairs);
    let said = &claim.difference.sentence;
    claim.difference.sentence = format!("{said}, and \"{}\" refers to it", kept[..n].join(" "));
    Some(claim)
}

/// What is said of the words at `passage`, which refer what is kept to what is left out.
pub(crate) fn referring(scene: &Scene, content: Span, passage: Span) -> Claim {
    let said = flat(passage.of(&scene.record.text));
    let sentence = format!("\"{said}\" is in the part left out");
    Claim::new(Code::DroppedCondition, content, passage, sentence)
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
    if matches!(words, ["once", "again" | "more" | "upon", ..]) {
        return None;
    }
    let note = (1..=words.len().min(3))
        .rev()
        .find_map(|length| wording.reversals.get(&words[..length].join(" ")))?;
    Some(if note == "condition" { Code::DroppedCondition } else { Code::Truncation })
}
