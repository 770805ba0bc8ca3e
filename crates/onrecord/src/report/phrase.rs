//! Plain words for kinds, coverage and times. Values in, the wording that every rendering shares out.

use crate::document::transcript::{Coverage, RecordKind};
use crate::quotation::QuotationKind;
use crate::report::finding::RecordNote;
use crate::verdict::policy::Level;

/// What sort of record: "captions".
#[must_use]
pub fn record_kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::TapeTranscript => "tape transcript",
        RecordKind::Official => "official transcript",
        RecordKind::Captions => "captions",
        RecordKind::Authorised => "authorised text",
        RecordKind::Published => "published message",
        RecordKind::Notes => "notes",
    }
}

/// How much of the occasion: "part of the occasion (as spoken, in part)".
#[must_use]
pub fn coverage(coverage: &Coverage) -> String {
    match coverage {
        Coverage::Unstated => "coverage not stated".to_owned(),
        Coverage::Complete => "whole occasion".to_owned(),
        Coverage::Partial(note) if note.is_empty() => "part of the occasion".to_owned(),
        Coverage::Partial(note) => format!("part of the occasion ({note})"),
    }
}

/// Kind and coverage of a record: a finding is never stronger than these.
#[must_use]
pub fn record(note: &RecordNote) -> String {
    format!("{}, {}", record_kind(note.kind), coverage(&note.coverage))
}

/// What kind of quotation: "direct".
#[must_use]
pub fn quotation_kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "partly marked",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Headline => "headline",
        QuotationKind::Title => "title",
        QuotationKind::Term => "term",
        QuotationKind::Nickname => "nickname",
        QuotationKind::ScareQuote => "distancing marks",
    }
}

/// How a policy takes a difference: "warning".
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "allowed",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// `h:mm:ss` of a time in milliseconds, rounded down.
#[must_use]
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Hours, minutes and seconds as ISO 8601 has them, for `<time datetime>`: "PT0H12M31S".
#[must_use]
pub fn duration(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("PT{}H{}M{}S", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `n` with its noun: "1 quotation", "2 quotations".
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
