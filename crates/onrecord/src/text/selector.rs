//! A place that outlives its text: the exact words with what stands before and after them
//! (W3C Web Annotation, `TextQuoteSelector`). A text and a span in, a selector out.

use crate::text::span::Span;
use serde::Serialize;

/// Characters kept on each side; the W3C model leaves the length open, Hypothesis uses 32.
const CONTEXT: usize = 32;

/// The words of a span and up to 32 characters on each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Selector {
    /// The words themselves.
    pub exact: String,
    /// What stands before; shorter or empty at the start of the text.
    pub prefix: String,
    /// What stands after; shorter or empty at the end of the text.
    pub suffix: String,
}

/// The selector of `span` in `text`.
#[must_use]
pub fn select(text: &str, span: Span) -> Selector {
    let before = text.get(..span.start()).unwrap_or("");
    let after = text.get(span.end()..).unwrap_or("");
    // Counted back from the span: a long text has many spans.
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    Selector {
        exact: span.of(text).to_owned(),
        prefix: before.get(start..).unwrap_or("").to_owned(),
        suffix: after.chars().take(CONTEXT).collect(),
    }
}
