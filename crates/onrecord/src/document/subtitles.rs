//! WebVTT: cues with times in, a record's text with turns and time codes out.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::metadata::Metadata;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::transcript::{RecordKind, TimeCode, Transcript, Turn};
use crate::text::span::Span;

/// Reads decoded WebVTT; the text is the cues' words, a line a cue.
#[must_use]
pub fn read(vtt: &str, origin: &Origin) -> Document {
    let mut text = String::new();
    let mut times = Vec::new();
    let mut current: Option<(u64, u64)> = None;
    for line in vtt.lines().skip(1) {
        if let Some((from, to)) = line.split_once("-->") {
            current = clock(from).zip(clock(to));
        } else if line.trim().is_empty() {
            current = None;
        } else if let Some((start_ms, end_ms)) = current {
            let start = text.len();
            text.push_str(line.trim());
            times.push(TimeCode { span: Span::new(start, text.len()), start_ms, end_ms });
            text.push('\n');
        }
    }
    let span = Span::new(0, text.trim_end().len());
    Document {
        origin: origin.clone(),
        kind: DocumentKind::Record,
        blocks: vec![Block { role: Role::Turn, span, label: None, duplicate_of: None }],
        quoted: Vec::new(),
        markup: Vec::new(),
        metadata: Metadata::default(),
        transcript: Some(Transcript {
            kind: RecordKind::Captions,
            turns: vec![Turn { speaker: None, span }],
            times,
            ..Transcript::default()
        }),
        comments: Vec::new(),
        problems: Vec::new(),
        text,
    }
}

/// `[HH:]MM:SS.mmm` in milliseconds.
fn clock(stamp: &str) -> Option<u64> {
    let stamp = stamp.split_whitespace().next()?;
    let (whole, fraction) = stamp.split_once('.')?;
    let mut seconds = 0;
    for part in whole.split(':') {
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    Some(seconds * 1000 + fraction.parse::<u64>().ok()?)
}
