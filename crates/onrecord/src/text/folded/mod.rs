//! The comparison form of words. A stretch of text in, tokens out: each a folded key with the span of
//! the original words it stands for. Folded text never hands out offsets of its own.
//!
//! A key is the same however a text writes the word: case, marks, accents and compatibility forms,
//! contractions ("don't", "do not" → `do` `not`), spoken forms ("gonna"), spellings ("colour"),
//! abbreviations ("U.S.", "Mr"), and numbers, which become one key of digits ("twenty-one thousand",
//! "21,000" → `21000`; "$5 million" → `5000000` `dollar`; "third" → `3rd`; "%" → `percent`).
//! A masked word keeps its letters and one star ("s***" → `s*`). Punctuation gives no token.

mod entries;
mod number;
mod word;

#[cfg(test)]
mod tests;

use crate::text::folded::entries::{Entry, entry};
use crate::text::folded::number::{Atom, Number, read};
use crate::text::folded::word::{currency, letters, literal, mask, push_folded, push_split};
use crate::text::span::Span;
use crate::text::words::words;
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// One word in its comparison form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Lower case, marks and typographic variants folded.
    pub key: String,
    /// The words of the text this token stands for. One original word may give several tokens
    /// ("don't" → "do", "not"), which then share their span; several words may give one ("twenty-one").
    pub span: Span,
}

/// The tokens of `span` of `text`, in order; spans count from the start of `text`.
#[must_use]
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut found = Vec::new();
    let _whole = each_token(text, span, &mut |key, span| {
        found.push(Token { key: key.to_owned(), span });
        ControlFlow::Continue(())
    });
    found
}

/// Hands the folded key and the span of each token of `span` of `text` to `take`, in order, until
/// `take` breaks. Allocates nothing for a token.
///
/// # Errors
/// Breaks where `take` breaks.
pub fn each_token(
    text: &str,
    span: Span,
    take: &mut impl FnMut(&str, Span) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let within = text.get(..span.end()).unwrap_or("");
    let mut folder = Folder {
        text: within,
        take,
        run: Vec::new(),
        key: String::new(),
        digits: String::new(),
        after_month: false,
    };
    let start = span.start();
    let mut end = start;
    for word in words(span.of(text)) {
        let word = Span::new(start + word.start(), start + word.end());
        // A longer unit ("U.S.", "s***t") already took it.
        if word.start() < end {
            continue;
        }
        end = folder.word(end, word)?;
    }
    folder.between(Span::new(end, span.end()))?;
    folder.flush()
}

/// Number words are held back until it is plain where the number ends; a longer run is parted.
const LONGEST_RUN: usize = 24;

struct Folder<'a, F> {
    text: &'a str,
    take: &'a mut F,
    run: Vec<(Atom, Span)>,
    key: String,
    /// The number being written; apart from `key`, which holds the word after it.
    digits: String,
    after_month: bool,
}

impl<F: FnMut(&str, Span) -> ControlFlow<()>> Folder<'_, F> {
    /// Folds `word`, which follows the text from `end` on; returns where the folded unit ends.
    fn word(&mut self, end: usize, word: Span) -> ControlFlow<(), usize> {
        let between = Span::new(end, word.start());
        if !is_plain_space(between.of(self.text)) {
            self.between(between)?;
        }
        self.key.clear();
        push_folded(word.of(self.text), &mut self.key);
        let first = self.key.as_bytes().first().copied().unwrap_or(0);
        if first.is_ascii_digit() {
            let currency = currency(self.text, word.start());
            if let Some(number) = literal(&self.key, currency.is_some()) {
                let start = currency.map_or(word.start(), |(_, start)| start);
                let atom = Atom::Literal(number, currency.map(|(name, _)| name));
                self.hold(atom, Span::new(start, word.end()))?;
                return ControlFlow::Continue(word.end());
            }
        } else if self.key.len() <= 3
            && let Some(unit) = mask(self.text, word).or_else(|| letters(self.text, word))
        {
            self.flush()?;
            self.key.clear();
            push_folded(unit.of(self.text), &mut self.key);
            self.key.retain(|c| c != '.');
            if self.key.contains('*') {
                self.key = squeeze(&self.key);
            }
            self.emit_key(unit)?;
            return ControlFlow::Continue(unit.end());
        }
        match entry(&self.key) {
            Some(Entry::Atom(atom)) if self.run.is_empty() && !atom.opens() => {
                self.emit_key(word)?;
            }
            Some(Entry::Atom(atom)) => self.hold(*atom, word)?,
            Some(Entry::Words(keys)) => {
                self.flush()?;
                for key in keys.split(' ') {
                    (self.take)(key, word)?;
                }
                self.after_month = false;
            }
            Some(Entry::Month) => {
                self.flush()?;
                self.emit_key(word)?;
                self.after_month = true;
            }
            None => {
                self.flush()?;
                self.split(word)?;
            }
        }
        ControlFlow::Continue(word.end())
    }

    /// Emits the key, parted where it is a contraction.
    fn split(&mut self, word: Span) -> ControlFlow<()> {
        self.after_month = false;
        if !self.key.contains('\'') {
            return (self.take)(&self.key, word);
        }
        let mut parts = String::new();
        push_split(&self.key, &mut parts);
        for part in parts.split(' ') {
            (self.take)(part, word)?;
        }
        ControlFlow::Continue(())
    }

    fn emit_key(&mut self, span: Span) -> ControlFlow<()> {
        self.after_month = false;
        (self.take)(&self.key, span)
    }

    fn hold(&mut self, atom: Atom, span: Span) -> ControlFlow<()> {
        if self.run.len() >= LONGEST_RUN {
            self.flush()?;
        }
        self.run.push((atom, span));
        ControlFlow::Continue(())
    }

    /// What stands between two words: signs that are said as words, and the ends of numbers.
    fn between(&mut self, between: Span) -> ControlFlow<()> {
        let part = between.of(self.text);
        for (at, c) in part.char_indices() {
            let at = between.start() + at;
            let spoken = match c {
                ' ' | '\n' | '-' | '\u{A0}' | '\u{2010}' | '\u{2011}' | '\u{202F}' | '\t'
                | '\r' => {
                    continue;
                }
                '%' => "percent",
                '¢' => "cent",
                '&' => "and",
                '#' if self.text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) => "number",
                _ => "",
            };
            self.flush()?;
            if !spoken.is_empty() {
                (self.take)(spoken, Span::new(at, at + c.len_utf8()))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Emits the numbers and words held back.
    fn flush(&mut self) -> ControlFlow<()> {
        let mut at = 0;
        while let Some((atom, span)) = self.run.get(at).copied() {
            match read(&self.run[at..]) {
                Some((number, n_atoms)) => {
                    let last =
                        self.run.get(at + n_atoms.max(1) - 1).map_or(span, |(_, last)| *last);
                    self.number(number, atom, span.hull(last))?;
                    at += n_atoms.max(1);
                }
                None if self.is_percent(at) => {
                    let last = self.run.get(at + 1).map_or(span, |(_, last)| *last);
                    (self.take)("percent", span.hull(last))?;
                    at += 2;
                }
                None => {
                    self.after_month = false;
                    (self.take)(atom.word(), span)?;
                    at += 1;
                }
            }
        }
        self.run.clear();
        ControlFlow::Continue(())
    }

    fn is_percent(&self, at: usize) -> bool {
        let atom = |at: usize| self.run.get(at).map(|(atom, _)| *atom);
        atom(at) == Some(Atom::Per) && atom(at + 1) == Some(Atom::Cent)
    }

    fn number(&mut self, number: Number, first: Atom, span: Span) -> ControlFlow<()> {
        self.digits.clear();
        // "July fourth" is printed "July 4".
        let number = Number { ordinal: number.ordinal && !self.after_month, ..number };
        let _never_fails = write!(self.digits, "{number}");
        self.after_month = false;
        (self.take)(&self.digits, span)?;
        match first {
            Atom::Literal(_, Some(currency)) => (self.take)(currency, span),
            _ => ControlFlow::Continue(()),
        }
    }
}

fn is_plain_space(between: &str) -> bool {
    matches!(between, " " | "\n" | "-")
}

/// One star for a run of stars.
fn squeeze(key: &str) -> String {
    let mut squeezed = String::with_capacity(key.len());
    for c in key.chars() {
        if c != '*' || !squeezed.ends_with('*') {
            squeezed.push(c);
        }
    }
    squeezed
}
