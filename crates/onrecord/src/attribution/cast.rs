//! The persons of one document, asked who each quotation's speaker is. Sources in, answers out, each
//! with its reason as one plain clause.

use crate::attribution::coreference::{Meant, Spoke, Wanted, block_at, resolve, vote};
use crate::attribution::mention::{Mention, mention};
use crate::attribution::name::{Gender, Printed, names};
use crate::attribution::roster::{Roster, gender_of};
use crate::attribution::speaker::{Named, Speaker};
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;
use rustc_hash::FxHashMap;

/// The least weight at which a pronoun is given to a person, and the lead over the next. Set by hand;
/// the outcome is checked on PolNeAR train.
const PRONOUN: (i32, i32) = (60, 10);

/// The same for a description that the document never sets beside a name: only a person who stands
/// alone in the sentences before will do.
const DESCRIPTION: (i32, i32) = (105, 24);

/// The persons of a document.
pub(crate) struct Cast<'a> {
    model: &'a Model,
    document: &'a Document,
    printed: Printed,
    roster: Roster,
    /// The first person named in full with each surname, lower case.
    surnames: FxHashMap<String, usize>,
}

/// Who a quotation's speaker is, and why.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) speaker: Option<Speaker>,
    pub(crate) mention: Option<Span>,
    pub(crate) why: String,
    spoke: Option<Spoke>,
}

impl Cast<'_> {
    /// Reads the names of `document`.
    pub(crate) fn of<'a>(
        model: &'a Model,
        document: &'a Document,
        quotations: &[Quotation],
    ) -> Cast<'a> {
        let printed = names(model, document, quotations);
        let mut roster = Roster::of(model, &printed.names);
        vote(&printed, &mut roster);
        let mut surnames = FxHashMap::default();
        for (person, known) in roster.people.iter().enumerate() {
            if let Some((_, surname)) = known.name.rsplit_once(' ') {
                surnames.entry(surname.to_lowercase()).or_insert(person);
            }
        }
        Cast { model, document, printed, roster, surnames }
    }

    /// The speaker of `quotation`, given the quotations before it and their answers.
    pub(crate) fn answer(
        &self,
        quotation: &Quotation,
        earlier: &[Quotation],
        answers: &[Answer],
    ) -> Answer {
        let Some(source) = quotation.source else {
            return unnamed("nobody is named beside the quotation");
        };
        if quotation.cue.is_none() {
            let before = earlier.iter().zip(answers).rev().take(8);
            let same = before.clone().find(|(before, _)| before.source == Some(source));
            if let Some((before, answer)) = same {
                let place = if before.block == quotation.block {
                    "same paragraph"
                } else {
                    "the paragraph before"
                };
                let why = format!(
                    "nobody is named beside the quotation: goes on from the quotation before, {place}"
                );
                return Answer { why, ..answer.clone() };
            }
        }
        let label = self.document.blocks.get(quotation.block).and_then(|block| block.label);
        if label == Some(source) {
            return self.labelled(source);
        }
        let start = answers.len().saturating_sub(8);
        let spoke: Vec<Spoke> =
            answers.get(start..).unwrap_or_default().iter().filter_map(|a| a.spoke).collect();
        self.meant(source, &spoke)
    }

    fn meant(&self, source: Span, spoke: &[Spoke]) -> Answer {
        let (mention, head) = mention(self.model, self.document, &self.printed.names, source);
        let words = flat(head.of(&self.document.text));
        let least = |(least, lead), gender, roles| Wanted { gender, roles, least, lead };
        match mention {
            Mention::Name(name) => match self.roster.meant.get(name).copied().flatten() {
                Some(person) => self.person(person, head, source, self.named_why(&words, person)),
                None => Answer {
                    mention: Some(head),
                    why: format!("unclear: more than one person bears the name {words}"),
                    ..Answer::default()
                },
            },
            Mention::Names(names) => self.several(&names, head, &words),
            Mention::Pronoun(gender) => {
                let wanted = least(PRONOUN, Some(gender), &[]);
                self.resolved(head, source, spoke, wanted, &words)
            }
            Mention::Author => self.author(head),
            Mention::Plural => Answer {
                mention: Some(head),
                why: format!("\"{words}\" stands for no one person"),
                ..Answer::default()
            },
            Mention::Relative => self.relative(head, source, spoke, &words),
            Mention::Definite(noun) => {
                let roles = kindred(&noun);
                let gender = gender_of(self.model, &noun);
                let known = least(PRONOUN, gender, &roles);
                let found = self.resolved(head, source, spoke, known, &words);
                if found.speaker.is_some() || !may_be_topic(&noun) {
                    return if found.speaker.is_some() {
                        found
                    } else {
                        self.described(head, source)
                    };
                }
                let topic = least(DESCRIPTION, gender, &[]);
                let found = self.resolved(head, source, spoke, topic, &words);
                let is_topic = found.spoke.is_some_and(|spoke| self.roster.is_topic(spoke.person));
                if is_topic { found } else { self.described(head, source) }
            }
            Mention::Described => self.described(head, source),
        }
    }

    fn person(&self, person: usize, mention: Span, source: Span, why: String) -> Answer {
        let Some(known) = self.roster.people.get(person) else { return unnamed("unclear") };
        let speaker = Speaker { name: known.name.clone(), named: known.named };
        let at = source.start();
        let spoke = Spoke { person, at, block: block_at(self.document, at) };
        Answer { speaker: Some(speaker), mention: Some(mention), why, spoke: Some(spoke) }
    }

    fn named_why(&self, words: &str, person: usize) -> String {
        match self.roster.people.get(person) {
            Some(known) if known.name != words => {
                format!("{words} → {}, {}", known.name, self.place(known.block))
            }
            _ => format!("{words} is named beside the quotation"),
        }
    }

    /// Where in the document a block is: the paragraphs of its main text are counted from 1.
    fn place(&self, block: usize) -> String {
        let blocks = &self.document.blocks;
        match blocks.get(block) {
            Some(found) if found.role.is_main() => {
                format!("named in paragraph {}", self.printed.paragraphs_before(block) + 1)
            }
            _ => "named in full outside the main text".to_owned(),
        }
    }

    fn several(&self, names: &[usize], head: Span, words: &str) -> Answer {
        let people: Option<Vec<&str>> = names
            .iter()
            .map(|name| {
                let person = self.roster.meant.get(*name).copied().flatten()?;
                self.roster.people.get(person).map(|person| person.name.as_str())
            })
            .collect();
        let speaker =
            people.map(|people| Speaker { name: people.join(" and "), named: Named::FullName });
        let why = format!("{words} are named together");
        Answer { speaker, mention: Some(head), why, spoke: None }
    }

    fn author(&self, head: Span) -> Answer {
        let authors = self.document.metadata.authors.first();
        let why = "the author speaks in the first person".to_owned();
        let speaker = match authors.map(|authors| authors.value.as_slice()) {
            Some([author]) => Some(Speaker { name: author.clone(), named: Named::FullName }),
            _ => None,
        };
        Answer { speaker, mention: Some(head), why, spoke: None }
    }

    fn described(&self, head: Span, source: Span) -> Answer {
        let words = flat(source.of(&self.document.text));
        let name = words.split(", ").next().unwrap_or(&words).to_owned();
        let speaker = Some(Speaker { name, named: Named::Described });
        let why = "described, not named".to_owned();
        Answer { speaker, mention: Some(head), why, spoke: None }
    }

    fn labelled(&self, label: Span) -> Answer {
        let words = flat(label.of(&self.document.text));
        let words = words.trim_end_matches(':').trim();
        let full = (self.surnames.get(&words.to_lowercase()))
            .and_then(|person| self.roster.people.get(*person));
        let name = full.map_or_else(|| words.to_owned(), |person| person.name.clone());
        let named = if name.contains(' ') { Named::FullName } else { Named::PartName };
        let why = "the label of the turn".to_owned();
        Answer { speaker: Some(Speaker { name, named }), mention: Some(label), why, spoke: None }
    }

    /// "who": the person named last before it in its sentence.
    fn relative(&self, head: Span, source: Span, spoke: &[Spoke], words: &str) -> Answer {
        let end = self.printed.names.partition_point(|name| name.span.end() <= head.start());
        let sentence = self.printed.sentence(head.start());
        let host = end.checked_sub(1).filter(|at| {
            self.printed.names.get(*at).is_some_and(|name| {
                self.printed.sentence(name.span.start()) == sentence
                    && head.start() - name.span.end() <= 3
            })
        });
        let person = host.and_then(|host| self.roster.meant.get(host).copied().flatten());
        match person.and_then(|person| Some((person, self.roster.people.get(person)?))) {
            Some((person, known)) => {
                let why = format!("{words} → {}, named right before it", known.name);
                self.person(person, head, source, why)
            }
            None => {
                let _ = spoke;
                Answer {
                    mention: Some(head),
                    why: format!("\"{words}\" follows no name"),
                    ..Answer::default()
                }
            }
        }
    }

    fn resolved(
        &self,
        head: Span,
        source: Span,
        spoke: &[Spoke],
        wanted: Wanted<'_>,
        words: &str,
    ) -> Answer {
        let name = |person: usize| self.roster.people.get(person).map_or("", |p| p.name.as_str());
        let sort = match (wanted.roles, wanted.gender) {
            ([], Some(Gender::Male)) => "nearest man named before",
            ([], Some(Gender::Female)) => "nearest woman named before",
            ([], None) => "nearest person named before",
            _ => "whom the text calls so",
        };
        let found =
            resolve(self.document, &self.printed, &self.roster, spoke, head.start(), wanted);
        match found {
            Meant::One(person, back) => {
                let place = match back {
                    0 => "same paragraph".to_owned(),
                    1 => "the paragraph before".to_owned(),
                    back => format!("{back} paragraphs before"),
                };
                let why = format!("{words} → {}, {sort}, {place}", name(person));
                self.person(person, head, source, why)
            }
            Meant::Either(one, other) => Answer {
                mention: Some(head),
                why: format!("unclear: {words} may be {} or {}", name(one), name(other)),
                ..Answer::default()
            },
            Meant::Nobody => Answer {
                mention: Some(head),
                why: format!("unclear: nobody named before fits {words}"),
                ..Answer::default()
            },
        }
    }
}

fn unnamed(why: &str) -> Answer {
    Answer { why: why.to_owned(), ..Answer::default() }
}

/// Titles and nouns that name the same office.
fn kindred(noun: &str) -> Vec<&str> {
    const OFFICES: [&[&str]; 8] = [
        &["senator", "sen"],
        &["governor", "gov"],
        &["congressman", "representative", "rep"],
        &["congresswoman", "representative", "rep"],
        &["lawmaker", "sen", "rep", "senator", "representative", "congressman", "congresswoman"],
        &["professor", "prof"],
        &["doctor", "dr", "physician"],
        &["pastor", "rev", "reverend"],
    ];
    let office = OFFICES.iter().find(|office| office.first().is_some_and(|first| *first == noun));
    office.map_or_else(|| vec![noun], |office| office.to_vec())
}

/// Whether a description may mean the person the text speaks of. One of several aides or officials
/// stays unnamed on purpose.
fn may_be_topic(noun: &str) -> bool {
    !noun.starts_with("spokes")
        && !matches!(
            noun,
            "official"
                | "aide"
                | "adviser"
                | "advisor"
                | "source"
                | "insider"
                | "man"
                | "woman"
                | "member"
                | "user"
        )
}

fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
