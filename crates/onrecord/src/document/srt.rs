//! SRT: decoded characters in, a record with times out. Cue numbers are left out; a blank line inside
//! a cue does not end it, since files made by hand hold such lines.

use crate::document::Document;
use crate::document::cue::{Cue, times};
use crate::document::origin::Origin;
use crate::document::webvtt::{MOST_PROBLEMS, bad_time, finish};

/// Reads decoded SRT.
#[must_use]
pub fn read(srt: &str, origin: &Origin) -> Document {
    let mut cues: Vec<Cue> = Vec::new();
    let mut problems = Vec::new();
    let mut lines = srt.lines().map(str::trim).enumerate().peekable();
    while let Some((line_idx, line)) = lines.next() {
        let is_number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        let heads = is_number && lines.peek().is_some_and(|(_, next)| next.contains("-->"));
        if line.is_empty() || heads {
            continue;
        }
        if line.contains("-->") {
            let time = times(line);
            if time.is_none() {
                problems.push(bad_time(line_idx + 1));
            }
            cues.push(Cue { time, lines: Vec::new(), line: line_idx + 1 });
        } else if let Some(cue) = cues.last_mut() {
            cue.lines.push(line.to_owned());
        }
    }
    let mut document = finish(cues, origin);
    document.problems.splice(0..0, problems.into_iter().take(MOST_PROBLEMS));
    document
}
