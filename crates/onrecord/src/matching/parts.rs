//! The shape that matching hands on. A path through words in, an [`Alignment`] of parts and joints out.

use crate::document::Document;
use crate::matching::alignment::{Alignment, Joint, Part, Step, StepKind};
use crate::matching::content::Printed;
use crate::matching::likeness::is_same;
use crate::matching::path::Move;
use crate::matching::window::{Columns, Said};
use crate::text::span::Span;

/// Words left out without a mark beyond which two stretches count as two parts.
const LONGEST_GAP: usize = 12;

/// A run of moves between two cuts.
struct Run {
    steps: Vec<Step>,
    /// Column of the first and the last word of the record; `None` where no word is aligned.
    columns: Option<(usize, usize)>,
    marked: bool,
}

/// The parts of `moves`, with the distance of each from the one before.
pub(crate) fn parts(
    record: &Document,
    content: &[Printed],
    columns: &Columns,
    moves: &[Move],
) -> Alignment {
    let mut runs: Vec<Run> = Vec::new();
    let mut dropped: Vec<usize> = Vec::new();
    let mut cut = true;
    for step in moves {
        let (word, column) = match *step {
            Move::Jump => {
                cut = true;
                continue;
            }
            Move::Dropped(column) => {
                dropped.push(column);
                continue;
            }
            Move::Added(word) => (word, None),
            Move::Pair(word, column) => (word, Some(column)),
        };
        let Some(printed) = content.get(word) else { continue };
        let breaks = printed.slot.breaks;
        if cut || breaks || dropped.len() > LONGEST_GAP || crosses(record, columns, &dropped) {
            runs.push(Run { steps: Vec::new(), columns: None, marked: breaks });
            dropped.clear();
        }
        cut = false;
        let Some(run) = runs.last_mut() else { continue };
        for column in dropped.drain(..) {
            let Some(said) = columns.get(column) else { continue };
            let content = Span::empty(printed.span.start());
            run.steps.push(Step { kind: StepKind::Dropped, content, passage: said.span });
        }
        let said = column.and_then(|at| columns.get(at));
        match said {
            Some(said) => {
                let kind = if is_same(printed, &said) { StepKind::Same } else { StepKind::Changed };
                run.steps.push(Step { kind, content: printed.span, passage: said.span });
                let at = column.unwrap_or_default();
                run.columns = Some((run.columns.map_or(at, |(first, _)| first), at));
            }
            None => run.steps.push(Step {
                kind: StepKind::Added,
                content: printed.span,
                passage: Span::default(),
            }),
        }
    }
    join(record, columns, runs)
}

/// Whether words left out stand, all or some, in a turn of their own.
fn crosses(record: &Document, columns: &Columns, dropped: &[usize]) -> bool {
    let (Some(first), Some(last)) = (dropped.first(), dropped.last()) else { return false };
    let turn = |at: usize| {
        let column = columns.get(at)?;
        record.transcript.as_ref()?.turn_at(column.span.start())
    };
    let before = first.checked_sub(1).and_then(turn);
    before.is_some()
        && (turn(*first) != before || turn(*last) != before || turn(last + 1) != before)
}

fn join(record: &Document, columns: &Columns, runs: Vec<Run>) -> Alignment {
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for run in runs {
        let column = |at: usize| columns.get(at);
        let first = run.columns.and_then(|(first, _)| column(first));
        let last = run.columns.and_then(|(_, last)| column(last));
        let passage = match (first, last) {
            (Some(first), Some(last)) => first.span.hull(last.span),
            _ => Span::empty(parts.last().map_or(0, |part| part.passage.end())),
        };
        let mut steps = run.steps;
        let mut at = passage.start();
        for step in &mut steps {
            if step.kind == StepKind::Added {
                step.passage = Span::empty(at);
            } else {
                at = step.passage.end();
            }
        }
        let content = steps.iter().map(|step| step.content).reduce(Span::hull).unwrap_or_default();
        let earlier = before.and_then(|(_, last)| column(last));
        let joint = (!parts.is_empty()).then(|| joint(record, earlier, first, run.marked));
        parts.push(Part { content, passage, steps, joint });
        before = run.columns.or(before);
    }
    Alignment { parts }
}

fn joint(
    record: &Document,
    earlier: Option<Said<'_>>,
    later: Option<Said<'_>>,
    marked: bool,
) -> Joint {
    let mut joint = Joint { marked, words: 0, turns: 0, milliseconds: None };
    let (Some(earlier), Some(later)) = (earlier, later) else { return joint };
    joint.words = i64::from(later.token) - i64::from(earlier.token);
    joint.words -= joint.words.signum();
    if let Some(transcript) = &record.transcript {
        let turn = |column: Said<'_>| transcript.turn_at(column.span.start());
        if let (Some(from), Some(to)) = (turn(earlier), turn(later)) {
            joint.turns = to as i64 - from as i64;
        }
        let from = transcript.time_at(earlier.span.start());
        let to = transcript.time_at(later.span.start());
        joint.milliseconds = from.zip(to).map(|(from, to)| to as i64 - from as i64);
    }
    joint
}
