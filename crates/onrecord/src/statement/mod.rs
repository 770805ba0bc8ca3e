//! Quotations of any number of documents in, [`Statement`]s out: those that render the same words are
//! brought together, altered or trimmed, with or without a record of the occasion.
//!
//! A statement is its fullest line and every line that stands in it. Lines are taken from the fullest
//! down: one that stands in no fuller line of a statement founds one; any other joins the statement whose
//! fullest line it shares most with. So every member was laid against the fullest line itself, and a stock
//! phrase that two long texts share brings neither to the other. What comes of a set of quotations
//! follows from the set: one that is added later moves just those lines that the whole set, taken from
//! the fullest down, would have elsewhere. [`Statements::all`] then brings home what was altered step by step,
//! and sets stock phrases apart.
//!
//! Left out: quotations in another language, which share no words; who copied from whom.

mod desk;
mod homes;
pub(crate) mod laying;
pub(crate) mod line;
pub mod pair;
mod postings;
pub mod rendition;
mod seeds;
pub mod shelf;

#[cfg(test)]
mod tests;

use crate::statement::desk::Desk;
use crate::statement::line::{LOOSE, Line, Order, margin, threshold};
use crate::statement::postings::Postings;
use crate::statement::rendition::{Rendition, Word};
use crate::statement::seeds::{ENOUGH, enough};
use crate::statement::shelf::Shelf;
use rustc_hash::FxHashMap;

/// What one utterance was rendered as, as far as the quotations given show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The number of the fullest line: it follows from the line's words, speaker and month.
    pub id: u64,
    /// The names of the quotations of the fullest line, rising; at least one.
    pub fullest: Vec<u64>,
    /// The names of all quotations of the statement, rising.
    pub quotations: Vec<u64>,
}

/// The statements of all quotations added.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    lines: Vec<Line>,
    /// By the number of the line.
    known: FxHashMap<u64, u32>,
    /// Each quotation's name and line, as they came.
    quotations: Vec<(u64, u32)>,
    /// The lines of each statement but the fullest, by the fullest.
    members: FxHashMap<u32, Vec<u32>>,
    /// All seeds of the lines that are or were the fullest of a statement.
    fullest: Postings,
    /// The best seeds of every line.
    all: Postings,
    n_runs: u32,
    threshold: i32,
    /// The last line placed so far in the order of lines.
    last: Option<Order>,
}

/// Postings kept in memory before they go to the shelf: 8 million take about 100 MB.
const POSTINGS: usize = 8_000_000;

impl Statements {
    /// Adds quotations, each with a name that no other has. What comes of it is the same whether they
    /// come at once or one by one, and in whatever order; at once is faster.
    ///
    /// # Errors
    /// Where the shelf fails; the statements are then unsound and have to be made anew.
    pub fn add<S: Shelf>(
        &mut self,
        shelf: &mut S,
        quotations: impl IntoIterator<Item = (u64, Rendition)>,
    ) -> Result<(), S::Fault> {
        let mut desk = Desk::default();
        let mut fresh: Vec<(Order, u32)> = Vec::new();
        for (name, rendition) in quotations {
            seeds::best(&rendition.words, &mut desk.seeds);
            let line = Line::of(name, &rendition, &desk.seeds);
            let next = self.lines.len() as u32;
            let line_idx = *self.known.entry(line.order.name()).or_insert(next);
            self.quotations.push((name, line_idx));
            if line_idx == next {
                shelf.put_words(next, &rendition.words)?;
                fresh.push((line.order, next));
                self.lines.push(line);
            }
        }
        self.raise(&mut desk);
        self.settle(shelf, &mut desk)?;
        fresh.sort_unstable();
        for (order, line) in fresh {
            desk.loose.insert((order, line));
            self.settle(shelf, &mut desk)?;
            shelf.words(line, &mut desk.words)?;
            seeds::best(&desk.words, &mut desk.seeds);
            self.all.add(&desk.seeds, line);
            self.n_runs += u32::from(self.all.spill(shelf, self.n_runs, POSTINGS)?);
            self.last = self.last.max(Some(order));
        }
        Ok(())
    }

    /// How many different lines there are.
    #[must_use]
    pub fn n_lines(&self) -> usize {
        self.lines.len()
    }

    /// All statements, by the smallest name of a quotation in each.
    ///
    /// # Errors
    /// Where the shelf fails.
    pub fn all<S: Shelf>(&self, shelf: &S) -> Result<Vec<Statement>, S::Fault> {
        let homes = self.homes(shelf)?;
        let mut by_fullest: FxHashMap<u32, usize> = FxHashMap::default();
        let mut statements: Vec<Statement> = Vec::new();
        let mut named = self.quotations.clone();
        named.sort_unstable();
        for (name, line_idx) in named {
            let Some(line) = self.lines.get(line_idx as usize) else { continue };
            let home = homes.of(line_idx, line);
            let at = *by_fullest.entry(home).or_insert(statements.len());
            if at == statements.len() {
                let id = self.line(home).map_or(0, |fullest| fullest.order.name());
                statements.push(Statement { id, fullest: Vec::new(), quotations: Vec::new() });
            }
            if let Some(statement) = statements.get_mut(at) {
                statement.quotations.push(name);
                if home == line_idx {
                    statement.fullest.push(name);
                }
            }
        }
        Ok(statements)
    }

    fn line(&self, line: u32) -> Option<&Line> {
        self.lines.get(line as usize)
    }

    /// Raises the threshold to what so many lines ask for, and loosens what no longer reaches it.
    fn raise(&mut self, desk: &mut Desk) {
        let threshold = threshold(self.lines.len());
        if threshold <= self.threshold {
            return;
        }
        self.threshold = threshold;
        for line_idx in 0..self.lines.len() as u32 {
            let Some(line) = self.line(line_idx) else { continue };
            let is_member = line.fullest != line_idx && line.fullest != LOOSE;
            if is_member && line.margin < threshold {
                self.loosen(line_idx, desk);
            }
        }
    }

    /// Takes the line out of its statement, to be placed anew.
    fn loosen(&mut self, line_idx: u32, desk: &mut Desk) {
        let Some(line) = self.lines.get_mut(line_idx as usize) else { return };
        if let Some(members) = self.members.get_mut(&line.fullest) {
            members.retain(|member| *member != line_idx);
        }
        line.fullest = LOOSE;
        desk.loose.insert((line.order, line_idx));
    }

    /// Places every loose line, the fullest first: when its turn comes, all fuller lines have their
    /// places.
    fn settle<S: Shelf>(&mut self, shelf: &mut S, desk: &mut Desk) -> Result<(), S::Fault> {
        while let Some((_, line_idx)) = desk.loose.pop_first() {
            let Some(line) = self.line(line_idx).copied() else { continue };
            shelf.words(line_idx, &mut desk.words)?;
            desk.short.set(&desk.words);
            seeds::best(&desk.words, &mut desk.seeds);
            desk.look_up(&self.fullest, shelf)?;
            if let Some((margin, fullest)) = self.best_of(shelf, desk, &line, enough(line.seeds))? {
                self.join(line_idx, fullest, margin, false);
                continue;
            }
            seeds::all(&desk.words, &mut desk.seeds);
            desk.look_up(&self.fullest, shelf)?;
            let best = self.best_of(shelf, desk, &line, ENOUGH)?;
            self.list(shelf, desk, line_idx)?;
            match best {
                Some((margin, fullest)) => self.join(line_idx, fullest, margin, true),
                None => self.found(shelf, desk, line_idx, &line)?,
            }
        }
        Ok(())
    }

    /// The statement that the line joins: of those found whose fullest line it stands in, and whose seeds
    /// in common tell `enough`, the one that it shares most with; of equals the fullest.
    fn best_of<S: Shelf>(
        &self,
        shelf: &S,
        desk: &mut Desk,
        line: &Line,
        enough: i32,
    ) -> Result<Option<(i32, u32)>, S::Fault> {
        let mut best: Option<(i32, u32)> = None;
        for (long_idx, told) in desk.found.iter().copied() {
            if told < enough {
                continue;
            }
            let Some(long) = self.line(long_idx) else { continue };
            if long.fullest != long_idx || long.order >= line.order {
                continue;
            }
            let bound = desk.short.bound(long.sketch);
            let most = margin(line, long, bound, self.threshold);
            if most.is_none_or(|most| best.is_some_and(|(held, _)| most < held)) {
                continue;
            }
            shelf.words(long_idx, &mut desk.long)?;
            let laid = desk.short.lay(&desk.long);
            let Some(margin) = margin(line, long, laid, self.threshold) else { continue };
            let is_better = best.is_none_or(|(held, other)| {
                margin > held
                    || margin == held
                        && self.line(other).is_none_or(|other| long.order < other.order)
            });
            if is_better {
                best = Some((margin, long_idx));
            }
        }
        Ok(best)
    }

    fn join(&mut self, line_idx: u32, fullest: u32, margin: i32, is_far: bool) {
        if let Some(line) = self.lines.get_mut(line_idx as usize) {
            (line.fullest, line.margin, line.is_far) = (fullest, margin, is_far);
            self.members.entry(fullest).or_default().push(line_idx);
        }
    }

    /// Puts the line under the desk's seeds, which are all of it, once.
    fn list<S: Shelf>(
        &mut self,
        shelf: &mut S,
        desk: &Desk,
        line_idx: u32,
    ) -> Result<(), S::Fault> {
        if let Some(line) = self.lines.get_mut(line_idx as usize)
            && !line.is_listed
        {
            line.is_listed = true;
            self.fullest.add(&desk.seeds, line_idx);
            self.n_runs += u32::from(self.fullest.spill(shelf, self.n_runs, POSTINGS)?);
        }
        Ok(())
    }

    /// Makes the line, which is on the desk with all its seeds, the fullest of a statement, and moves what
    /// stands in it and nowhere better.
    fn found<S: Shelf>(
        &mut self,
        shelf: &mut S,
        desk: &mut Desk,
        line_idx: u32,
        line: &Line,
    ) -> Result<(), S::Fault> {
        if let Some(own) = self.lines.get_mut(line_idx as usize) {
            (own.fullest, own.margin, own.is_far) = (line_idx, i32::MAX, false);
        }
        if self.last.is_none_or(|last| last < line.order) {
            return Ok(());
        }
        desk.look_up(&self.fullest, shelf)?;
        let far = std::mem::take(&mut desk.found);
        desk.look_up(&self.all, shelf)?;
        let near = std::mem::take(&mut desk.found);
        let mut long = Vec::new();
        std::mem::swap(&mut long, &mut desk.words);
        for (short_idx, told) in near {
            if self.line(short_idx).is_some_and(|short| told >= enough(short.seeds)) {
                self.draw_in(shelf, desk, short_idx, (line_idx, line, &long), false)?;
            }
        }
        for (short_idx, told) in far {
            let is_alone = |short: &Line| short.is_far || short.fullest == short_idx;
            if told >= ENOUGH && self.line(short_idx).is_some_and(is_alone) {
                self.draw_in(shelf, desk, short_idx, (line_idx, line, &long), true)?;
            }
        }
        Ok(())
    }

    /// Moves the line `short_idx` into the statement whose fullest line is given with its words, where it
    /// stands in that and nowhere better. What its best seeds lead to goes before what all of them do.
    fn draw_in<S: Shelf>(
        &mut self,
        shelf: &S,
        desk: &mut Desk,
        short_idx: u32,
        (line_idx, line, long): (u32, &Line, &[Word]),
        is_far: bool,
    ) -> Result<(), S::Fault> {
        let Some(short) = self.line(short_idx).copied() else { return Ok(()) };
        if short.fullest == LOOSE || short.fullest == line_idx || short.order <= line.order {
            return Ok(());
        }
        shelf.words(short_idx, &mut desk.words)?;
        desk.short.set(&desk.words);
        let bound = desk.short.bound(line.sketch);
        if margin(&short, line, bound, self.threshold).is_none() {
            return Ok(());
        }
        let laid = desk.short.lay(long);
        let Some(margin) = margin(&short, line, laid, self.threshold) else { return Ok(()) };
        if short.fullest == short_idx {
            for member in self.members.remove(&short_idx).unwrap_or_default() {
                self.loosen(member, desk);
            }
            self.join(short_idx, line_idx, margin, is_far);
            return Ok(());
        }
        let held = self.line(short.fullest).map(|held| held.order);
        let is_fuller = held.is_some_and(|held| line.order < held);
        let is_better = short.is_far && !is_far
            || short.is_far == is_far
                && (margin > short.margin || margin == short.margin && is_fuller);
        if is_better {
            self.loosen(short_idx, desk);
            desk.loose.remove(&(short.order, short_idx));
            self.join(short_idx, line_idx, margin, is_far);
        }
        Ok(())
    }
}
