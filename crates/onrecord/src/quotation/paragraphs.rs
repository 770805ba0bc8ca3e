//! The paragraphs in which marks are paired. A [`Document`] in, its stretches of speech-holding text
//! out: a block each, or a line each where a block's lines are paragraphs of their own.

use crate::document::Document;
use crate::document::block::Role;
use crate::quotation::ending::is_mark;
use crate::text::span::Span;

/// One paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its words, white space around them left out.
    pub(crate) span: Span,
    /// Index of its block.
    pub(crate) block: usize,
    /// What the block is.
    pub(crate) role: Role,
}

/// Lines no longer than this are taken for the lines of one hard-wrapped paragraph. Wrapped mail and
/// wire copy stands at 60 to 80 columns; paragraphs of news run far longer.
const WRAPPED: usize = 100;

/// The paragraphs of every block that may hold speech, in text order. A block printed twice is left
/// out the second time.
pub(crate) fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for (block_idx, block) in document.blocks.iter().enumerate() {
        if !block.role.holds_speech() || block.duplicate_of.is_some() {
            continue;
        }
        let span = match block.label {
            // A turn's label is no part of what is said.
            Some(label)
                if block.span.start() <= label.start() && label.end() <= block.span.end() =>
            {
                let is_lead = label.start() < block.span.start() + 8;
                let after = Span::new(label.end(), block.span.end()).of(&document.text);
                let colon = after.len()
                    - after.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_mark(c)).len();
                let start = if is_lead { label.end() + colon } else { block.span.start() };
                Span::new(start, block.span.end())
            }
            _ => block.span,
        };
        let part = span.of(&document.text);
        let is_wrapped = part.lines().all(|line| line.len() <= WRAPPED);
        let mut push = |start: usize, words: &str| {
            let trimmed = words.trim();
            if !trimmed.is_empty() {
                let start = start + (words.len() - words.trim_start().len());
                let span = Span::new(start, start + trimmed.len());
                found.push(Paragraph { span, block: block_idx, role: block.role });
            }
        };
        if is_wrapped {
            push(span.start(), part);
            continue;
        }
        let mut at = span.start();
        for line in part.split_inclusive('\n') {
            push(at, line);
            at += line.len();
        }
    }
    found
}
