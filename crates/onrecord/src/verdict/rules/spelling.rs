//! The same word in another spelling.

use crate::verdict::code::Code;
use crate::verdict::form::claims;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "spelling", codes: &[Code::Spelling], find };

/// The longest compound, in words.
const PARTS: usize = 4;

fn find(scene: &Scene) -> Vec<Claim> {
    let compounds = scene.runs().into_iter().flat_map(|run| compounds(scene, &run));
    let compounds = compounds.map(|run| scene.claim(Code::Spelling, run.collect()));
    claims(scene, Code::Spelling).into_iter().chain(compounds).collect()
}

/// The compounds among the pairs of a run, which may begin or end with other words that differ.
fn compounds(scene: &Scene, run: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for from in run.clone() {
        if found.last().is_some_and(|last| from < last.end) {
            continue;
        }
        let ends = (from + 1..=run.end.min(from + PARTS)).rev();
        found.extend(ends.map(|end| from..end).find(|part| is_compound(scene, part)));
    }
    found
}

/// "Home grown" and "homegrown": the same letters, parted another way.
fn is_compound(scene: &Scene, run: &Range<usize>) -> bool {
    if lost_mark(scene, run) {
        return true;
    }
    let letters = |side: Side| -> String {
        run.clone().map(|at| scene.word(side, at)).collect::<String>().replace(['-', '\''], "")
    };
    let (mut said, printed) = (letters(Side::Said), letters(Side::Printed));
    // "Non | -negotiable": the passage may end inside the compound.
    let last = run.end.checked_sub(1).and_then(|at| scene.pairs.get(at));
    let after = last.and_then(|pair| scene.record.text.get(pair.passage.end()..)).unwrap_or("");
    let after = after.trim_start().strip_prefix('-').unwrap_or("").chars();
    let rest: String = after.take_while(|c| c.is_alphanumeric()).take(24).collect();
    if !said.is_empty() && printed.len() > said.len() {
        said.push_str(&rest.to_lowercase());
    }
    !said.is_empty() && said == printed
}

/// "Hell" for "he'll": the same letters, of which only one text says by a mark how they part.
fn lost_mark(scene: &Scene, run: &Range<usize>) -> bool {
    let (content, passage) = scene.spans(&run.clone().collect::<Vec<usize>>());
    let (printed, said) = (content.of(&scene.document.text), passage.of(&scene.record.text));
    let has_mark = |word: &str| word.contains(['\'', '’', 'ʼ', '‘']);
    let letters = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    has_mark(printed) != has_mark(said)
        && ![printed, said].iter().any(|word| word.is_empty() || word.contains(char::is_whitespace))
        && letters(printed) == letters(said)
}
