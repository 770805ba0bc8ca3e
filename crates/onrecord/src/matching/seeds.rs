//! Words that content and record have in common. The content's words in, runs of equal words out, in
//! record order.

use crate::matching::content::Printed;
use crate::matching::index::Index;
use crate::matching::postings::Postings;
use std::ops::Range;

/// Neighbouring words of the content that stand in the record one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// First token of the index.
    pub(crate) at: u32,
    /// First word of the content.
    pub(crate) word: u32,
    /// Words.
    pub(crate) length: u32,
}

/// Seeds of one quotation, gathered kind by kind.
#[derive(Debug, Default)]
pub(crate) struct Seeds {
    /// Diagonal, word and length of each in one number, so that the order of numbers puts the seeds
    /// of one run side by side.
    packed: Vec<u64>,
}

/// Positions read for one kind of seed: bounds the time of a look-up.
const HITS: usize = 4_000;

/// Pairs on one diagonal that no chance brings together, the rarest ones of a content: where there are so
/// many, the commoner pairs are only looked up.
const PLACE: usize = 4;

/// Positions read before that is looked at.
const FEW: usize = 64;

/// Positions of a pair that are gone through where even the rarest pair has more than [`HITS`].
const COMMON: usize = 1 << 18;

/// Other pairs that the places of such a pair are looked up in.
const WITNESSES: usize = 4;

/// Places near which commoner pairs are looked up, summed over those pairs.
const LOOKED_UP: usize = 1 << 15;

/// Words that may be put in or left out between two pairs of one run of words.
const REACH: u32 = 2;

/// A record's position less a word's number stays above nought by this: more than
/// [`crate::matching::laying::LONGEST`] words are never asked for.
const SHIFT: u64 = 1 << 12;

impl Seeds {
    /// Adds places among `within` where two words of the content stand one after the other. The rarest
    /// pairs are read until [`HITS`] positions are; the commoner ones are looked up near those.
    pub(crate) fn read_pairs(&mut self, index: &Index, content: &[Printed], within: &[Range<u32>]) {
        let mut pairs: Vec<(u32, usize, Postings<'_>)> = Vec::new();
        for (word, two) in content.windows(2).enumerate() {
            for one in readings(&two[0]) {
                for other in readings(&two[1]) {
                    let postings = index.pair(one, other);
                    if postings.len() > 0 {
                        pairs.push((postings.len(), word, postings));
                    }
                }
            }
        }
        pairs.sort_unstable_by_key(|(n, word, _)| (*n, *word));
        let mut budget = HITS;
        let mut looked_at = FEW;
        let mut rest = pairs.as_slice();
        let mut positions = Vec::new();
        while let Some(((_, word, postings), others)) = rest.split_first() {
            let mut is_whole = postings.read(index, within, budget, &mut positions);
            if !is_whole && self.packed.is_empty() {
                postings.read(index, within, COMMON, &mut positions);
                for (_, other, witness) in others.iter().take(WITNESSES) {
                    keep_witnessed(&mut positions, *word, *other, witness);
                }
                positions.truncate(HITS);
                is_whole = true;
            }
            if !is_whole {
                break;
            }
            self.push(&positions, *word, 2);
            budget = budget.saturating_sub(positions.len());
            rest = others;
            if self.packed.len() >= looked_at {
                looked_at = self.packed.len() * 2;
                if self.has_place() {
                    break;
                }
            }
        }
        self.look_up(index, rest, within);
    }

    /// Whether one diagonal has [`PLACE`] pairs.
    fn has_place(&self) -> bool {
        let mut diagonals: Vec<u64> = self.packed.iter().map(|seed| seed >> 16).collect();
        diagonals.sort_unstable();
        diagonals.windows(PLACE).any(|run| run.first() == run.last())
    }

    /// Adds the places of `pairs` on the diagonals of the seeds there are, or close to them.
    fn look_up(
        &mut self,
        index: &Index,
        pairs: &[(u32, usize, Postings<'_>)],
        within: &[Range<u32>],
    ) {
        let mut diagonals: Vec<u64> = self.packed.iter().map(|seed| seed >> 16).collect();
        diagonals.sort_unstable();
        diagonals.dedup();
        if diagonals.is_empty() {
            return;
        }
        let most = LOOKED_UP / diagonals.len();
        let mut positions = Vec::new();
        for (_, word, postings) in pairs.iter().take(most) {
            let targets = diagonals.iter().map(|diagonal| diagonal + *word as u64);
            let targets: Vec<u32> =
                targets.map(|target| target.saturating_sub(SHIFT) as u32).collect();
            positions.clear();
            postings.near(&targets, REACH, &mut |_, at| positions.push(at));
            retain_within(&mut positions, within);
            index.retain_live(&mut positions);
            self.push(&positions, *word, 2);
        }
    }

    /// Adds the places among `within` of single words, the rarest first, until [`HITS`] positions are
    /// read.
    pub(crate) fn read_singles(
        &mut self,
        index: &Index,
        content: &[Printed],
        within: &[Range<u32>],
    ) {
        let mut words: Vec<(u32, usize, u32)> = (0..)
            .zip(content)
            .flat_map(|(nth, word)| readings(word).map(move |hash| (nth, hash)))
            .map(|(nth, hash)| (index.count(hash), nth, hash))
            .filter(|(n, ..)| *n > 0)
            .collect();
        words.sort_unstable();
        let mut budget = HITS;
        for (n, word, hash) in words {
            if n as usize > budget {
                break;
            }
            let mut positions = index.positions(hash);
            retain_within(&mut positions, within);
            budget -= n as usize;
            self.push(&positions, word, 1);
        }
    }

    fn push(&mut self, positions: &[u32], word: usize, length: u64) {
        self.packed.extend(positions.iter().map(|at| {
            let diagonal = u64::from(*at) + SHIFT - word as u64;
            diagonal << 16 | (word as u64) << 4 | length
        }));
    }

    /// The runs that the seeds make up where they overlap, in record order.
    pub(crate) fn runs(&mut self) -> Vec<Run> {
        // Each kind is read list by list, each list in record order: a sort that sees that is fastest.
        self.packed.sort();
        self.packed.dedup();
        let mut runs: Vec<Run> = Vec::with_capacity(self.packed.len());
        let mut last_diagonal = 0;
        for seed in &self.packed {
            let diagonal = seed >> 16;
            let (word, length) = ((seed >> 4 & 0xFFF) as u32, (seed & 0xF) as u32);
            match runs.last_mut().filter(|_| diagonal == last_diagonal) {
                // Seeds that only touch may lie in two records.
                Some(run) if word < run.word + run.length => {
                    run.length = run.length.max(word + length - run.word);
                }
                _ => {
                    let at = (diagonal + u64::from(word)).saturating_sub(SHIFT) as u32;
                    runs.push(Run { at, word, length });
                }
            }
            last_diagonal = diagonal;
        }
        runs.sort();
        runs
    }
}

/// Leaves the `positions`, which ascend, that lie in one of the ranges, which ascend as well.
pub(crate) fn retain_within(positions: &mut Vec<u32>, within: &[Range<u32>]) {
    let mut ranges = within.iter().peekable();
    positions.retain(|at| {
        while ranges.next_if(|range| range.end <= *at).is_some() {}
        ranges.peek().is_some_and(|range| range.start <= *at)
    });
}

/// The word, and the words that it may be a misspelling of.
fn readings(word: &Printed) -> impl Iterator<Item = u32> {
    std::iter::once(word.hash).chain(word.near.iter().copied())
}

/// Leaves those of `positions`, places of the content's pair at `word`, where the pair at `other` stands
/// as well; all of them where none is left.
fn keep_witnessed(positions: &mut Vec<u32>, word: usize, other: usize, witness: &Postings<'_>) {
    let (ahead, back) = (other.saturating_sub(word) as u32, word.saturating_sub(other) as u32);
    let targets: Vec<u32> =
        positions.iter().map(|at| at.saturating_add(ahead).saturating_sub(back)).collect();
    let mut kept: Vec<u32> = Vec::new();
    witness.near(&targets, 0, &mut |target, _| {
        kept.push(target.saturating_add(back).saturating_sub(ahead));
    });
    if !kept.is_empty() {
        *positions = kept;
    }
}
