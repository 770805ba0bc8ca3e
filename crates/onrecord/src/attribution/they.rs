//! Persons who go by "they". What a text says of a person's pronouns in, whom "they said" means out. "They"
//! stays nobody where the text says of none, or of several, that it is theirs.

use crate::attribution::name::Side;
use crate::attribution::printed::Printed;
use crate::attribution::roster::Roster;

/// What follows "they" where a text gives it as somebody's pronoun: "they/them pronouns".
const AFTER: [&str; 4] = ["/them", "/their", " and them", "\u{201d} and \u{201c}them"];

/// What stands before it: "goes by they", "whose pronouns are they".
const BEFORE: [&str; 7] = [
    "goes by ",
    "go by ",
    "uses ",
    "uses the pronoun ",
    "uses the pronouns ",
    "pronouns are ",
    "pronoun is ",
];

/// How many paragraphs back whoever goes by "they" may be named.
const PARAGRAPHS: usize = 2;

/// Marks the persons of whom the narration says that they go by "they": the one named last before it in
/// its sentence, or the one the sentence is told of.
pub(crate) fn tell_they(text: &str, printed: &Printed, roster: &mut Roster) {
    for (at, they) in text.match_indices("they") {
        let after = text.get(at + they.len()..).unwrap_or("");
        let before = text.get(..at).unwrap_or("").trim_end_matches(['\u{201c}', '"']);
        let is_given = AFTER.iter().any(|given| after.starts_with(given))
            || BEFORE.iter().any(|given| before.ends_with(given))
                && after.starts_with(['.', ',', '\u{201d}', '"', ')']);
        if let Some(person) = named_before(printed, roster, at).filter(|_| is_given)
            && let Some(person) = roster.people.get_mut(person)
        {
            person.goes_by_they = true;
        }
    }
}

/// The person named last before byte `at` in the narration of its sentence.
fn named_before(printed: &Printed, roster: &Roster, at: usize) -> Option<usize> {
    let sentence = printed.sentence(at);
    let end = printed.names.partition_point(|name| name.span.end() <= at);
    let names = printed.names.get(..end)?.iter().zip(&roster.meant).rev();
    let mut here = names
        .take_while(|(name, _)| printed.sentence(name.span.start()) == sentence)
        .filter(|(name, _)| name.side == Side::Narration)
        .filter_map(|(_, meant)| *meant);
    here.find(|person| roster.people.get(*person).is_some_and(|person| person.is_person()))
}

/// Whom "they" at byte `at` of block `block` means, and how many paragraphs back they are named: the one
/// person near by who goes by it.
pub(crate) fn singular(
    printed: &Printed,
    roster: &Roster,
    at: usize,
    block: usize,
) -> Option<(usize, usize)> {
    if !roster.people.iter().any(|person| person.goes_by_they) {
        return None;
    }
    let end = printed.names.partition_point(|name| name.span.end() <= at);
    let mut found: Option<(usize, usize)> = None;
    for (name, meant) in printed.names.get(..end)?.iter().zip(&roster.meant).rev() {
        let back = printed.paragraphs_between(name.block, block);
        if back > PARAGRAPHS {
            break;
        }
        let person = meant
            .filter(|person| roster.people.get(*person).is_some_and(|person| person.goes_by_they));
        match (person, found) {
            (Some(person), None) => found = Some((person, back)),
            (Some(person), Some((known, _))) if person != known => return None,
            _ => {}
        }
    }
    found
}
