//! The features of pronouns inside sentences, by groups. `assets/en/clauses.tsv` holds their weights; the
//! card of the pronouns says what they were learned from.

/// The groups of features, each with the number of its values.
pub const GROUPS: [(&str, usize); 33] = [
    ("distance", 28),
    ("role", 108),
    ("recency", 10),
    ("names", 5),
    ("sort", 24),
    ("gender", 3),
    ("verbs", 32),
    ("joint", 16),
    ("after", 8),
    ("also-after", 4),
    ("side", 4),
    ("source", 3),
    ("full", 6),
    ("paragraph", 4),
    ("subject", 8),
    ("pair", 3),
    ("parallel", 324),
    ("pronouns", 4),
    ("described", 5),
    ("nobody", 8),
    ("known", 8),
    ("position", 48),
    ("hangs", 72),
    ("ahead", 48),
    ("in-subject", 6),
    ("last-subject", 12),
    ("main-subject", 12),
    ("last-pronoun", 16),
    ("again", 8),
    ("title", 8),
    ("spoke", 12),
    ("opens", 6),
    ("depth", 16),
];

/// The groups in the order of [`GROUPS`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Group {
    Distance,
    Role,
    Recency,
    Names,
    Sort,
    Gender,
    Verbs,
    Joint,
    After,
    AlsoAfter,
    Side,
    Source,
    Full,
    Paragraph,
    Subject,
    Pair,
    Parallel,
    Pronouns,
    Described,
    Nobody,
    Known,
    Lie,
    Hangs,
    Ahead,
    InSubject,
    LastSubject,
    MainSubject,
    LastPronoun,
    Again,
    Title,
    Spoke,
    Opens,
    Depth,
}

/// Where the values of each group begin, and where the last ends.
const FIRST: [usize; GROUPS.len() + 1] = {
    let mut all = [0; GROUPS.len() + 1];
    let mut group = 0;
    while group < GROUPS.len() {
        all[group + 1] = all[group] + GROUPS[group].1;
        group += 1;
    }
    all
};

/// How many features there are.
pub const N_FEATURES: usize = FIRST[GROUPS.len()];

/// The name of the group that feature `at` belongs to; empty for a number that is no feature.
#[must_use]
pub fn group_of(at: u16) -> &'static str {
    let next = FIRST.partition_point(|first| *first <= usize::from(at));
    let group = next.checked_sub(1).and_then(|group| GROUPS.get(group));
    group.map_or("", |(name, _)| name)
}

/// `features` without those that say whether somebody is a person and of which gender.
#[must_use]
pub fn of_place(features: &[u16]) -> Vec<u16> {
    let tells = |feature: &&u16| !matches!(group_of(**feature), "gender" | "known");
    features.iter().filter(tells).copied().collect()
}

/// Collects features by group and value.
pub(crate) struct Collected(Vec<u16>);

impl Collected {
    pub(crate) fn new() -> Collected {
        Collected(Vec::with_capacity(40))
    }

    /// Adds the value `value` of `group`; values beyond the last count as the last.
    pub(crate) fn add(&mut self, group: Group, value: usize) {
        let group = group as usize;
        let (first, end) = (FIRST.get(group), FIRST.get(group + 1));
        let at = first.zip(end).map_or(0, |(first, end)| (first + value).min(end - 1));
        self.0.extend(u16::try_from(at));
    }

    pub(crate) fn features(self) -> Vec<u16> {
        self.0
    }
}
