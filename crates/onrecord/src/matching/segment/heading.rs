//! What a segment keeps of a record beside its words: name, kind, coverage, occasion, turns, times and
//! what was not said. A document in, bytes out, and back.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::origin::{DocumentKind, Origin};
use crate::document::transcript::{Coverage, Occasion, RecordKind, TimeCode, Transcript, Turn};
use crate::matching::segment::layout::{push_varint, u32_at, varint};
use crate::text::span::Span;
use serde::{Deserialize, Serialize};

/// The part that is written as JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    name: String,
    /// `None` for a document without turns and times.
    said: Option<Said>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Said {
    kind: RecordKind,
    coverage: Coverage,
    occasion: Occasion,
    /// Names of the turns' speakers, in the order of their first turns.
    speakers: Vec<String>,
}

/// The bytes that stand for all of `document` but its text.
pub(crate) fn write(document: &Document) -> Vec<u8> {
    let mut speakers: Vec<String> = Vec::new();
    let mut tables = Vec::new();
    if let Some(transcript) = &document.transcript {
        push_varint(transcript.turns.len() as u64, &mut tables);
        let mut at = 0;
        for turn in &transcript.turns {
            let number = turn.speaker.as_ref().map_or(0, |name| {
                let known = speakers.iter().position(|speaker| speaker == name);
                let nth = known.unwrap_or_else(|| {
                    speakers.push(name.clone());
                    speakers.len() - 1
                });
                nth + 1
            });
            push_span(turn.span, &mut at, &mut tables);
            push_varint(number as u64, &mut tables);
        }
        push_varint(transcript.times.len() as u64, &mut tables);
        let (mut at, mut ms) = (0, 0);
        for time in &transcript.times {
            push_span(time.span, &mut at, &mut tables);
            push_signed(time.start_ms.wrapping_sub(ms) as i64, &mut tables);
            push_varint(time.end_ms.saturating_sub(time.start_ms), &mut tables);
            ms = time.start_ms;
        }
        push_varint(transcript.unsaid.len() as u64, &mut tables);
        let mut at = 0;
        for span in &transcript.unsaid {
            push_span(*span, &mut at, &mut tables);
        }
    }
    let said = document.transcript.as_ref().map(|transcript| Said {
        kind: transcript.kind,
        coverage: transcript.coverage.clone(),
        occasion: transcript.occasion.clone(),
        speakers,
    });
    let head = Head { name: document.origin.name.clone(), said };
    let json = serde_json::to_vec(&head).unwrap_or_default();
    let mut bytes = Vec::with_capacity(4 + json.len() + tables.len());
    bytes.extend((json.len() as u32).to_le_bytes());
    bytes.extend(json);
    bytes.extend(tables);
    bytes
}

/// The document of `bytes`, with `text`; `None` where they are no head.
///
/// Its blocks are its turns, or its whole text; its metadata and problems are empty.
pub(crate) fn read(bytes: &[u8], text: String) -> Option<Document> {
    let n_json = u32_at(bytes, 0) as usize;
    let json = bytes.get(4..)?.get(..n_json)?;
    let head: Head = serde_json::from_slice(json).ok()?;
    let mut tables = bytes.get(4 + n_json..)?;
    let mut document = Document::empty(&Origin { name: head.name }, DocumentKind::Record);
    document.transcript = head.said.map(|said| transcript(&mut tables, said));
    let turns = document.transcript.iter().flat_map(|transcript| &transcript.turns);
    let block = |role, span| Block { role, span, label: None, duplicate_of: None };
    document.blocks = turns.map(|turn| block(Role::Turn, turn.span)).collect();
    if document.blocks.is_empty() && !text.is_empty() {
        document.blocks.push(block(Role::Body, Span::new(0, text.len())));
    }
    document.text = text;
    Some(document)
}

/// Who speaks in the document of `bytes`, and how many bytes of its text are theirs; empty where nobody
/// is named. Its times are not read.
pub(crate) fn speakers(bytes: &[u8]) -> Vec<(String, u64)> {
    let n_json = u32_at(bytes, 0) as usize;
    let json = bytes.get(4..).and_then(|from| from.get(..n_json));
    let head = json.and_then(|json| serde_json::from_slice::<Head>(json).ok());
    let Some(said) = head.and_then(|head| head.said) else { return Vec::new() };
    let mut found: Vec<(String, u64)> = said.speakers.into_iter().map(|name| (name, 0)).collect();
    let mut tables = bytes.get(4 + n_json..).unwrap_or(&[]);
    let mut at = 0;
    for _ in 0..varint(&mut tables) {
        if tables.is_empty() {
            break;
        }
        let span = span(&mut at, &mut tables);
        let number = varint(&mut tables) as usize;
        if let Some((_, n)) = number.checked_sub(1).and_then(|nth| found.get_mut(nth)) {
            *n = n.saturating_add(span.len() as u64);
        }
    }
    found
}

fn transcript(tables: &mut &[u8], said: Said) -> Transcript {
    let Said { kind, coverage, occasion, speakers } = said;
    let mut found = Transcript { kind, coverage, occasion, ..Transcript::default() };
    let mut at = 0;
    for _ in 0..varint(tables) {
        if tables.is_empty() {
            break;
        }
        let span = span(&mut at, tables);
        let number = varint(tables) as usize;
        let speaker = number.checked_sub(1).and_then(|nth| speakers.get(nth)).cloned();
        found.turns.push(Turn { speaker, span });
    }
    let (mut at, mut ms) = (0, 0_u64);
    for _ in 0..varint(tables) {
        if tables.is_empty() {
            break;
        }
        let span = span(&mut at, tables);
        ms = ms.wrapping_add(signed(tables) as u64);
        let end_ms = ms.saturating_add(varint(tables));
        found.times.push(TimeCode { span, start_ms: ms, end_ms });
    }
    let mut at = 0;
    for _ in 0..varint(tables) {
        if tables.is_empty() {
            break;
        }
        found.unsaid.push(span(&mut at, tables));
    }
    found
}

/// A span as its distance from `at`, the end of the one before, and its length.
fn push_span(span: Span, at: &mut i64, out: &mut Vec<u8>) {
    push_signed(span.start() as i64 - *at, out);
    push_varint(span.len() as u64, out);
    *at = span.end() as i64;
}

fn span(at: &mut i64, bytes: &mut &[u8]) -> Span {
    let start = at.wrapping_add(signed(bytes)).max(0) as usize;
    let span = Span::new(start, start.saturating_add(varint(bytes) as usize));
    *at = span.end() as i64;
    span
}

fn push_signed(number: i64, out: &mut Vec<u8>) {
    push_varint((number << 1 ^ number >> 63) as u64, out);
}

fn signed(bytes: &mut &[u8]) -> i64 {
    let number = varint(bytes);
    (number >> 1) as i64 ^ -((number & 1) as i64)
}
