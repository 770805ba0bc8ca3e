//! What the name of a record's file says of the occasion, as in
//! `2021-05-03 20.31.00 (Complete, As spoken) Interview with Ida Ost, 'The Late Hour', Radio Six.txt`.
//! A record in, the same with coverage, kind and occasion out. What a name does not say stays unknown.

use crate::document::Document;
use crate::document::coverage::{header, stated};
use crate::document::record_day::day;
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
    transcript.occasion.date = date.or_else(|| day(rest));
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
    let mut parts: Vec<&str> = rest.split(", ").map(str::trim).collect();
    let first = parts.remove(0);
    let Some(kind_len) =
        KINDS.iter().filter(|kind| first.starts_with(**kind)).map(|kind| kind.len()).max()
    else {
        return;
    };
    if let Some(with) =
        first.get(kind_len..).and_then(|tail| tail.trim_start().strip_prefix("with "))
    {
        occasion.speakers.push(participant(with));
    }
    let is_state =
        |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some(state) = parts.iter().rposition(is_state) {
        let from = state.saturating_sub(1);
        occasion.place = parts.get(from..=state).map(|place| place.join(", "));
        parts.drain(from..=state);
    }
    let is_quoted = |part: &str| part.starts_with(['\'', '‘', '"', '“']);
    if first.starts_with("Interview") {
        occasion.outlet = parts.pop().filter(|outlet| !is_quoted(outlet)).map(str::to_owned);
    }
    if first.starts_with("Interview") || first.starts_with("Debate") {
        let people =
            parts.iter().take_while(|part| !is_quoted(part)).filter(|part| part.contains(' '));
        occasion.speakers.extend(people.map(|name| participant(name)));
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

#[cfg(test)]
mod tests {
    use crate::document::origin::{DocumentKind, Origin};
    use crate::document::read;
    use crate::document::transcript::{Coverage, RecordKind, Transcript};

    fn record(name: &str) -> Transcript {
        let origin = Origin { name: format!("some/folder/{name}") };
        let record = read(b"ADA LOW: Good evening.", &origin, DocumentKind::Record).remove(0);
        record.transcript.unwrap()
    }

    #[test]
    fn a_name_gives_date_coverage_programme_and_people() {
        let name = "2021-05-03 20.31.00 (Partial, As spoken) Interview with Ida O'Ost, Jo Fern, \
                    Ostmouth, OM, 'The Late Hour', Six.txt";
        let Transcript { coverage, kind, occasion, .. } = record(name);
        assert_eq!(coverage, Coverage::Partial("Partial".to_owned()));
        assert_eq!(kind, RecordKind::TapeTranscript);
        assert_eq!(occasion.date, Some(jiff::civil::date(2021, 5, 3)));
        assert_eq!(occasion.place.as_deref(), Some("Ostmouth, OM"));
        assert_eq!(occasion.outlet.as_deref(), Some("Six"));
        let people: Vec<&str> =
            occasion.speakers.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(people, ["Ida O'Ost", "Jo Fern"]);
    }

    #[test]
    fn as_written_is_an_authorised_text() {
        let Transcript { coverage, kind, .. } =
            record("2021-05-03 (Complete, As written) Speech, Hall.txt");
        assert_eq!((coverage, kind), (Coverage::Complete, RecordKind::Authorised));
    }

    #[test]
    fn a_name_that_says_nothing_adds_nothing() {
        let Transcript { coverage, occasion, .. } = record("talk.txt");
        assert_eq!(coverage, Coverage::Unstated);
        assert_eq!(occasion, crate::document::transcript::Occasion::default());
    }
}
