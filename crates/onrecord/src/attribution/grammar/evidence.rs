//! What the text shows of somebody, seen from a pronoun that may mean them, in; the features out that
//! [`crate::attribution::grammar::weighing`] weighs.

use crate::attribution::features::{Collected, Known, Latest, Sort};
use crate::attribution::grammar::parsed::{Lie, Role, Spot};
use crate::attribution::grammar::weighing::{GROUPS, Group};
use crate::attribution::reference::Form;

/// What refers, as far as the features ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    pub(crate) form: Form,
    pub(crate) role: Role,
    /// Where it stands in its sentence; `None` where that is not parsed.
    pub(crate) spot: Option<Spot>,
    /// Whether nobody is named before it in its paragraph.
    pub(crate) is_first: bool,
}

/// What the text shows of one candidate, seen from the place that refers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) known: Known,
    /// Whether the title names them, and nobody else.
    pub(crate) in_title: Option<bool>,
    /// `None` for somebody who is named after the reference only.
    pub(crate) before: Option<Before>,
    /// A mention after the reference in its sentence: whether it is a subject, and how its clause lies.
    pub(crate) after: Option<(bool, Lie)>,
}

/// What the mentions before the reference show.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    pub(crate) latest: Latest,
    /// Of the latest mention.
    pub(crate) role: Role,
    pub(crate) spot: Option<Spot>,
    pub(crate) lie: Lie,
    /// Whether what refers stands in a clause that describes the latest mention.
    pub(crate) is_described_by: bool,
    /// Names and pronouns among the mentions; names in the sentence itself.
    pub(crate) n_names: usize,
    pub(crate) n_pronouns: usize,
    pub(crate) n_here: usize,
    /// Whether a mention is the subject in the sentence itself, or in the one before.
    pub(crate) subject: (bool, bool),
    /// The same of the subject of the main clause.
    pub(crate) main_subject: (bool, bool),
    /// Whether the latest subject of all is a mention, and how many sentences back.
    pub(crate) last_subject: Option<usize>,
    /// Whether the latest pronoun of the same gender means them, and how many sentences back.
    pub(crate) last_pronoun: Option<usize>,
    /// Whether the latest source means them, and how many paragraphs back.
    pub(crate) last_spoke: Option<usize>,
    /// Whether a source in this paragraph or the one before means them.
    pub(crate) spoke_near: bool,
}

/// The features of the candidate `shown`.
pub(crate) fn features(view: View, shown: &Shown) -> Vec<u16> {
    let mut found = Collected::new(&GROUPS);
    let form = view.form as usize;
    let known = shown.known;
    let n_names = shown.before.map_or(known.n_mentions, |before| before.n_names);
    found.add(Group::Known, known.value(n_names));
    found.add(Group::Gender, known.gender as usize);
    if let Some(is_alone) = shown.in_title {
        let is_far = usize::from(shown.before.is_none_or(|before| before.latest.sentences > 1));
        found.add(Group::Title, 4 * usize::from(is_alone) + 2 * is_far + usize::from(form == 2));
    }
    if let Some((is_subject, lie)) = shown.after {
        let only = 2 * usize::from(shown.before.is_none()) + usize::from(is_subject);
        found.add(Group::Ahead, 8 * (lie as usize) + 2 * only + usize::from(form == 2));
        match shown.before {
            Some(_) => found.add(Group::AlsoAfter, form),
            None => found.add(Group::After, 2 * form + usize::from(is_subject)),
        }
    }
    let Some(before) = shown.before else {
        found.add(Group::Names, n_names.saturating_sub(1));
        return found.features();
    };
    let latest = before.latest;
    let same = usize::from(latest.sentences == 0);
    let near = latest.sentences.min(2);
    let role = before.role as usize;
    found.add(Group::Distance, 4 * latest.distance() + form);
    found.add(Group::Role, 12 * role + 4 * near + form);
    found.add(Group::Recency, 2 * latest.recency.min(4) + same);
    found.add(Group::Names, n_names.min(4));
    found.add(Group::Sort, 12 * latest.sort.value() + 4 * near + form);
    if same == 1 {
        beside(&mut found, view, &before);
    }
    if let Some(spot) = before.spot {
        found.add(Group::Depth, 4 * spot.depth.min(3) + 2 * same + usize::from(form == 0));
        if spot.is_joined {
            found.add(Group::Pair, 1 + same);
        }
        let is_inside = matches!(before.role, Role::Owner | Role::OfNoun | Role::Modifier);
        if is_inside {
            found.add(Group::InSubject, 3 * usize::from(spot.is_in_subject) + near);
        }
    }
    if let Some(side) = latest.side() {
        found.add(Group::Side, side);
    }
    if latest.is_source {
        found.add(Group::Source, near);
    }
    if latest.sort == Sort::Name {
        found.add(Group::Full, 3 * usize::from(latest.is_full) + near);
    }
    found.add(Group::Paragraph, latest.paragraphs.min(3));
    if before.subject.0 {
        found.add(Group::Subject, form);
    }
    if before.subject.1 {
        found.add(Group::Subject, 4 + form);
    }
    if before.main_subject.0 {
        found.add(Group::MainSubject, form);
    }
    if before.main_subject.1 {
        found.add(Group::MainSubject, if same == 1 { 8 + form } else { 4 + form });
    }
    if let Some(back) = before.last_subject {
        found.add(Group::LastSubject, 4 * back.min(2) + form);
    }
    if let Some(back) = before.last_pronoun {
        found.add(Group::LastPronoun, 4 * back.min(3) + form);
    }
    if latest.is_pair {
        found.add(Group::Pair, 0);
    }
    let lies = match (before.lie, same, near) {
        (Lie::Same, 1, _) => 0,
        (_, 1, _) => 1,
        (_, _, 1) => 2,
        _ => 3,
    };
    let view_role = (view.role as usize).min(8);
    found.add(Group::Parallel, 36 * role + 4 * view_role + lies);
    found.add(Group::Pronouns, before.n_pronouns.min(3));
    if known.is_described {
        found.add(Group::Described, 0);
    }
    if let Some(back) = before.last_spoke {
        found.add(Group::Spoke, 2 * back.min(3) + usize::from(view.is_first));
    } else if before.spoke_near {
        found.add(Group::Spoke, 8 + usize::from(view.is_first));
    }
    if view.is_first {
        let subject = usize::from(before.subject.1) + usize::from(before.main_subject.1);
        found.add(Group::Opens, 3 * usize::from(latest.paragraphs == 1) + subject);
    }
    found.features()
}

/// What a mention in the sentence of what refers shows beside it.
fn beside(found: &mut Collected<33>, view: View, before: &Before) {
    let form = view.form as usize;
    let latest = before.latest;
    let acts = usize::from(before.role.is_subject());
    found.add(Group::Verbs, 8 * latest.verbs.min(3) + 4 * acts + form);
    found.add(Group::Joint, 4 * (latest.joint as usize) + form);
    found.add(Group::Position, 8 * (before.lie as usize) + 4 * acts + form);
    if let Some(spot) = view.spot {
        let is_subject = usize::from(view.role.is_subject());
        let lie = match before.lie {
            Lie::Same => 0,
            Lie::Around | Lie::Outside => 1,
            _ => 2,
        };
        let hangs = spot.hangs as usize;
        found.add(Group::Hangs, 12 * hangs + 4 * lie + 2 * acts + is_subject);
    }
    if before.is_described_by {
        found.add(Group::Described, 1 + form);
    }
    found.add(Group::Again, 4 * usize::from(before.n_here > 1) + form);
}

/// The features of the answer that nobody named is meant, where there are `n_candidates`.
pub(crate) fn nobody(view: View, n_candidates: usize) -> Vec<u16> {
    let mut found = Collected::new(&GROUPS);
    found.add(Group::Nobody, n_candidates.min(3));
    found.add(Group::Nobody, 4 + view.form as usize);
    found.features()
}
