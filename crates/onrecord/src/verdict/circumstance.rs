//! What the report says of the occasion, held against a record: the day, the outlet, the addressee and the
//! words for the occasion. A setting and a record in, what agrees and what does not out. A report that
//! says nothing of them says nothing for or against any record.

use crate::attribution::setting::{Party, Setting};
use crate::attribution::when::When;
use crate::document::Document;
use crate::text::folded::tokens;
use crate::text::span::Span;
use jiff::ToSpan;
use jiff::civil::Date;
use onrecord_model::Wording;
use std::collections::BTreeSet;

/// Words of the report about the occasion, and how a record stands to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// The words, in the report.
    pub words: Span,
    /// How the record stands to them.
    pub standing: Standing,
}

/// How a record stands to what the report says of the occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The record is of that day.
    SameDay(Date),
    /// The record is called by those words, or names that person.
    Named,
    /// The record says nothing that agrees.
    Unsaid,
    /// The record is of a day outside of those that the report gives.
    OtherDay(Date),
}

/// What a record of another day has against it: as much as two differences of wording. A date in a
/// sentence may belong to something else, so the words themselves weigh more.
const OTHER_DAY: u32 = 8;

/// What a record has against it that nothing in agrees with the outlet, the addressee or the occasion.
const UNSAID: u32 = 2;

/// How many turns of a record are asked for who speaks: all are present from the start, or nearly.
const TURNS: usize = 200;

/// How `record` stands to what `setting` says, the day first.
#[must_use]
pub fn circumstances(
    wording: &Wording,
    document: &Document,
    setting: &Setting,
    record: &Document,
) -> Vec<Circumstance> {
    let mut found: Vec<Circumstance> = Vec::new();
    if let Some((when, days)) = setting.date.as_ref().and_then(|when| Some((when, when.days?))) {
        let day = record.transcript.as_ref().and_then(|transcript| transcript.occasion.date);
        let standing = match day {
            Some(day) if is_within(day, days) => Standing::SameDay(day),
            Some(day) => Standing::OtherDay(day),
            None => Standing::Unsaid,
        };
        found.push(Circumstance { words: when.span, standing });
    }
    let name = |party: &Party| {
        // "reporters" and "him" agree with any record.
        party.name.as_ref()?;
        Some((party.span, telling(wording, party.span.of(&document.text))))
    };
    let outlet = setting.outlet.as_ref().and_then(name);
    // A record may have a person's surname only.
    let addressee = setting.addressee.as_ref().and_then(name);
    let addressee =
        addressee.map(|(span, words)| (span, words.into_iter().last().into_iter().collect()));
    // "an interview with the Courier" says no more than the outlet does.
    let party = setting.outlet.as_ref().or(setting.addressee.as_ref());
    let holds = |words: &Span| party.is_some_and(|party| words.contains(party.span));
    let occasion = setting
        .occasion
        .filter(|words| !holds(words))
        .map(|words| (words, occasion_words(wording, document, words, setting.date.as_ref())));
    let told = [outlet, addressee, occasion].into_iter().flatten();
    let told: Vec<(Span, Vec<String>)> = told.filter(|(_, words)| !words.is_empty()).collect();
    if told.is_empty() {
        return found;
    }
    let borne = borne(wording, record);
    found.extend(told.into_iter().map(|(words, keys)| {
        let is_named = keys.iter().all(|key| borne.contains(key));
        let standing = if is_named { Standing::Named } else { Standing::Unsaid };
        Circumstance { words, standing }
    }));
    found
}

/// What all that `setting` says has against `record`.
#[must_use]
pub fn against(
    wording: &Wording,
    document: &Document,
    setting: &Setting,
    record: &Document,
) -> u32 {
    let found = circumstances(wording, document, setting, record);
    let weight = |one: &Circumstance| match one.standing {
        Standing::SameDay(_) | Standing::Named => 0,
        Standing::Unsaid => UNSAID,
        Standing::OtherDay(_) => OTHER_DAY,
    };
    found.iter().map(weight).sum()
}

/// The words of the report that agree with `record` and not with all of the `others`, each with what the
/// record has to it: why this record and no other that has the words.
#[must_use]
pub fn telling_apart(
    wording: &Wording,
    document: &Document,
    setting: &Setting,
    record: &Document,
    others: &[&Document],
) -> Vec<String> {
    if others.is_empty() || *setting == Setting::default() {
        return Vec::new();
    }
    let agrees =
        |one: &Circumstance| matches!(one.standing, Standing::SameDay(_) | Standing::Named);
    let beside: Vec<Vec<Circumstance>> =
        others.iter().map(|other| circumstances(wording, document, setting, other)).collect();
    let tells = |one: &Circumstance| {
        let mut same = beside.iter().map(|of| of.iter().find(|other| other.words == one.words));
        same.any(|other| !other.is_some_and(agrees))
    };
    let told = circumstances(wording, document, setting, record).into_iter();
    told.filter(|one| agrees(one) && tells(one))
        .map(|one| {
            let words: Vec<&str> = one.words.of(&document.text).split_whitespace().collect();
            let words = words.join(" ");
            match one.standing {
                Standing::SameDay(day) => format!("\"{words}\": the record is of {day}"),
                _ => format!("\"{words}\": named in the record"),
            }
        })
        .collect()
}

/// Whether `day` is one of `days`, the first and the last of them; the day before and the day after may be
/// a time zone's doing.
#[must_use]
pub fn is_within(day: Date, (first, last): (Date, Date)) -> bool {
    let from = first.checked_sub(1.day()).unwrap_or(first);
    let to = last.checked_add(1.day()).unwrap_or(last);
    (from..=to).contains(&day)
}

/// The words of an occasion that tell it from others of its kind: its names, else the word for its kind.
/// A month or a day is read as a date.
fn occasion_words(
    wording: &Wording,
    document: &Document,
    words: Span,
    date: Option<&When>,
) -> Vec<String> {
    let text = &document.text;
    let found = tokens(text, words).into_iter();
    let found: Vec<_> = found
        .filter(|token| !wording.function_words.contains(&token.key))
        .filter(|token| date.is_none_or(|date| !date.span.overlaps(token.span)))
        .collect();
    let is_name = |span: Span| span.of(text).starts_with(char::is_uppercase);
    let names = found.iter().filter(|token| is_name(token.span));
    let names: Vec<String> = names.map(|token| token.key.clone()).collect();
    match names.is_empty() {
        true => found.into_iter().last().map(|token| token.key).into_iter().collect(),
        false => names,
    }
}

/// All words that a record is called by, and the names of those who speak in it.
fn borne(wording: &Wording, record: &Document) -> BTreeSet<String> {
    let name = record.origin.name.rsplit(['/', '\\']).next().unwrap_or("");
    let mut borne: BTreeSet<String> =
        telling(wording, &name.replace(['-', '_', '.'], " ")).into_iter().collect();
    if let Some(title) = record.metadata.title() {
        borne.extend(telling(wording, title));
    }
    let Some(transcript) = &record.transcript else { return borne };
    let occasion = &transcript.occasion;
    let known = [&occasion.title, &occasion.place, &occasion.outlet].into_iter().flatten();
    let present = occasion.speakers.iter().flat_map(|one| {
        let role = one.role.as_deref();
        [one.name.as_str()].into_iter().chain(role)
    });
    let labels = transcript.turns.iter().take(TURNS).filter_map(|turn| turn.speaker.as_deref());
    let labels: BTreeSet<&str> = labels.collect();
    for words in known.map(String::as_str).chain(present).chain(labels) {
        borne.extend(telling(wording, words));
    }
    borne
}

/// The folded words of `text` that are no function words, in order.
fn telling(wording: &Wording, text: &str) -> Vec<String> {
    let keys = tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.key);
    keys.filter(|key| !wording.function_words.contains(key)).collect()
}
