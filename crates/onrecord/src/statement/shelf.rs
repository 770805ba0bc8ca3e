//! Where the words and the seeds lie. The caller's business, since this crate touches no disk: a
//! [`Shelf`] keeps what it is handed and finds it again; [`Memory`] is the shelf that forgets.

use crate::statement::rendition::Word;
use std::convert::Infallible;

/// One seed of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The seed's name.
    pub seed: u32,
    /// The line that has it.
    pub line: u32,
}

/// What keeps words and runs of postings. Nothing is ever altered once it is put.
pub trait Shelf {
    /// What can go wrong; [`Infallible`] in memory.
    type Fault;

    /// Keeps the words of line `line`. Lines come in the order of their numbers, from 0.
    ///
    /// # Errors
    /// Where the words cannot be kept.
    fn put_words(&mut self, line: u32, words: &[Word]) -> Result<(), Self::Fault>;

    /// Puts the words of line `line` into `words`, which is emptied first.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn words(&self, line: u32, words: &mut Vec<Word>) -> Result<(), Self::Fault>;

    /// Keeps a run of postings, sorted, without doubles. Runs come in the order of their numbers, from 0.
    ///
    /// # Errors
    /// Where the run cannot be kept.
    fn put_run(&mut self, run: u32, postings: &[Posting]) -> Result<(), Self::Fault>;

    /// Appends the lines that have `seed` in run `run`, rising.
    ///
    /// # Errors
    /// Where the run cannot be read.
    fn lines(&self, run: u32, seed: u32, lines: &mut Vec<u32>) -> Result<(), Self::Fault>;
}

/// Keeps everything in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    words: Vec<Word>,
    ends: Vec<usize>,
    runs: Vec<Vec<Posting>>,
}

impl Shelf for Memory {
    type Fault = Infallible;

    fn put_words(&mut self, _line: u32, words: &[Word]) -> Result<(), Infallible> {
        self.words.extend_from_slice(words);
        self.ends.push(self.words.len());
        Ok(())
    }

    fn words(&self, line: u32, words: &mut Vec<Word>) -> Result<(), Infallible> {
        let line = line as usize;
        let end = |line: usize| self.ends.get(line).copied();
        let start = line.checked_sub(1).map_or(Some(0), end).unwrap_or(0);
        words.clear();
        words.extend_from_slice(self.words.get(start..end(line).unwrap_or(start)).unwrap_or(&[]));
        Ok(())
    }

    fn put_run(&mut self, _run: u32, postings: &[Posting]) -> Result<(), Infallible> {
        self.runs.push(postings.to_vec());
        Ok(())
    }

    fn lines(&self, run: u32, seed: u32, lines: &mut Vec<u32>) -> Result<(), Infallible> {
        let run = self.runs.get(run as usize).map_or(&[][..], Vec::as_slice);
        let same = run.iter().skip(first(run, seed)).take_while(|posting| posting.seed == seed);
        lines.extend(same.map(|posting| posting.line));
        Ok(())
    }
}

/// The index of the first posting of `seed` or a greater one. Seeds are spread evenly, so that it lies near
/// where its share of all numbers says (interpolation search, Perl, Itai and Avni 1978).
fn first(run: &[Posting], seed: u32) -> usize {
    let guess = ((run.len() as u64 * u64::from(seed)) >> 32) as usize;
    let is_before = |at: usize| run.get(at).is_some_and(|posting| posting.seed < seed);
    let (mut from, mut to, mut step) = (guess, guess, 8);
    while from > 0 && !is_before(from - 1) {
        from = from.saturating_sub(step);
        step *= 2;
    }
    step = 8;
    while is_before(to) {
        (from, to) = (to, to.saturating_add(step).min(run.len()));
        step *= 2;
    }
    from + run.get(from..to).map_or(0, |near| near.partition_point(|it| it.seed < seed))
}

#[cfg(test)]
mod tests {
    use crate::statement::shelf::{Posting, first};

    #[test]
    fn the_first_posting_is_found_wherever_it_lies() {
        let spread = |n: u32| n.wrapping_mul(0x9E37_79B9) >> (n % 9);
        let mut run: Vec<Posting> = (0..2000)
            .flat_map(|n| {
                [Posting { seed: spread(n), line: n }, Posting { seed: spread(n), line: n + 1 }]
            })
            .collect();
        run.sort_unstable();
        let seeds = run.iter().flat_map(|it| [it.seed, it.seed.wrapping_add(1), !it.seed]);
        for seed in seeds.chain([0, u32::MAX]) {
            let expected = run.partition_point(|it| it.seed < seed);
            assert_eq!(first(&run, seed), expected, "{seed}");
        }
        assert_eq!(first(&[], 7), 0);
    }
}
