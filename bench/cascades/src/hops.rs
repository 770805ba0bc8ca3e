//! How right a chain is. A cascade with its true parents and what onrecord draws in, figures out.

use crate::quotations::Item;
use crate::tree::{Cascade, Way};
use onrecord::chain::copy::Hop;
use onrecord::chain::{Appearance, Chain, Parent, draw};

/// What is left out of the evidence, to see what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Without {
    /// The sentences around the quotations.
    Surroundings,
    /// Credits and links.
    Credits,
    /// Hours and days.
    Dates,
}

/// The counts of one cascade.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub n: usize,
    /// Printings with the right parent.
    pub right: usize,
    /// Printings of each way of making, and those of them with the right parent.
    pub by_way: [(usize, usize); 4],
    /// Printings whose parent is given as sure, and those of them that have the right one.
    pub sure: usize,
    pub sure_right: usize,
    /// Differences that two printings or more have, and those whose first printing is right.
    pub differences: usize,
    pub firsts: usize,
    /// Hops of a paraphraser, those named as such, and all that are.
    pub paraphrases: usize,
    pub paraphrases_found: usize,
    pub paraphrases_named: usize,
}

impl Counts {
    pub fn plus(self, other: Counts) -> Counts {
        let mut by_way = self.by_way;
        for (sum, counts) in by_way.iter_mut().zip(other.by_way) {
            *sum = (sum.0 + counts.0, sum.1 + counts.1);
        }
        Counts {
            by_way,
            n: self.n + other.n,
            right: self.right + other.right,
            sure: self.sure + other.sure,
            sure_right: self.sure_right + other.sure_right,
            differences: self.differences + other.differences,
            firsts: self.firsts + other.firsts,
            paraphrases: self.paraphrases + other.paraphrases,
            paraphrases_found: self.paraphrases_found + other.paraphrases_found,
            paraphrases_named: self.paraphrases_named + other.paraphrases_named,
        }
    }
}

/// Draws the chain of a cascade and counts what is right.
pub fn count(cascade: &Cascade, without: Option<Without>) -> Counts {
    let mut printings = cascade.printings.clone();
    for printing in &mut printings {
        match without {
            Some(Without::Surroundings) => printing.surroundings.clear(),
            Some(Without::Credits) => {
                printing.credits.clear();
                printing.links.clear();
            }
            Some(Without::Dates) => printing.date = Default::default(),
            None => {}
        }
    }
    let chain = draw(Some(&cascade.utterance), &printings);
    let mut counts = Counts { n: printings.len(), ..Counts::default() };
    for (at, edge) in chain.edges.iter().enumerate() {
        let is_right = edge.parent == true_parent(cascade, at);
        let is_named = edge.hop == Hop::Paraphrase;
        counts.right += usize::from(is_right);
        let way = Way::ALL.iter().position(|way| *way == cascade.ways[at]).unwrap_or(0);
        counts.by_way[way].0 += 1;
        counts.by_way[way].1 += usize::from(is_right);
        counts.sure += usize::from(edge.is_sure());
        counts.sure_right += usize::from(edge.is_sure() && is_right);
        counts.paraphrases += usize::from(cascade.paraphrased[at]);
        counts.paraphrases_named += usize::from(is_named);
        counts.paraphrases_found += usize::from(is_named && cascade.paraphrased[at]);
    }
    (counts.differences, counts.firsts) = firsts(cascade, &chain);
    counts
}

fn true_parent(cascade: &Cascade, at: usize) -> Parent {
    cascade.parents[at].map_or(Parent::Utterance, Parent::Printing)
}

/// Of the differences that several printings have: how many, and for how many the printing named first is
/// one in which it truly arose.
fn firsts(cascade: &Cascade, chain: &Chain) -> (usize, usize) {
    let arose = |appearance: &Appearance, at: usize| match cascade.parents[at] {
        Some(parent) => !appearance.printings.contains(&parent),
        None => true,
    };
    let several = chain.appearances.iter().filter(|it| it.printings.len() >= 2);
    let is_right = |appearance: &&Appearance| arose(appearance, appearance.first);
    (several.clone().count(), several.filter(is_right).count())
}

/// The quotations of the cascade as items of one statement.
pub fn items(cascade: &Cascade, statement: u64, first_id: u64) -> Vec<Item> {
    let texts = cascade.texts.iter().enumerate();
    texts
        .map(|(at, text)| Item { id: first_id + at as u64, text: text.clone(), statement })
        .collect()
}
