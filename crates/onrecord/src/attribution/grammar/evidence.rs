//! What the text shows of somebody, seen from a pronoun that may mean them, in; the features out that
//! [`crate::attribution::grammar::weighing`] weighs.

use crate::attribution::grammar::parsed::{Lie, Role, Spot};
use crate::attribution::grammar::weighing::{Collected, Group};
use crate::attribution::name::Side;
use crate::attribution::person::Surety;
use crate::attribution::printed::Joint;
use crate::attribution::ranking::Sort;
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
    /// Sentences back to the latest mention.
    pub(crate) sentences: usize,
    /// Paragraphs back.
    pub(crate) paragraphs: usize,
    pub(crate) role: Role,
    pub(crate) spot: Option<Spot>,
    pub(crate) lie: Lie,
    /// Whether what refers stands in a clause that describes the mention.
    pub(crate) is_described_by: bool,
    pub(crate) sort: Sort,
    pub(crate) side: Side,
    /// Verbs between, and what parts the clauses; of the same sentence.
    pub(crate) verbs: usize,
    pub(crate) joint: Joint,
    /// How many candidates are mentioned later.
    pub(crate) recency: usize,
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
    pub(crate) is_pair: bool,
    pub(crate) is_full: bool,
    pub(crate) is_source: bool,
    pub(crate) is_described: bool,
    /// Whether the title names them, and nobody else.
    pub(crate) in_title: Option<bool>,
    /// Whether the name has two words, and whether more than capitals says that it is a person's.
    pub(crate) has_two: bool,
    pub(crate) is_sure: bool,
    pub(crate) gender: Surety,
    /// A mention after the reference in its sentence: whether it is a subject, and how its clause lies.
    pub(crate) after: Option<(bool, Lie)>,
    /// Whether the only mention is that one.
    pub(crate) is_only_after: bool,
}

fn form_at(form: Form) -> usize {
    match form {
        Form::Subject => 0,
        Form::Object => 1,
        Form::Owner => 2,
        Form::Reflexive => 3,
    }
}

/// A description that is sure to mean somebody counts as a pronoun does.
fn sort_at(sort: Sort) -> usize {
    match sort {
        Sort::Name => 0,
        Sort::Pronoun | Sort::Description => 1,
    }
}

/// The features of the candidate `shown`.
pub(crate) fn features(view: View, shown: &Shown) -> Vec<u16> {
    let mut found = Collected::new();
    let form = form_at(view.form);
    let known = 2 * usize::from(shown.has_two) + usize::from(shown.is_sure);
    found.add(Group::Known, known + if shown.n_names > 1 { 4 } else { 0 });
    found.add(Group::Gender, shown.gender as usize);
    if let Some(is_alone) = shown.in_title {
        let is_far = usize::from(shown.is_only_after || shown.sentences > 1);
        found.add(Group::Title, 4 * usize::from(is_alone) + 2 * is_far + usize::from(form == 2));
    }
    if let Some((is_subject, lie)) = shown.after {
        let only = 2 * usize::from(shown.is_only_after) + usize::from(is_subject);
        found.add(Group::Ahead, 8 * (lie as usize) + 2 * only.min(3) + usize::from(form == 2));
        if shown.is_only_after {
            found.add(Group::After, 2 * form + usize::from(is_subject));
            found.add(Group::Names, shown.n_names.saturating_sub(1));
            return found.features();
        }
        found.add(Group::AlsoAfter, form);
    }
    let same = usize::from(shown.sentences == 0);
    let distance = match shown.sentences {
        near @ 0..=3 => near,
        4 | 5 => 4,
        6..=8 => 5,
        _ => 6,
    };
    let near = shown.sentences.min(2);
    let role = shown.role as usize;
    found.add(Group::Distance, 4 * distance + form);
    found.add(Group::Role, 12 * role + 4 * near + form);
    found.add(Group::Recency, 2 * shown.recency.min(4) + same);
    found.add(Group::Names, shown.n_names.min(4));
    found.add(Group::Sort, 12 * sort_at(shown.sort) + 4 * near + form);
    if same == 1 {
        let acts = usize::from(shown.role.is_subject());
        found.add(Group::Verbs, 8 * shown.verbs.min(3) + 4 * acts + form);
        found.add(Group::Joint, 4 * (shown.joint as usize) + form);
        found.add(Group::Lie, 8 * (shown.lie as usize) + 4 * acts + form);
        if let Some(spot) = view.spot {
            let is_subject = usize::from(view.role.is_subject());
            let lie = match shown.lie {
                Lie::Same => 0,
                Lie::Around | Lie::Outside => 1,
                _ => 2,
            };
            let hangs = spot.hangs as usize;
            found.add(Group::Hangs, 12 * hangs + 4 * lie + 2 * acts + is_subject);
        }
        if shown.is_described_by {
            found.add(Group::Described, 1 + form);
        }
        found.add(Group::Again, 4 * usize::from(shown.n_here > 1) + form);
    }
    if let Some(spot) = shown.spot {
        found.add(Group::Depth, 4 * spot.depth.min(3) + 2 * same + usize::from(form == 0));
        if spot.is_joined {
            found.add(Group::Pair, 1 + same);
        }
        let is_inside = matches!(shown.role, Role::Owner | Role::OfNoun | Role::Modifier);
        if is_inside {
            found.add(Group::InSubject, 3 * usize::from(spot.is_in_subject) + near);
        }
    }
    match shown.side {
        Side::Narration => {}
        Side::Quoted => found.add(Group::Side, 0),
        Side::Headline => found.add(Group::Side, 1),
        Side::Margin => found.add(Group::Side, 2),
    }
    if shown.is_source {
        found.add(Group::Source, near);
    }
    if shown.sort == Sort::Name {
        found.add(Group::Full, 3 * usize::from(shown.is_full) + near);
    }
    found.add(Group::Paragraph, shown.paragraphs.min(3));
    if shown.subject.0 {
        found.add(Group::Subject, form);
    }
    if shown.subject.1 {
        found.add(Group::Subject, 4 + form);
    }
    if shown.main_subject.0 {
        found.add(Group::MainSubject, form);
    }
    if shown.main_subject.1 {
        found.add(Group::MainSubject, if shown.sentences == 0 { 8 + form } else { 4 + form });
    }
    if let Some(back) = shown.last_subject {
        found.add(Group::LastSubject, 4 * back.min(2) + form);
    }
    if let Some(back) = shown.last_pronoun {
        found.add(Group::LastPronoun, 4 * back.min(3) + form);
    }
    if shown.is_pair {
        found.add(Group::Pair, 0);
    }
    let lies = match (shown.lie, same, near) {
        (Lie::Same, 1, _) => 0,
        (_, 1, _) => 1,
        (_, _, 1) => 2,
        _ => 3,
    };
    let view_role = (view.role as usize).min(8);
    found.add(Group::Parallel, 36 * role + 4 * view_role + lies);
    found.add(Group::Pronouns, shown.n_pronouns.min(3));
    if shown.is_described {
        found.add(Group::Described, 0);
    }
    if let Some(back) = shown.last_spoke {
        found.add(Group::Spoke, 2 * back.min(3) + usize::from(view.is_first));
    } else if shown.spoke_near {
        found.add(Group::Spoke, 8 + usize::from(view.is_first));
    }
    if view.is_first {
        let subject = usize::from(shown.subject.1) + usize::from(shown.main_subject.1);
        found.add(Group::Opens, 3 * usize::from(shown.paragraphs == 1) + subject);
    }
    found.features()
}

/// The features of the answer that nobody named is meant, where there are `n_candidates`.
pub(crate) fn nobody(view: View, n_candidates: usize) -> Vec<u16> {
    let mut found = Collected::new();
    found.add(Group::Nobody, n_candidates.min(3));
    found.add(Group::Nobody, 4 + form_at(view.form));
    found.features()
}
