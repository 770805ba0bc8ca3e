//! A clause at one end of the quotation that the record has outside the passage, close by: what was said
//! before stands behind, or what was said after stands before.

use crate::matching::alignment::StepKind;
use crate::text::folded::Token;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "moved", codes: &[Code::Order], find };

/// Fewest words that make a clause of which a move is told.
const CLAUSE: usize = 3;

/// Tenths of an end's words that have to stand there one after the other.
const WHOLE: usize = 7;

/// Bytes of the record on each side of the passage that are looked at: two sentences usual in speech.
const REACH: usize = 300;

fn find(scene: &Scene) -> Vec<Claim> {
    ends(scene).into_iter().filter_map(|run| moved(scene, &run)).collect()
}

/// The words of the article before the first and behind the last word that both texts have.
fn ends(scene: &Scene) -> Vec<Range<usize>> {
    let is_same = |at: &usize| scene.pairs[*at].kind == StepKind::Same;
    let first = (0..scene.pairs.len()).find(is_same);
    let last = (0..scene.pairs.len()).rev().find(is_same);
    match first.zip(last) {
        Some((first, last)) => vec![0..first, last + 1..scene.pairs.len()],
        None => Vec::new(),
    }
}

fn moved(scene: &Scene, run: &Range<usize>) -> Option<Claim> {
    let pairs: Vec<usize> = run
        .clone()
        .filter(|at| scene.is_open(*at) && !scene.word(Side::Printed, *at).is_empty())
        .collect();
    if pairs.len() < CLAUSE {
        return None;
    }
    let passage = scene.found.passage.span;
    let before = Span::new(passage.start().saturating_sub(REACH), passage.start());
    let after = Span::new(passage.end(), passage.end().saturating_add(REACH));
    let sides = [before, after].into_iter();
    let (word, from) = sides
        .map(|side| longest(scene, &pairs, &scene.said_words(side)))
        .max_by_key(|(_, said)| said.len())?;
    let n = from.len();
    if n < CLAUSE || n * 10 < pairs.len() * WHOLE {
        return None;
    }
    let moved: Vec<usize> = pairs.get(word..word + n)?.to_vec();
    let (content, _) = scene.spans(&moved);
    let said = from.iter().map(|token| token.span).reduce(Span::hull)?;
    let words: Vec<&str> = from.iter().map(|token| token.key.as_str()).collect();
    let sentence = format!("\"{}\" stands in another place in the record", words.join(" "));
    Some(Claim::new(Code::Order, content, said, sentence).explaining(moved))
}

/// The longest run of the article's words at `pairs` that stands in `said`: its first word, and the
/// record's words.
fn longest(scene: &Scene, pairs: &[usize], said: &[Token]) -> (usize, Vec<Token>) {
    let mut best = (0, 0..0);
    for word in 0..pairs.len() {
        for at in 0..said.len() {
            let n = (pairs[word..].iter().zip(&said[at..]))
                .take_while(|(pair, token)| scene.word(Side::Printed, **pair) == token.key)
                .count();
            if n > best.1.len() {
                best = (word, at..at + n);
            }
        }
    }
    (best.0, said[best.1].to_vec())
}
