//! What a record of an occasion adds to a text: turns, times, kind, coverage, and the occasion.

use crate::text::span::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Turns and times of a record; spans are in the document's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// What sort of record it is.
    pub kind: RecordKind,
    /// How much of the occasion it holds.
    pub coverage: Coverage,
    /// Uninterrupted speech by one speaker, in order, disjoint.
    pub turns: Vec<Turn>,
    /// Time codes in text order: the finest the record gives (words before cues).
    pub times: Vec<TimeCode>,
    /// Stage directions, sound notes and speaker labels: in the text, but not said.
    pub unsaid: Vec<Span>,
    /// Who met where and when, as far as the record or its side file says.
    pub occasion: Occasion,
}

/// One speaker's uninterrupted part of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The speaker as the record writes the name, `None` where it names nobody.
    pub speaker: Option<String>,
    /// The words of the turn, without the label.
    pub span: Span,
}

/// When a stretch of text was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeCode {
    /// The words the time is for.
    pub span: Span,
    /// Milliseconds from the start of the medium.
    pub start_ms: u64,
    /// Milliseconds from the start of the medium; not before `start_ms`.
    pub end_ms: u64,
}

/// What sort of record: a finding is never stronger than its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// A transcript made by ear from the tape.
    #[default]
    TapeTranscript,
    /// A transcript issued by the host or an office.
    Official,
    /// Captions made by speech recognition.
    Captions,
    /// A text approved by the speaker, or prepared for delivery ("as written").
    Authorised,
    /// A message the speaker published.
    Published,
    /// Notes.
    Notes,
}

/// How much of the occasion a record holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state", content = "note")]
pub enum Coverage {
    /// The record does not say.
    #[default]
    Unstated,
    /// Said to be whole.
    Complete,
    /// A part is missing; the record's own words for it, or where the gap is.
    Partial(String),
}

/// Interview, speech, hearing: who met where and when. Empty fields are unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the glossary's words")]
pub struct Occasion {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub place: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub speakers: Vec<Participant>,
}

/// A person present at an occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Full name as the record or side file writes it.
    pub name: String,
    /// Role on the occasion ("Moderator"), if given.
    pub role: Option<String>,
}

impl Transcript {
    /// The turn that holds byte `at`; `None` between turns.
    #[must_use]
    pub fn turn_at(&self, at: usize) -> Option<usize> {
        let next = self.turns.partition_point(|turn| turn.span.start() <= at);
        let turn = next.checked_sub(1)?;
        (at < self.turns[turn].span.end()).then_some(turn)
    }

    /// Milliseconds at byte `at`: the start of the time code that holds it, or of the last before it.
    #[must_use]
    pub fn time_at(&self, at: usize) -> Option<u64> {
        let next = self.times.partition_point(|time| time.span.start() <= at);
        next.checked_sub(1).map(|time| self.times[time].start_ms)
    }
}
