//! A pronoun and somebody it may mean in, how well the two go together out: the sum of learned weights
//! of what the text shows, in thousandths. `assets/en/pronouns.tsv` holds the weights; the card beside
//! it says what they were learned from.

use crate::attribution::features::{Collected, Groups, Known, Latest};
use crate::attribution::name::Place;
use crate::attribution::reference::Form;

/// The groups of features, each with the number of its values.
pub static GROUPS: Groups<23> = Groups::new([
    ("distance", 28),
    ("place", 48),
    ("recency", 10),
    ("order", 20),
    ("names", 5),
    ("sort", 24),
    ("gender", 3),
    ("verbs", 32),
    ("joint", 16),
    ("after", 8),
    ("also-after", 4),
    ("side", 4),
    ("source", 6),
    ("full", 3),
    ("paragraph", 4),
    ("topic", 4),
    ("subject", 8),
    ("pair", 1),
    ("parallel", 72),
    ("pronouns", 4),
    ("described", 1),
    ("nobody", 8),
    ("known", 8),
]);

/// The groups in the order of [`GROUPS`].
#[derive(Debug, Clone, Copy)]
enum Group {
    Distance,
    Place,
    Recency,
    Order,
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
    Topic,
    Subject,
    Pair,
    Parallel,
    Pronouns,
    Described,
    Nobody,
    Known,
}

impl From<Group> for usize {
    fn from(group: Group) -> usize {
        group as usize
    }
}

/// What refers, as far as the features ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    pub(crate) form: Form,
    pub(crate) place: Place,
    pub(crate) is_source: bool,
}

/// What the text shows of one candidate, seen from the place that refers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) known: Known,
    /// `None` for somebody who is named after the reference only.
    pub(crate) before: Option<Before>,
    /// A mention after the reference in its sentence: whether it is a subject.
    pub(crate) after: Option<bool>,
}

/// What the mentions before the reference show.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    pub(crate) latest: Latest,
    /// Of the latest mention.
    pub(crate) place: Place,
    /// How many candidates are met before in a walk that goes back by sentences and through each from
    /// its start.
    pub(crate) order: usize,
    pub(crate) n_names: usize,
    pub(crate) n_pronouns: usize,
    /// Whether a mention is the subject in the sentence itself, or in the one before.
    pub(crate) subject: (bool, bool),
    pub(crate) is_most_named: bool,
    pub(crate) is_first_named: bool,
}

impl Shown {
    /// How many names mean them: of those before the reference, or else in the whole document.
    pub(crate) fn n_names(&self) -> usize {
        self.before.map_or(self.known.n_mentions, |before| before.n_names)
    }
}

/// Whether a phrase at `place` does what its clause says.
pub(crate) fn acts(place: Place) -> bool {
    matches!(place, Place::Opening | Place::Subject)
}

fn place_at(place: Place) -> usize {
    match place {
        Place::Opening => 0,
        Place::Subject => 1,
        Place::Object => 2,
        Place::Oblique => 3,
        Place::Owner => 4,
        Place::Modifier => 5,
    }
}

/// The features of the candidate `shown`.
pub(crate) fn features(view: View, shown: &Shown) -> Vec<u16> {
    let mut found = Collected::new(&GROUPS);
    let form = view.form as usize;
    let known = shown.known;
    let n_names = shown.n_names();
    found.add(Group::Known, known.value(n_names));
    let Some(before) = shown.before else {
        found.add(Group::After, 2 * form + usize::from(shown.after == Some(true)));
        found.add(Group::Gender, known.gender as usize);
        found.add(Group::Names, n_names.saturating_sub(1));
        return found.features();
    };
    let latest = before.latest;
    let same = usize::from(latest.sentences == 0);
    let near = latest.sentences.min(2);
    let place = place_at(before.place);
    found.add(Group::Distance, 4 * latest.distance() + form);
    found.add(Group::Place, 8 * place + 4 * same + form);
    found.add(Group::Recency, 2 * latest.recency.min(4) + same);
    found.add(Group::Order, 4 * before.order.min(4) + form);
    found.add(Group::Names, n_names.min(4));
    found.add(Group::Sort, 12 * latest.sort.value() + 4 * near + form);
    found.add(Group::Gender, known.gender as usize);
    if same == 1 {
        let acts = usize::from(acts(before.place));
        found.add(Group::Verbs, 8 * latest.verbs.min(3) + 4 * acts + form);
        found.add(Group::Joint, 4 * (latest.joint as usize) + form);
    }
    if shown.after.is_some() {
        found.add(Group::AlsoAfter, form);
    }
    if let Some(side) = latest.side() {
        found.add(Group::Side, side);
    }
    if latest.is_source {
        found.add(Group::Source, 2 * near + usize::from(view.is_source));
    }
    if latest.is_full {
        found.add(Group::Full, near);
    }
    found.add(Group::Paragraph, latest.paragraphs.min(3));
    if before.is_most_named {
        found.add(Group::Topic, usize::from(view.is_source));
    }
    if before.is_first_named {
        found.add(Group::Topic, 2 + usize::from(view.is_source));
    }
    if before.subject.0 {
        found.add(Group::Subject, form);
    }
    if before.subject.1 {
        found.add(Group::Subject, 4 + form);
    }
    if latest.is_pair {
        found.add(Group::Pair, 0);
    }
    found.add(Group::Parallel, 12 * place + 2 * place_at(view.place) + same);
    found.add(Group::Pronouns, before.n_pronouns.min(3));
    if known.is_described {
        found.add(Group::Described, 0);
    }
    found.features()
}

/// The features of the answer that nobody named is meant, where there are `n_candidates`.
pub(crate) fn nobody(view: View, n_candidates: usize) -> Vec<u16> {
    let mut found = Collected::new(&GROUPS);
    found.add(Group::Nobody, n_candidates.min(3));
    found.add(Group::Nobody, 4 + view.form as usize);
    found.features()
}
