//! Sentences drawn at random, with a seed, and asked for as if an article quoted them.

use crate::reference::Word;
use onrecord::document::Document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::matching::archive::Archive;
use onrecord::matching::{Match, search};
use onrecord::quotation::act::Act;
use onrecord::quotation::{Quotation, QuotationKind};
use onrecord::text::sentences::sentences;
use onrecord::text::span::Span;

/// A generator of numbers that are the same on every run (Steele 2014, SplitMix64).
#[derive(Debug)]
pub struct Draw(u64);

impl Draw {
    /// Numbers that follow from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z % n.max(1) as u64) as usize
    }

    /// `n` of `items`, drawn without return, in the order drawn; all where there are fewer.
    pub fn take<T>(&mut self, mut items: Vec<T>, n: usize) -> Vec<T> {
        let mut drawn = Vec::new();
        while drawn.len() < n && !items.is_empty() {
            let at = self.below(items.len());
            drawn.push(items.swap_remove(at));
        }
        drawn
    }
}

/// One sentence of a record.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its text.
    pub text: String,
    /// First and one past the last of the words (of [`crate::reference::words`]) in it.
    pub words: (usize, usize),
}

/// The sentences of the turns of `record` with at least `shortest` of `words`.
#[must_use]
pub fn long_sentences(record: &Document, words: &[Word], shortest: usize) -> Vec<Sentence> {
    let Some(transcript) = &record.transcript else { return Vec::new() };
    let mut found = Vec::new();
    for turn in &transcript.turns {
        for sentence in sentences(turn.span.of(&record.text)) {
            let start = turn.span.start();
            let span = Span::new(start + sentence.start(), start + sentence.end());
            let first = words.partition_point(|word| word.span.start() < span.start());
            let past = words.partition_point(|word| word.span.start() < span.end());
            let holds_unsaid = transcript.unsaid.iter().any(|unsaid| unsaid.overlaps(span));
            if past - first >= shortest && !holds_unsaid {
                found.push(Sentence {
                    text: span.of(&record.text).to_owned(),
                    words: (first, past),
                });
            }
        }
    }
    found
}

/// An article that is one quotation.
#[must_use]
pub fn quoted(sentence: &str) -> (Document, Quotation) {
    let origin = Origin { name: "sentence".to_owned() };
    let mut document = Document::empty(&origin, DocumentKind::Article);
    document.text = sentence.to_owned();
    let whole = Span::new(0, sentence.len());
    let quotation = Quotation {
        kind: QuotationKind::Direct,
        content: vec![whole],
        marked: vec![whole],
        cue: None,
        source: None,
        block: 0,
        inside: None,
        act: Act::Speech,
    };
    (document, quotation)
}

/// The passages found for `sentence`.
#[must_use]
pub fn look_up(archive: &Archive, sentence: &str) -> Vec<Match> {
    let (document, quotation) = quoted(sentence);
    search(archive, &document, &quotation)
}
