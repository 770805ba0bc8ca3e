//! Groups of features, each with its values, in; the place of each value among all out. What both rankers
//! of candidates share, [`crate::attribution::ranking`] and [`crate::attribution::grammar`].

use crate::attribution::name::Side;
use crate::attribution::person::Surety;
use crate::attribution::printed::Joint;

/// The groups of one ranker's features, in the order of their weights.
#[derive(Debug)]
pub struct Groups<const N: usize> {
    /// Each group's name and the number of its values.
    pub all: [(&'static str, usize); N],
    /// Where the values of each begin.
    first: [usize; N],
}

impl<const N: usize> Groups<N> {
    /// The groups `all`.
    #[must_use]
    pub const fn new(all: [(&'static str, usize); N]) -> Groups<N> {
        let mut first = [0; N];
        let mut group = 1;
        while group < N {
            first[group] = first[group - 1] + all[group - 1].1;
            group += 1;
        }
        Groups { all, first }
    }

    /// The name of the group that feature `at` belongs to.
    fn name(&self, at: u16) -> &'static str {
        let next = self.first.partition_point(|first| *first <= usize::from(at));
        let group = next.checked_sub(1).and_then(|group| self.all.get(group));
        group.map_or("", |(name, _)| name)
    }

    /// `features` without those that say whether somebody is a person and of which gender.
    #[must_use]
    pub fn of_place(&self, features: &[u16]) -> Vec<u16> {
        let tells = |feature: &&u16| !matches!(self.name(**feature), "gender" | "known");
        features.iter().filter(tells).copied().collect()
    }

    /// The feature `value` of the group at `group`; a value beyond the last counts as the last.
    fn feature(&self, group: usize, value: usize) -> Option<u16> {
        let (first, (_, n_values)) = (self.first.get(group)?, self.all.get(group)?);
        u16::try_from(first + value.min(n_values.saturating_sub(1))).ok()
    }
}

/// The features of one candidate, collected by group and value.
pub(crate) struct Collected<const N: usize> {
    groups: &'static Groups<N>,
    features: Vec<u16>,
}

impl<const N: usize> Collected<N> {
    pub(crate) fn new(groups: &'static Groups<N>) -> Collected<N> {
        Collected { groups, features: Vec::with_capacity(N) }
    }

    pub(crate) fn add(&mut self, group: impl Into<usize>, value: usize) {
        self.features.extend(self.groups.feature(group.into(), value));
    }

    pub(crate) fn features(self) -> Vec<u16> {
        self.features
    }
}

/// What the document shows of a candidate, wherever they are mentioned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// How often a name means them.
    pub(crate) n_mentions: usize,
    pub(crate) is_described: bool,
    /// Whether the name has two words, and whether more than capitals says that it is a person's.
    pub(crate) has_two: bool,
    pub(crate) is_sure: bool,
    pub(crate) gender: Surety,
}

impl Known {
    /// The value of the group "known" for somebody with `n_names` near by.
    pub(crate) fn value(self, n_names: usize) -> usize {
        let known = 2 * usize::from(self.has_two) + usize::from(self.is_sure);
        known + if n_names > 1 { 4 } else { 0 }
    }
}

/// What the latest mention of a candidate shows, seen from the place that refers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Latest {
    /// Sentences back.
    pub(crate) sentences: usize,
    /// Paragraphs back.
    pub(crate) paragraphs: usize,
    /// How many candidates are mentioned later.
    pub(crate) recency: usize,
    pub(crate) sort: Sort,
    pub(crate) side: Side,
    /// Verbs between, and what parts the clauses; of the same sentence.
    pub(crate) verbs: usize,
    pub(crate) joint: Joint,
    pub(crate) is_pair: bool,
    pub(crate) is_full: bool,
    pub(crate) is_source: bool,
}

impl Latest {
    /// 0 to 6.
    pub(crate) fn distance(self) -> usize {
        match self.sentences {
            near @ 0..=3 => near,
            4 | 5 => 4,
            6..=8 => 5,
            _ => 6,
        }
    }

    /// The value of the group "side"; the narration has none.
    pub(crate) fn side(self) -> Option<usize> {
        match self.side {
            Side::Narration => None,
            Side::Quoted => Some(0),
            Side::Headline => Some(1),
            Side::Margin => Some(2),
        }
    }
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Name,
    Pronoun,
    Description,
}

impl Sort {
    /// A description that is sure to mean somebody counts as a pronoun does.
    pub(crate) fn value(self) -> usize {
        usize::from(self != Sort::Name)
    }
}
