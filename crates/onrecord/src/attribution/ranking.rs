//! A pronoun and somebody it may mean in, how well the two go together out: the sum of learned weights
//! of what the text shows, in thousandths. `assets/en/pronouns.tsv` holds the weights; the card beside
//! it says what they were learned from.

use crate::attribution::name::{Place, Side};
use crate::attribution::person::Surety;
use crate::attribution::printed::Joint;
use crate::attribution::reference::Form;

/// The groups of features, each with the number of its values.
pub const GROUPS: [(&str, usize); 23] = [
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
];

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

/// Where the values of group `group` begin.
const fn first(group: usize) -> usize {
    let mut at = 0;
    let mut before = 0;
    while before < group {
        at += GROUPS[before].1;
        before += 1;
    }
    at
}

/// How many features there are.
pub const N_FEATURES: usize = first(GROUPS.len());

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
    /// Sentences back to the latest mention.
    pub(crate) sentences: usize,
    /// Paragraphs back.
    pub(crate) paragraphs: usize,
    pub(crate) place: Place,
    pub(crate) sort: Sort,
    pub(crate) side: Side,
    /// Verbs between, and what parts the clauses; of the same sentence.
    pub(crate) verbs: usize,
    pub(crate) joint: Joint,
    /// How many candidates are mentioned later, and how many are met before in a walk that goes
    /// back by sentences and through each from its start.
    pub(crate) recency: usize,
    pub(crate) order: usize,
    pub(crate) n_names: usize,
    pub(crate) n_pronouns: usize,
    /// Whether a mention is the subject in the sentence itself, or in the one before.
    pub(crate) subject: (bool, bool),
    pub(crate) is_pair: bool,
    pub(crate) is_full: bool,
    pub(crate) is_source: bool,
    pub(crate) is_most_named: bool,
    pub(crate) is_first_named: bool,
    pub(crate) is_described: bool,
    /// Whether the name has two words, and whether more than capitals says that it is a person's.
    pub(crate) has_two: bool,
    pub(crate) is_sure: bool,
    pub(crate) gender: Surety,
    /// A mention after the reference in its sentence: whether it is a subject.
    pub(crate) after: Option<bool>,
    /// Whether the only mention is that one.
    pub(crate) is_only_after: bool,
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Name,
    Pronoun,
    Description,
}

fn form_at(form: Form) -> usize {
    match form {
        Form::Subject => 0,
        Form::Object => 1,
        Form::Owner => 2,
        Form::Reflexive => 3,
    }
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

/// A description that is sure to mean somebody counts as a pronoun does.
fn sort_at(sort: Sort) -> usize {
    match sort {
        Sort::Name => 0,
        Sort::Pronoun | Sort::Description => 1,
    }
}

/// Collects features by group and value.
struct Collected(Vec<u16>);

impl Collected {
    fn add(&mut self, group: Group, value: usize) {
        let group = group as usize;
        let n_values = GROUPS.get(group).map_or(1, |(_, n_values)| *n_values);
        let at = FIRST.get(group).map_or(0, |first| first + value.min(n_values - 1));
        self.0.extend(u16::try_from(at));
    }
}

/// Where the values of each group begin.
const FIRST: [usize; GROUPS.len()] = {
    let mut all = [0; GROUPS.len()];
    let mut group = 0;
    while group < GROUPS.len() {
        all[group] = first(group);
        group += 1;
    }
    all
};

/// The features of the candidate `shown`.
pub(crate) fn features(view: View, shown: &Shown) -> Vec<u16> {
    let mut found = Collected(Vec::with_capacity(24));
    let form = form_at(view.form);
    let known = 2 * usize::from(shown.has_two) + usize::from(shown.is_sure);
    found.add(Group::Known, known + if shown.n_names > 1 { 4 } else { 0 });
    if shown.is_only_after {
        let is_subject = shown.after == Some(true);
        found.add(Group::After, 2 * form + usize::from(is_subject));
        found.add(Group::Gender, shown.gender as usize);
        found.add(Group::Names, shown.n_names.saturating_sub(1));
        return found.0;
    }
    let same = usize::from(shown.sentences == 0);
    let distance = match shown.sentences {
        near @ 0..=3 => near,
        4 | 5 => 4,
        6..=8 => 5,
        _ => 6,
    };
    let near = shown.sentences.min(2);
    let place = place_at(shown.place);
    found.add(Group::Distance, 4 * distance + form);
    found.add(Group::Place, 8 * place + 4 * same + form);
    found.add(Group::Recency, 2 * shown.recency.min(4) + same);
    found.add(Group::Order, 4 * shown.order.min(4) + form);
    found.add(Group::Names, shown.n_names.min(4));
    found.add(Group::Sort, 12 * sort_at(shown.sort) + 4 * near + form);
    found.add(Group::Gender, shown.gender as usize);
    if same == 1 {
        let acts = usize::from(matches!(shown.place, Place::Opening | Place::Subject));
        found.add(Group::Verbs, 8 * shown.verbs.min(3) + 4 * acts + form);
        found.add(Group::Joint, 4 * (shown.joint as usize) + form);
    }
    if shown.after.is_some() {
        found.add(Group::AlsoAfter, form);
    }
    match shown.side {
        Side::Narration => {}
        Side::Quoted => found.add(Group::Side, 0),
        Side::Headline => found.add(Group::Side, 1),
        Side::Margin => found.add(Group::Side, 2),
    }
    if shown.is_source {
        found.add(Group::Source, 2 * near + usize::from(view.is_source));
    }
    if shown.is_full {
        found.add(Group::Full, near);
    }
    found.add(Group::Paragraph, shown.paragraphs.min(3));
    if shown.is_most_named {
        found.add(Group::Topic, usize::from(view.is_source));
    }
    if shown.is_first_named {
        found.add(Group::Topic, 2 + usize::from(view.is_source));
    }
    if shown.subject.0 {
        found.add(Group::Subject, form);
    }
    if shown.subject.1 {
        found.add(Group::Subject, 4 + form);
    }
    if shown.is_pair {
        found.add(Group::Pair, 0);
    }
    found.add(Group::Parallel, 12 * place + 2 * place_at(view.place) + same);
    found.add(Group::Pronouns, shown.n_pronouns.min(3));
    if shown.is_described {
        found.add(Group::Described, 0);
    }
    found.0
}

/// The features of the answer that nobody named is meant, where there are `n_candidates`.
pub(crate) fn nobody(view: View, n_candidates: usize) -> Vec<u16> {
    let mut found = Collected(Vec::with_capacity(2));
    found.add(Group::Nobody, n_candidates.min(3));
    found.add(Group::Nobody, 4 + form_at(view.form));
    found.0
}
