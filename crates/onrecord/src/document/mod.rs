//! Bytes in, [`Document`] out: one text with typed blocks, its origin, its metadata and, for a record
//! of an occasion, its turns and times. One file a format. Nothing is deleted, everything is typed.

pub mod block;
pub mod clock;
pub mod comment;
pub mod coverage;
pub mod cue;
pub mod dateline;
pub mod docx;
pub mod encoding;
pub mod entity;
pub mod front_matter;
pub mod furniture;
pub mod html;
pub mod interview;
pub mod json_lines;
pub mod label;
pub mod labelling;
pub mod layout;
pub mod limits;
pub mod markdown;
pub mod metadata;
pub mod notice;
pub mod origin;
pub mod package;
pub mod paragraph;
pub mod plain;
pub mod problem;
pub mod recogniser_json;
pub mod record_day;
pub mod record_name;
pub mod rolling;
pub mod side_file;
pub mod sniff;
pub mod srt;
pub mod stage;
pub mod stamp;
pub mod transcript;
pub mod transcript_text;
pub mod utterance;
pub mod webvtt;

use crate::document::block::{Block, Role};
use crate::document::comment::Comment;
use crate::document::encoding::{Decoded, decode};
use crate::document::limits::{BLOCKS, INPUT_BYTES, Size, reached};
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
    /// Whether byte `at` of `text` belongs to the format's own signs.
    #[must_use]
    pub fn is_markup(&self, at: usize) -> bool {
        let next = self.markup.partition_point(|span| span.end() <= at);
        self.markup.get(next).is_some_and(|span| span.start() <= at)
    }

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

    /// The article's own words: blocks with [`Role::is_main`] and the standfirst, in order, each
    /// once, joined by blank lines. Title, captions, embedded posts and furniture are left out.
    #[must_use]
    pub fn main_text(&self) -> String {
        let is_main = |block: &&Block| {
            (block.role.is_main() || block.role == Role::Standfirst) && block.duplicate_of.is_none()
        };
        let blocks = self.blocks.iter().filter(is_main);
        blocks.map(|block| block.span.of(&self.text)).collect::<Vec<_>>().join("\n\n")
    }
}

/// Reads `bytes` as what they look like and what `origin`'s name says. Never fails.
///
/// JSON lines hold many documents; every other format gives exactly one.
#[must_use]
pub fn read(bytes: &[u8], origin: &Origin, kind: DocumentKind) -> Vec<Document> {
    let format = sniff(bytes, &origin.name);
    if let Some(problem) = format.refusal().or_else(|| too_large(bytes)) {
        return vec![refused(problem, origin, kind)];
    }
    if format == Format::Docx {
        return vec![finished(docx::read(bytes, origin, kind), format, kind)];
    }
    let declared = (format == Format::Html).then(|| html::charset(bytes)).flatten();
    let Decoded { text, problems, .. } = decode(bytes, declared.as_deref());
    let mut documents = match format {
        Format::JsonLines => json_lines::read(&text, origin, kind),
        Format::Json => json_lines::read_value(&text, origin, kind),
        _ => vec![read_text(text, format, origin, kind)],
    };
    if let Some(document) = documents.first_mut() {
        document.problems.splice(0..0, problems);
    }
    documents
}

/// Reads characters of a format that holds one document; formats that hold none are read as plain
/// text.
#[must_use]
pub fn read_text(text: String, format: Format, origin: &Origin, kind: DocumentKind) -> Document {
    let document = match format {
        Format::Html => html::read(&text, origin, kind),
        Format::WebVtt => webvtt::read(&text, origin),
        Format::Srt => srt::read(&text, origin),
        Format::Markdown => markdown::read(text, origin, kind),
        _ => plain::read(text, origin, kind),
    };
    finished(document, format, kind)
}

/// What formats have in common: the layout of articles that have no markup for it, the turns of
/// records that have no times, and what a record's name says.
fn finished(mut document: Document, format: Format, kind: DocumentKind) -> Document {
    document.kind = kind;
    if document.blocks.len() >= BLOCKS {
        let message = format!("more than {BLOCKS} paragraphs; the last holds the rest");
        document.problems.push(reached(message));
    }
    let has_turns = document.transcript.is_some();
    if kind == DocumentKind::Article && format != Format::Html && !has_turns {
        layout::apply(&mut document);
    }
    if kind == DocumentKind::Record {
        if !has_turns {
            transcript_text::apply(&mut document);
        }
        record_name::describe(&mut document);
        coverage::settle(&mut document);
    }
    document
}

/// A document that holds nothing but the reason why.
fn refused(problem: Problem, origin: &Origin, kind: DocumentKind) -> Document {
    Document { problems: vec![problem], ..Document::empty(origin, kind) }
}

fn too_large(bytes: &[u8]) -> Option<Problem> {
    let (size, most) = (Size(bytes.len() as u64), Size(INPUT_BYTES as u64));
    let message = || format!("{size}; at most {most} are read");
    (bytes.len() > INPUT_BYTES).then(|| reached(message()))
}
