//! What lies at hand while lines are placed: seeds in, the lines that have them out; and room for words
//! that is used again and again.

use crate::statement::laying::Short;
use crate::statement::line::Order;
use crate::statement::postings::Postings;
use crate::statement::rendition::Word;
use crate::statement::seeds::Seed;
use crate::statement::shelf::Shelf;
use std::collections::BTreeSet;

/// What is used again and again while lines are placed.
#[derive(Default)]
pub(crate) struct Desk {
    pub(crate) short: Short,
    pub(crate) words: Vec<Word>,
    pub(crate) long: Vec<Word>,
    pub(crate) seeds: Vec<Seed>,
    lines: Vec<u32>,
    /// Lines that have seeds of the desk, with what those tell, in points.
    pub(crate) found: Vec<(u32, i32)>,
    /// Lines to be placed, the fullest first.
    pub(crate) loose: BTreeSet<(Order, u32)>,
}

impl Desk {
    /// Puts the lines that have the desk's seeds into `found`, each once.
    pub(crate) fn look_up<S: Shelf>(
        &mut self,
        postings: &Postings,
        shelf: &S,
    ) -> Result<(), S::Fault> {
        self.found.clear();
        for seed in &self.seeds {
            self.lines.clear();
            postings.find(shelf, seed.name, &mut self.lines)?;
            self.found.extend(self.lines.iter().map(|line| (*line, seed.weight)));
        }
        self.found.sort_unstable();
        self.found.dedup_by(|next, held| {
            let is_same = next.0 == held.0;
            if is_same {
                held.1 += next.1;
            }
            is_same
        });
        Ok(())
    }
}
