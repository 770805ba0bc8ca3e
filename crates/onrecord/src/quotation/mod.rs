//! A [`Document`] in, its [`Quotation`]s out: what the text gives as somebody's words, with the words
//! that introduce them and the words that name who said them.

pub(crate) mod candidate;
pub(crate) mod carry;
pub mod cue;
pub(crate) mod lexeme;
pub(crate) mod phrase;
pub(crate) mod source;

use crate::document::Document;
use crate::quotation::cue::link;
use crate::text::span::Span;
use onrecord_model::Model;
use serde::Serialize;

/// A report's rendering of an utterance, or marked text that is none. Spans are in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// What it is; only kinds with [`QuotationKind::is_speech`] are checked.
    pub kind: QuotationKind,
    /// The words given as said, marks left out; several spans where a cue or a paragraph break
    /// parts them. For a mixed quotation the whole reported clause, marked or not.
    pub content: Vec<Span>,
    /// The parts of `content` between marks (or in a block quote), in order: what is claimed to be
    /// verbatim. Empty for an indirect quotation.
    pub marked: Vec<Span>,
    /// The words that introduce it ("said", "according to"); `None` where there are none.
    pub cue: Option<Span>,
    /// The words that name who said it; `None` where the text names nobody beside it.
    pub source: Option<Span>,
    /// The block in which it begins: an index into `Document::blocks`.
    pub block: usize,
    /// The index of the quotation inside which this one stands, for nested marks.
    pub inside: Option<usize>,
}

/// Kinds of quotation, then kinds of marked text that is no speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotationKind {
    /// All inside marks (at least nine words in ten).
    Direct,
    /// Partly inside marks.
    Mixed,
    /// No marks.
    Indirect,
    /// A headline's claim of words.
    Headline,
    /// A work's title in marks.
    Title,
    /// A term or word spoken of.
    Term,
    /// A nickname between names.
    Nickname,
    /// Marks that keep a distance, with nobody said to have spoken.
    ScareQuote,
}

impl QuotationKind {
    /// Whether the marks stand for speech.
    #[must_use]
    pub fn is_speech(self) -> bool {
        matches!(
            self,
            QuotationKind::Direct
                | QuotationKind::Mixed
                | QuotationKind::Indirect
                | QuotationKind::Headline
        )
    }
}

/// Every marked quotation of `document`, in text order.
#[must_use]
pub fn extract(model: &Model, document: &Document) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    for (block_idx, block) in
        document.blocks.iter().enumerate().filter(|(_, block)| block.role.holds_speech())
    {
        let mut open = None;
        for (at, c) in block.span.of(&document.text).char_indices() {
            let at = block.span.start() + at;
            match (c, open) {
                ('“', _) | ('"', None) => open = Some(at + c.len_utf8()),
                ('”' | '"', Some(start)) => {
                    let content = vec![Span::new(start, at)];
                    quotations.push(Quotation {
                        kind: QuotationKind::Direct,
                        marked: content.clone(),
                        content,
                        cue: None,
                        source: None,
                        block: block_idx,
                        inside: None,
                    });
                    open = None;
                }
                _ => {}
            }
        }
    }
    link(model, document, &mut quotations);
    quotations
}
