//! What the name of a record's file says of the occasion, as in
//! `2021-05-03 20.31.00 (Complete, As spoken) Interview with Ida Ost, 'The Late Hour', Radio Six.txt`.
//! A record in, the same with coverage, kind and occasion out. What a name does not say stays unknown.

use crate::document::Document;
use crate::document::coverage::{header, stated};
use crate::document::transcript::{Coverage, Occasion, Participant, RecordKind, Transcript};
use crate::document::utterance::is_punctuated;
use jiff::civil::Date;

/// Adds what the name and the first lines of `document` say to its transcript.
pub fn describe(document: &mut Document) {
    let Some(mut transcript) = document.transcript.take() else { return };
    let (stem, ending) = stem(&document.origin.name);
    let (date, rest) = date(stem);
    let (statement, rest) = match bracketed(rest) {
        Some((inner, rest)) => (stated(inner), rest),
        None => (None, rest),
    };
    if let Some(statement) = statement.or_else(|| header(&document.text)) {
        transcript.coverage = statement.coverage;
        transcript.kind = statement.kind.unwrap_or(transcript.kind);
    } else if is_caption_text(document, &transcript, ending) {
        transcript.kind = RecordKind::Captions;
    }
    occasion(rest, &mut transcript.occasion);
    transcript.occasion.date = date;
    document.transcript = Some(transcript);
}

/// The file's name without folders and ending, and the ending.
fn stem(name: &str) -> (&str, &str) {
    let file = name.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 8 && !ending.contains(' ') => {
            (stem, ending)
        }
        _ => (file, ""),
    }
}

/// An ISO date at the beginning, and what follows it and a time of day (`20.31.00`).
fn date(stem: &str) -> (Option<Date>, &str) {
    let date: Option<Date> = stem.get(..10).and_then(|day| day.parse().ok());
    let Some(date) = date else { return (None, stem) };
    let rest = stem.get(10..).unwrap_or("");
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | ' ' | '_' | '-' | 'T');
    (Some(date), rest.trim_start_matches(is_clock))
}

fn bracketed(rest: &str) -> Option<(&str, &str)> {
    let (inner, rest) = rest.strip_prefix('(')?.split_once(')')?;
    Some((inner, rest.trim_start()))
}

/// What happened, with whom, where: the parts of `rest` between commas. A part in quotation marks is a
/// programme's or a text's title, a last part of two capitals a state.
fn occasion(rest: &str, occasion: &mut Occasion) {
    if !rest.contains(' ') {
        return;
    }
    occasion.title = Some(rest.to_owned());
    let parts: Vec<&str> = rest.split(", ").map(str::trim).collect();
    let Some(first) = parts.first() else { return };
    let kind_len =
        KINDS.iter().filter(|kind| first.starts_with(**kind)).map(|kind| kind.len()).max();
    let Some(kind_len) = kind_len else { return };
    let mut places = parts.as_slice();
    if let Some(with) =
        first.get(kind_len..).and_then(|tail| tail.trim_start().strip_prefix("with "))
    {
        occasion.speakers.push(participant(with));
    }
    places = places.get(1..).unwrap_or(&[]);
    let is_interview = first.starts_with("Interview");
    let last = places.last().copied().unwrap_or("");
    let is_state = last.len() == 2 && last.chars().all(|c| c.is_ascii_uppercase());
    if is_state {
        let from = places.len().saturating_sub(2);
        occasion.place = places.get(from..).map(|place| place.join(", "));
        places = places.get(..from).unwrap_or(&[]);
    } else if is_interview && !last.is_empty() && !last.starts_with(['\'', '‘', '"', '“']) {
        occasion.outlet = Some(last.to_owned());
        places = places.get(..places.len() - 1).unwrap_or(&[]);
    }
    let is_person = |part: &&&str| !part.starts_with(['\'', '‘', '"', '“']) && part.contains(' ');
    if is_interview {
        let people = places.iter().take_while(|part| !part.starts_with(['\'', '‘']));
        occasion.speakers.extend(people.filter(is_person).map(|name| participant(name)));
    }
}

/// Kinds of occasion with which a name begins.
const KINDS: &[&str] = &[
    "Interview",
    "Speech",
    "Statement",
    "Press Conference",
    "Town Hall",
    "Debate",
    "Advertisement",
    "Hearing",
    "Podcast",
    "Remarks",
    "Briefing",
    "Lecture",
];

fn participant(name: &str) -> Participant {
    Participant { name: name.to_owned(), role: None }
}

/// Fewest words from which punctuation can be told to be missing.
const FEWEST_WORDS: usize = 50;

/// Whether plain text without speakers and sentence ends is a recogniser's.
fn is_caption_text(document: &Document, transcript: &Transcript, ending: &str) -> bool {
    let is_unnamed = transcript.turns.iter().all(|turn| turn.speaker.is_none());
    let is_long = document.text.split_whitespace().nth(FEWEST_WORDS).is_some();
    transcript.kind == RecordKind::TapeTranscript
        && transcript.coverage == Coverage::Unstated
        && ending != "said"
        && is_unnamed
        && is_long
        && !is_punctuated(&document.text)
}
