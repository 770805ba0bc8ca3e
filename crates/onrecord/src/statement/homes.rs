//! Which statement each line comes to in the end. The lines in their places in, [`Homes`] out: what was
//! altered step by step until it stands in the fullest line no more is brought back by the line that it was
//! altered from, and what stands in statements of several occasions is said on none of them alone.
//!
//! Both follow from the places of all lines, so the order of arrival changes nothing here either.

use crate::statement::Statements;
use crate::statement::desk::Desk;
use crate::statement::line::{Line, Order, is_one_occasion, margin};
use crate::statement::rendition::{NAT, Word};
use crate::statement::seeds::{self, enough};
use crate::statement::shelf::Shelf;
use rustc_hash::FxHashMap;

/// How much of the shorter and of the longer of two lines must be in common, in hundredths, if one is made from
/// the other: a copyist who leaves out half leaves the rest as it is. (On cascades of seeds 101 to 108, whose
/// hops each keep two thirds or more, F1 over pairs is .995; with 75 and 60, .931.)
const MADE_FROM: (i32, i32) = (60, 40);

/// A line that tells less may be a stock phrase ("we will make our valley great again"), and how much of the
/// longer it must then be.
const STOCK: (i32, i32) = (44 * NAT, 70);

/// Where lines end up that do not stay with the fullest line that they stand in.
#[derive(Debug, Default)]
pub(crate) struct Homes {
    /// By the fullest line of a statement, the fullest line of the one that it is brought to.
    brought: FxHashMap<u32, u32>,
    /// By the line.
    stock: FxHashMap<u32, u32>,
}

impl Homes {
    /// The fullest line of the statement that `line` is of in the end.
    pub(crate) fn of(&self, line_idx: u32, line: &Line) -> u32 {
        self.stock.get(&line_idx).copied().unwrap_or_else(|| self.root(line.fullest))
    }

    fn root(&self, mut fullest: u32) -> u32 {
        while let Some(next) = self.brought.get(&fullest) {
            fullest = *next;
        }
        fullest
    }
}

impl Statements {
    /// Where every line ends up.
    pub(crate) fn homes<S: Shelf>(&self, shelf: &S) -> Result<Homes, S::Fault> {
        let mut order: Vec<(Order, u32)> =
            self.lines.iter().zip(0..).map(|(line, at)| (line.order, at)).collect();
        order.sort_unstable();
        let (mut homes, mut desk) = (Homes::default(), Desk::default());
        for (_, own_idx) in &order {
            let Some(own) = self.line(*own_idx).filter(|own| own.fullest == *own_idx) else {
                continue;
            };
            if let Some(other) = self.made_from(shelf, &mut desk, &homes, (*own_idx, own))? {
                let (own, other) = (homes.root(*own_idx), homes.root(other));
                let order = |at: u32| self.line(at).map(|line| line.order);
                // The fuller of the two gives the statement its name.
                let (from, to) =
                    if order(own) < order(other) { (other, own) } else { (own, other) };
                homes.brought.insert(from, to);
            }
        }
        for (_, own_idx) in &order {
            let Some(own) = self.line(*own_idx).filter(|own| own.fullest != *own_idx) else {
                continue;
            };
            if let Some(home) = self.said_often(shelf, &mut desk, &homes, (*own_idx, own))? {
                homes.stock.insert(*own_idx, home);
            }
        }
        Ok(homes)
    }

    /// The fullest line of another statement that has the line from which `own`, the fullest of its own, was
    /// made, or that was made from `own`; of several, the one that shares most.
    fn made_from<S: Shelf>(
        &self,
        shelf: &S,
        desk: &mut Desk,
        homes: &Homes,
        (own_idx, own): (u32, &Line),
    ) -> Result<Option<u32>, S::Fault> {
        shelf.words(own_idx, &mut desk.words)?;
        seeds::best(&desk.words, &mut desk.seeds);
        desk.look_up(&self.all, shelf)?;
        let root = homes.root(own_idx);
        let mut best: Option<(i32, Order, u32)> = None;
        for (other_idx, told) in std::mem::take(&mut desk.found) {
            let Some(other) = self.line(other_idx) else { continue };
            if told < enough(other.seeds.min(own.seeds)) || homes.root(other.fullest) == root {
                continue;
            }
            let is_shorter = own.order > other.order;
            let (short, long) = if is_shorter { (own, other) } else { (other, own) };
            if !is_made_from(short, long, short.total) {
                continue;
            }
            shelf.words(other_idx, &mut desk.long)?;
            let (few, many) = (&desk.words, &desk.long);
            let (few, many) = if is_shorter { (few, many) } else { (many, few) };
            desk.short.set(few);
            if !is_made_from(short, long, desk.short.bound(long.sketch).shared) {
                continue;
            }
            let laid = desk.short.lay(many);
            let is_made = is_made_from(short, long, laid.shared)
                && margin(short, long, laid, self.threshold).is_some();
            let is_better = best.is_none_or(|(shared, order, _)| {
                laid.shared > shared || laid.shared == shared && other.order < order
            });
            if is_made && is_better {
                best = Some((laid.shared, other.order, other.fullest));
            }
        }
        Ok(best.map(|(_, _, fullest)| fullest))
    }

    /// The line with which `own` is a stock phrase, itself where there is none; `None` where it is no stock
    /// phrase. It is one if it is short and stands in the fullest lines of several occasions.
    fn said_often<S: Shelf>(
        &self,
        shelf: &S,
        desk: &mut Desk,
        homes: &Homes,
        (own_idx, own): (u32, &Line),
    ) -> Result<Option<u32>, S::Fault> {
        let Some(held) = self.line(own.fullest) else { return Ok(None) };
        if own.total >= STOCK.0 || is_made_from(own, held, own.total) {
            return Ok(None);
        }
        shelf.words(own_idx, &mut desk.words)?;
        desk.short.set(&desk.words);
        seeds::best(&desk.words, &mut desk.seeds);
        desk.look_up(&self.fullest, shelf)?;
        let root = homes.root(own.fullest);
        let is_elsewhere = |at: u32, other: &Line| {
            other.fullest == at && homes.root(at) != root && !is_one_occasion(held, other)
        };
        if self.stands_in(shelf, desk, own, is_elsewhere)?.is_none() {
            return Ok(None);
        }
        desk.look_up(&self.all, shelf)?;
        let is_stock = |at: u32, _: &Line| homes.stock.get(&at) == Some(&at);
        Ok(Some(self.stands_in(shelf, desk, own, is_stock)?.unwrap_or(own_idx)))
    }

    /// Of the lines found on the desk that `is_meant` holds of, the one in which `own`, whose words are on the
    /// desk, stands best.
    fn stands_in<S: Shelf>(
        &self,
        shelf: &S,
        desk: &mut Desk,
        own: &Line,
        is_meant: impl Fn(u32, &Line) -> bool,
    ) -> Result<Option<u32>, S::Fault> {
        let mut best: Option<(i32, Order, u32)> = None;
        let mut words: Vec<Word> = std::mem::take(&mut desk.long);
        for (long_idx, told) in desk.found.iter().copied() {
            let Some(long) = self.line(long_idx) else { continue };
            if long.order >= own.order || told < enough(own.seeds) || !is_meant(long_idx, long) {
                continue;
            }
            shelf.words(long_idx, &mut words)?;
            let Some(margin) = margin(own, long, desk.short.lay(&words), self.threshold) else {
                continue;
            };
            let is_better = best.is_none_or(|(held, order, _)| {
                margin > held || margin == held && long.order < order
            });
            if is_better {
                best = Some((margin, long.order, long_idx));
            }
        }
        desk.long = words;
        Ok(best.map(|(_, _, at)| at))
    }
}

/// Whether so much in common is enough for one line to be made from the other.
fn is_made_from(short: &Line, long: &Line, shared: i32) -> bool {
    let is_enough =
        |total: i32, share: i32| i64::from(shared) * 100 >= i64::from(total) * i64::from(share);
    let of_long = if short.total < STOCK.0 { STOCK.1 } else { MADE_FROM.1 };
    is_enough(short.total, MADE_FROM.0) && is_enough(long.total, of_long)
}
