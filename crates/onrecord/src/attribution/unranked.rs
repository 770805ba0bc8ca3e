//! Sources whose speaker needs no weighing in, answers out: several names, the author, somebody
//! unnamed, the label of a turn, a relative clause.

use crate::attribution::cast::{Answer, Cast, PRONOUN, flat, unnamed};
use crate::attribution::chain::Meant;
use crate::attribution::ground::block_at;
use crate::attribution::person::Person;
use crate::attribution::speaker::{Named, Speaker};
use crate::attribution::they::singular;
use crate::attribution::unnamed::named;
use crate::text::span::Span;

impl Cast<'_> {
    pub(crate) fn several(&self, names: &[usize], head: Span, words: &str) -> Answer {
        let people: Option<Vec<Speaker>> = names
            .iter()
            .map(|name| {
                let person = self.roster.meant.get(*name).copied().flatten()?;
                self.roster.people.get(person).map(|person| self.speaker(person))
            })
            .collect();
        let speaker = people.map(|people| {
            let names: Vec<String> = people.into_iter().map(|speaker| speaker.name).collect();
            Speaker::new(names.join(" and "), Named::Several)
        });
        let why = format!("{words} are named together");
        Answer { speaker, mention: Some(head), why, person: None }
    }

    /// "they": the one person near by who goes by it, or nobody.
    pub(crate) fn plural(&self, head: Span, words: &str) -> Answer {
        let is_they = matches!(words.to_lowercase().as_str(), "they" | "them" | "their");
        let block = block_at(self.document, head.start());
        let found = singular(&self.printed, &self.roster, head.start(), block);
        match found.filter(|_| is_they) {
            Some((person, back)) => {
                let meant = Meant::certain(person, back);
                self.found(head, meant, words, "who goes by they", PRONOUN)
            }
            None => Answer {
                mention: Some(head),
                why: format!("\"{words}\" stands for no one person"),
                ..Answer::default()
            },
        }
    }

    pub(crate) fn author(&self, head: Span) -> Answer {
        let authors = self.document.metadata.authors.first();
        let why = "the author speaks in the first person".to_owned();
        let speaker = match authors.map(|authors| authors.value.as_slice()) {
            Some([author]) => Some(Speaker::new(author.clone(), Named::FullName)),
            _ => Some(Speaker::new("the author".to_owned(), Named::Described)),
        };
        Answer { speaker, mention: Some(head), why, person: None }
    }

    pub(crate) fn described(&self, head: Span, source: Span, noun: &str) -> Answer {
        let words = flat(source.of(&self.document.text));
        if let Some(listed) = self.people.of_name(&words) {
            return self.listed(listed, head, &words);
        }
        if let Some(owner) = self.of_text(head, noun) {
            return owner;
        }
        if let Some(person) = self.former_of(head, noun) {
            let meant = Meant::certain(person, usize::MAX);
            return self.found(head, meant, &words, "whom the text tells of there", PRONOUN);
        }
        let name = words.split(", ").next().unwrap_or(&words);
        // "Only three sailors agreed": the adverb judges their number.
        let name = name.strip_prefix("Only ").or_else(|| name.strip_prefix("Just "));
        let name = name.unwrap_or(words.split(", ").next().unwrap_or(&words)).to_owned();
        let speaker = Some(Speaker::new(name, named(self.model, &words, noun)));
        let why = "described, not named".to_owned();
        let person = self.described.get(&source.start()).copied();
        Answer { speaker, mention: Some(head), why, person }
    }

    /// The person at `at` of the user's list, given by a description that the list holds.
    pub(crate) fn listed(&self, at: usize, head: Span, words: &str) -> Answer {
        let Some(known) = self.people.get(at) else { return unnamed("unclear") };
        let speaker =
            Speaker { name: known.name.clone(), named: Named::FullName, ids: known.ids.clone() };
        let why = format!("{words} → {}, listed as this person", known.name);
        let person = self.roster.people.iter().position(|person| person.known == Some(at));
        Answer { speaker: Some(speaker), mention: Some(head), why, person }
    }

    pub(crate) fn labelled(&self, label: Span) -> Answer {
        let words = flat(label.of(&self.document.text));
        let words = words.trim_end_matches(':').trim();
        let full = (self.surnames.get(&words.to_lowercase()))
            .and_then(|person| self.roster.people.get(*person));
        let named_as = |name: &str| {
            if name.contains(' ') { Named::FullName } else { Named::PartName }
        };
        let speaker = match full {
            Some(person) => self.speaker(person),
            None => Speaker::new(words.to_owned(), named_as(words)),
        };
        let why = "the label of the turn".to_owned();
        Answer { speaker: Some(speaker), mention: Some(label), why, person: None }
    }

    /// "who": the person named last before it in its sentence.
    pub(crate) fn relative(&self, head: Span, words: &str) -> Answer {
        let beside = self.chain.name_beside(self.ground(), head);
        let known = beside.and_then(|last| Some((last, self.roster.people.get(last.person)?)));
        // "Varga passed a bill, which": of names a "which" can only mean a body's.
        let may_be = |known: &Person| {
            let is_one = known.key.len() == 1 && !known.is_sure;
            words.eq_ignore_ascii_case("who") || !known.is_person() || is_one
        };
        match known.filter(|(_, known)| may_be(known)) {
            Some((last, known)) => {
                let why = format!("{words} → {}, named right before it", known.name);
                self.person(last.person, head, why)
            }
            None => Answer {
                mention: Some(head),
                why: format!("\"{words}\" follows no name"),
                ..Answer::default()
            },
        }
    }
}
