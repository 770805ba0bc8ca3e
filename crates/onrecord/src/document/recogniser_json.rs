//! Transcripts in JSON: the podcast namespace (`segments` of `startTime`, `body`, `speaker`), Whisper
//! and WhisperX (`segments` of `start`, `text`, `words`), whisper.cpp (`transcription`). A JSON value
//! in, a record with the finest times given out; a value of another shape is `None`.

use crate::document::Document;
use crate::document::clock::milliseconds;
use crate::document::metadata::{MetadataSource, Sourced};
use crate::document::origin::Origin;
use crate::document::utterance::{Piece, Utterance, document};
use serde_json::Value;

/// Reads `value` if it has the shape of a transcript.
#[must_use]
pub fn read(value: &Value, origin: &Origin) -> Option<Document> {
    let segments = ["segments", "transcription"].iter().find_map(|key| value.get(key)?.as_array());
    let segments = segments.or_else(|| value.as_array())?;
    let is_empty = segments.is_empty() && value.is_object();
    if !is_empty && !segments.iter().any(is_segment) {
        return None;
    }
    let utterances: Vec<Utterance> = segments.iter().flat_map(spoken).collect();
    let mut document = document(origin, &utterances, " ");
    let language = value.get("language").or_else(|| value.pointer("/result/language"));
    if let Some(language) = language.and_then(Value::as_str).filter(|tag| !tag.is_empty()) {
        let language = Sourced { value: language.to_owned(), from: MetadataSource::Markup };
        document.metadata.language.push(language);
    }
    Some(document)
}

fn is_segment(segment: &Value) -> bool {
    let has = |key: &str| segment.get(key).is_some();
    (has("body") || has("text")) && (has("startTime") || has("start") || has("offsets"))
}

/// The utterances of one segment: several where WhisperX gives its words to several speakers.
fn spoken(segment: &Value) -> Vec<Utterance> {
    let body = text(segment, &["body", "text"]).unwrap_or("");
    let speaker = name(segment);
    let time = time(segment);
    let words = segment.get("words").and_then(Value::as_array).filter(|words| !words.is_empty());
    let Some(words) = words else {
        let pieces = vec![Piece { words: format!(" {body}"), time: None }];
        return vec![Utterance { speaker, time, pieces, ..Utterance::default() }];
    };
    // Whisper's words bring their own space ("▁Hello" is " Hello"), WhisperX's none.
    let are_spaced = words
        .iter()
        .filter_map(|word| text(word, &["word", "text"]))
        .any(|word| word.starts_with(' '));
    let mut utterances: Vec<Utterance> = Vec::new();
    for word in words {
        let said = text(word, &["word", "text"]).unwrap_or("");
        let speaker = name(word).or_else(|| speaker.clone());
        let words = if are_spaced { said.to_owned() } else { format!(" {said}") };
        let piece = Piece { words, time: self::time(word) };
        match utterances.last_mut() {
            Some(utterance) if utterance.speaker == speaker => utterance.pieces.push(piece),
            last => {
                let time = if last.is_none() { time } else { piece.time };
                utterances.push(Utterance {
                    speaker,
                    time,
                    pieces: vec![piece],
                    ..Utterance::default()
                });
            }
        }
    }
    utterances
}

fn text<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| value.get(key)?.as_str())
}

fn name(value: &Value) -> Option<String> {
    let name = value.get("speaker")?.as_str()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Seconds (`startTime`, `start`) or whisper.cpp's `offsets` in milliseconds.
fn time(value: &Value) -> Option<(u64, u64)> {
    if let Some(offsets) = value.get("offsets") {
        return Some((offsets.get("from")?.as_u64()?, offsets.get("to")?.as_u64()?));
    }
    let seconds = |keys: [&str; 2]| {
        let given = keys.iter().find_map(|key| value.get(key))?;
        milliseconds(given.as_f64().or_else(|| given.as_str()?.trim().parse().ok())?)
    };
    let start = seconds(["startTime", "start"])?;
    Some((start, seconds(["endTime", "end"]).unwrap_or(start)))
}
