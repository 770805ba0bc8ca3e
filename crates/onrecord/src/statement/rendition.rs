//! One quotation as this room compares it. Folded words in, a [`Rendition`] out: numbers for the words
//! and for what the words mean alike, with who said it and when it was printed.

use crate::document::Document;
use crate::matching::background::{UNLISTED, listed};
use crate::matching::segment::hash;
use crate::quotation::Quotation;
use crate::text::folded::each_token;
use crate::text::span::Span;
use onrecord_model::{Model, Wording};
use rustc_hash::FxHashMap;
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// One word, in two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The folded word: equal for "don't" and "do not", "Colour" and "color".
    pub key: u32,
    /// What it means alike: equal for the forms of one word, and for the words of one set of the list of
    /// synonyms.
    pub class: u32,
}

/// What is known of one quotation, as far as statements are made by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendition {
    /// The words given as said, in order.
    pub words: Vec<Word>,
    /// Who is given as the speaker: the same number for the same person. `None` where that is unclear.
    pub speaker: Option<u64>,
    /// The day of printing, counted from 1 January 1970; `None` where the document gives none.
    pub day: Option<i32>,
}

/// The words of a quotation: of its marked parts, or of the whole where nothing is marked.
#[must_use]
pub fn words(model: &Model, document: &Document, quotation: &Quotation) -> Vec<Word> {
    let parts = if quotation.marked.is_empty() { &quotation.content } else { &quotation.marked };
    let mut words = Vec::new();
    for part in parts {
        push_words(&model.wording, &document.text, *part, &mut words);
    }
    words
}

/// The words of `text`.
#[must_use]
pub fn words_of(model: &Model, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    push_words(&model.wording, text, Span::new(0, text.len()), &mut words);
    words
}

fn push_words(wording: &Wording, text: &str, span: Span, words: &mut Vec<Word>) {
    let _whole = each_token(text, span, &mut |key, _| {
        words.push(Word { key: hash(key), class: class(wording, key) });
        ControlFlow::Continue(())
    });
}

/// A set of synonyms is named by its number, so that no word's own number stands for one.
fn class(wording: &Wording, key: &str) -> u32 {
    match wording.synonym_sets(key).first() {
        Some(set) => hash("set").wrapping_add(*set as u32),
        None => hash(wording.ground(key)),
    }
}

/// Points of one nat: all weights of this room are whole numbers, so that they are the same on every
/// machine.
pub(crate) const NAT: i32 = 64;

/// How much the word tells, in points: minus the logarithm of its share in speech.
pub(crate) fn weight(word: Word) -> i32 {
    static COMMON: LazyLock<(FxHashMap<u32, i32>, i32)> = LazyLock::new(|| {
        let points = |share: f64| (-share.ln() * f64::from(NAT)).round() as i32;
        (listed().map(|(key, share)| (key, points(share))).collect(), points(UNLISTED))
    });
    COMMON.0.get(&word.key).copied().unwrap_or(COMMON.1)
}
