//! Words that stand in another order: dropped in one place, added close by.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};
use std::collections::VecDeque;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "order", codes: &[Code::Order], find };

/// How far a word may have moved, in steps.
const REACH: usize = 10;

/// Fewest words that make a clause, of which a longer move is told.
const CLAUSE: usize = 3;

/// How far a clause may have moved, in steps: two sentences usual in speech.
const CLAUSE_REACH: usize = 50;

fn find(scene: &Scene) -> Vec<Claim> {
    let clauses = moved_clauses(scene);
    let taken: Vec<usize> = clauses.iter().flat_map(|claim| claim.pairs.clone()).collect();
    let words = single_words(scene, |at| scene.is_open(at) && !taken.contains(&at));
    clauses.into_iter().chain(words).collect()
}

/// Three words and more that stand, one after the other, in the record's sentence and in another place
/// of the article's.
fn moved_clauses(scene: &Scene) -> Vec<Claim> {
    let runs = |kind: StepKind| {
        let runs = scene.runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == kind);
        runs.into_iter().filter(|run| run.len() >= CLAUSE)
    };
    let words = |run: &Range<usize>, side: Side| -> Vec<&str> {
        run.clone().map(|at| scene.word(side, at)).collect()
    };
    let mut added: Vec<Range<usize>> = runs(StepKind::Added).collect();
    let mut claims = Vec::new();
    for dropped in runs(StepKind::Dropped) {
        let said = words(&dropped, Side::Said);
        let is_near = |run: &Range<usize>| {
            run.start.abs_diff(dropped.start) <= CLAUSE_REACH
                && scene.pairs[run.start].part == scene.pairs[dropped.start].part
        };
        let moved = added.iter().enumerate().find_map(|(index, run)| {
            let printed = words(run, Side::Printed);
            let shorter = printed.len().min(said.len());
            let start = |long: &[&str], short: &[&str]| {
                long.windows(shorter).position(|window| window == short)
            };
            let (from_said, from_printed) = match said.len() <= printed.len() {
                true => (0, start(&printed, &said)?),
                false => (start(&said, &printed)?, 0),
            };
            let (said, printed) = (dropped.start + from_said, run.start + from_printed);
            let pairs = (said..said + shorter).chain(printed..printed + shorter);
            is_near(run).then(|| (index, pairs.collect::<Vec<usize>>()))
        });
        if let Some((index, pairs)) = moved {
            added.remove(index);
            claims.push(moved_words(scene, pairs));
        }
    }
    claims
}

fn single_words(scene: &Scene, is_open: impl Fn(usize) -> bool) -> Vec<Claim> {
    let mut seen: VecDeque<(usize, &str, StepKind)> = VecDeque::new();
    let mut claims: Vec<Claim> = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        if !is_open(at) {
            continue;
        }
        if pair.kind == StepKind::Changed {
            let swapped = (at + 1..scene.pairs.len().min(at + 4)).find(|next| {
                let next = &scene.pairs[*next];
                next.kind == StepKind::Changed
                    && next.said == pair.printed
                    && next.printed == pair.said
            });
            if let Some(next) = swapped {
                let sentence = format!("\"{}\" and \"{}\" change places", pair.said, pair.printed);
                let (content, passage) = scene.spans(&[at, next]);
                let claim = Claim::new(Code::Order, content, passage, sentence);
                claims.push(claim.explaining(vec![at, next]));
            }
            continue;
        }
        while seen.front().is_some_and(|(old, ..)| old + REACH < at) {
            seen.pop_front();
        }
        let word = if pair.kind == StepKind::Dropped { &pair.said } else { &pair.printed };
        let moved = seen.iter().position(|(old, other, kind)| {
            *kind != pair.kind && other == word && scene.pairs[*old].part == pair.part
        });
        match moved.and_then(|index| seen.remove(index)) {
            Some((old, ..)) => match claims.last_mut() {
                // Words that moved together are one difference.
                Some(last) if last.pairs.contains(&(old.wrapping_sub(1))) => {
                    let mut pairs = last.pairs.clone();
                    pairs.extend([old, at]);
                    *last = moved_words(scene, pairs);
                }
                _ => claims.push(moved_words(scene, vec![old, at])),
            },
            None => seen.push_back((at, word, pair.kind)),
        }
    }
    claims
}

fn moved_words(scene: &Scene, mut pairs: Vec<usize>) -> Claim {
    pairs.sort_unstable();
    let words: Vec<&str> = pairs
        .iter()
        .filter_map(|at| scene.pairs.get(*at))
        .filter(|pair| pair.kind == StepKind::Dropped)
        .map(|pair| pair.said.as_str())
        .collect();
    let sentence = format!("\"{}\" stands in another place in the record", words.join(" "));
    let (content, passage) = scene.spans(&pairs);
    Claim::new(Code::Order, content, passage, sentence).explaining(pairs)
}
