//! Words of the quotation that the passage has no counterpart for: a sentence that the record lacks, or
//! the ends of a quotation of which only the middle stands there. One difference; what word stands for
//! what can't be said, so no rule for single words is asked.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "unlike", codes: &[Code::WordAdded, Code::WordChanged], find };

/// Words of the article in a row from which on they are a stretch of their own that the record lacks.
const LACKING: usize = 8;

/// Words in a row that both texts have and that hold a stretch in its place.
const HOLD: usize = 3;

/// Words of the article from which on an end of the quotation is looked at.
const END: usize = 6;

fn find(scene: &Scene) -> Vec<Claim> {
    let is_added = |at: usize| scene.is_open(at) && scene.pairs[at].kind == StepKind::Added;
    let lacking = scene.runs_of(is_added).into_iter().filter(|run| run.len() >= LACKING);
    let ends = ends(scene).into_iter().filter(|run| is_unlike(scene, run));
    let mut runs: Vec<Range<usize>> = lacking.chain(ends).collect();
    runs.sort_by_key(|run| (run.start, run.end));
    let mut claims: Vec<Claim> = Vec::new();
    let mut done = 0;
    for run in runs {
        let pairs: Vec<usize> = run.filter(|at| *at >= done && scene.is_open(*at)).collect();
        let Some(last) = pairs.last() else { continue };
        done = last + 1;
        let (_, passage) = scene.spans(&pairs);
        let code = if passage.is_empty() { Code::WordAdded } else { Code::WordChanged };
        claims.push(scene.claim(code, pairs));
    }
    claims
}

/// What lies before the first and after the last words that hold.
fn ends(scene: &Scene) -> Vec<Range<usize>> {
    let same = scene.runs_of(|at| scene.pairs[at].kind == StepKind::Same);
    let mut held = same.into_iter().filter(|run| run.len() >= HOLD);
    let Some(first) = held.next() else { return Vec::new() };
    let last = held.next_back().unwrap_or(first.clone());
    vec![0..first.start, last.end..scene.pairs.len()]
}

/// Whether of the article's words not one in three stands in the record too.
fn is_unlike(scene: &Scene, run: &Range<usize>) -> bool {
    let n_printed = run.clone().filter(|at| !scene.word(Side::Printed, *at).is_empty()).count();
    let n_same = run.clone().filter(|at| scene.pairs[*at].kind == StepKind::Same).count();
    n_printed >= END && 3 * n_same < n_printed
}
