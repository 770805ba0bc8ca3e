//! A document in, the names it prints out, in text order: each with its titles, its place in the
//! sentence, and whether it stands in the narration, inside a quotation or in a caption. Which names
//! mean the same person is [`crate::attribution::roster`]'s question.

use crate::document::Document;
use crate::document::block::Role;
use crate::quotation::Quotation;
use crate::quotation::lexeme::{Lexeme, lexemes};
use crate::quotation::word_class::Class;
use crate::text::span::Span;
use onrecord_model::Model;

/// What a pronoun, title or given name says of gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// One printed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The name without titles and without a possessive ending.
    pub(crate) span: Span,
    /// Its words as printed.
    pub(crate) words: Vec<String>,
    /// Titles and nouns for persons that stand with it, lower case: "sen", "singer".
    pub(crate) roles: Vec<String>,
    /// Whether a title stands right before it.
    pub(crate) titled: bool,
    /// Whether "the" stands right before it.
    pub(crate) articled: bool,
    /// The block it stands in.
    pub(crate) block: usize,
    /// Its part in the sentence.
    pub(crate) place: Place,
    /// Where it is printed.
    pub(crate) side: Side,
}

/// What a name does in its sentence, as far as the word before it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The first phrase of its sentence.
    Opening,
    Subject,
    Object,
    Owner,
    /// Before a noun: "the Poe campaign".
    Modifier,
}

/// Where a name is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Narration,
    Quoted,
    /// A title of the text.
    Headline,
    /// A caption, credit or byline.
    Margin,
}

/// A "he" or "she" in the narration, and where its sentence begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) at: usize,
    pub(crate) gender: Gender,
}

/// What [`names`] reads from a document, all in text order.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) names: Vec<Name>,
    pub(crate) pronouns: Vec<Pronoun>,
    /// Where sentences of the narration begin: a full stop inside a quotation ends none.
    pub(crate) sentences: Vec<usize>,
    /// For each block of the document, how many blocks of its own text end before it.
    paragraphs: Vec<usize>,
}

impl Printed {
    /// How many paragraphs of the text `later` comes after `earlier`; captions do not count.
    pub(crate) fn paragraphs_between(&self, earlier: usize, later: usize) -> usize {
        self.paragraphs_before(later).saturating_sub(self.paragraphs_before(earlier))
    }

    /// How many paragraphs of the text stand before `block`; captions do not count.
    pub(crate) fn paragraphs_before(&self, block: usize) -> usize {
        self.paragraphs.get(block).copied().unwrap_or(block)
    }

    /// The number of the sentence that holds byte `at`.
    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.sentences.partition_point(|start| *start <= at)
    }
}

/// The names of `document`. Blocks of furniture are passed over.
pub(crate) fn names(model: &Model, document: &Document, quotations: &[Quotation]) -> Printed {
    let mut quoted: Vec<Span> =
        quotations.iter().flat_map(|quotation| quotation.marked.iter().copied()).collect();
    quoted.sort_unstable();
    let mut found = Printed::default();
    let mut n_paragraphs = 0;
    for (block_idx, block) in document.blocks.iter().enumerate() {
        found.paragraphs.push(n_paragraphs);
        n_paragraphs += usize::from(block.role.is_main());
        let side = match block.role {
            role if role.is_main() => Side::Narration,
            Role::Standfirst | Role::PullQuote | Role::Embed => Side::Narration,
            Role::Title => Side::Headline,
            Role::Caption | Role::Credit | Role::Byline => Side::Margin,
            _ => continue,
        };
        let lexemes = lexemes(model, &document.text, block.span, &[]);
        let scan = Scan { model, text: &document.text, lexemes: &lexemes };
        found.sentences.push(block.span.start());
        for (lexeme, next) in lexemes.iter().zip(lexemes.iter().skip(1)) {
            if lexeme.class == Class::Stop && !is_within(&quoted, lexeme.span) {
                found.sentences.push(next.span.start());
            }
            let gender = gender(lexeme.span.of(&document.text));
            if let Some(gender) =
                gender.filter(|_| side == Side::Narration && !is_within(&quoted, lexeme.span))
            {
                found.pronouns.push(Pronoun { at: lexeme.span.start(), gender });
            }
        }
        let mut at = 0;
        while at < lexemes.len() {
            let end = scan.run_end(at);
            if end == at {
                at += 1;
                continue;
            }
            if let Some(mut name) = scan.name(at, end).filter(|name| name.span.len() <= LONGEST) {
                name.block = block_idx;
                let is_quoted = is_within(&quoted, name.span);
                name.side = if side == Side::Narration && is_quoted { Side::Quoted } else { side };
                found.names.push(name);
            }
            at = end;
        }
    }
    found
}

/// The most lexemes and the most bytes of one name: longer runs of capitals are no name, and whoever
/// bore one would be written out with every quotation.
const WORDS: usize = 20;
const LONGEST: usize = 400;

/// The gender that a pronoun says.
pub(crate) fn gender(word: &str) -> Option<Gender> {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// Whether one of the sorted spans covers `span`; of spans that nest, the last to begin is asked and
/// the few before it.
fn is_within(sorted: &[Span], span: Span) -> bool {
    let next = sorted.partition_point(|quoted| quoted.start() <= span.start());
    sorted.get(..next).unwrap_or_default().iter().rev().take(4).any(|quoted| quoted.contains(span))
}

/// The word without a possessive ending.
pub(crate) fn without_owner(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

struct Scan<'a> {
    model: &'a Model,
    text: &'a str,
    lexemes: &'a [Lexeme],
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
    fn run_end(&self, start: usize) -> usize {
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

    fn name(&self, start: usize, end: usize) -> Option<Name> {
        let first = self.after_titles(start, end);
        let last = self.lexemes.get(end - 1)?;
        let written = last.span.of(self.text);
        let cut = written.len() - without_owner(written).len();
        let begin = self.lexemes.get(first)?.span.start();
        let span = Span::new(begin, last.span.end() - cut);
        let words: Vec<String> = span
            .of(self.text)
            .split_whitespace()
            .map(|word| word.trim_matches(',').to_owned())
            .collect();
        let before = self.phrase_start(start);
        let articled = start
            .checked_sub(1)
            .is_some_and(|at| first == start && self.word(at).eq_ignore_ascii_case("the"));
        let place = match self.class(end) {
            _ if last.possessive => Place::Owner,
            Some(Class::Noun) => Place::Modifier,
            _ => self.place(before),
        };
        let mut roles: Vec<String> = (start..first).map(|at| self.key(at)).collect();
        roles.extend(
            (before..start).map(|at| self.key(at)).filter(|w| self.model.roles.contains(w)),
        );
        if self.class(start.wrapping_sub(1)) == Some(Class::Comma) {
            let noun = self.key(start.wrapping_sub(2));
            roles.extend(Some(noun).filter(|noun| self.model.roles.contains(noun)));
        }
        if !last.possessive {
            roles.extend(self.apposed(end));
        }
        let titled = first > start;
        let (block, side) = (0, Side::Narration);
        Some(Name { span, words, roles, titled, articled, block, place, side })
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
            if self.model.titles.contains(&key) && !suffix && (is_short || !given) {
                first = at + 1;
            }
        }
        first
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
            Class::Preposition | Class::Auxiliary | Class::Object => Place::Object,
            class if class.is_verb() => Place::Object,
            _ => Place::Subject,
        }
    }

    /// The nouns for persons in an apposition after a name: "Poe, a singer from Hull, …".
    fn apposed(&self, end: usize) -> Option<String> {
        if self.class(end) != Some(Class::Comma) {
            return None;
        }
        let part = (end + 1..end + 9).take_while(|at| {
            self.class(*at).is_some_and(|class| {
                class.is_nominal()
                    || matches!(class, Class::Determiner | Class::Possessive | Class::Preposition)
            })
        });
        let opens = self.class(end + 1)?;
        if !(matches!(opens, Class::Determiner | Class::Possessive | Class::Noun)) {
            return None;
        }
        part.take_while(|at| self.class(*at) != Some(Class::Preposition))
            .map(|at| self.key(at))
            .filter(|word| self.model.roles.contains(word))
            .last()
    }
}
