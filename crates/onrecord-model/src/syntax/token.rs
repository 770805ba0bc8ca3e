//! A word with what is known about it. Made by the tokeniser, filled by tagger, namer and parser.

use crate::syntax::entity::Entity;
use crate::syntax::form::Form;
use crate::syntax::relation::Relation;
use crate::syntax::tag::Tag;

/// One word or mark of a text. The possessive 's and the n't of "don't" are tokens of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Token {
    /// Its first byte in the text.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// What its spelling shows.
    pub form: Form,
    /// Its part of speech, once tagged.
    pub tag: Tag,
    /// The kind of name it is part of, once named.
    pub entity: Entity,
    /// The index of its head in its sentence, once parsed; the root has its own index.
    pub head: u32,
    /// What it is to its head, once parsed.
    pub relation: Relation,
}

impl Token {
    /// Its text, empty where the text is another than the one it was made from.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether it is the root of its sentence, where it has the index `at`.
    #[must_use]
    pub fn is_root(&self, at: usize) -> bool {
        self.head as usize == at
    }
}

/// The tokens of a text, and which of them form sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// Every token, left to right, none overlapping another.
    pub tokens: Vec<Token>,
    /// Where each sentence ends: the index of the token after its last. Rising; the last is the number
    /// of tokens.
    pub ends: Vec<u32>,
}

impl Tokens {
    /// The sentences from left to right; none is empty.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        let mut rest = self.tokens.as_slice();
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let n = (*end as usize).saturating_sub(from).min(rest.len());
            let (sentence, after) = rest.split_at(n);
            rest = after;
            from = *end as usize;
            sentence
        })
    }

    /// The sentences from left to right, to be tagged, named and parsed.
    pub fn sentences_mut(&mut self) -> impl Iterator<Item = &mut [Token]> {
        let mut rest = self.tokens.as_mut_slice();
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let n = (*end as usize).saturating_sub(from).min(rest.len());
            let (sentence, after) = std::mem::take(&mut rest).split_at_mut(n);
            rest = after;
            from = *end as usize;
            sentence
        })
    }
}
