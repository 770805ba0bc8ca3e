//! The words that describe an unnamed source in, whether they mean one person, several, or a body out.

use crate::attribution::speaker::Named;
use onrecord_model::Model;

/// Words that open a description of several: "two people familiar with the talks".
const SEVERAL: [&str; 22] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many",
    "some", "most", "few", "both", "others", "various", "multiple", "numerous", "dozens", "all",
    "those",
];

/// Nouns for several persons that are no plain plurals.
const PEOPLE: [&str; 8] =
    ["people", "men", "women", "children", "police", "folks", "spokespeople", "staff"];

/// How well a speaker described as `words` is known; `noun` is the head of the phrase, lower case.
pub(crate) fn named(model: &Model, words: &str, noun: &str) -> Named {
    let first = words.split(' ').next().unwrap_or("").to_lowercase();
    let singular = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let singular = singular.or_else(|| noun.strip_suffix('s').map(str::to_owned));
    let is_known = |word: &str| {
        model.roles.contains(word) || model.bodies.get(word).is_some_and(|note| note != "place")
    };
    let is_plural = !is_known(noun) && singular.is_some_and(|singular| is_known(&singular));
    if is_plural || PEOPLE.contains(&noun) || SEVERAL.contains(&first.as_str()) {
        return Named::Group;
    }
    let is_body =
        !model.roles.contains(noun) && model.bodies.get(noun).is_some_and(|note| note != "place");
    if is_body { Named::Organisation } else { Named::Described }
}
