//! The sentence that introduces a quotation in, what it says of the occasion out: to whom it was said,
//! on what occasion, to which outlet, and when. Only what the text gives; dates that count from the
//! day of publication are resolved against it and say so.

use crate::attribution::name::Name;
use crate::attribution::person::Person;
use crate::attribution::when::{When, when};
use crate::document::Document;
use crate::quotation::Quotation;
use crate::quotation::lexeme::{Lexeme, lexemes};
use crate::quotation::word_class::Class;
use crate::text::span::Span;
use onrecord_model::Model;

/// The circumstances of an utterance as its report gives them; what it leaves out is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setting {
    /// To whom it was said: "told Ines Okafor".
    pub addressee: Option<Party>,
    /// The outlet it was said to: "told the Courier".
    pub outlet: Option<Party>,
    /// The words for the occasion: "a rally in Hull".
    pub occasion: Option<Span>,
    /// When it was said.
    pub date: Option<When>,
}

/// Somebody beside the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The words that name them.
    pub span: Span,
    /// The fullest name that the document gives; `None` for words without a name.
    pub name: Option<String>,
}

/// How many lexemes on either side of a cue are read.
const REACH: usize = 40;

/// Verbs whose object is whom they are said to.
const TELLS: [&str; 30] = [
    "told", "tell", "tells", "telling", "asked", "asks", "asking", "informed", "informs",
    "reminded", "reminds", "assured", "assures", "warned", "warns", "warning", "urged", "urges",
    "urging", "texted", "emailed", "e-mailed", "advised", "advises", "promised", "promises",
    "answered", "thanked", "begged", "implored",
];

/// What a sentence is read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) model: &'a Model,
    pub(crate) document: &'a Document,
    /// Sorted names, and whom each means.
    pub(crate) names: &'a [Name],
    pub(crate) meant: &'a [Option<usize>],
    pub(crate) people: &'a [Person],
}

impl Reader<'_> {
    /// Reads the sentence around the cue of `quotation`; `quoted` are the stretches inside marks of its
    /// block, sorted and disjoint.
    pub(crate) fn setting(self, quotation: &Quotation, quoted: &[Span]) -> Setting {
        let Some(cue) = quotation.cue else { return Setting::default() };
        let blocks = &self.document.blocks;
        let next = blocks.partition_point(|block| block.span.start() <= cue.start());
        let Some(block) = next.checked_sub(1).and_then(|at| blocks.get(at)) else {
            return Setting::default();
        };
        // A window keeps the work small in a block of any length.
        let text = &self.document.text;
        let window = window(text, block.span, cue);
        let inside: Vec<Span> =
            quoted.iter().copied().filter(|span| span.overlaps(window)).collect();
        let lexemes = lexemes(self.model, text, window, &inside);
        let Some(at) = lexemes.iter().position(|lexeme| lexeme.span.overlaps(cue)) else {
            return Setting::default();
        };
        let sentence = sentence(&lexemes, at);
        let sentence = lexemes
            .get(sentence.clone())
            .map_or((&lexemes[..0], 0), |part| (part, at - sentence.start));
        let (lexemes, at) = sentence;
        let mut setting = Setting {
            occasion: self.occasion(lexemes, at),
            date: when(self.document, lexemes, at),
            ..Setting::default()
        };
        if let Some(party) = self.addressee(lexemes, at) {
            if self.is_outlet(party.span) {
                setting.outlet = Some(party);
            } else {
                setting.addressee = Some(party);
            }
        }
        if setting.outlet.is_none() {
            setting.outlet = self.outlet(lexemes);
        }
        setting
    }

    fn word<'t>(&'t self, lexemes: &[Lexeme], at: usize) -> &'t str {
        lexemes.get(at).map_or("", |lexeme| lexeme.span.of(&self.document.text))
    }

    fn is_word(self, lexemes: &[Lexeme], at: usize, words: &[&str]) -> bool {
        let word = lexemes.get(at).map_or("", |lexeme| lexeme.span.of(&self.document.text));
        words.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// "told Ines Okafor", "said to reporters".
    fn addressee(self, lexemes: &[Lexeme], cue: usize) -> Option<Party> {
        if self.is_word(lexemes, cue, &TELLS) {
            // "told reporters", and inverted: "… ," Larkin told Okafor has the subject before.
            return self.phrase(lexemes, cue + 1);
        }
        let to = (cue + 1..cue + 6).find(|at| self.is_word(lexemes, *at, &["to"]))?;
        let is_plain = (cue + 1..to).all(|at| {
            lexemes.get(at).is_some_and(|lexeme| {
                lexeme.class.is_nominal() || matches!(lexeme.class, Class::Pronoun | Class::Adverb)
            })
        });
        let is_verb = lexemes.get(to + 1).is_some_and(|next| next.class.is_verb());
        if is_plain && !is_verb { self.phrase(lexemes, to + 1) } else { None }
    }

    /// The noun phrase that begins at `start`, with the name it holds.
    fn phrase(self, lexemes: &[Lexeme], start: usize) -> Option<Party> {
        let class = |at: usize| lexemes.get(at).map(|lexeme| lexeme.class);
        let first = lexemes.get(start)?;
        if matches!(first.class, Class::Object | Class::Pronoun) {
            let is_person = !self.is_word(lexemes, start, &["it", "that", "this", "what", "there"]);
            return is_person.then_some(Party { span: first.span, name: None });
        }
        let mut end = start;
        while end < start + 12 {
            let holds = class(end).is_some_and(|class| {
                class.is_nominal()
                    || end == start && matches!(class, Class::Determiner | Class::Possessive)
            });
            if !holds {
                break;
            }
            end += 1;
        }
        let last = lexemes.get(end.checked_sub(1)?)?;
        let has_noun = (start..end).any(|at| class(at).is_some_and(Class::is_nominal));
        if !has_noun {
            return None;
        }
        let span = first.span.hull(last.span);
        Some(Party { span, name: self.name_in(span) })
    }

    /// The fullest name of the last one printed in `span`.
    fn name_in(self, span: Span) -> Option<String> {
        let person = self.person_in(span)?;
        self.people.get(person).map(|person| person.name.clone())
    }

    fn person_in(self, span: Span) -> Option<usize> {
        let end = self.names.partition_point(|name| name.span.start() < span.end());
        let at = end.checked_sub(1)?;
        let name = self.names.get(at).filter(|name| span.contains(name.span))?;
        let ends = span.end() - name.span.end() <= 3;
        self.meant.get(at).copied().flatten().filter(|_| ends)
    }

    fn is_outlet(self, span: Span) -> bool {
        let person = self.person_in(span).and_then(|person| self.people.get(person));
        person.is_some_and(|person| !person.is_person())
            || person.is_some_and(|person| !person.is_sure)
                && span.of(&self.document.text).starts_with(['T', 't'])
                && span
                    .of(&self.document.text)
                    .get(..4)
                    .is_some_and(|the| the.eq_ignore_ascii_case("the "))
    }

    /// "in an interview with the Courier", "on CNN".
    fn outlet(self, lexemes: &[Lexeme]) -> Option<Party> {
        let with = (0..lexemes.len()).find(|at| {
            let before = at.checked_sub(1);
            self.is_word(lexemes, *at, &["with", "by", "to"])
                && before.is_some_and(|before| {
                    self.is_word(
                        lexemes,
                        before,
                        &["interview", "interviews", "conversation", "appearance", "statement"],
                    )
                })
        });
        let party = self.phrase(lexemes, with? + 1)?;
        party.name.is_some().then_some(party)
    }

    /// "an August episode of The Long Table" after "in", "at", "during", "on" or "after".
    fn occasion(self, lexemes: &[Lexeme], cue: usize) -> Option<Span> {
        let is_noun = |at: usize| {
            let one = self.word(lexemes, at).to_lowercase();
            let two = format!("{} {one}", self.word(lexemes, at.saturating_sub(1)).to_lowercase());
            let next = lexemes.get(at + 1).is_some_and(|next| next.class == Class::Noun);
            !next && (self.model.occasions.contains(&one) || self.model.occasions.contains(&two))
        };
        let mut found: Vec<(usize, Span)> = Vec::new();
        for at in 0..lexemes.len() {
            if !self.is_word(lexemes, at, &["in", "at", "during", "on", "after", "before", "from"])
            {
                continue;
            }
            let nominal = |at: &usize| {
                lexemes.get(*at).is_some_and(|lexeme| {
                    lexeme.class.is_nominal()
                        || matches!(
                            lexeme.class,
                            Class::Determiner | Class::Possessive | Class::Time | Class::Past
                        )
                })
            };
            let end = (at + 1..at + 9).take_while(nominal).last().map_or(at + 1, |last| last + 1);
            let Some(noun) = (at + 1..end).find(|at| is_noun(*at)) else { continue };
            let last = self.complement_end(lexemes, noun + 1);
            let (Some(first), Some(last)) = (lexemes.get(at + 1), lexemes.get(last - 1)) else {
                continue;
            };
            found.push((at.abs_diff(cue), first.span.hull(last.span)));
        }
        found.into_iter().min_by_key(|(distance, _)| *distance).map(|(_, span)| span)
    }

    /// One past "of The Long Table", "in Hull", "with the Courier" from `start` on.
    fn complement_end(self, lexemes: &[Lexeme], start: usize) -> usize {
        let mut end = start;
        for _ in 0..2 {
            if !self.is_word(lexemes, end, &["of", "in", "with", "at", "for"]) {
                break;
            }
            let holds = |at: &usize| {
                lexemes.get(*at).is_some_and(|lexeme| {
                    lexeme.class.is_nominal()
                        || matches!(
                            lexeme.class,
                            Class::Determiner | Class::Possessive | Class::Quoted
                        )
                })
            };
            let last = (end + 1..end + 8).take_while(holds).last();
            let Some(last) = last else { break };
            end = last + 1;
        }
        end
    }
}

/// The most bytes of a block that are read on either side of a cue.
const WINDOW: usize = 1000;

fn window(text: &str, block: Span, cue: Span) -> Span {
    let mut start = cue.start().saturating_sub(WINDOW).max(block.start());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (cue.end() + WINDOW).min(block.end()).max(cue.end());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start.min(end), end)
}

/// The lexemes of the sentence that holds `at`, at most [`REACH`] on either side.
fn sentence(lexemes: &[Lexeme], at: usize) -> std::ops::Range<usize> {
    let is_stop = |at: &usize| lexemes.get(*at).is_some_and(|lexeme| lexeme.class == Class::Stop);
    let start = (at.saturating_sub(REACH)..at)
        .rev()
        .find(is_stop)
        .map_or(at.saturating_sub(REACH), |stop| stop + 1);
    let end = (at..lexemes.len().min(at + REACH)).find(is_stop);
    start..end.unwrap_or(lexemes.len().min(at + REACH))
}
