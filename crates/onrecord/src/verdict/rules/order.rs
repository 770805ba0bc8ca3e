//! Words that stand in another order: dropped in one place, added close by.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use std::collections::VecDeque;

/// The rule.
pub const RULE: Rule = Rule { name: "order", find };

/// How far a word may have moved, in steps.
const REACH: usize = 10;

fn find(scene: &Scene) -> Vec<Claim> {
    let mut seen: VecDeque<(usize, &str, StepKind)> = VecDeque::new();
    let mut claims: Vec<Claim> = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        if !scene.is_open(at) {
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
