//! The printings of one statement in, its [`Chain`] out: which printing was made from which, what each
//! hop changed and on what grounds, and where each difference first appears.
//!
//! The parent of a printing is the earlier one from which all of it is said in the fewest bits: its
//! words, the sentences around, its credits and links, and the hours between. A slip that two printings
//! share is paid for once if one comes of the other, and twice if not: it is the hard evidence of
//! copying. Words that are as they were said prove nothing; where little tells two parents apart,
//! [`Edge::is_sure`] says so.

pub mod change;
pub mod copy;
pub mod evidence;
pub mod phrase;
pub mod printing;
pub mod reading;

#[cfg(test)]
mod tests;

use crate::chain::change::{BIT, Change, changes};
use crate::chain::copy::{Hop, is_put, kind};
use crate::chain::evidence::{Ground, Known, Prior, from_report, from_utterance, grounds};
use crate::chain::printing::Printing;
use crate::statement::rendition::Word;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where a printing comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parent {
    /// The words said, as a record of the occasion has them.
    Utterance,
    /// The printing of this index.
    Printing(usize),
    /// None known: the first printing, where no record of the occasion is held.
    Unknown,
}

/// One printing, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What explains it best.
    pub parent: Parent,
    /// What was done to the parent's words, in order; the later words are the printing's.
    pub changes: Vec<Change>,
    /// What kind of copy it is.
    pub hop: Hop,
    /// Why this parent, the strongest first; empty where there is none.
    pub grounds: Vec<Ground>,
    /// Hundredths of a bit by which the next best parent explains it worse.
    pub lead: i32,
}

impl Edge {
    /// Whether the parent is told apart from others: four to one or better.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.lead >= 2 * BIT
    }
}

/// A difference from the words said, and where it first appears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// The words of the utterance (of the first printing, where none is held), as indices.
    pub before: Range<usize>,
    /// The words that stand there instead; empty where they are left out.
    pub words: Vec<Word>,
    /// The printings that have it, by date; at least one.
    pub printings: Vec<usize>,
    /// The printing that has it and whose parent has not: the earliest, where several have it of their
    /// own.
    pub first: usize,
}

/// All printings of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// One for each printing, in the order given.
    pub edges: Vec<Edge>,
    /// Every difference, in the order of the words said.
    pub appearances: Vec<Appearance>,
}

/// Draws the chain of `printings`, reports of `utterance` where a record of the occasion is held. The
/// order of `printings` does not matter but where nothing else tells two apart: then the smaller name
/// counts as the earlier.
#[must_use]
pub fn draw(utterance: Option<&Printing>, printings: &[Printing]) -> Chain {
    let mut by_date: Vec<usize> = (0..printings.len()).collect();
    by_date.sort_by_key(|at| printings.get(*at).map(|it| (it.date.rank(), it.name)));
    let root = utterance.or_else(|| by_date.first().and_then(|first| printings.get(*first)));
    let Some(root) = root else { return Chain::default() };
    let mut tree = Tree {
        utterance,
        printings,
        known: Known::of(printings),
        wordings: Wordings::of(root, printings),
        parents: vec![Parent::Unknown; printings.len()],
        n_copies: vec![0; printings.len()],
    };
    let mut leads = vec![0; printings.len()];
    for child in &by_date {
        if let Some((parent, lead)) = tree.best(*child)
            && let (Some(held), Some(held_lead)) =
                (tree.parents.get_mut(*child), leads.get_mut(*child))
        {
            (*held, *held_lead) = (parent, lead);
            if let Parent::Printing(at) = parent
                && let Some(n_copies) = tree.n_copies.get_mut(at)
            {
                *n_copies += 1;
            }
        }
    }
    let derived: Vec<Vec<Derived>> =
        printings.iter().map(|printing| derived(&root.words, &printing.words)).collect();
    let edges = (0..printings.len())
        .map(|child| tree.edge(child, &derived, leads.get(child).copied().unwrap_or(0)))
        .collect();
    let appearances = appearances(&tree.parents, &derived, &by_date);
    Chain { edges, appearances }
}

/// A difference from the words said: their place, and what stands there.
type Derived = (Range<usize>, Vec<Word>);

fn derived(said: &[Word], printed: &[Word]) -> Vec<Derived> {
    let words = |range: &Range<usize>| printed.get(range.clone()).unwrap_or(&[]).to_vec();
    changes(said, printed).0.iter().map(|it| (it.before.clone(), words(&it.after))).collect()
}

fn appearances(parents: &[Parent], derived: &[Vec<Derived>], by_date: &[usize]) -> Vec<Appearance> {
    let mut found: Vec<Appearance> = Vec::new();
    let mut places: FxHashMap<(usize, usize, Vec<u32>), usize> = FxHashMap::default();
    let mut is_named: Vec<bool> = Vec::new();
    for at in by_date {
        for (before, words) in derived.get(*at).into_iter().flatten() {
            let keys = words.iter().map(|word| word.key).collect();
            let place = *places.entry((before.start, before.end, keys)).or_insert(found.len());
            if place == found.len() {
                let (before, words) = (before.clone(), words.clone());
                found.push(Appearance { before, words, printings: Vec::new(), first: *at });
                is_named.push(false);
            }
            let (Some(appearance), Some(is_named)) =
                (found.get_mut(place), is_named.get_mut(place))
            else {
                continue;
            };
            appearance.printings.push(*at);
            let has = |other: usize| {
                let others = derived.get(other).into_iter().flatten();
                others.into_iter().any(|it| it.0 == appearance.before && it.1 == appearance.words)
            };
            let is_copied =
                matches!(parents.get(*at), Some(Parent::Printing(parent)) if has(*parent));
            if !is_copied && !*is_named {
                (appearance.first, *is_named) = (*at, true);
            }
        }
    }
    found.sort_by_key(|it| (it.before.start, it.before.end, it.first));
    found
}

/// The bits between different wordings, each pair once.
struct Wordings {
    /// The wording of each printing; 0 is the root's.
    of: Vec<usize>,
    texts: Vec<Vec<Word>>,
    costs: FxHashMap<(usize, usize), i32>,
}

impl Wordings {
    fn of(root: &Printing, printings: &[Printing]) -> Wordings {
        let mut texts = vec![root.words.clone()];
        let key = |words: &[Word]| words.iter().map(|word| word.key).collect::<Vec<u32>>();
        let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
        known.insert(key(&root.words), 0);
        let of = printings.iter().map(|printing| {
            *known.entry(key(&printing.words)).or_insert_with(|| {
                texts.push(printing.words.clone());
                texts.len() - 1
            })
        });
        Wordings { of: of.collect(), texts, costs: FxHashMap::default() }
    }

    fn cost(&mut self, before: usize, after: usize) -> i32 {
        if before == after {
            return 0;
        }
        let texts = &self.texts;
        *self.costs.entry((before, after)).or_insert_with(|| {
            match texts.get(before).zip(texts.get(after)) {
                Some((before, after)) => changes(before, after).1,
                None => 0,
            }
        })
    }
}

struct Tree<'a> {
    utterance: Option<&'a Printing>,
    printings: &'a [Printing],
    known: Known,
    wordings: Wordings,
    parents: Vec<Parent>,
    /// Copies that each printing is known to have so far.
    n_copies: Vec<usize>,
}

impl Tree<'_> {
    /// The best parent of `child` that does not come of it, and its lead; `None` where there is no
    /// candidate.
    fn best(&mut self, child: usize) -> Option<(Parent, i32)> {
        let printing = self.printings.get(child)?;
        let wording = self.wordings.of.get(child).copied()?;
        let earlier: Vec<usize> = (0..self.printings.len())
            .filter(|at| *at != child && self.may_lead(*at, child))
            .collect();
        let mut costs: Vec<(i32, Parent)> = Vec::new();
        if self.utterance.is_some() {
            let words = self.wordings.cost(0, wording);
            costs.push((words + from_utterance(&self.known, printing), Parent::Utterance));
        }
        let counts = &self.n_copies;
        let n_copies = |at: &usize| counts.get(*at).copied().unwrap_or(0);
        let n_edges = earlier.len() + earlier.iter().map(n_copies).sum::<usize>();
        for at in &earlier {
            let prior = Prior { n_copies: n_copies(at), n_edges };
            let Some(parent) = self.printings.get(*at) else { continue };
            let from = self.wordings.of.get(*at).copied().unwrap_or(0);
            let words = self.wordings.cost(from, wording);
            let rest = from_report(&self.known, printing, parent, prior);
            costs.push((words + rest, Parent::Printing(*at)));
        }
        costs.sort_by_key(|(cost, parent)| (*cost, self.rank(*parent)));
        let (best, parent) = costs.first().copied()?;
        let lead = costs.get(1).map_or(i32::MAX, |(next, _)| next - best);
        Some((parent, lead))
    }

    fn rank(&self, parent: Parent) -> Option<((i32, u16), u64)> {
        let Parent::Printing(at) = parent else { return None };
        self.printings.get(at).map(|printing| (printing.date.rank(), printing.name))
    }

    /// Whether `parent` is no later than `child`, and does not come of it.
    fn may_lead(&self, parent: usize, child: usize) -> bool {
        let pair = self.printings.get(parent).zip(self.printings.get(child));
        if !pair.is_some_and(|(parent, child)| parent.date.may_precede(child.date)) {
            return false;
        }
        let mut at = parent;
        while let Some(Parent::Printing(next)) = self.parents.get(at) {
            if *next == child {
                return false;
            }
            at = *next;
        }
        true
    }

    fn edge(&self, child: usize, derived: &[Vec<Derived>], lead: i32) -> Edge {
        let parent = self.parents.get(child).copied().unwrap_or(Parent::Unknown);
        let none =
            Edge { parent, changes: Vec::new(), hop: Hop::Report, grounds: Vec::new(), lead };
        let Some(printing) = self.printings.get(child) else { return none };
        match parent {
            Parent::Unknown => none,
            Parent::Utterance => {
                let said = self.utterance.map_or(&[][..], |said| &said.words);
                let changes = changes(said, &printing.words).0;
                let ground = if changes.is_empty() { Ground::SameWords } else { Ground::Date };
                Edge { changes, grounds: vec![ground], ..none }
            }
            Parent::Printing(at) => {
                let Some(from) = self.printings.get(at) else { return none };
                let changes = changes(&from.words, &printing.words).0;
                let pair = derived.get(child).zip(derived.get(at));
                let n_derived = pair.map_or(0, |(own, other)| {
                    own.iter().filter(|difference| other.contains(difference)).count()
                });
                let agreeing = self.agreeing(child, from, &changes);
                Edge {
                    hop: kind(printing, from, &changes, agreeing),
                    grounds: grounds(printing, from, n_derived, changes.is_empty()),
                    changes,
                    ..none
                }
            }
        }
    }

    /// How many printings beside `child` have every word that it put another for.
    fn agreeing(&self, child: usize, parent: &Printing, changes: &[Change]) -> usize {
        let replaced: Vec<u32> = changes
            .iter()
            .filter(|change| is_put(&parent.words, change))
            .filter_map(|change| Some(parent.words.get(change.before.start)?.key))
            .collect();
        let has_all = |printing: &Printing| {
            replaced.iter().all(|key| printing.words.iter().any(|word| word.key == *key))
        };
        let others = self.printings.iter().enumerate().filter(|(at, _)| *at != child);
        others.filter(|(_, printing)| has_all(printing)).count()
            + usize::from(self.utterance.is_some_and(has_all))
    }
}
