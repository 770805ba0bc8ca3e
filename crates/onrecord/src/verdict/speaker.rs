//! Whether two names are one person's: the name that the article gives and the label that the record
//! gives. Names in, a claim or none out.

use crate::attribution::speaker::{Named, Speaker};
use crate::text::mask::is_masked;
use onrecord_model::Model;

/// What two names say of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// One person: "DONALD TRUMP", "Mr. Trump".
    Same,
    /// Two persons.
    Different,
    /// Nothing is claimed: a description, a role, a family's name with two given names that may be
    /// one person's.
    Unclear,
}

/// Labels that name nobody.
const NOBODY: [&str; 32] = [
    "q",
    "a",
    "question",
    "answer",
    "questioner",
    "moderator",
    "host",
    "hosts",
    "reporter",
    "reporters",
    "audience",
    "crowd",
    "unidentified",
    "unknown",
    "male",
    "female",
    "man",
    "woman",
    "voice",
    "speaker",
    "interviewer",
    "interviewee",
    "announcer",
    "narrator",
    "operator",
    "caller",
    "participant",
    "member",
    "all",
    "both",
    "chair",
    "staff",
];

/// Lays the speaker that an article gives beside the `label` of a turn.
#[must_use]
pub fn compare(model: &Model, speaker: &Speaker, label: &str) -> Sameness {
    let (name, label) = (parts(model, &speaker.name), parts(model, label));
    let (Some(surname), Some(labelled)) = (name.last(), label.last()) else {
        return Sameness::Unclear;
    };
    let names_nobody = |part: &String| {
        NOBODY.contains(&part.as_str())
            || model.roles.contains(part)
            || part.contains(|c: char| c.is_ascii_digit())
    };
    if label.iter().any(names_nobody) || name.iter().any(names_nobody) {
        return Sameness::Unclear;
    }
    // Whatever the article takes them for: the record has the very name.
    if name.len() > 1 && name == label {
        return Sameness::Same;
    }
    // A name that the law asked to be gone tells nobody from anybody.
    if label.iter().all(|part| is_masked(part)) || name.iter().all(|part| is_masked(part)) {
        return Sameness::Unclear;
    }
    if matches!(
        speaker.named,
        Named::Organisation | Named::Several | Named::Described | Named::Group
    ) {
        return Sameness::Unclear;
    }
    if surname == labelled {
        return match (given(&name), given(&label)) {
            (Some(a), Some(b)) => compare_given(model, a, b),
            _ => Sameness::Same,
        };
    }
    let shares_one_word = (label.len() == 1 && name.contains(labelled))
        || (name.len() == 1 && label.contains(surname));
    if shares_one_word {
        return Sameness::Same;
    }
    // "Al Hassan", "Hasan": a spelling of one name, or a label that runs on.
    let shares_any = name.iter().any(|part| label.contains(part));
    let is_spelling = surname.len() > 4
        && labelled.len() > 4
        && surname.chars().zip(labelled.chars()).filter(|(a, b)| a == b).count() + 2
            >= surname.len().max(labelled.len());
    if shares_any || is_spelling { Sameness::Unclear } else { Sameness::Different }
}

fn given(parts: &[String]) -> Option<&str> {
    parts.first().filter(|_| parts.len() > 1).map(String::as_str)
}

/// Two given names before one surname: a short form or an initial is the same; of two sexes they are
/// two persons; else nothing is claimed, as "Bill" is William.
fn compare_given(model: &Model, a: &str, b: &str) -> Sameness {
    let initial = |short: &str, long: &str| long.starts_with(short);
    if initial(a, b) || initial(b, a) || a.get(..3) == b.get(..3) {
        return Sameness::Same;
    }
    match (model.given_names.get(a), model.given_names.get(b)) {
        (Some("m"), Some("f")) | (Some("f"), Some("m")) => Sameness::Different,
        _ => Sameness::Unclear,
    }
}

/// The words of a name, lower case, without titles, suffixes and what stands in parentheses.
fn parts(model: &Model, name: &str) -> Vec<String> {
    let name = name.split(['(', ',', '[']).next().unwrap_or("");
    let words = name.split(|c: char| c.is_whitespace() || c == '.');
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let suffix = |word: &str| matches!(word, "jr" | "sr" | "ii" | "iii" | "iv" | "the");
    words
        .map(|word| word.strip_suffix("'s").map(str::to_owned).unwrap_or(word))
        .filter(|word| !word.is_empty() && !suffix(word) && !model.titles.contains(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::attribution::speaker::{Named, Speaker};
    use crate::verdict::speaker::{Sameness, compare};
    use onrecord_model::Model;

    fn same(name: &str, label: &str) -> Sameness {
        let speaker = Speaker::new(name.to_owned(), Named::FullName);
        compare(Model::english(), &speaker, label)
    }

    #[test]
    fn a_name_is_known_in_every_dress() {
        for label in ["ANNA MOREAU", "Moreau", "MOREAU", "Ms. Moreau", "Anna K. Moreau", "Anna"] {
            assert_eq!(same("Anna Moreau", label), Sameness::Same, "{label}");
        }
    }

    #[test]
    fn a_name_that_was_taken_out_is_nobodys() {
        assert_eq!(same("Anna Moreau", "XXXX XXXXXX"), Sameness::Unclear);
        assert_eq!(same("Xxxx Xxxxxx", "PETER LINDQVIST"), Sameness::Unclear);
        assert_eq!(same("Xxxx Xxxxxx", "XXXX XXXXXX"), Sameness::Same);
    }

    #[test]
    fn another_name_is_another_person() {
        for label in ["PETER LINDQVIST", "Lindqvist", "John Moreau"] {
            assert_eq!(same("Anna Moreau", label), Sameness::Different, "{label}");
        }
    }

    #[test]
    fn a_role_or_a_number_claims_nothing() {
        for label in ["QUESTION", "MODERATOR", "SPEAKER_00", "", "Unidentified Male"] {
            assert_eq!(same("Anna Moreau", label), Sameness::Unclear, "{label}");
        }
    }
}
