//! Listed words and phrases on both sides of a scene, paired off. A word list in, out what only one
//! side has, or what stands in the place of what.

use crate::verdict::rules::scene::{Scene, Side};
use onrecord_model::Lexicon;

/// A listed word or phrase at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The list's note.
    pub group: &'static str,
    /// The pairs whose words it is made of, ascending.
    pub pairs: Vec<usize>,
}

impl Term {
    /// The pairs of both, ascending.
    #[must_use]
    pub fn with(&self, other: &Term) -> Vec<usize> {
        let mut pairs: Vec<usize> = self.pairs.iter().chain(&other.pairs).copied().collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// What is left when equal terms are paired off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unmatched {
    /// Only in the record.
    pub dropped: Vec<Term>,
    /// Only in the article.
    pub added: Vec<Term>,
    /// In the record, and what the article has in its place.
    pub changed: Vec<(Term, Term)>,
}

/// Two terms of one group no farther apart than this many pairs are the same term, moved.
const NEAR: usize = 6;

/// The terms of `lexicon`, of up to `longest` words, that differ between the sides.
#[must_use]
pub fn unmatched(scene: &Scene, lexicon: &Lexicon, longest: usize) -> Unmatched {
    let is_touched = |term: &Term| term.pairs.iter().any(|at| scene.is_live(*at));
    let mut said = terms(scene, Side::Said, lexicon, longest);
    let mut printed = terms(scene, Side::Printed, lexicon, longest);
    // A phrase of which a word is aligned may be whole on the other side under other steps.
    let all_printed = printed.clone();
    let all_said = said.clone();
    said.retain(|term| is_touched(term) && !is_whole(term, &all_printed));
    printed.retain(|term| is_touched(term) && !is_whole(term, &all_said));
    let mut left = Unmatched::default();
    let mut free: Vec<Option<Term>> = printed.into_iter().map(Some).collect();
    let rest = pair_off(said, &mut free, |other, term| is_near(scene, other, term), |_, _| {});
    let changed = &mut left.changed;
    let in_place = |other: &Term, term: &Term| in_one_run(scene, other, term);
    left.dropped = pair_off(rest, &mut free, in_place, |term, other| changed.push((term, other)));
    left.added = free.into_iter().flatten().collect();
    left
}

/// The terms of one side from left to right, longest first, none overlapping.
#[must_use]
pub fn terms(scene: &Scene, side: Side, lexicon: &Lexicon, longest: usize) -> Vec<Term> {
    let words: Vec<(usize, &str)> = (0..scene.pairs.len())
        .map(|at| (at, scene.word(side, at)))
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    let mut phrase = String::new();
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let longest = longest.min(rest.len());
        let term = (1..=longest).rev().find_map(|length| {
            phrase.clear();
            for (index, (_, word)) in rest[..length].iter().enumerate() {
                if index > 0 {
                    phrase.push(' ');
                }
                phrase.push_str(word);
            }
            let group = lexicon.get(&phrase)?;
            Some(Term { group, pairs: rest[..length].iter().map(|(at, _)| *at).collect() })
        });
        at += term.as_ref().map_or(1, |term| term.pairs.len());
        found.extend(term);
    }
    found
}

fn is_whole(term: &Term, others: &[Term]) -> bool {
    let at = others.partition_point(|other| other.pairs.last() < term.pairs.first());
    others.iter().skip(at).take(2).any(|other| {
        other.group == term.group && other.pairs.iter().any(|pair| term.pairs.contains(pair))
    })
}

/// Takes from `free` what `fits` each of `terms` (both ascending), hands such pairs to `take` and
/// gives back the terms that nothing fits.
fn pair_off(
    terms: Vec<Term>,
    free: &mut [Option<Term>],
    fits: impl Fn(&Term, &Term) -> bool,
    mut take: impl FnMut(Term, Term),
) -> Vec<Term> {
    let mut rest = Vec::new();
    let mut from = 0;
    for term in terms {
        let start = term.pairs.first().copied().unwrap_or(0);
        let is_past = |other: &Term| other.pairs.last().is_none_or(|end| end + NEAR < start);
        while free.get(from).is_some_and(|other| other.as_ref().is_none_or(is_past)) {
            from += 1;
        }
        let window = free.iter_mut().skip(from).take(2 * NEAR);
        let mut fitting = window.filter(|other| other.as_ref().is_some_and(|o| fits(o, &term)));
        match fitting.next().and_then(Option::take) {
            Some(other) => take(term, other),
            None => rest.push(term),
        }
    }
    rest
}

fn is_near(scene: &Scene, a: &Term, b: &Term) -> bool {
    let (Some(at), Some(bt)) = (a.pairs.first(), b.pairs.first()) else { return false };
    let part = |at: usize| scene.pairs.get(at).map(|pair| pair.part);
    a.group == b.group && at.abs_diff(*bt) <= NEAR && part(*at) == part(*bt)
}

fn in_one_run(scene: &Scene, a: &Term, b: &Term) -> bool {
    let ends = a.pairs.iter().chain(&b.pairs);
    let (Some(from), Some(to)) = (ends.clone().min(), ends.max()) else { return false };
    to - from <= NEAR && (*from..=*to).all(|at| scene.is_open(at) || a.pairs.contains(&at))
}
