//! Bytes in, [`Document`] out: one text with typed blocks, its origin, its metadata and, for a record
//! of an occasion, its turns and times. One file a format. Nothing is deleted, everything is typed.

pub mod block;
pub mod clock;
pub mod comment;
pub mod cue;
pub mod encoding;
pub mod entity;
pub mod label;
pub mod labelling;
pub mod metadata;
pub mod origin;
pub mod paragraph;
pub mod plain;
pub mod problem;
pub mod rolling;
pub mod sniff;
pub mod srt;
pub mod stage;
pub mod stamp;
pub mod transcript;
pub mod transcript_text;
pub mod utterance;
pub mod webvtt;

use crate::document::block::Block;
use crate::document::comment::Comment;
use crate::document::encoding::{Decoded, decode};
use crate::document::metadata::Metadata;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::Problem;
use crate::document::sniff::{Format, sniff};
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
    /// Ordered, disjoint stretches of `text` that are the format's own signs and no words: link
    /// targets, tags and rules of Markdown. Empty where the reader leaves the signs out of `text`.
    pub markup: Vec<Span>,
    /// Title, authors, dates and the rest, each with the place it was read from.
    pub metadata: Metadata,
    /// Turns, times, kind and coverage; `None` for an article without turns.
    pub transcript: Option<Transcript>,
    /// Comments of the markup, in text order: where an editor leaves a word for onrecord.
    pub comments: Vec<Comment>,
    /// What could not be read, and what was cut at a limit.
    pub problems: Vec<Problem>,
}

impl Document {
    /// A document without text, for a reader to fill.
    #[must_use]
    pub fn empty(origin: &Origin, kind: DocumentKind) -> Document {
        Document {
            origin: origin.clone(),
            kind,
            text: String::new(),
            blocks: Vec::new(),
            quoted: Vec::new(),
            markup: Vec::new(),
            comments: Vec::new(),
            metadata: Metadata::default(),
            transcript: None,
            problems: Vec::new(),
        }
    }
}

/// Reads `bytes` as what they look like and what `origin`'s name says. Never fails.
///
/// JSON lines hold many documents; every other format gives exactly one.
#[must_use]
pub fn read(bytes: &[u8], origin: &Origin, kind: DocumentKind) -> Vec<Document> {
    let format = sniff(bytes, &origin.name);
    if let Some(problem) = format.refusal() {
        return vec![Document { problems: vec![problem], ..Document::empty(origin, kind) }];
    }
    let Decoded { text, problems, .. } = decode(bytes, None);
    let mut document = match format {
        Format::WebVtt => webvtt::read(&text, origin),
        Format::Srt => srt::read(&text, origin),
        _ => plain::read(text, origin, kind),
    };
    if kind == DocumentKind::Record && document.transcript.is_none() {
        transcript_text::apply(&mut document);
    }
    document.problems.splice(0..0, problems);
    vec![document]
}
