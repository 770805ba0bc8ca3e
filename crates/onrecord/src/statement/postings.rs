//! Which lines have a seed. Seeds and lines in, lines out; what exceeds the memory allowed goes to the
//! shelf as a sorted run.

use crate::statement::seeds::Seed;
use crate::statement::shelf::{Posting, Shelf};
use rustc_hash::FxHashMap;

/// Marks the end of a list.
const END: u32 = u32::MAX;

/// The newest postings in memory, the others in runs on the shelf.
#[derive(Debug, Clone, Default)]
pub(crate) struct Postings {
    /// The newest entry of each seed.
    newest: FxHashMap<u32, u32>,
    /// A line, and the entry of the same seed before it.
    entries: Vec<(u32, u32)>,
    runs: Vec<u32>,
}

impl Postings {
    /// Adds the line under each of `seeds`.
    pub(crate) fn add(&mut self, seeds: &[Seed], line: u32) {
        for seed in seeds {
            let entry = self.entries.len() as u32;
            let before = self.newest.insert(seed.name, entry).unwrap_or(END);
            self.entries.push((line, before));
        }
    }

    /// Appends the lines that have `seed`, in no promised order.
    pub(crate) fn find<S: Shelf>(
        &self,
        shelf: &S,
        seed: u32,
        lines: &mut Vec<u32>,
    ) -> Result<(), S::Fault> {
        let mut entry = self.newest.get(&seed).copied().unwrap_or(END);
        while let Some((line, before)) = self.entries.get(entry as usize) {
            lines.push(*line);
            entry = *before;
        }
        for run in &self.runs {
            shelf.lines(*run, seed, lines)?;
        }
        Ok(())
    }

    /// Hands the postings to the shelf as run `run` when there are more than `limit`; says whether.
    pub(crate) fn spill<S: Shelf>(
        &mut self,
        shelf: &mut S,
        run: u32,
        limit: usize,
    ) -> Result<bool, S::Fault> {
        if self.entries.len() <= limit {
            return Ok(false);
        }
        let mut postings = Vec::with_capacity(self.entries.len());
        #[expect(clippy::iter_over_hash_type, reason = "the postings are sorted below")]
        for (seed, newest) in &self.newest {
            let mut entry = *newest;
            while let Some((line, before)) = self.entries.get(entry as usize) {
                postings.push(Posting { seed: *seed, line: *line });
                entry = *before;
            }
        }
        postings.sort_unstable();
        postings.dedup();
        shelf.put_run(run, &postings)?;
        *self = Postings { runs: std::mem::take(&mut self.runs), ..Postings::default() };
        self.runs.push(run);
        Ok(true)
    }
}
