//! The words that a quotation claims to be verbatim. A quotation's marked spans in, folded words with
//! the breaks between them out.

use crate::document::Document;
use crate::matching::index::Index;
use crate::matching::near::near;
use crate::matching::path::Slot;
use crate::matching::segment::hash;
use crate::quotation::Quotation;
use crate::text::folded::tokens;
use crate::text::span::Span;
use std::cell::OnceCell;

/// One folded word of the content.
#[derive(Debug, Clone)]
pub(crate) struct Printed {
    /// The folded key.
    pub(crate) key: String,
    /// Hash of the key.
    pub(crate) hash: u32,
    /// In the article's text.
    pub(crate) span: Span,
    /// What the content asks for before the word.
    pub(crate) slot: Slot,
    /// Whether the word is part of a contraction, whose second half may be read in two ways.
    pub(crate) contracted: bool,
    /// The information of the word in the archive, 50 a bit.
    pub(crate) weight: i32,
    /// Hashes of the words that it may be a misspelling of; none for a word of the archive.
    pub(crate) near: Vec<u32>,
    /// Its information after none, one and two words of the content before it, once it was asked for.
    pub(crate) surprise: [OnceCell<f64>; 3],
}

/// The folded words of `quotation`'s marked spans, in order.
pub(crate) fn printed(index: &Index, document: &Document, quotation: &Quotation) -> Vec<Printed> {
    let mut found: Vec<Printed> = Vec::new();
    let mut depth = Depth::default();
    for marked in &quotation.marked {
        let mut at = marked.start();
        let mut first = true;
        for token in tokens(&document.text, *marked) {
            // Tokens folded from one word share its span: nothing lies between them.
            let between = shown(document, Span::new(at, token.span.start().max(at)));
            at = token.span.end();
            if document.is_markup(token.span.start()) {
                continue;
            }
            let breaks = has_ellipsis(&between) || (first && !found.is_empty());
            depth.read(&between);
            let hash = hash(&token.key);
            found.push(Printed {
                hash,
                weight: weight(index, hash),
                near: near(index, &token.key, index.count(hash)),
                slot: Slot { breaks, bracketed: depth.inside },
                contracted: is_contracted(token.span.of(&document.text)),
                span: token.span,
                key: token.key,
                surprise: Default::default(),
            });
            first = false;
        }
        depth = Depth::default();
    }
    found
}

/// The text of `span` without the signs of the document's format: the brackets of a link are no
/// brackets of the quotation's.
fn shown(document: &Document, span: Span) -> String {
    let text = span.of(&document.text).char_indices();
    text.filter(|(at, _)| !document.is_markup(span.start() + at)).map(|(_, c)| c).collect()
}

/// Whether `word`, as written, may be a contraction.
pub(crate) fn is_contracted(word: &str) -> bool {
    word.contains(['\'', '’'])
}

/// Whether a square bracket is open.
#[derive(Debug, Default)]
struct Depth {
    inside: bool,
}

impl Depth {
    fn read(&mut self, between: &str) {
        for c in between.chars() {
            match c {
                '[' => self.inside = true,
                ']' => self.inside = false,
                _ => {}
            }
        }
    }
}

/// "…", "...", ". . .", "[...]", "* * *" and a lone "[ ]" stand for words left out.
fn has_ellipsis(between: &str) -> bool {
    let dense: String = between.chars().filter(|c| !c.is_whitespace()).collect();
    dense.contains('…') || dense.contains("..") || dense.contains("[]") || dense.contains("***")
}

/// 50 a bit of unigram information, between 250 (commoner than one word in 32) and 700 (one in 2^14).
fn weight(index: &Index, hash: u32) -> i32 {
    ((index.bits(hash) * 50.0) as i32).clamp(250, 700)
}
