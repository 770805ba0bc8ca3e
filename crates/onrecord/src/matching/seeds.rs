//! Words that content and record have in common. The content's words in, runs of equal words out, in
//! record order.

use crate::matching::content::Printed;
use crate::matching::directory::Directory;
use crate::matching::segment::Segment;
use std::ops::Range;

/// Neighbouring words of the content that stand in the record one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// First token of the segment.
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

/// Positions read for one kind of seed: bounds the time of a look-up. 10,000 find no sentence more in
/// captions (`onrecord-gate captions rest`), and take a quarter longer in the whole record.
const HITS: usize = 4_000;

/// A record's position less a word's number stays above nought by this: more than
/// [`crate::matching::laying::LONGEST`] words are never asked for.
const SHIFT: u64 = 1 << 12;

impl Seeds {
    /// Adds the places among `within` of every run of `length` words, the rarest runs first, until
    /// [`HITS`] positions are read. `directory` is the one of that length.
    pub(crate) fn read(
        &mut self,
        segment: &Segment,
        directory: &Directory,
        content: &[Printed],
        within: &Range<u32>,
        length: usize,
    ) {
        let hashes: Vec<u32> = content.iter().map(|word| word.hash).collect();
        let mut runs: Vec<(usize, usize, &[u32])> = (0..)
            .zip(hashes.windows(length))
            .map(|(word, run)| (directory.postings_within(run, within).len(), word, run))
            .filter(|(n, ..)| *n > 0)
            .collect();
        runs.sort_unstable_by_key(|(n, word, _)| (*n, *word));
        let mut budget = HITS;
        for (n, word, run) in runs {
            if n > budget && budget < HITS {
                break;
            }
            for at in directory.postings_within(run, within).iter().take(budget) {
                let first = *at as usize;
                if segment.tokens.get(first..first + length) == Some(run) {
                    let diagonal = u64::from(*at) + SHIFT - word as u64;
                    self.packed.push(diagonal << 16 | (word as u64) << 4 | length as u64);
                }
            }
            budget = budget.saturating_sub(n);
            if budget == 0 {
                break;
            }
        }
    }

    /// The runs that the seeds make up where they overlap, in record order.
    pub(crate) fn runs(&mut self) -> Vec<Run> {
        // Each kind is read list by list, each list in record order: a sort that sees that is fastest.
        self.packed.sort();
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
