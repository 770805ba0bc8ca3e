//! What a query tells beside its words: who spoke, where, and when it was printed. A query and a place in,
//! how much likelier or less likely they make the place out, and why.

use crate::document::transcript::Transcript;
use crate::find::{Query, speaker};
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::matching::voices::{Voice, is_one_name};
use crate::text::folded::tokens;
use crate::text::span::Span;
use jiff::civil::Date;
use std::fmt;

/// What is told of the speaker, the occasion and the day.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    name: Option<&'a str>,
    /// The turns of those who go by the name; none where the records have no such turns.
    voice: Option<Voice>,
    printed: Option<Date>,
    /// The folded words of the occasion.
    occasion: Vec<String>,
}

/// What speaks for a place or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// In the mouth of the speaker who is named.
    Speaker,
    /// In somebody else's.
    OtherSpeaker,
    /// The record bears words of the occasion or outlet that is named.
    Occasion,
    /// Said so many days before the words were printed; 0 on the same day.
    Before(i32),
    /// Said on a later day than they were printed.
    After,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Speaker => f.write_str("the speaker named"),
            Reason::OtherSpeaker => f.write_str("another speaker than the one named"),
            Reason::Occasion => f.write_str("the occasion named"),
            Reason::Before(0) => f.write_str("said on the day it was printed"),
            Reason::Before(1) => f.write_str("said a day before it was printed"),
            Reason::Before(n) => write!(f, "said {n} days before it was printed"),
            Reason::After => f.write_str("said after it was printed"),
        }
    }
}

/// What a query tells of one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) is_own: bool,
    /// By how much the chance finds are fewer where what is told is held to.
    pub(crate) share: f64,
    /// What is told for the place, less what is told against it, 50 a bit.
    pub(crate) weight: i32,
    pub(crate) reasons: Vec<Reason>,
}

/// How often a quotation that stands in the records stands in the turns of the speaker whom it is given
/// to. The rest are words of the one who asked, a label that names somebody else, or a desk's error.
const OWN: f64 = 0.8;

/// What a place that was said after it was printed has to outweigh, 50 a bit.
const LATER: i32 = 500;

/// What the words of the occasion weigh where the record has them all, 50 a bit.
const OCCASION: i32 = 300;

/// What a day is worth for each doubling of its distance from the day of print, 50 a bit: among places with
/// the same words the latest is the likeliest.
const DISTANCE: i32 = 10;

impl<'a> Told<'a> {
    pub(crate) fn of(archive: &Archive, query: &'a Query) -> Told<'a> {
        let name = query.speaker.as_deref();
        let voice = name.map(|name| archive.voice(name)).filter(|voice| voice.share > 0.0);
        let occasion = query.occasion.as_deref().map(telling).unwrap_or_default();
        Told { name, voice, printed: query.date, occasion }
    }

    /// The records that the speaker speaks in.
    pub(crate) fn records(&self) -> Option<&[usize]> {
        self.voice.as_ref().map(|voice| voice.records.as_slice())
    }

    /// What is told of the place.
    pub(crate) fn reading(&self, archive: &Archive, found: &Match) -> Reading {
        let mut reading = Reading { share: 1.0, ..Reading::default() };
        let Some(record) = archive.records().get(found.passage.record) else { return reading };
        let transcript = record.transcript.as_ref();
        let said_by = transcript.and_then(|said| speaker(said, found.passage.span));
        if let Some((name, said_by)) = self.name.zip(said_by) {
            reading.is_own = is_one_name(name, said_by);
            let reason = if reading.is_own { Reason::Speaker } else { Reason::OtherSpeaker };
            reading.reasons.push(reason);
        }
        if let Some(voice) = &self.voice {
            // The speaker's turns are a part of the archive, and few quotations stand in the rest.
            reading.share = if reading.is_own { voice.share / OWN } else { 1.0 / (1.0 - OWN) };
        }
        reading.weight -= (50.0 * reading.share.log2()) as i32;
        if !self.occasion.is_empty() {
            let named = named(&record.origin.name, transcript);
            let n = self.occasion.iter().filter(|word| named.contains(word)).count();
            reading.weight += OCCASION * n as i32 / self.occasion.len() as i32;
            if n * 2 >= self.occasion.len() {
                reading.reasons.push(Reason::Occasion);
            }
        }
        let said = transcript.and_then(|said| said.occasion.date);
        if let Some((printed, said)) = self.printed.zip(said) {
            let days = (printed - said).get_days();
            match u32::try_from(days) {
                Ok(n) => {
                    reading.weight -= DISTANCE * (n + 1).ilog2() as i32;
                    reading.reasons.push(Reason::Before(days));
                }
                Err(_) => {
                    reading.weight -= LATER;
                    reading.reasons.push(Reason::After);
                }
            }
        }
        reading
    }
}

/// The words that the record is called by.
fn named(name: &str, transcript: Option<&Transcript>) -> Vec<String> {
    let mut named = telling(name);
    if let Some(occasion) = transcript.map(|said| &said.occasion) {
        for known in [&occasion.title, &occasion.place, &occasion.outlet].into_iter().flatten() {
            named.extend(telling(known));
        }
    }
    named
}

/// The folded words of `text` that have four letters or more, or a digit.
fn telling(text: &str) -> Vec<String> {
    let keys = tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.key);
    keys.filter(|key| key.len() > 3 || key.contains(|c: char| c.is_ascii_digit())).collect()
}
