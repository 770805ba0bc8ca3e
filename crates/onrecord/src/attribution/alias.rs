//! Two names that stand side by side in, whether the words between them say that both are one person's
//! out: "Larkspur (real name: Edda Larkin)", "Edda Larkin, better known as Larkspur".

use crate::attribution::name::Name;

/// What may stand between a name and another of the same person, brackets and commas aside.
const BETWEEN: [&str; 26] = [
    "real name",
    "real name is",
    "real name was",
    "whose real name is",
    "whose real name was",
    "whose legal name is",
    "whose given name is",
    "whose birth name is",
    "legal name",
    "legally",
    "birth name",
    "full name",
    "whose full name is",
    "born",
    "born as",
    "who was born",
    "né",
    "née",
    "also known as",
    "better known as",
    "known as",
    "best known as",
    "a.k.a",
    "aka",
    "formerly known as",
    "stage name",
];

/// What may stand there before a place as well: "Larkin, born Hull".
const OF_BIRTH: [&str; 4] = ["born", "who was born", "né", "née"];

/// The most bytes between two such names.
const REACH: usize = 60;

/// Whether `text` gives `other`, the next name after `name`, as a name of the same person.
pub(crate) fn is_same_person(text: &str, name: &Name, other: &Name) -> bool {
    let Some(between) = text.get(name.span.end()..other.span.start()) else { return false };
    if between.len() > REACH || !between.starts_with([',', ' ', '(', '—', '–']) {
        return false;
    }
    let is_set_off = between.contains(['(', ',', '—', '–']);
    let words = between.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words = words.trim_end_matches(':');
    let needs_two = OF_BIRTH.contains(&words);
    // A title is no part of the name: "better known as Captain Tide".
    let without_title = words.rsplit_once(' ').map(|(rest, _)| rest).filter(|_| other.titled);
    let is_said = BETWEEN.contains(&words) || without_title.is_some_and(|w| BETWEEN.contains(&w));
    is_set_off && is_said && (!needs_two || other.words.len() > 1)
}
