//! How well one printing explains another. Two printings in, bits out: fewer for the likelier parent,
//! with the grounds that weigh.

use crate::chain::change::BIT;
use crate::chain::printing::Printing;

/// What speaks for an edge, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// It links to the document.
    Link,
    /// It gives the outlet as having the words first.
    Credit,
    /// So many differences from the words said that both have, and that not every report has.
    SharedDifferences(usize),
    /// So many sentences around the quotation that both have.
    Surroundings(usize),
    /// The words are the same.
    SameWords,
    /// Only the date and the words speak for it.
    Date,
}

/// Costs in hundredths of a bit. A sentence of one's own has to be written; one that is copied or left
/// out is told in a bit or less, at the rates of the likeliest way of copying.
mod cost {
    use crate::chain::change::BIT;
    pub(crate) const OWN_SENTENCE: i32 = 12 * BIT;
    /// What it takes to say that a printing is a copy of one of three kinds.
    pub(crate) struct Way {
        pub(crate) chosen: i32,
        /// That a sentence of the parent is kept, and that it is left out.
        pub(crate) kept: i32,
        pub(crate) left: i32,
        /// That it does not say where it has the words from.
        pub(crate) unnamed: i32,
    }
    /// A reprint keeps nine tenths of what stands around, a rewrite six, a text of one's own hardly any; of
    /// those who keep all or nothing six in seven say from whom, of those who rewrite two in three.
    pub(crate) const WAYS: [Way; 3] = [
        Way { chosen: 132, kept: 15, left: 350, unnamed: 260 },
        Way { chosen: 174, kept: 75, left: 130, unnamed: 110 },
        Way { chosen: 174, kept: 430, left: BIT / 10, unnamed: 250 },
    ];
    /// A credit or a link to a printing of the statement that the parent does not explain.
    pub(crate) const CREDIT: i32 = 8 * BIT;
    pub(crate) const LINK: i32 = 12 * BIT;
    /// A credit that the parent gives too may be copied: with the text around it, and without.
    pub(crate) const COPIED_CREDIT: (i32, i32) = (BIT, 5 * BIT);
    /// Of seven reports, one goes back to the words said.
    pub(crate) const FROM_UTTERANCE: i32 = 270;
    pub(crate) const FROM_REPORT: i32 = 23;
}

/// What is known of all printings of a statement: a credit or a link that leads elsewhere tells nothing.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) outlets: Vec<u64>,
    pub(crate) documents: Vec<u64>,
}

impl Known {
    pub(crate) fn of(printings: &[Printing]) -> Known {
        let sorted = |mut names: Vec<u64>| {
            names.sort_unstable();
            names.dedup();
            names
        };
        Known {
            outlets: sorted(printings.iter().filter_map(|printing| printing.outlet).collect()),
            documents: sorted(printings.iter().filter_map(|printing| printing.document).collect()),
        }
    }
}

/// What it takes to say all of `child` but its words, given that it is made from the words said.
pub(crate) fn from_utterance(known: &Known, child: &Printing) -> i32 {
    let (credits, links) = unexplained(known, child, None);
    cost::FROM_UTTERANCE
        + child.surroundings.len() as i32 * cost::OWN_SENTENCE
        + credits * cost::CREDIT
        + links * cost::LINK
}

/// What is known of a parent before the two texts are looked at: what has been copied is copied again
/// (Barabási and Albert 1999).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prior {
    /// Copies that it is known to have so far.
    pub(crate) n_copies: usize,
    /// The same of all that may be the parent, and their number.
    pub(crate) n_edges: usize,
}

/// Hours in which the copies of a printing fall to a third, and how many times that counts at most.
const FADES: f64 = 48.0;
const OLDEST: f64 = 4.0;

/// What it takes to say all of `child` but its words, given that it is made from `parent`.
pub(crate) fn from_report(known: &Known, child: &Printing, parent: &Printing, prior: Prior) -> i32 {
    let n_shared = n_shared(&child.surroundings, &parent.surroundings) as i32;
    let n_own = child.surroundings.len() as i32 - n_shared;
    let n_left = parent.surroundings.len() as i32 - n_shared;
    let (credits, links) = unexplained(known, child, Some(parent));
    let copied = child
        .credits
        .iter()
        .filter(|credit| parent.outlet != Some(**credit) && parent.credits.contains(credit));
    let copied_credit = if n_shared > 0 { cost::COPIED_CREDIT.0 } else { cost::COPIED_CREDIT.1 };
    let has_name = parent.outlet.is_some() || parent.document.is_some();
    let is_unnamed = has_name && !is_named(child, parent);
    let as_way = |way: &cost::Way| {
        let unnamed = if is_unnamed { way.unnamed } else { 0 };
        way.chosen + n_shared * way.kept + n_left * way.left + unnamed
    };
    let copied_page = cost::WAYS.iter().map(as_way).min().unwrap_or(0);
    let hours = parent.date.hours_to(child.date).unwrap_or(0).max(0) as f64;
    let age = (hours / FADES).min(OLDEST) * std::f64::consts::LOG2_E;
    let chosen = (prior.n_edges.max(1) as f64 / (1 + prior.n_copies) as f64).log2();
    cost::FROM_REPORT
        + ((age + chosen) * f64::from(BIT)) as i32
        + n_own * cost::OWN_SENTENCE
        + copied_page
        + credits * cost::CREDIT
        + copied.count() as i32 * copied_credit
        + links * cost::LINK
}

/// Whether `child` gives the outlet of `parent` as having the words first, or links to it.
fn is_named(child: &Printing, parent: &Printing) -> bool {
    parent.outlet.is_some_and(|outlet| child.credits.contains(&outlet))
        || parent.document.is_some_and(|document| child.links.contains(&document))
}

/// Credits and links to printings of the statement that `parent` does not explain.
fn unexplained(known: &Known, child: &Printing, parent: Option<&Printing>) -> (i32, i32) {
    let of =
        |name: &u64, own: Option<u64>, copied: &[u64]| own == Some(*name) || copied.contains(name);
    let credits = child.credits.iter().filter(|credit| {
        known.outlets.binary_search(credit).is_ok()
            && !parent.is_some_and(|parent| of(credit, parent.outlet, &parent.credits))
    });
    let links = child.links.iter().filter(|link| {
        known.documents.binary_search(link).is_ok()
            && !parent.is_some_and(|parent| of(link, parent.document, &parent.links))
    });
    (credits.count() as i32, links.count() as i32)
}

/// The grounds on which `parent` explains `child`; `n_derived` differences from the words said are shared.
pub(crate) fn grounds(
    child: &Printing,
    parent: &Printing,
    n_derived: usize,
    is_same: bool,
) -> Vec<Ground> {
    let mut grounds = Vec::new();
    if parent.document.is_some_and(|document| child.links.contains(&document)) {
        grounds.push(Ground::Link);
    }
    if parent.outlet.is_some_and(|outlet| child.credits.contains(&outlet)) {
        grounds.push(Ground::Credit);
    }
    if n_derived > 0 {
        grounds.push(Ground::SharedDifferences(n_derived));
    }
    let n_shared = n_shared(&child.surroundings, &parent.surroundings);
    if n_shared > 0 {
        grounds.push(Ground::Surroundings(n_shared));
    }
    if is_same {
        grounds.push(Ground::SameWords);
    }
    if grounds.is_empty() {
        grounds.push(Ground::Date);
    }
    grounds
}

/// How many numbers two rising rows have in common.
pub(crate) fn n_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut n) = (0, 0);
    for number in a {
        while b.get(at).is_some_and(|other| other < number) {
            at += 1;
        }
        if b.get(at) == Some(number) {
            n += 1;
            at += 1;
        }
    }
    n
}
