//! What carries the marked stretches of one paragraph: its words around them, each stretch one lexeme.
//! A paragraph and its outermost stretches in, questions about leads, ends and sentences answered.

use crate::quotation::ending::Ending;
use crate::quotation::lexeme::{Lexeme, lexemes};
use crate::quotation::stretch::Stretch;
use crate::quotation::word_class::{Class, CueClass};
use crate::text::span::Span;
use onrecord_model::Model;

/// The lexemes of a paragraph, and where its outermost stretches stand among them.
pub(crate) struct Carrier<'a> {
    model: &'a Model,
    pub(crate) text: &'a str,
    pub(crate) lexemes: Vec<Lexeme>,
    pub(crate) marked: Vec<Marked>,
    /// Which lexemes end a sentence, in text order: asked of every stretch, read once.
    sentence_ends: Vec<usize>,
}

/// An outermost stretch and its place in a [`Carrier`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked {
    /// Index among all stretches.
    pub(crate) stretch_idx: usize,
    pub(crate) stretch: Stretch,
    /// Index of its lexeme.
    pub(crate) at: usize,
    pub(crate) lead: Lead,
    pub(crate) ending: Ending,
    pub(crate) n_words: usize,
    /// Whether its first letter is a capital or a digit.
    pub(crate) is_capital: bool,
    /// Whether its mark is one that English does not use: no reporting word is listed then.
    pub(crate) is_foreign: bool,
}

/// What stands before a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// A paragraph or a sentence begins with it.
    Start,
    Comma,
    Colon,
    Dash,
    Open,
    /// Another stretch whose sentence goes on.
    Quoted,
    /// A word.
    Word,
}

impl<'a> Carrier<'a> {
    /// Reads the paragraph at `span`; `outermost` are its stretches with no stretch around them.
    pub(crate) fn read(
        model: &'a Model,
        text: &'a str,
        span: Span,
        outermost: &[(usize, Stretch)],
    ) -> Carrier<'a> {
        let outer: Vec<Span> = outermost.iter().map(|(_, stretch)| stretch.outer).collect();
        let lexemes = lexemes(model, text, span, &outer);
        let marked = Vec::with_capacity(outermost.len());
        let mut carrier = Carrier { model, text, lexemes, marked, sentence_ends: Vec::new() };
        let all = 0..carrier.lexemes.len();
        carrier.sentence_ends = all.filter(|at| carrier.ends_sentence(*at)).collect();
        for (stretch_idx, stretch) in outermost {
            let at = (carrier.lexemes)
                .partition_point(|lexeme| lexeme.span.start() < stretch.outer.start());
            let words = stretch.inner.of(text);
            let first = words.chars().find(|c| c.is_alphanumeric());
            let marked = Marked {
                stretch_idx: *stretch_idx,
                stretch: *stretch,
                at,
                lead: carrier.lead(at, stretch.outer.start()),
                ending: Ending::of(words),
                n_words: n_words(words),
                is_capital: first.is_some_and(|c| !c.is_lowercase()),
                is_foreign: stretch.outer.of(text).starts_with(FOREIGN),
            };
            carrier.marked.push(marked);
        }
        carrier
    }

    pub(crate) fn class(&self, at: usize) -> Option<Class> {
        self.lexemes.get(at).map(|lexeme| lexeme.class)
    }

    pub(crate) fn cue(&self, at: usize) -> Option<CueClass> {
        self.lexemes.get(at).and_then(|lexeme| lexeme.cue)
    }

    /// How often the reporting word at `at` reports the words in marks after it, of a hundred; 0 for
    /// any other word.
    pub(crate) fn reports(&self, at: usize) -> u32 {
        let Some(cue) = self.cue(at) else { return 0 };
        let counted = self.model.reports.get(&self.word(at).to_lowercase());
        // Rare words of a class: their classes' shares in PolNeAR train, rounded.
        counted.and_then(|share| share.parse().ok()).unwrap_or(match cue {
            CueClass::Speech | CueClass::Label => 50,
            CueClass::Thought => 30,
            CueClass::Weak | CueClass::Document => 10,
        })
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.lexemes.get(at).map_or("", |lexeme| lexeme.span.of(self.text))
    }

    pub(crate) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(at).eq_ignore_ascii_case(word))
    }

    fn lead(&self, at: usize, start: usize) -> Lead {
        // A tag that a scraper left behind is no word of the sentence.
        let before = self.text.get(..start).unwrap_or("");
        if before.ends_with('>') || before.ends_with("> ") {
            return Lead::Start;
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.lexemes.get(before)) else {
            return Lead::Start;
        };
        match before.class {
            Class::Stop => Lead::Start,
            Class::Quoted => {
                let ends = Ending::of(before.span.of(self.text));
                if matches!(ends, Ending::Closed | Ending::Called) {
                    Lead::Start
                } else {
                    Lead::Quoted
                }
            }
            Class::Comma | Class::Semicolon => Lead::Comma,
            Class::Colon => Lead::Colon,
            Class::Dash => Lead::Dash,
            Class::Open => Lead::Open,
            // "(LAUGHTER) “Yes.”", but "the bank (its owner) “failed”".
            Class::Close => match at.checked_sub(2).and_then(|before| self.class(before)) {
                Some(Class::Stop) | None => Lead::Start,
                _ => Lead::Word,
            },
            _ => Lead::Word,
        }
    }

    /// Whether a sentence ends with lexeme `at`: a full stop, or a stretch that ends with one before a
    /// capital, another stretch, or nothing.
    fn ends_sentence(&self, at: usize) -> bool {
        match self.class(at) {
            None | Some(Class::Stop) => true,
            Some(Class::Quoted) => {
                let ends = matches!(Ending::of(self.word(at)), Ending::Closed | Ending::Called);
                let next = self.word(at + 1).chars().next();
                ends && next.is_none_or(|c| !c.is_lowercase())
                    && !matches!(self.class(at + 1), Some(Class::Comma | Class::Dash))
            }
            Some(_) => false,
        }
    }

    /// The first lexeme of the sentence that holds `at`.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        let next = self.sentence_ends.partition_point(|end| *end < at);
        let last = next.checked_sub(1).and_then(|last| self.sentence_ends.get(last));
        last.map_or(0, |last| last + 1).max(at.saturating_sub(SENTENCE))
    }

    /// One past the last lexeme of the sentence that holds `at`, its full stop left out.
    pub(crate) fn sentence_end(&self, at: usize) -> usize {
        let next = self.sentence_ends.partition_point(|end| *end < at);
        match self.sentence_ends.get(next).copied().filter(|end| end - at < SENTENCE) {
            Some(end) if self.class(end) == Some(Class::Stop) => end,
            Some(end) => end + 1,
            None => self.lexemes.len().min(at + SENTENCE).max(at),
        }
    }

    /// The text from lexeme `start` up to lexeme `end`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.lexemes.get(start)?;
        let last = self.lexemes.get(end.checked_sub(1)?)?;
        (start < end).then(|| first.span.hull(last.span))
    }
}

const FOREIGN: [char; 10] = ['„', '‚', '”', '«', '»', '‹', '›', '「', '『', '｢'];

/// The words of `text`: what stands between spaces, or each character of a script without spaces.
fn n_words(text: &str) -> usize {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| *c >= '\u{3040}').count().max(1))
        .sum()
}

/// No sentence is followed farther than this many lexemes: text without full stops stays linear.
const SENTENCE: usize = 150;
