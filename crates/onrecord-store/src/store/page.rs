//! What a statement's page shows, replies apart. Findings of one group and their record in, the words, the
//! speaker, the day and the reports as one JSON value out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::store::identity::better_spelling;
use crate::store::names::full_name;
use crate::store::persons::Person;
use crate::store::statement::{Group, Place};
use crate::values;
use onrecord::document::Document;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A finding as its statement needs it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) version: u64,
    pub(crate) hash: String,
    /// Where the tables have it.
    pub(crate) statement: Option<String>,
    /// The day of its article.
    pub(crate) day: Option<String>,
}

/// All findings, and what they are grouped by.
pub(crate) struct Held {
    pub(crate) found: Vec<Found>,
    pub(crate) places: Vec<Place>,
    /// The hash of each record's latest version.
    pub(crate) records: BTreeMap<String, String>,
}

/// What a statement's page says before its reports.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) words: String,
    pub(crate) occasion: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) person: Option<String>,
    pub(crate) day: Option<String>,
    pub(crate) time_ms: Option<u64>,
}

pub(crate) fn located(
    held: &Held,
    group: &Group,
    record: &Document,
    (starts, ends): (u64, u64),
) -> Head {
    let byte = |point: u64| {
        let mut points = record.text.char_indices().map(|(at, _)| at);
        points.nth(point as usize).unwrap_or(record.text.len())
    };
    let (from, to) = (byte(starts), byte(ends));
    let said = record.transcript.as_ref();
    let turn = said.and_then(|said| said.turns.get(said.turn_at(from)?));
    let label = turn.and_then(|turn| turn.speaker.as_deref());
    let present = said.map_or(&[][..], |said| &said.occasion.speakers);
    let name = label.and_then(|label| full_name(label, present));
    let given = given(held, group);
    Head {
        words: record.text.get(from..to).unwrap_or_default().to_owned(),
        occasion: None,
        person: match label {
            Some(_) => name.as_deref().map(|name| Person::named(name).id),
            None => given.1,
        },
        speaker: name.or_else(|| label.map(str::to_owned)).or(given.0),
        day: said.and_then(|said| said.occasion.date).map(|day| day.to_string()),
        time_ms: said.and_then(|said| said.time_at(from)),
    }
}

pub(crate) fn unlocated(held: &Held, group: &Group) -> Head {
    let words = group.findings.iter().map(|at| held.places[*at].words.as_str());
    // The fullest wording; of equals the first by its letters.
    let fullest = words.min_by_key(|words| (Reverse(words.chars().count()), *words));
    let (speaker, person) = given(held, group);
    Head {
        words: fullest.unwrap_or_default().to_owned(),
        day: group.findings.iter().filter_map(|at| held.found[*at].day.clone()).min(),
        speaker,
        person,
        ..Head::default()
    }
}

/// The speaker and person whom most of the reports give; of equals the first by its letters.
fn given(held: &Held, group: &Group) -> (Option<String>, Option<String>) {
    let places = || group.findings.iter().map(|at| &held.places[*at]);
    let mut counts: BTreeMap<(Option<&str>, Option<&str>), usize> = BTreeMap::new();
    for place in places() {
        // A person goes by any of the names that reports give.
        let speaker = place.speaker.as_deref().filter(|_| place.person.is_none());
        if place.speaker.is_some() {
            *counts.entry((place.person.as_deref(), speaker)).or_default() += 1;
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, n)| **n).map(|(key, _)| *key);
    let Some((person, speaker)) = most else { return (None, None) };
    let of_person = places().filter(|place| person.is_some() && place.person.as_deref() == person);
    let names = of_person.filter_map(|place| place.speaker.as_deref());
    let name = names.reduce(better_spelling).or(speaker);
    (name.map(str::to_owned), person.map(str::to_owned))
}

/// What the page of `group` shows, without replies, as one JSON value.
pub(crate) fn body(
    engine: &mut dyn Engine,
    held: &Held,
    group: &Group,
    head: &Head,
) -> Result<String, Fault> {
    let mut reports = Vec::new();
    for at in &group.findings {
        let (document, ordinal) = &held.places[*at].at;
        let statement = "SELECT body FROM finding WHERE document = $1 AND ordinal = $2";
        let values = values![document.as_str(), *ordinal];
        let row = first(engine, statement, values)?;
        let Some(row) = row else { continue };
        let found = row.get::<String>(0)?;
        let finding: serde_json::Value = serde_json::from_str(&found)
            .map_err(|error| Fault::Content(format!("finding {}: {error}", held.found[*at].id)))?;
        let version = held.found[*at].version;
        reports.push(serde_json::json!({
            "document": document, "version": version, "finding": finding,
        }));
    }
    let said = group.said.as_ref();
    let value = serde_json::json!({
        "id": group.id,
        "record": said.map(|(record, ..)| record),
        "record_version": said.and_then(|(record, ..)| held.records.get(record)),
        "occasion": head.occasion,
        "start": said.map(|(_, starts, _)| starts),
        "end": said.map(|(_, _, ends)| ends),
        "time_ms": head.time_ms,
        "words": head.words,
        "speaker": head.speaker,
        "person": head.person,
        "day": head.day,
        "reports": reports,
    });
    Ok(value.to_string())
}
