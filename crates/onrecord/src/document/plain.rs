//! Plain text: the decoded input is the document's text, parted into blocks at blank lines. A record
//! has its turns read from `NAME:` labels.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::comment::comments;
use crate::document::metadata::Metadata;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::transcript::{Transcript, Turn};
use crate::text::span::Span;

/// Reads decoded plain text; spans are positions in `text` itself.
#[must_use]
pub fn read(text: &str, origin: &Origin, kind: DocumentKind) -> Document {
    let blocks: Vec<Block> = paragraphs(text)
        .map(|span| Block { role: Role::Body, span, label: None, duplicate_of: None })
        .collect();
    let transcript = (kind == DocumentKind::Record).then(|| Transcript {
        turns: blocks.iter().map(|block| turn(text, block.span)).collect(),
        ..Transcript::default()
    });
    Document {
        origin: origin.clone(),
        kind,
        text: text.to_owned(),
        blocks,
        quoted: Vec::new(),
        markup: Vec::new(),
        metadata: Metadata::default(),
        transcript,
        comments: comments(text),
        problems: Vec::new(),
    }
}

fn turn(text: &str, span: Span) -> Turn {
    let words = span.of(text);
    match words.split_once(": ") {
        Some((name, said)) if name.len() < 40 && !name.contains(['.', '\n']) => Turn {
            speaker: Some(name.to_owned()),
            span: Span::new(span.end() - said.len(), span.end()),
        },
        _ => Turn { speaker: None, span },
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive("\n\n").filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len();
        let trimmed = part.trim();
        (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
    })
}
