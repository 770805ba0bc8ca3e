//! The pronouns that a document uses of its persons in, votes on their gender out.

use crate::attribution::name::{Name, Place, Side};
use crate::attribution::printed::Printed;
use crate::attribution::reference::Head;
use crate::attribution::roster::Roster;
use rustc_hash::FxHashMap;

/// How many names before a pronoun are looked at.
const NAMES: usize = 8;

/// How many persons with a full name bear each surname.
fn bearers(roster: &Roster) -> FxHashMap<&str, usize> {
    let mut bearers: FxHashMap<&str, usize> = FxHashMap::default();
    for person in roster.people.iter().filter(|person| person.key.len() > 1 && person.is_person()) {
        if let Some(surname) = person.key.last() {
            *bearers.entry(surname.as_str()).or_default() += 1;
        }
    }
    bearers
}

/// Each pronoun votes on the one person named in its sentence before it, where that one opens a clause:
/// "Larkin said she" tells, "he told Larkin" does not.
/// A surname that two persons share says nothing.
pub(crate) fn vote(printed: &Printed, roster: &mut Roster) {
    let bearers = bearers(roster);
    let is_shared = |name: &Name| {
        let [word] = name.words.as_slice() else { return false };
        let word = word.trim_end_matches('.').to_lowercase();
        bearers.get(word.as_str()).is_some_and(|n_bearers| *n_bearers > 1)
    };
    let shared: Vec<bool> = printed.names.iter().map(is_shared).collect();
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
            let is_shared = shared.get(name_idx).copied().unwrap_or(false);
            acts |= matches!(name.place, Place::Opening | Place::Subject) && !is_shared;
        }
        let voted = meant.filter(|_| is_single && acts);
        if let Some(person) = voted.and_then(|person| roster.people.get_mut(person)) {
            person.vote(gender);
        }
    }
}
