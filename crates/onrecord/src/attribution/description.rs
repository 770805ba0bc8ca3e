//! A definite description in, the persons out of whom the document uses it: "the mayor" is whom the
//! text calls mayor, in a title, an apposition or a predicate.

use crate::attribution::person::Person;
use crate::attribution::reference::Description;
use crate::attribution::roster::Roster;

/// The most persons of one office that are told apart.
const HOLDERS: usize = 50;

/// The persons of whom the document uses `description`. Where the phrase says of what ("the mayor of
/// Hull"), whoever is described by other words is none.
pub(crate) fn holders(roster: &Roster, description: &Description) -> Vec<usize> {
    let nouns = kindred(&description.noun);
    let holds = |person: &Person| person.roles.iter().any(|role| nouns.contains(&role.as_str()));
    let found = roster.people.iter().enumerate().filter(|(_, person)| {
        person.is_person()
            && holds(person)
            && agrees(person, &description.complement)
            && !is_of_other(person, &description.dress)
    });
    let found: Vec<usize> = found.map(|(at, _)| at).take(HOLDERS).collect();
    // "the Vermont senator" picks among several senators.
    let dressed: Vec<usize> = found
        .iter()
        .copied()
        .filter(|at| {
            let person = roster.people.get(*at);
            person.is_some_and(|person| shares(&person.dress, &description.dress))
        })
        .collect();
    if found.len() > 1 && !dressed.is_empty() { dressed } else { found }
}

fn agrees(person: &Person, complement: &[String]) -> bool {
    complement.is_empty() || person.dress.is_empty() || shares(&person.dress, complement)
}

/// Words of which two of one sort name two offices: "the Republican nominee" is no Libertarian.
const SORTS: [&[&str]; 4] = [
    &["republican", "gop", "republicans"],
    &["democratic", "democrat", "democrats"],
    &["libertarian", "libertarians"],
    &["green"],
];

/// Whether the words beside the names of `person` are of another party than `dress`, or say that they
/// hold the office beside it: "vice".
pub(crate) fn is_of_other(person: &Person, dress: &[String]) -> bool {
    let has =
        |sort: &&[&str], words: &[String]| words.iter().any(|word| sort.contains(&word.as_str()));
    // "Libertarian" is a noun as well as a word beside one.
    let own: Vec<&&[&str]> =
        SORTS.iter().filter(|sort| has(sort, &person.dress) || has(sort, &person.roles)).collect();
    let wanted = SORTS.iter().find(|sort| has(sort, dress));
    // A text may call one person both; two sorts beside one name tell nothing.
    let differs = wanted.is_some_and(|wanted| own.len() == 1 && !own.contains(&wanted));
    let is_vice = |words: &[String]| words.iter().any(|word| word == "vice");
    differs || is_vice(dress) && !person.dress.is_empty() && !is_vice(&person.dress)
}

fn shares(one: &[String], other: &[String]) -> bool {
    one.iter().any(|word| other.contains(word))
}

/// Titles and nouns that name the same office.
fn kindred(noun: &str) -> Vec<&str> {
    const OFFICES: [&[&str]; 10] = [
        &["senator", "sen"],
        &["governor", "gov"],
        &["congressman", "representative", "rep"],
        &["congresswoman", "representative", "rep"],
        &["lawmaker", "sen", "rep", "senator", "representative", "congressman", "congresswoman"],
        &["professor", "prof"],
        &["doctor", "dr", "physician"],
        &["pastor", "rev", "reverend"],
        &["nominee", "candidate", "hopeful"],
        &["candidate", "nominee", "hopeful"],
    ];
    let office = OFFICES.iter().find(|office| office.first().is_some_and(|first| *first == noun));
    office.map_or_else(|| vec![noun], |office| office.to_vec())
}

/// Whether a description may mean the person the text speaks of. One of several aides or officials
/// stays unnamed on purpose.
pub(crate) fn may_be_topic(noun: &str) -> bool {
    const MANY: [&str; 14] = [
        "official",
        "aide",
        "adviser",
        "advisor",
        "source",
        "insider",
        "man",
        "woman",
        "member",
        "user",
        "reporter",
        "interviewer",
        "host",
        "moderator",
    ];
    !noun.starts_with("spokes") && !MANY.contains(&noun)
}
