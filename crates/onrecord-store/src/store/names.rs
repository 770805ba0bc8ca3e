//! Who a speaker label of a record stands for. A label and the people present in, a person's name out.

use crate::store::identity::folded_name;
use onrecord::document::transcript::Participant;

/// First words of labels that stand for somebody unknown.
const NOBODY: [&str; 19] = [
    "all",
    "another",
    "audience",
    "caller",
    "crowd",
    "female",
    "group",
    "host",
    "interviewer",
    "male",
    "man",
    "moderator",
    "multiple",
    "operator",
    "question",
    "speaker",
    "unidentified",
    "unknown",
    "woman",
];

/// The full name of whom `label` stands for: of the one person present with that name or surname, else the
/// label itself where it is a full name; `None` where it names nobody surely.
pub(crate) fn full_name(label: &str, present: &[Participant]) -> Option<String> {
    let label = label.trim();
    let folded = folded_name(label);
    let first = folded.split(' ').next().unwrap_or("");
    if folded.is_empty() || NOBODY.contains(&first) || folded.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut fitting = present.iter().filter(|person| {
        let name = folded_name(&person.name);
        let surname = name.rsplit(' ').next().unwrap_or("");
        name.contains(' ') && (name == folded || surname == folded)
    });
    if let (Some(person), None) = (fitting.next(), fitting.next()) {
        return Some(person.name.clone());
    }
    folded.contains(' ').then(|| capitalised(label))
}

/// A name in capitals as it is written elsewhere: "EDDA LARKIN" is Edda Larkin.
fn capitalised(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut is_first = true;
    let cased = name.chars().flat_map(|c| {
        let cased: Vec<char> =
            if is_first { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
        is_first = !c.is_alphanumeric();
        cased
    });
    cased.collect()
}

#[cfg(test)]
mod tests {
    use crate::store::names::full_name;
    use onrecord::document::transcript::Participant;

    #[test]
    fn a_surname_stands_for_the_one_person_present_who_has_it() {
        let person = |name: &str| Participant { name: name.to_owned(), role: None };
        let present = [person("Edda Larkin"), person("Ines Okafor")];
        assert_eq!(full_name("LARKIN", &present).as_deref(), Some("Edda Larkin"));
        assert_eq!(full_name("JON QUILL", &present).as_deref(), Some("Jon Quill"));
        assert_eq!(full_name("QUILL", &present), None);
        assert_eq!(full_name("AUDIENCE MEMBER", &present), None);
        assert_eq!(full_name("Speaker 1", &present), None);
    }
}
