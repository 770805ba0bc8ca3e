//! Where tokens and sentences begin and end. Texts in, agreement with their silver out.

use crate::syntax::silver::Silver;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::shape::Shape;
use onrecord_model::syntax::token::{Token, Tokens};

/// How many spans the silver has, how many we have, how many are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Spans of the silver.
    pub gold: usize,
    /// Spans of ours.
    pub ours: usize,
    /// Spans of both.
    pub both: usize,
}

impl Agreement {
    /// Twice what is shared over what there is; 0 where there is nothing.
    #[must_use]
    pub fn f1(&self) -> f64 {
        match self.gold + self.ours {
            0 => 0.0,
            n => 2.0 * self.both as f64 / n as f64,
        }
    }

    /// Counts the spans of two rising lists.
    pub fn add(&mut self, gold: &[(u32, u32)], ours: &[(u32, u32)]) {
        self.gold += gold.len();
        self.ours += ours.len();
        self.both += gold.iter().filter(|span| ours.binary_search(span).is_ok()).count();
    }
}

/// The agreement on tokens, and on ends of sentences (marks that close behind a stop left out).
#[must_use]
pub fn measure(analyser: &Analyser, texts: &[Silver]) -> (Agreement, Agreement) {
    let (mut tokens, mut sentences) = (Agreement::default(), Agreement::default());
    for text in texts {
        let ours = analyser.tokens(&text.text);
        tokens.add(&spans(&text.tokens), &spans(&ours));
        sentences.add(&ends(&text.tokens), &ends(&ours));
    }
    (tokens, sentences)
}

fn spans(tokens: &Tokens) -> Vec<(u32, u32)> {
    tokens.tokens.iter().map(|token| (token.start, token.end)).collect()
}

fn ends(tokens: &Tokens) -> Vec<(u32, u32)> {
    let end = |sentence: &[Token]| {
        let last = sentence.iter().rev().find(|token| {
            let shape = token.form.shape;
            !shape.is_mark() || shape == Shape::Stop
        });
        last.or(sentence.last()).map(|token| (token.end, token.end))
    };
    tokens.sentences().filter_map(end).collect()
}
