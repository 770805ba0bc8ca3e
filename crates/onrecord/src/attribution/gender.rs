//! The pronouns that a document uses of its persons in, votes on their gender out.

use crate::attribution::name::{Place, Side};
use crate::attribution::printed::Printed;
use crate::attribution::reference::Head;
use crate::attribution::roster::Roster;

/// How many names before a pronoun are looked at.
const NAMES: usize = 8;

/// Each pronoun votes on the one person named in its sentence before it, where that one opens a clause:
/// "Larkin said she" tells, "he told Larkin" does not.
pub(crate) fn vote(printed: &Printed, roster: &mut Roster) {
    for reference in &printed.references {
        let Head::Pronoun(gender, _) = reference.head else { continue };
        if reference.side == Side::Quoted {
            continue;
        }
        let at = reference.span.start();
        let sentence = printed.sentence(at);
        let end = printed.names.partition_point(|name| name.span.end() <= at);
        let first = end.saturating_sub(NAMES);
        let before = printed.names.get(first..end).unwrap_or_default();
        let mut meant: Option<usize> = None;
        let mut is_single = true;
        let mut acts = false;
        for (name_idx, name) in (first..end).zip(before) {
            if printed.sentence(name.span.start()) != sentence || name.side != Side::Narration {
                continue;
            }
            let person = roster.meant.get(name_idx).copied().flatten();
            let is_person = |at: &usize| roster.people.get(*at).is_some_and(|p| p.is_person());
            let Some(person) = person.filter(is_person) else { continue };
            is_single &= meant.is_none_or(|known| known == person);
            meant = Some(person);
            acts |= matches!(name.place, Place::Opening | Place::Subject);
        }
        let voted = meant.filter(|_| is_single && acts);
        if let Some(person) = voted.and_then(|person| roster.people.get_mut(person)) {
            person.vote(gender);
        }
    }
}
