//! The features of pronouns inside sentences, by groups. `assets/en/clauses.tsv` holds their weights; the
//! card of the pronouns says what they were learned from.

use crate::attribution::features::Groups;

/// The groups of features, each with the number of its values.
pub static GROUPS: Groups<33> = Groups::new([
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
]);

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
    Position,
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

impl From<Group> for usize {
    fn from(group: Group) -> usize {
        group as usize
    }
}
