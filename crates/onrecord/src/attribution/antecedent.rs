//! A source without a name of its own in, whom the reports just before it give out: "it" is the body or
//! text that spoke last, "he" whoever was named as speaking right before him, "the article" the
//! newspaper's whose article the text has named, "the Hull mayor" whom its paragraph is about.

use crate::attribution::cast::{Answer, Cast};
use crate::attribution::description::{is_of_other, may_be_topic};
use crate::attribution::ground::block_at;
use crate::attribution::mention::{Mention, is_utterance, mention};
use crate::attribution::name::{Gender, Name, Place, Side, without_owner};
use crate::attribution::person::gender_of;
use crate::attribution::reference::{Description, Head};
use crate::attribution::speaker::Named;
use crate::quotation::Quotation;
use crate::text::span::Span;

/// How many reports back the last speaker may stand: indirect speech lies between.
const LAST: usize = 4;

/// How many names are looked at between a speaker and a pronoun, and back to the owner of a text.
const NAMES: usize = 60;

/// Verbs after which somebody else speaks next.
const ASKS: [&str; 6] = ["asked", "asks", "wondered", "questioned", "pressed", "quizzed"];

/// How many bytes lie at most between a cue and who is told, titles included.
const HEARER: usize = 20;

/// Words that open a clause before the main one.
const FRONTED: [&str; 13] = [
    "while", "though", "although", "when", "as", "after", "before", "if", "because", "since",
    "even", "back", "despite",
];

/// How many bytes after a name its verb begins.
const ACTS: usize = 12;

/// How many paragraphs back whose article it is may be said.
const PARAGRAPHS: usize = 3;

impl Cast<'_> {
    /// "It added", "they said": the body or text, or the several, that spoke last.
    pub(crate) fn spoke_as_body(
        &self,
        quotation: &Quotation,
        source: Span,
        earlier: &[Quotation],
        answers: &[Answer],
    ) -> Option<Answer> {
        let (mention, head) = mention(self.model, self.document, &self.printed.names, source);
        if mention != Mention::Plural {
            return None;
        }
        let words = head.of(&self.document.text).to_lowercase();
        let (before, answer) = self.last(quotation, earlier, answers)?;
        let speaker = answer.speaker.as_ref()?;
        let fits = match (words.as_str(), speaker.named) {
            ("it", Named::Organisation) | ("they", Named::Group | Named::Several) => true,
            ("it", _) => self.is_text(before.source?),
            _ => false,
        };
        let why = format!("{words} → {}, which spoke last", speaker.name);
        fits.then(|| Answer { mention: Some(head), why, ..answer.clone() })
    }

    /// "While he praised the crew, Varga said": whom a pronoun means that stands before the name.
    pub(crate) fn named_after(&self, source: Span) -> Option<Answer> {
        let names = &self.printed.names;
        let (Mention::Pronoun(gender), head) = mention(self.model, self.document, names, source)
        else {
            return None;
        };
        let text = &self.document.text;
        let start = self.printed.sentence_start(source.start());
        let opening = text.get(start..source.start())?.trim_start();
        let opening = opening.split(' ').next().unwrap_or("").to_lowercase();
        if !FRONTED.contains(&opening.as_str()) {
            return None;
        }
        let sentence = self.printed.sentence(source.start());
        let first = names.partition_point(|name| name.span.start() < start);
        let inside = names.iter().zip(&self.roster.meant).skip(first).take(NAMES);
        let inside =
            inside.take_while(|(name, _)| self.printed.sentence(name.span.start()) == sentence);
        for (name, meant) in inside.filter(|(name, _)| name.side != Side::Quoted) {
            if name.span.start() < source.start() {
                return None;
            }
            let before = text.get(source.end()..name.span.start())?;
            let acts = self.printed.verbs_between(name.span.end(), name.span.end() + ACTS) > 0;
            let opens = name.place == Place::Subject && before.contains([',', '”', '"']);
            let known = meant.and_then(|person| self.roster.people.get(person));
            let agrees = known.is_some_and(|known| {
                known.may_be_meant() && known.gender().0.is_none_or(|known| known == gender)
            });
            if acts && opens && agrees {
                let words = head.of(text);
                let why = format!("{words} → {}, named after it", known?.name);
                return Some(self.person((*meant)?, head, why));
            }
        }
        None
    }

    /// "He said": whoever is given by name for the report right before, where no other man acts between.
    pub(crate) fn spoke_by_name(
        &self,
        quotation: &Quotation,
        source: Span,
        earlier: &[Quotation],
        answers: &[Answer],
    ) -> Option<Answer> {
        let names = &self.printed.names;
        let (Mention::Pronoun(gender), head) = mention(self.model, self.document, names, source)
        else {
            return None;
        };
        let (before, answer) = self.last(quotation, earlier, answers)?;
        let (by, person) = before.source.zip(answer.person)?;
        let cue = before.cue?;
        let asks = ASKS.iter().any(|verb| cue.of(&self.document.text).starts_with(verb));
        let is_named = match mention(self.model, self.document, names, by).0 {
            Mention::Name(at) => names.get(at).is_some_and(|name| {
                matches!(name.place, Place::Opening | Place::Subject) || by.start() >= cue.end()
            }),
            Mention::Pronoun(other) => other == gender,
            Mention::Definite(_) => true,
            _ => false,
        };
        let known = self.roster.people.get(person)?;
        let is_hearer = quotation.cue.is_some_and(|cue| self.follows(cue.end(), person));
        if asks
            || is_hearer
            || !is_named
            || known.gender().0 != Some(gender)
            || by.end() > source.start()
        {
            return None;
        }
        let sentence = self.printed.sentence(by.start());
        let first = names.partition_point(|name| name.span.start() < by.end());
        let between = names.iter().zip(&self.roster.meant).skip(first).take(NAMES);
        let mut between = between.take_while(|(name, _)| name.span.start() < source.start());
        let acts = |(name, meant): (&Name, &Option<usize>)| {
            let other = meant.filter(|other| *other != person);
            let other = other.and_then(|other| self.roster.people.get(other));
            let acts = match name.place {
                Place::Opening | Place::Subject => true,
                Place::Owner | Place::Modifier => false,
                Place::Object | Place::Oblique => {
                    self.printed.sentence(name.span.start()) > sentence
                }
            };
            acts && name.side != Side::Quoted
                && other.is_some_and(|other| {
                    other.may_be_meant() && other.gender().0.is_none_or(|other| other == gender)
                })
        };
        if between.any(acts) {
            return None;
        }
        let words = head.of(&self.document.text);
        let why = format!("{words} → {}, who spoke last", known.name);
        Some(self.person(person, head, why))
    }

    /// Whether a name of `person` begins right behind byte `at`: "he told Varga".
    fn follows(&self, at: usize, person: usize) -> bool {
        let first = self.printed.names.partition_point(|name| name.span.start() < at);
        let next = self.printed.names.get(first).zip(self.roster.meant.get(first));
        next.is_some_and(|(name, meant)| {
            *meant == Some(person)
                && name.span.start() - at < HEARER
                && name.side != Side::Quoted
                && self.printed.sentence(name.span.start()) == self.printed.sentence(at)
        })
    }

    /// "Poe's former strategist": who alone acts in the paragraph, or else in the one before, and is not
    /// Poe. Whoever is former has been known for it.
    pub(crate) fn former_of(&self, head: Span, noun: &str) -> Option<usize> {
        let words = head.of(&self.document.text);
        let mut before = words.split(' ').skip_while(|word| without_owner(word) == *word).skip(1);
        if before.next() != Some("former")
            || !may_be_topic(noun)
            || !self.model.roles.contains(noun)
        {
            return None;
        }
        let found = self.whom_told_of(head, noun)?;
        let first = self.printed.names.partition_point(|name| name.span.start() < head.start());
        let inside = self.printed.names.iter().zip(&self.roster.meant).skip(first);
        let mut inside = inside.take_while(|(name, _)| name.span.start() < head.end());
        let is_free = inside.all(|(_, meant)| *meant != Some(found));
        (is_free && self.may_be(found, gender_of(self.model, noun))).then_some(found)
    }

    /// The last report that stands by itself, in this paragraph or the one before.
    fn last<'q>(
        &self,
        quotation: &Quotation,
        earlier: &'q [Quotation],
        answers: &'q [Answer],
    ) -> Option<(&'q Quotation, &'q Answer)> {
        let is_before = |one: &Quotation| {
            one.kind.is_speech()
                && one.inside.is_none()
                && self.printed.paragraphs_between(one.block, quotation.block) <= 1
        };
        let mut before = earlier.iter().zip(answers).rev().take(LAST);
        before.find(|(one, _)| is_before(one))
    }

    /// Whether the words at `source` mean a text: "the report".
    fn is_text(&self, source: Span) -> bool {
        let (mention, _) = mention(self.model, self.document, &self.printed.names, source);
        matches!(mention, Mention::Described(noun) if self.is_text_noun(&noun))
    }

    fn is_text_noun(&self, noun: &str) -> bool {
        self.model.cues.get(noun).is_some_and(|note| note == "document") || is_utterance(noun)
    }

    /// "the article": whoever's article the paragraphs before have spoken of ("a Gazette article").
    pub(crate) fn of_text(&self, head: Span, noun: &str) -> Option<Answer> {
        let text = &self.document.text;
        let words = head.of(text).to_lowercase();
        if !words.starts_with("the ") || words.split(' ').count() != 2 || !self.is_text_noun(noun) {
            return None;
        }
        let block = block_at(self.document, head.start());
        let end = self.printed.names.partition_point(|name| name.span.start() < head.start());
        let before = self.printed.names.iter().zip(&self.roster.meant).take(end).rev().take(NAMES);
        let mut near = before.take_while(|(name, _)| {
            self.printed.paragraphs_between(name.block, block) <= PARAGRAPHS
        });
        let person = near.find_map(|(name, meant)| {
            let after = text
                .get(name.span.end()..)?
                .split_whitespace()
                .find(|word| !matches!(*word, "'s" | "’s" | "'" | "’"))?;
            let after = after.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let owns = matches!(name.place, Place::Owner | Place::Modifier);
            (*meant).filter(|_| owns && after == noun)
        })?;
        let known = self.roster.people.get(person)?;
        Some(self.person(person, head, format!("{words} → {}, whose it is", known.name)))
    }

    /// "the Hull mayor": who alone acts in the paragraph, or else in the one before.
    pub(crate) fn office_of(&self, head: Span, description: &Description) -> Option<usize> {
        let noun = description.noun.as_str();
        let is_office = may_be_topic(noun) && !description.dress.is_empty();
        let found = is_office.then(|| self.whom_told_of(head, noun)).flatten();
        found.filter(|person| {
            let known = self.roster.people.get(*person);
            self.may_be(*person, gender_of(self.model, noun))
                && known.is_some_and(|known| !is_of_other(known, &description.dress))
        })
    }

    /// A description that the text has not used before, of an office that one person holds: the only
    /// person who acts in its paragraph before it, or else in the one before.
    fn whom_told_of(&self, head: Span, noun: &str) -> Option<usize> {
        let block = block_at(self.document, head.start());
        let is_used = self.printed.references.iter().any(|one| {
            one.span.start() < head.start()
                && matches!(&one.head, Head::Definite(other) if other.noun == noun)
        });
        if is_used || !self.is_first(head, noun) {
            return None;
        }
        let end = self.printed.names.partition_point(|name| name.span.start() < head.start());
        let before = self.printed.names.iter().zip(&self.roster.meant).take(end).rev().take(NAMES);
        let sentence = self.printed.sentence(head.start());
        let acting = before.filter(|(name, _)| {
            name.side == Side::Narration && matches!(name.place, Place::Opening | Place::Subject)
        });
        let mut found: Option<(usize, usize)> = None;
        for (name, meant) in acting {
            let Some(person) = *meant else { continue };
            let far = self.printed.paragraphs_between(name.block, block);
            let Some(known) = self.roster.people.get(person) else { continue };
            if far > 1 || found.is_some_and(|(_, near)| far > near) {
                break;
            }
            if !known.may_be_meant() {
                continue;
            }
            // Who acts in the same sentence is rarely described anew, nor who acts in what is told.
            let at = name.span.start();
            let is_own = self.printed.sentence(at) == sentence;
            let start = self.printed.sentence_start(at);
            if is_own {
                return None;
            }
            if self.printed.verbs_between(start, at) > 0 {
                continue;
            }
            match found {
                Some((other, _)) if other != person => return None,
                _ => found = Some((person, far)),
            }
        }
        found.map(|(person, _)| person)
    }

    /// Whether the narration before `head` has not used `noun`.
    fn is_first(&self, head: Span, noun: &str) -> bool {
        let before = self.document.text.get(..head.start()).unwrap_or("");
        let is_it = |word: &str| {
            let word = without_owner(word.trim_matches(|c: char| !c.is_alphanumeric()));
            word.eq_ignore_ascii_case(noun)
                || word.strip_suffix('s').is_some_and(|one| one.eq_ignore_ascii_case(noun))
        };
        !before.split_whitespace().any(is_it)
    }

    /// The gender that a person shows must not be another than the noun's.
    fn may_be(&self, person: usize, gender: Option<Gender>) -> bool {
        let known = self.roster.people.get(person).and_then(|person| person.gender().0);
        gender.is_none() || known.is_none() || gender == known
    }
}
