//! The steps of an alignment with the folded words they stand for. A match in, [`Pair`]s out.

use crate::document::Document;
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::text::folded::{Token, tokens};
use crate::text::span::Span;

/// One word against one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What happened to the word.
    pub kind: StepKind,
    /// Which part of the alignment.
    pub part: usize,
    /// The article's word; empty (a position) where only the record has one.
    pub content: Span,
    /// The record's word; empty (a position) where only the article has one.
    pub passage: Span,
    /// The article's word, folded; empty where only the record has one.
    pub printed: String,
    /// The record's word, folded; empty where only the article has one.
    pub said: String,
}

/// The pairs of a match, all parts in order.
#[must_use]
pub fn pairs(document: &Document, record: &Document, found: &Match) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (part, aligned) in found.alignment.parts.iter().enumerate() {
        let steps = &aligned.steps;
        let mut printed = Keys::new(&document.text, steps.iter().map(|step| step.content));
        let mut said = Keys::new(&record.text, steps.iter().map(|step| step.passage));
        for step in &aligned.steps {
            pairs.push(Pair {
                kind: step.kind,
                part,
                content: step.content,
                passage: step.passage,
                printed: printed.next(step.content),
                said: said.next(step.passage),
            });
        }
    }
    pairs
}

/// Folds spans one after the other; consecutive equal spans give the tokens of one word in turn.
struct Keys<'a> {
    text: &'a str,
    span: Span,
    tokens: std::vec::IntoIter<Token>,
}

impl<'a> Keys<'a> {
    /// A part may open inside a word: with the "not" of "don't". Then the word's first tokens are
    /// passed over, so that the last one meets the last step.
    fn new(text: &'a str, spans: impl Iterator<Item = Span>) -> Keys<'a> {
        let mut spans = spans.skip_while(|span| span.is_empty());
        let Some(span) = spans.next() else {
            return Keys { text, span: Span::default(), tokens: Vec::new().into_iter() };
        };
        let n_steps = 1 + spans.take_while(|next| *next == span).count();
        let mut tokens = tokens(text, span);
        tokens.drain(..tokens.len().saturating_sub(n_steps));
        Keys { text, span, tokens: tokens.into_iter() }
    }

    fn next(&mut self, span: Span) -> String {
        if span.is_empty() {
            return String::new();
        }
        if span != self.span {
            self.span = span;
            self.tokens = tokens(self.text, span).into_iter();
        }
        match self.tokens.next() {
            Some(token) => token.key,
            None => span.of(self.text).to_lowercase(),
        }
    }
}
