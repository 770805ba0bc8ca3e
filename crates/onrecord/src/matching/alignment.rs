//! Word against word: what matching hands to the verdict.

use crate::text::span::Span;

/// A stretch of a record that a quotation is laid against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Index of the record in the archive.
    pub record: usize,
    /// From the first aligned word to the last, in the record's text.
    pub span: Span,
}

/// The parts of the content, in content order, each aligned to its own stretch of the record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alignment {
    /// At least one for a match. More than one where the content has an ellipsis or joins stretches
    /// that do not follow one another in the record.
    pub parts: Vec<Part>,
}

/// One run of the content aligned to one run of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The content's words, in the article's text.
    pub content: Span,
    /// The record's words.
    pub passage: Span,
    /// In order on both sides; every folded token of both spans is in exactly one step.
    pub steps: Vec<Step>,
    /// How this part follows the one before; `None` for the first.
    pub joint: Option<Joint>,
}

/// One word (folded token) against one word. Tokens folded from one original word ("don't" → "do",
/// "not") share their span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What happened to the word.
    pub kind: StepKind,
    /// The content's word; empty (a position) when the word is only in the record.
    pub content: Span,
    /// The record's word; empty (a position) when the word is only in the content.
    pub passage: Span,
}

/// What happened to a word between record and content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// One word on both sides. Equal folded keys (the original characters may differ: case, marks,
    /// contraction, numeral), two readings of one contraction ("he'd", "he had"), or a masked word
    /// and one that it may mask ("s***").
    Same,
    /// Another word in its place.
    Changed,
    /// In the record, not in the content.
    Dropped,
    /// In the content, not in the record.
    Added,
}

/// The distance between two parts in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joint {
    /// Whether the content marks the join: an ellipsis, brackets, or a cue between two marked spans.
    pub marked: bool,
    /// Words of the record between the parts; negative where the later part was said earlier.
    pub words: i64,
    /// Turns crossed; 0 inside one turn, negative backwards.
    pub turns: i64,
    /// Milliseconds between the parts, where the record has time codes.
    pub milliseconds: Option<i64>,
}
