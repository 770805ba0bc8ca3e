//! Which stretches of the record the words of a query come from. A match in, fragments out.

use crate::document::transcript::Transcript;
use crate::find::Fragment;
use crate::matching::Match;
use crate::matching::alignment::{Joint, Part, Step, StepKind};
use crate::matching::archive::Archive;
use crate::text::span::Span;

/// Words of the query in a row without counterpart from which on other records are looked through.
const MISSING: usize = 4;

/// The fragments of `found`, in the order of the query. Words of two speakers are two fragments, though
/// they follow one another in the record. `expected` is given to each.
pub(crate) fn fragments(archive: &Archive, found: &Match, expected: Option<f64>) -> Vec<Fragment> {
    let record = found.passage.record;
    let transcript = archive.records().get(record).and_then(|record| record.transcript.as_ref());
    let parts = found.alignment.parts.iter();
    let runs = parts.flat_map(|part| runs(transcript, part));
    runs.map(|Run { content, span, joint, .. }| Fragment { content, record, span, joint, expected })
        .collect()
}

/// Words of the query beside words of one speaker.
struct Run {
    content: Span,
    span: Span,
    joint: Option<Joint>,
    /// The turn of the last word; `None` between turns.
    turn: Option<usize>,
}

/// `part` cut where another speaker begins; none where no word of it stands in the record.
fn runs(transcript: Option<&Transcript>, part: &Part) -> Vec<Run> {
    let turn_of = |step: &Step| transcript?.turn_at(step.passage.start());
    let speaker = |turn: usize| transcript?.turns.get(turn)?.speaker.as_deref();
    let mut found: Vec<Run> = Vec::new();
    // Words of the record since the last one beside a word of the query.
    let mut n_dropped = 0;
    for step in &part.steps {
        if step.kind == StepKind::Dropped {
            n_dropped += 1;
            continue;
        }
        if step.passage.is_empty() {
            continue;
        }
        let turn = turn_of(step);
        let is_same = |run: &&mut Run| {
            run.turn.zip(turn).is_none_or(|(a, b)| a == b || speaker(a) == speaker(b))
        };
        let n_between = std::mem::take(&mut n_dropped);
        if let Some(run) = found.last_mut().filter(is_same) {
            run.content = run.content.hull(step.content);
            run.span = run.span.hull(step.passage);
            run.turn = turn.or(run.turn);
            continue;
        }
        let joint = match found.last().zip(transcript) {
            Some((before, transcript)) => Some(joint(transcript, before, step, turn, n_between)),
            None => part.joint,
        };
        found.push(Run { content: step.content, span: step.passage, joint, turn });
    }
    found
}

fn joint(
    transcript: &Transcript,
    before: &Run,
    step: &Step,
    turn: Option<usize>,
    words: i64,
) -> Joint {
    let time = |at: usize| transcript.time_at(at).map(|ms| ms as i64);
    let times = time(before.span.end().saturating_sub(1)).zip(time(step.passage.start()));
    Joint {
        marked: false,
        words,
        turns: before.turn.zip(turn).map_or(0, |(from, to)| to as i64 - from as i64),
        milliseconds: times.map(|(from, to)| to - from),
    }
}

/// Runs of at least [`MISSING`] words in a row that have no word of the record beside them, and how many
/// words each has.
pub(crate) fn lacking(found: &Match) -> Vec<(usize, Span)> {
    let mut runs: Vec<(usize, Span)> = Vec::new();
    let mut open = false;
    for step in found.alignment.parts.iter().flat_map(|part| &part.steps) {
        match step.kind {
            StepKind::Dropped => {}
            StepKind::Same => open = false,
            StepKind::Added | StepKind::Changed => {
                match runs.last_mut().filter(|_| open) {
                    Some((n, run)) => (*n, *run) = (*n + 1, run.hull(step.content)),
                    None => runs.push((1, step.content)),
                }
                open = true;
            }
        }
    }
    runs.retain(|(n, _)| *n >= MISSING);
    runs
}
