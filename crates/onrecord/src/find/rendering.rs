//! What was found, for programs and for people. A query and its places in, one JSON line or a few lines
//! of text out.

use crate::document::transcript::Transcript;
use crate::find::told::Reason;
use crate::find::{Answer, Fragment, Place, Query, answer, speaker};
use crate::matching::archive::Archive;
use crate::report::escape::json_text;
use crate::report::phrase::clock;
use crate::report::visible::flat;
use crate::text::span::Span;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// One line: the query as given, with its `places`, best first. Starts and ends are code points of the
/// record's text and of the query's.
#[must_use]
pub fn jsonl(archive: &Archive, id: Option<&Value>, query: &Query, places: &[Place]) -> String {
    let answer = answer(query, places);
    let places: Vec<Value> =
        places.iter().filter_map(|place| json_place(archive, query, place)).collect();
    let mut line = json!({
        "query": query.text,
        "speaker": query.speaker,
        "date": query.date,
        "occasion": query.occasion,
        "answer": match answer {
            Answer::Found => "found",
            Answer::TooShort => "too-short",
            Answer::NotFound => "not-found",
        },
        "places": places,
    });
    if let (Some(id), Some(fields)) = (id, line.as_object_mut()) {
        fields.insert("id".to_owned(), id.clone());
    }
    format!("{}\n", json_text(&line.to_string()))
}

/// A few lines: the query, then each place where it is found, with document, speaker, time and words.
#[must_use]
pub fn text(archive: &Archive, query: &Query, places: &[Place]) -> String {
    let mut out = format!("“{}”\n", flat(&query.text));
    let answer = answer(query, places);
    match answer {
        Answer::Found => {}
        Answer::TooShort => out.push_str(
            "  too short to tell: the words stand in the record, and would by chance; some places are\n",
        ),
        Answer::NotFound => {
            out.push_str("  not found in the record given; that does not mean it was not said\n");
        }
    }
    let most = places.first().map_or(0, |place| place.n_same);
    let is_shown = |place: &&Place| match answer {
        Answer::TooShort => place.n_same == most,
        _ => place.is_found,
    };
    for (nth, place) in places.iter().filter(is_shown).enumerate() {
        let Some(record) = archive.records().get(place.record) else { continue };
        let transcript = record.transcript.as_ref();
        let (start, end) = code_points(&record.text, place.span);
        let name = flat(&record.origin.name);
        let _never_fails = write!(out, "  {}. {name}:{start}-{end}", nth + 1);
        if let Some(speaker) = transcript.and_then(|said| speaker(said, place.span)) {
            let _never_fails = write!(out, ", {}", flat(speaker));
        }
        if let Some(ms) = time(transcript, place.span) {
            let _never_fails = write!(out, ", at {}", clock(ms));
        }
        for reason in &place.reasons {
            let _never_fails = write!(out, ", {reason}");
        }
        let _never_fails = writeln!(out, " (by chance: {:.0e})", place.expected);
        for fragment in place.fragments.iter().filter(|fragment| !fragment.span.is_empty()) {
            let Some(other) = archive.records().get(fragment.record) else { continue };
            let from = match (fragment.record == place.record, joined(fragment)) {
                (true, joined) => joined,
                (false, _) => format!("[in {}] ", flat(&other.origin.name)),
            };
            let words = flat(fragment.span.of(&other.text));
            let _never_fails = writeln!(out, "     {from}{words}");
        }
    }
    out
}

/// What stands between a fragment and the one before.
fn joined(fragment: &Fragment) -> String {
    match fragment.joint.map(|joint| joint.words) {
        None => String::new(),
        Some(n @ ..0) => format!("[{} words earlier] ", -n),
        Some(n) => format!("[{n} words later] "),
    }
}

fn json_place(archive: &Archive, query: &Query, place: &Place) -> Option<Value> {
    let record = archive.records().get(place.record)?;
    let transcript = record.transcript.as_ref();
    let (start, end) = code_points(&record.text, place.span);
    let time_ms = time(transcript, place.span);
    let fragments = place.fragments.iter();
    Some(json!({
        "document": record.origin.name,
        "start": start,
        "end": end,
        "text": place.span.of(&record.text),
        "speaker": transcript.and_then(|said| speaker(said, place.span)),
        "time": time_ms.map(clock),
        "time_ms": time_ms,
        "evalue": place.expected,
        "found": place.is_found,
        "words": place.n_same,
        "why": place.reasons.iter().map(Reason::to_string).collect::<Vec<String>>(),
        "fragments":
            fragments.filter_map(|one| json_fragment(archive, query, one)).collect::<Vec<_>>(),
    }))
}

fn json_fragment(archive: &Archive, query: &Query, fragment: &Fragment) -> Option<Value> {
    let record = archive.records().get(fragment.record)?;
    let transcript = record.transcript.as_ref();
    let (start, end) = code_points(&record.text, fragment.span);
    let (content_start, content_end) = code_points(&query.text, fragment.content);
    let time_ms = time(transcript, fragment.span);
    Some(json!({
        "content_start": content_start,
        "content_end": content_end,
        "document": record.origin.name,
        "start": start,
        "end": end,
        "text": fragment.span.of(&record.text),
        "evalue": fragment.expected,
        "speaker": transcript.and_then(|said| speaker(said, fragment.span)),
        "time": time_ms.map(clock),
        "time_ms": time_ms,
        "words_after_the_one_before": fragment.joint.map(|joint| joint.words),
        "turns_after_the_one_before": fragment.joint.map(|joint| joint.turns),
        "ms_after_the_one_before": fragment.joint.and_then(|joint| joint.milliseconds),
    }))
}

fn time(transcript: Option<&Transcript>, span: Span) -> Option<u64> {
    transcript.and_then(|transcript| transcript.time_at(span.start()))
}

/// `span` in code points.
fn code_points(text: &str, span: Span) -> (usize, usize) {
    let start = Span::new(0, span.start()).of(text).chars().count();
    (start, start + span.of(text).chars().count())
}
