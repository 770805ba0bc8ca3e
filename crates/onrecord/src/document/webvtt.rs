//! WebVTT: decoded characters in, a record with times out. Settings, regions, styles, notes and cue
//! names are left out; captions that roll are unrolled (see `rolling`).

use crate::document::Document;
use crate::document::cue::{Cue, times, utterances};
use crate::document::metadata::{MetadataSource, Sourced};
use crate::document::origin::Origin;
use crate::document::problem::{Problem, ProblemKind};
use crate::document::rolling::unroll;
use crate::document::utterance;

/// Reads decoded WebVTT.
#[must_use]
pub fn read(vtt: &str, origin: &Origin) -> Document {
    let mut cues: Vec<Cue> = Vec::new();
    let mut problems = Vec::new();
    let mut language = None;
    let mut part = Part::Header;
    let mut lines = vtt.lines().map(str::trim_end).enumerate().peekable();
    while let Some((line_idx, line)) = lines.next() {
        if line.contains("-->") {
            let time = times(line);
            if time.is_none() {
                problems.push(bad_time(line_idx + 1));
            }
            cues.push(Cue { time, lines: Vec::new(), line: line_idx + 1 });
            part = Part::Cue;
            continue;
        }
        part = match part {
            _ if line.is_empty() => Part::Between,
            Part::Header => {
                let given = line.strip_prefix("Language:").map(|given| given.trim().to_owned());
                language = language.or(given);
                Part::Header
            }
            Part::Between
                if ["NOTE", "STYLE", "REGION"].iter().any(|word| line.starts_with(word)) =>
            {
                Part::Skipped
            }
            Part::Between if lines.peek().is_some_and(|(_, next)| next.contains("-->")) => {
                Part::Between
            }
            Part::Skipped => Part::Skipped,
            Part::Cue | Part::Between => {
                if let Some(cue) = cues.last_mut() {
                    cue.lines.push(line.trim().to_owned());
                }
                Part::Cue
            }
        };
    }
    let mut document = finish(cues, origin);
    let from = MetadataSource::Markup;
    document.metadata.language.extend(language.map(|value| Sourced { value, from }));
    document.problems.splice(0..0, problems.into_iter().take(MOST_PROBLEMS));
    document
}

/// Bad time lines named one by one; a file with more of them is bad throughout.
pub const MOST_PROBLEMS: usize = 5;

/// Where in the file a line stands. A blank line should end a cue, but what follows one and is no
/// note, style, region or cue name was lost from its cue by an editor, and is read with it.
enum Part {
    Header,
    Between,
    Skipped,
    Cue,
}

/// The problem of a time line that no clock shows.
#[must_use]
pub fn bad_time(line: usize) -> Problem {
    let message = "a cue without a readable time; give HH:MM:SS.mmm --> HH:MM:SS.mmm".to_owned();
    Problem { kind: ProblemKind::Malformed, line: Some(line), message }
}

/// The record that subtitle cues make, rolling ones unrolled.
#[must_use]
pub fn finish(mut cues: Vec<Cue>, origin: &Origin) -> Document {
    unroll(&mut cues);
    utterance::document(origin, &utterances(&cues), "\n")
}
