//! What every reader promises, on any bytes. A name and bytes in; a broken promise is a panic that
//! says which. The fuzz targets and `crates/onrecord/tests/readers.rs` both call it.

use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read, side_file};
use onrecord::text::span::Span;

/// Reads `bytes` as an article and as a record of this `name` and holds the readers to their word.
pub fn hold(name: &str, bytes: &[u8]) {
    for kind in [DocumentKind::Article, DocumentKind::Record] {
        let origin = Origin { name: name.to_owned() };
        let documents = read(bytes, &origin, kind);
        assert!(!documents.is_empty() || name.ends_with(".jsonl"), "no document comes out");
        for document in &documents {
            hold_document(document);
        }
        let again = read(bytes, &origin, kind);
        assert_eq!(
            format!("{documents:?}"),
            format!("{again:?}"),
            "the same bytes read differently"
        );
    }
}

/// Applies `bytes` as the side file `name` to a small record.
pub fn hold_side_file(name: &str, bytes: &[u8]) {
    let origin = Origin { name: "talk.txt".to_owned() };
    let record = b"SPEAKER_00: We will not close the plant.\n\nADA LOW: (APPLAUSE) Never.";
    for mut document in read(record, &origin, DocumentKind::Record) {
        side_file::apply(&mut document, bytes, name);
        hold_document(&document);
    }
}

/// Holds one document to the promises of [`Document`]'s fields.
pub fn hold_document(document: &Document) {
    let text = document.text.as_str();
    assert!(text.len() < u32::MAX as usize, "the text is longer than a span can say");
    ordered(text, "blocks", document.blocks.iter().map(|block| block.span));
    ordered(text, "markup", document.markup.iter().copied());
    for (block_idx, block) in document.blocks.iter().enumerate() {
        assert!(!block.span.is_empty(), "block {block_idx} is empty");
        assert_eq!(
            block.span.of(text).trim(),
            block.span.of(text),
            "block {block_idx} is not trimmed"
        );
        assert!(
            block.duplicate_of.is_none_or(|first| first < block_idx),
            "a block repeats a later one"
        );
        block.label.into_iter().for_each(|label| inside(text, "label", label));
    }
    document.quoted.iter().for_each(|span| inside(text, "quoted", *span));
    document.comments.iter().for_each(|comment| inside(text, "comment", comment.span));
    covered(document);
    let Some(transcript) = &document.transcript else { return };
    ordered(text, "turns", transcript.turns.iter().map(|turn| turn.span));
    ordered(text, "unsaid", transcript.unsaid.iter().copied());
    ordered(text, "times", transcript.times.iter().map(|time| time.span));
    for turn in &transcript.turns {
        assert!(!turn.span.is_empty(), "a turn is empty");
        assert!(
            turn.speaker.as_ref().is_none_or(|name| !name.trim().is_empty()),
            "a speaker has no name"
        );
    }
    for time in &transcript.times {
        assert!(time.start_ms <= time.end_ms, "a time ends before it begins");
    }
}

fn inside(text: &str, what: &str, span: Span) {
    assert!(
        text.get(span.start()..span.end()).is_some(),
        "{what} {span:?} is not on char boundaries of the text"
    );
}

fn ordered(text: &str, what: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        inside(text, what, span);
        assert!(span.start() >= end, "{what} {span:?} begins before {end}");
        end = span.end();
    }
}

/// Every letter and digit lies in a block or in markup.
fn covered(document: &Document) {
    let mut spans: Vec<Span> = document.blocks.iter().map(|block| block.span).collect();
    spans.extend(&document.markup);
    spans.sort_unstable();
    let mut at = 0;
    for span in spans.into_iter().chain([Span::empty(document.text.len())]) {
        if span.start() > at {
            let between = document.text.get(at..span.start()).unwrap_or("");
            assert!(
                !between.contains(char::is_alphanumeric),
                "words outside of every block: {between:?}"
            );
        }
        at = at.max(span.end());
    }
}
