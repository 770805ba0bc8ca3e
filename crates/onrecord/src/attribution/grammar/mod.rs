//! Pronouns inside sentences: whom each means by the grammar of its sentence and of those before it. The
//! mentions of a document in, candidates with what speaks for each out.

pub(crate) mod candidates;
pub(crate) mod evidence;
pub(crate) mod parsed;
pub mod weighing;

use crate::attribution::name::Side;
use crate::attribution::printed::Printed;
use crate::attribution::roster::Roster;

/// Whom the titles of the document name.
pub(crate) fn titled(printed: &Printed, roster: &Roster) -> Vec<usize> {
    let names = printed.names.iter().zip(&roster.meant);
    let mut found: Vec<usize> =
        names.filter(|(name, _)| name.side == Side::Headline).filter_map(|(_, m)| *m).collect();
    found.retain(|person| roster.people.get(*person).is_some_and(|person| person.is_person()));
    found.sort_unstable();
    found.dedup();
    found
}
