//! Names of which no list says what they are in, the learned namer's word on whether they are persons
//! out. Only the sentences that hold such a name are read, and of each name the first few mentions.

use crate::attribution::grammar::parsed::Parsed;
use crate::attribution::name::Side;
use crate::attribution::printed::Printed;
use crate::attribution::roster::Roster;
use crate::text::span::Span;
use onrecord_model::syntax::entity::Entity;
use rustc_hash::FxHashMap;

/// How many mentions of one name are read.
const MENTIONS: usize = 3;

/// What the namer takes the mentions of one name for.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    person: usize,
    other: usize,
    nothing: usize,
}

/// Tells the persons of `roster` from bodies, places and plain words, by what `parsed` takes the names
/// for that were `asked` of it.
pub(crate) fn tell(parsed: &Parsed, asked: &[(Span, usize)], roster: &mut Roster) {
    let mut votes: FxHashMap<usize, Votes> = FxHashMap::default();
    for (span, person) in asked {
        let votes = votes.entry(*person).or_default();
        match parsed.entity(*span) {
            Some(Entity::Person) => votes.person += 1,
            Some(Entity::Organisation | Entity::Location | Entity::Other) => votes.other += 1,
            _ => votes.nothing += 1,
        }
    }
    for (at, person) in roster.people.iter_mut().enumerate() {
        let Some(votes) = votes.get(&at) else { continue };
        if votes.person > 0 && votes.person >= votes.other {
            person.is_sure = true;
        } else if votes.other > 0 {
            person.take_for_body();
        } else {
            person.is_doubtful = true;
        }
    }
}

/// The places to read, in text order, each with whom it means.
pub(crate) fn asked(printed: &Printed, roster: &Roster) -> Vec<(Span, usize)> {
    let mut n_asked: Vec<usize> = vec![0; roster.people.len()];
    let mut found = Vec::new();
    for (name, meant) in printed.names.iter().zip(&roster.meant) {
        let Some(at) = *meant else { continue };
        let Some(person) = roster.people.get(at) else { continue };
        let Some(n_asked) = n_asked.get_mut(at) else { continue };
        let is_open = person.is_person() && !person.is_told() && name.side != Side::Headline;
        if is_open && *n_asked < MENTIONS {
            *n_asked += 1;
            found.push((name.span, at));
        }
    }
    found.sort_by_key(|(span, _)| span.start());
    found
}
