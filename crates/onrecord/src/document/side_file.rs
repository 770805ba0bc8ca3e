//! A file beside a record that says what the record does not: `NAME.json` or `NAME.toml`. A record and
//! the file's bytes in, the same record with its occasion, kind, coverage and names filled in out.
//!
//! ```toml
//! title = "An Evening with Ada Low"
//! date = 2021-05-03
//! place = "Lower Hall, Ostmouth"
//! outlet = "Radio Six"
//! url = "https://example.org/talk"
//! kind = "official"                # tape-transcript, official, captions, authorised, published, notes
//! coverage = "complete"            # or "partial", or words for what is missing
//! speakers = [{ name = "Ada Low", role = "Mayor" }, { name = "Ida Ost" }]
//! [labels]                         # what a machine called whom
//! SPEAKER_00 = "Ada Low"
//! ```
//!
//! JSON has the same fields. The shape of the factset debates is read too: `fact.title`,
//! `fact.primaryDate`, `location.placename` and `.cityState`, `speakers[].fullName`, `youtubeId`.

use crate::document::Document;
use crate::document::coverage::stated;
use crate::document::metadata::{MetadataSource, Sourced};
use crate::document::problem::{Problem, ProblemKind};
use crate::document::transcript::{Coverage, Occasion, Participant, RecordKind, Transcript};
use jiff::civil::Date;
use serde_json::Value;

/// Endings of side files, in the order in which they are looked for.
pub const ENDINGS: [&str; 2] = ["json", "toml"];

/// Adds what the side file `name` with `bytes` says to `document`'s transcript. What the file says
/// outweighs what the record's name says. A file that can't be read is a problem of the document.
pub fn apply(document: &mut Document, bytes: &[u8], name: &str) {
    let Some(mut transcript) = document.transcript.take() else { return };
    match parsed(bytes, name) {
        Ok(value) => {
            let mut complaints = Vec::new();
            fill(&mut transcript, &value, &mut complaints);
            if let Some(title) =
                transcript.occasion.title.clone().filter(|_| title(&value).is_some())
            {
                let title = Sourced { value: title, from: MetadataSource::SideFile };
                document.metadata.title.insert(0, title);
            }
            document.problems.extend(complaints.into_iter().map(|said| problem(name, &said)));
        }
        Err(reason) => document.problems.push(problem(name, &reason)),
    }
    document.transcript = Some(transcript);
}

fn problem(name: &str, reason: &str) -> Problem {
    let message = format!("{name}: {reason}");
    Problem { kind: ProblemKind::Malformed, line: None, message }
}

fn parsed(bytes: &[u8], name: &str) -> Result<Value, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let value: Value = if name.to_ascii_lowercase().ends_with(".toml") {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8 text: {error}"))?;
        toml::from_str(text).map_err(|error| format!("no TOML: {}", error.message()))?
    } else {
        serde_json::from_slice(bytes).map_err(|error| format!("no JSON: {error}"))?
    };
    if value.is_object() { Ok(value) } else { Err("not a table of fields".to_owned()) }
}

/// The words at the first of `paths` (JSON pointers) that holds some.
fn words(value: &Value, paths: &[&str]) -> Option<String> {
    let found = paths.iter().filter_map(|path| value.pointer(path)).find_map(|found| {
        // TOML's dates come as a table with one private key.
        found.as_str().or_else(|| found.get("$__toml_private_datetime")?.as_str())
    })?;
    let found = found.trim();
    (!found.is_empty()).then(|| found.to_owned())
}

fn title(value: &Value) -> Option<String> {
    words(value, &["/title", "/fact/title"])
}

fn fill(transcript: &mut Transcript, value: &Value, complaints: &mut Vec<String>) {
    let occasion = &mut transcript.occasion;
    let place = words(value, &["/place"]).or_else(|| {
        let parts = ["/location/placename", "/location/cityState"];
        let parts: Vec<String> = parts.iter().filter_map(|path| words(value, &[path])).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    let video =
        || words(value, &["/youtubeId"]).map(|id| format!("https://www.youtube.com/watch?v={id}"));
    let keep = |field: &mut Option<String>, given: Option<String>| {
        if given.is_some() {
            *field = given;
        }
    };
    keep(&mut occasion.title, title(value));
    keep(&mut occasion.place, place);
    keep(&mut occasion.outlet, words(value, &["/outlet"]));
    keep(&mut occasion.url, words(value, &["/url"]).or_else(video));
    if let Some(date) = words(value, &["/date", "/fact/primaryDate"]) {
        match date.get(..10).and_then(|day| day.parse::<Date>().ok()) {
            Some(date) => occasion.date = Some(date),
            None => complaints.push(format!("date {date:?} is not read; give YYYY-MM-DD")),
        }
    }
    people(occasion, value);
    if let Some(kind) = words(value, &["/kind"]) {
        match record_kind(&kind) {
            Some(kind) => transcript.kind = kind,
            None => complaints.push(format!("kind {kind:?} is not known; give {KINDS}")),
        }
    }
    if let Some(coverage) = words(value, &["/coverage", "/coverage/partial"]) {
        let known = stated(&coverage).map(|stated| stated.coverage);
        transcript.coverage = known.unwrap_or(Coverage::Partial(coverage));
    }
    if let Some(labels) = value.get("labels").and_then(Value::as_object) {
        for speaker in transcript.turns.iter_mut().filter_map(|turn| turn.speaker.as_mut()) {
            if let Some(name) = labels.get(speaker.as_str()).and_then(Value::as_str) {
                name.clone_into(speaker);
            }
        }
    }
}

/// Replaces the people of `occasion` by those that the file lists, if it lists any.
fn people(occasion: &mut Occasion, value: &Value) {
    let Some(listed) = value.get("speakers").and_then(Value::as_array) else { return };
    let people: Vec<Participant> = listed
        .iter()
        .filter_map(|person| {
            let name = words(person, &["", "/name", "/fullName"])?;
            Some(Participant { name, role: words(person, &["/role"]) })
        })
        .collect();
    if !people.is_empty() {
        occasion.speakers = people;
    }
}

const KINDS: &str = "tape-transcript, official, captions, authorised, published or notes";

fn record_kind(kind: &str) -> Option<RecordKind> {
    Some(match kind.to_ascii_lowercase().replace([' ', '_'], "-").as_str() {
        "tape-transcript" | "tape" => RecordKind::TapeTranscript,
        "official" => RecordKind::Official,
        "captions" => RecordKind::Captions,
        "authorised" | "authorized" => RecordKind::Authorised,
        "published" => RecordKind::Published,
        "notes" => RecordKind::Notes,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::origin::{DocumentKind, Origin};
    use crate::document::side_file::apply;
    use crate::document::transcript::{Coverage, RecordKind};
    use crate::document::{Document, read};

    fn record(text: &str) -> Document {
        let origin = Origin { name: "talk.txt".to_owned() };
        read(text.as_bytes(), &origin, DocumentKind::Record).remove(0)
    }

    #[test]
    fn toml_names_the_occasion_and_the_people_behind_labels() {
        let mut record = record("SPEAKER_00: Good evening.\nSPEAKER_01: Good evening.");
        let side = b"title = \"An Evening\"\ndate = 2021-05-03\nkind = \"official\"\n\
            coverage = \"the first hour is missing\"\n\
            speakers = [\"Ida Ost\", { name = \"Ada Low\", role = \"Mayor\" }]\n\
            [labels]\nSPEAKER_01 = \"Ada Low\"\n";
        apply(&mut record, side, "talk.toml");
        let transcript = record.transcript.unwrap();
        assert_eq!(transcript.turns[1].speaker.as_deref(), Some("Ada Low"));
        assert_eq!(transcript.occasion.date, Some(jiff::civil::date(2021, 5, 3)));
        assert_eq!(transcript.occasion.speakers[1].role.as_deref(), Some("Mayor"));
        assert_eq!(transcript.kind, RecordKind::Official);
        assert_eq!(transcript.coverage, Coverage::Partial("the first hour is missing".to_owned()));
        assert!(record.problems.is_empty(), "{:?}", record.problems);
    }

    #[test]
    fn the_shape_of_the_debates_is_read() {
        let mut record = record("Ida Ost: Good evening.\n\nAda Low: Good evening.");
        let side =
            br#"{"fact": {"title": "Low, Ost", "primaryDate": "2021-05-03", "kind": "video"},
            "youtubeId": "x", "location": {"placename": "Lower Hall", "cityState": "Ostmouth, OM"},
            "speakers": [{"fullName": "Ada Low", "role": "Moderator"}]}"#;
        apply(&mut record, side, "talk.json");
        let occasion = record.transcript.unwrap().occasion;
        assert_eq!(occasion.title.as_deref(), Some("Low, Ost"));
        assert_eq!(occasion.place.as_deref(), Some("Lower Hall, Ostmouth, OM"));
        assert_eq!(occasion.url.as_deref(), Some("https://www.youtube.com/watch?v=x"));
        assert!(record.problems.is_empty(), "{:?}", record.problems);
    }

    #[test]
    fn what_the_file_gets_wrong_is_a_problem_and_the_rest_is_read() {
        let mut record = record("Ida Ost: Good evening.");
        apply(&mut record, b"{\"kind\": \"rumour\", \"outlet\": \"Radio Six\"}", "talk.json");
        apply(&mut record, b"title = ", "talk.toml");
        assert_eq!(record.problems.len(), 2, "{:?}", record.problems);
        assert_eq!(record.transcript.unwrap().occasion.outlet.as_deref(), Some("Radio Six"));
    }
}
