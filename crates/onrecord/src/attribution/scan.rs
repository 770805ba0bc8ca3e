//! The lexemes of one block in, the names and references among them out, each with what its sentence
//! says of it: titles, appositions ("Poe, the mayor of Hull"), predicates ("Poe is a singer").

use crate::attribution::name::{Name, Place, Side, gender, without_owner};
use crate::attribution::reference::{Description, Head, Reference, form};
use crate::quotation::ending::is_mark;
use crate::quotation::lexeme::Lexeme;
use crate::quotation::word_class::Class;
use crate::text::span::Span;
use onrecord_model::Model;

/// The most lexemes of one name: longer runs of capitals are no name.
const WORDS: usize = 20;

pub(crate) struct Scan<'a> {
    pub(crate) model: &'a Model,
    pub(crate) text: &'a str,
    pub(crate) lexemes: &'a [Lexeme],
}

impl Scan<'_> {
    fn class(&self, at: usize) -> Option<Class> {
        self.lexemes.get(at).map(|lexeme| lexeme.class)
    }

    fn word(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |lexeme| lexeme.span.of(self.text))
    }

    /// One past the run of name words from `start`; `start` itself where none begins. A possessive
    /// ending closes the run, and small words such as "de" may stand inside.
    pub(crate) fn run_end(&self, start: usize) -> usize {
        let mut end = start;
        while self.class(end) == Some(Class::Name) && end - start < WORDS {
            end += 1;
            if self.lexemes.get(end - 1).is_some_and(|lexeme| lexeme.possessive) {
                return end;
            }
            let mut next = end;
            while matches!(
                self.word(next),
                "de" | "del"
                    | "della"
                    | "di"
                    | "da"
                    | "du"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "bin"
                    | "al"
                    | "el"
                    | "la"
            ) {
                next += 1;
            }
            if next > end && self.class(next) == Some(Class::Name) {
                end = next;
            } else if self.class(end) == Some(Class::Comma)
                && matches!(self.word(end + 1), "Jr." | "Sr." | "Jr" | "Sr")
            {
                end += 1;
            }
        }
        end
    }

    pub(crate) fn name(&self, start: usize, end: usize) -> Option<Name> {
        if self.is_office(start, end) {
            return None;
        }
        let office = self.office_before(start, end);
        let first = office.map_or_else(|| self.after_titles(start, end), |(_, first)| first);
        let last = self.lexemes.get(end - 1)?;
        let written = last.span.of(self.text);
        let mut name = without_owner(written);
        if last.possessive {
            name = name.trim_end_matches(['\'', '’']);
        }
        let cut = written.len() - name.len();
        let begin = self.lexemes.get(first)?.span.start();
        let span = Span::new(begin, last.span.end() - cut);
        let words: Vec<String> = span
            .of(self.text)
            .split_whitespace()
            .map(|word| word.trim_matches(',').to_owned())
            .collect();
        let before = self.phrase_start(start);
        let place = match self.class(end) {
            _ if last.possessive => Place::Owner,
            Some(Class::Noun) => Place::Modifier,
            _ => self.place(before),
        };
        // "a Clinton aide" names Clinton, "an Ohio Democrat" nobody.
        let articled = start.checked_sub(1).is_some_and(|at| {
            let is_one = place != Place::Modifier && self.is_word(at, &["a", "an"]);
            first == start && (is_one || self.is_word(at, &["the"]))
        });
        let mut roles: Vec<String> = match office {
            Some((title, _)) => vec![self.key(title)],
            None => (start..first).map(|at| self.key(at)).collect(),
        };
        roles.extend(
            (before..start).map(|at| self.key(at)).filter(|w| self.model.roles.contains(w)),
        );
        if self.class(start.wrapping_sub(1)) == Some(Class::Comma) {
            let noun = self.key(start.wrapping_sub(2));
            roles.extend(Some(noun).filter(|noun| self.model.roles.contains(noun)));
        }
        let mut dress: Vec<String> = (before..start).map(|at| self.key(at)).collect();
        if !last.possessive {
            let stands = self.apposed(end).or_else(|| self.predicated(end));
            if let Some(description) = stands {
                roles.push(description.noun);
                dress.extend(description.dress.into_iter().chain(description.complement));
            }
        }
        dress.retain(|word| !roles.contains(word) && word.len() > 2);
        let titled = first > start;
        let (block, side) = (0, Side::Narration);
        Some(Name { span, words, roles, dress, titled, articled, block, place, side })
    }

    fn key(&self, at: usize) -> String {
        without_owner(self.word(at)).trim_end_matches('.').to_lowercase()
    }

    /// The first word of the name itself: what stands before a title inside the run is no part of it
    /// ("Ohio Gov. Poe"), unless a given name stands there ("Ann King Poe").
    fn after_titles(&self, start: usize, end: usize) -> usize {
        let mut first = start;
        for at in start..end.saturating_sub(1) {
            let key = self.key(at);
            let suffix = matches!(self.key(at + 1).as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
            let given = at > first && self.model.given_names.contains(&self.key(first));
            let is_short = self.word(at).ends_with('.') && key.len() > 1;
            let needs_stop = matches!(key.as_str(), "del" | "dels" | "pres" | "supt");
            // "Rival Ann Poe" opens a sentence, "Harbour Board Leader Ann Poe" too.
            let is_noun = self.model.roles.contains(&key)
                && !self.model.given_names.contains(&key)
                && self.model.given_names.contains(&self.key(at + 1));
            let is_listed = self.model.titles.contains(&key) && (is_short || !needs_stop);
            let is_title = is_listed || is_noun && at + 2 < end;
            if is_title && !suffix && (is_short || !given) {
                first = at + 1;
            }
        }
        first
    }

    /// Whether the run is the title of an office that "of" follows: "Secretary" of "Secretary of State
    /// Ann Poe".
    fn is_office(&self, start: usize, end: usize) -> bool {
        let is_one = end == start + 1 && self.model.titles.contains(&self.key(start));
        is_one && self.is_word(end, &["of", "for"]) && self.class(end + 1) == Some(Class::Name)
    }

    /// The title before "of" that a run goes on from, and the first word of the name itself, where a
    /// given name tells where it begins: "Secretary of State Ann Poe".
    fn office_before(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let of = start.checked_sub(1).filter(|at| self.is_word(*at, &["of", "for"]))?;
        let title = of.checked_sub(1).filter(|at| self.model.titles.contains(&self.key(*at)))?;
        let is_given = |at: &usize| self.model.given_names.contains(&self.key(*at));
        let first = (start + 1..end.saturating_sub(1)).find(is_given)?;
        Some((title, first))
    }

    /// The first lexeme of the phrase that a name at `start` closes: "the singer Poe".
    fn phrase_start(&self, start: usize) -> usize {
        let floor = start.saturating_sub(8);
        let mut at = start;
        while at > floor {
            let inside = self.class(at - 1).is_some_and(|class| {
                class.is_nominal() || matches!(class, Class::Determiner | Class::Possessive)
            });
            if !inside {
                break;
            }
            at -= 1;
        }
        at
    }

    fn place(&self, phrase: usize) -> Place {
        let Some(before) = phrase.checked_sub(1).and_then(|at| self.class(at)) else {
            return Place::Opening;
        };
        match before {
            Class::Stop => Place::Opening,
            Class::Preposition => Place::Oblique,
            Class::Auxiliary | Class::Object => Place::Object,
            class if class.is_verb() => Place::Object,
            _ => Place::Subject,
        }
    }

    /// The description in an apposition after a name: "Poe, a singer from Hull, …", "Poe, 43, the
    /// mayor of Hull", "Poe (the mayor of Hull)".
    fn apposed(&self, end: usize) -> Option<Description> {
        let opens = self.class(end)?;
        if !matches!(opens, Class::Comma | Class::Open) {
            return None;
        }
        let mut at = end + 1;
        if self.class(at) == Some(Class::Number) && self.class(at + 1) == Some(Class::Comma) {
            at += 2;
        }
        if self.is_word(at, &["who"]) && self.is_word(at + 1, &LINKS) {
            at += 2;
        }
        let (description, noun) = self.described(at)?;
        let is_phrase = matches!(
            self.class(at),
            Some(Class::Determiner | Class::Possessive | Class::Noun | Class::Name)
        );
        // "With Poe and Moss, the mayor said" opens a clause of its own.
        let acts = self.class(noun + 1).is_some_and(Class::is_finite) && self.is_word(at, &["the"]);
        (is_phrase && !acts).then_some(description)
    }

    /// "Poe is a singer", "Poe became the mayor of Hull".
    fn predicated(&self, end: usize) -> Option<Description> {
        let is_one = self.is_word(end, &LINKS)
            && matches!(self.class(end + 1), Some(Class::Determiner | Class::Possessive));
        if is_one { self.described(end + 1).map(|(description, _)| description) } else { None }
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(at).eq_ignore_ascii_case(word))
    }

    /// The phrase from `start`, where its noun is one for a person, and the noun's place.
    fn described(&self, start: usize) -> Option<(Description, usize)> {
        let mut end = start;
        while end < start + 9 {
            let holds = self.class(end).is_some_and(|class| {
                class.is_nominal()
                    || end > start
                        && matches!(class, Class::Past | Class::Participle | Class::Adverb)
                    || matches!(class, Class::Determiner | Class::Possessive)
                        && (end == start || self.class(end - 1) == Some(Class::Determiner))
            });
            if !holds {
                break;
            }
            end += 1;
            if self.lexemes.get(end - 1).is_some_and(|lexeme| lexeme.possessive) {
                continue;
            }
        }
        let noun = (start..end).rev().find(|at| self.model.roles.contains(&self.key(*at)))?;
        let dress = (start..noun)
            .filter(|at| !matches!(self.class(*at), Some(Class::Determiner | Class::Possessive)));
        let description = Description {
            noun: self.key(noun),
            dress: dress.map(|at| self.key(at)).collect(),
            complement: self.complement(noun + 1),
        };
        Some((description, noun))
    }

    /// Whether a quotation mark stands between two lexemes: “…in Hull,” the mayor said.
    fn is_parted(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.lexemes.get(one), self.lexemes.get(other)) else {
            return false;
        };
        let between = self.text.get(one.span.end()..other.span.start()).unwrap_or("");
        between.contains(is_mark)
    }

    /// The nouns and names of "of Port Salter", "at the clinic" from `at` on.
    fn complement(&self, at: usize) -> Vec<String> {
        if !self.is_word(at, &["of", "for", "at", "from", "in"]) {
            return Vec::new();
        }
        let words = (at + 1..at + 8).take_while(|at| {
            self.class(*at).is_some_and(|class| {
                class.is_nominal() || matches!(class, Class::Determiner | Class::Possessive)
            })
        });
        words
            .filter(|at| self.class(*at).is_some_and(Class::is_nominal))
            .map(|at| self.key(at))
            .collect()
    }

    /// The pronoun or definite description that begins at `at`. In a headline a description goes
    /// without its article: "Mayor takes the bus".
    pub(crate) fn reference(&self, at: usize, is_headline: bool) -> Option<Reference> {
        let lexeme = self.lexemes.get(at)?;
        let word = lexeme.span.of(self.text);
        let reference = |span, head| Reference {
            span,
            head,
            place: self.place(at),
            block: 0,
            side: Side::Narration,
        };
        if let Some(gender) = gender(word) {
            let form = form(word, lexeme.class == Class::Possessive);
            return Some(reference(lexeme.span, Head::Pronoun(gender, form)));
        }
        let is_definite = lexeme.class == Class::Determiner
            && self.is_word(at, &["the", "this", "that"])
            || is_headline && at == 0 && self.class(1).is_some_and(Class::is_verb);
        if !is_definite {
            return None;
        }
        let first = if lexeme.class == Class::Determiner { at + 1 } else { at };
        let mut end = first;
        while end < first + 7 && self.class(end).is_some_and(Class::is_nominal) {
            end += 1;
            if self.lexemes.get(end - 1).is_some_and(|last| last.possessive) {
                break;
            }
        }
        let noun = end.checked_sub(1).filter(|noun| *noun >= first)?;
        let last = self.lexemes.get(noun)?;
        let key = self.key(noun);
        if last.class == Class::Name && noun > first || !self.model.roles.contains(&key) {
            return None;
        }
        // "Poe, the mayor," and "the mayor, Poe," describe the name beside them.
        let is_apposed = self.class(end) == Some(Class::Comma)
            && self.class(end + 1) == Some(Class::Name)
            || at > 1
                && self.class(at - 1) == Some(Class::Comma)
                && self.class(at - 2) == Some(Class::Name)
                && !self.is_parted(at - 2, at)
                // "In Toll, the mayor said" opens a clause of its own.
                && !self.class(end).is_some_and(|class| {
                    class.is_verb() || matches!(class, Class::Auxiliary | Class::Adverb)
                });
        if is_apposed {
            return None;
        }
        let description = Description {
            noun: key,
            dress: (first..noun).map(|at| self.key(at)).collect(),
            complement: self.complement(end),
        };
        Some(reference(lexeme.span.hull(last.span), Head::Definite(description)))
    }
}

/// Verbs that set a description beside a name.
const LINKS: [&str; 5] = ["is", "was", "became", "remains", "serves"];
