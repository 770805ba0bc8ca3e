//! Times written into a text. Stamps in, [`TimeCode`]s out: each stamp holds up to the next.

use crate::document::clock::leading_stamp;
use crate::document::paragraph::trimmed;
use crate::document::problem::{Problem, ProblemKind};
use crate::document::transcript::TimeCode;
use crate::text::span::Span;

/// A time and the byte behind it, where the words it is for begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Byte of the text.
    pub at: usize,
    /// Milliseconds from the start of the medium.
    pub ms: u64,
}

/// The stamp that `note` is, if it is nothing but a time in brackets.
#[must_use]
pub fn inline(text: &str, note: Span) -> Option<Stamp> {
    let (ms, len) = leading_stamp(note.of(text))?;
    (len == note.len()).then_some(Stamp { at: note.end(), ms })
}

/// Time codes for `stamps` up to `end`, in text order, and a problem if times run backwards.
#[must_use]
pub fn time_codes(
    text: &str,
    mut stamps: Vec<Stamp>,
    end: usize,
) -> (Vec<TimeCode>, Option<Problem>) {
    stamps.sort_by_key(|stamp| stamp.at);
    stamps.dedup_by_key(|stamp| stamp.at);
    let mut times = Vec::with_capacity(stamps.len());
    let mut backwards = None;
    for (idx, stamp) in stamps.iter().enumerate() {
        let next = stamps.get(idx + 1);
        let span =
            trimmed(text, Span::new(stamp.at, next.map_or(end, |next| next.at).max(stamp.at)));
        if span.is_empty() {
            continue;
        }
        if let Some(next) = next.filter(|next| next.ms < stamp.ms) {
            backwards.get_or_insert((*stamp, *next));
        }
        let end_ms = next.map_or(stamp.ms, |next| next.ms).max(stamp.ms);
        times.push(TimeCode { span, start_ms: stamp.ms, end_ms });
    }
    (times, backwards.map(|(stamp, next)| runs_backwards(text, stamp.ms, next)))
}

/// The problem of a time that lies before the one in front of it.
#[must_use]
pub fn runs_backwards(text: &str, from_ms: u64, to: Stamp) -> Problem {
    let before = text.get(..to.at).unwrap_or("");
    Problem {
        kind: ProblemKind::Malformed,
        line: Some(1 + before.matches('\n').count()),
        message: format!(
            "times run backwards, from {:.3} s to {:.3} s; they are kept as they stand",
            from_ms as f64 / 1000.0,
            to.ms as f64 / 1000.0
        ),
    }
}
