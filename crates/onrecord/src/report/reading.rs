//! A document as it was read. A document in, one JSON value or a page of text out; `schema/read.v1.json`
//! describes the value. All positions count Unicode code points of the document's text.

use crate::document::Document;
use crate::document::block::Block;
use crate::document::metadata::{MetadataSource, Sourced};
use crate::document::transcript::{Transcript, Turn};
use crate::report::json::{VERSION, place_of};
use crate::report::phrase;
use crate::report::place::Places;
use crate::report::visible::{flat, visible};
use serde_json::{Value, json};
use std::fmt::Write;

/// The document's metadata with every candidate, its blocks, its main text and, for a record, its
/// turns.
#[must_use]
pub fn json(document: &Document) -> Value {
    let places = Places::new(document);
    let block = |block: &Block| {
        let mut value = place_of(document, &places, block.span);
        value["role"] = json!(block.role);
        value["main"] = json!(block.role.is_main() && block.duplicate_of.is_none());
        value["label"] = json!(block.label.map(|label| place_of(document, &places, label)));
        value["duplicate_of"] = json!(block.duplicate_of);
        value
    };
    json!({
        "version": VERSION,
        "origin": document.origin.name,
        "kind": document.kind,
        "metadata": document.metadata,
        "main_text": document.main_text(),
        "blocks": document.blocks.iter().map(block).collect::<Vec<_>>(),
        "transcript": document.transcript.as_ref().map(|one| transcript(document, &places, one)),
        "problems": document.problems,
    })
}

fn transcript(document: &Document, places: &Places, transcript: &Transcript) -> Value {
    let turn = |turn: &Turn| {
        let mut value = place_of(document, places, turn.span);
        let time = transcript.time_at(turn.span.start());
        value["speaker"] = json!(turn.speaker);
        value["time_ms"] = json!(time);
        value["time"] = json!(time.map(phrase::clock));
        value
    };
    json!({
        "kind": transcript.kind,
        "coverage": transcript.coverage,
        "occasion": transcript.occasion,
        "turns": transcript.turns.iter().map(turn).collect::<Vec<_>>(),
        "time_codes": transcript.times.len(),
    })
}

/// The metadata, then the main text or the turns.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut out = format!("origin: {}\n", flat(&document.origin.name));
    let metadata = &document.metadata;
    field(&mut out, "title", &metadata.title, String::clone);
    field(&mut out, "authors", &metadata.authors, |authors| authors.join(", "));
    field(&mut out, "published", &metadata.published, |moment| moment.date.to_string());
    field(&mut out, "modified", &metadata.modified, |moment| moment.date.to_string());
    field(&mut out, "outlet", &metadata.outlet, String::clone);
    field(&mut out, "url", &metadata.url, String::clone);
    field(&mut out, "language", &metadata.language, String::clone);
    if let Some(transcript) = &document.transcript {
        let _ = writeln!(out, "record: {}", phrase::record_kind(transcript.kind));
        let _ = writeln!(out, "coverage: {}", flat(&phrase::coverage(&transcript.coverage)));
        let _ = writeln!(out, "turns: {}", transcript.turns.len());
    }
    for problem in &document.problems {
        let line = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let _ = writeln!(out, "problem: {line}{}", flat(&problem.message));
    }
    out.push('\n');
    match document.transcript.as_ref().filter(|transcript| !transcript.turns.is_empty()) {
        Some(transcript) => {
            for turn in &transcript.turns {
                if let Some(ms) = transcript.time_at(turn.span.start()) {
                    let _ = write!(out, "[{}] ", phrase::clock(ms));
                }
                if let Some(speaker) = &turn.speaker {
                    let _ = write!(out, "{}: ", flat(speaker));
                }
                let _ = writeln!(out, "{}", visible(turn.span.of(&document.text)));
            }
        }
        None => {
            let _ = writeln!(out, "{}", visible(&document.main_text()));
        }
    }
    out
}

/// One line a candidate, the most trusted first.
fn field<T>(out: &mut String, name: &str, candidates: &[Sourced<T>], show: impl Fn(&T) -> String) {
    for candidate in candidates {
        let from = source(candidate.from);
        let _ = writeln!(out, "{name}: {} ({from})", flat(&show(&candidate.value)));
    }
}

fn source(from: MetadataSource) -> &'static str {
    match from {
        MetadataSource::JsonLd => "JSON-LD",
        MetadataSource::OpenGraph => "Open Graph",
        MetadataSource::Microdata => "microdata",
        MetadataSource::Meta => "meta",
        MetadataSource::Markup => "the page",
        MetadataSource::SideFile => "side file",
        MetadataSource::Name => "file name",
        MetadataSource::Detected => "detected",
    }
}
