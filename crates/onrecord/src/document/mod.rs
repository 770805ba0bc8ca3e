//! Bytes in, [`Document`] out: one text with typed blocks, its origin, its metadata and, for a record
//! of an occasion, its turns and times. One file a format. Nothing is deleted, everything is typed.

pub mod block;

pub mod comment;
pub mod encoding;
pub mod metadata;
pub mod origin;
pub mod plain;
pub mod problem;
pub mod subtitles;
pub mod transcript;

use crate::document::block::Block;
use crate::document::comment::Comment;
use crate::document::metadata::Metadata;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::Problem;
use crate::document::transcript::Transcript;
use crate::text::span::Span;

/// One text: an article, or a record of an occasion.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it came from.
    pub origin: Origin,
    /// What it is read as.
    pub kind: DocumentKind,
    /// What every [`Span`] of the document counts in. For plain text, the decoded input itself.
    pub text: String,
    /// Ordered, disjoint, typed; together they hold every word of `text`.
    pub blocks: Vec<Block>,
    /// Stretches that markup alone sets between quotation marks (`<q>`), without marks in `text`.
    pub quoted: Vec<Span>,
    /// Title, authors, dates and the rest, each with the place it was read from.
    pub metadata: Metadata,
    /// Turns, times, kind and coverage; `None` for an article without turns.
    pub transcript: Option<Transcript>,
    /// Comments of the markup, in text order: where an editor leaves a word for onrecord.
    pub comments: Vec<Comment>,
    /// What could not be read, and what was cut at a limit.
    pub problems: Vec<Problem>,
}

/// Reads `bytes` as what they look like and what `origin`'s name says. Never fails.
///
/// JSON lines hold many documents; every other format gives exactly one.
#[must_use]
pub fn read(bytes: &[u8], origin: &Origin, kind: DocumentKind) -> Vec<Document> {
    let text = String::from_utf8_lossy(bytes);
    if text.trim_start_matches('\u{FEFF}').starts_with("WEBVTT") {
        return vec![subtitles::read(&text, origin)];
    }
    vec![plain::read(&text, origin, kind)]
}
