//! Runs of words that differ, taken together: what most rules look at. A match in, [`Change`]s out.

use crate::matching::Match;
use crate::matching::alignment::{Step, StepKind};
use crate::text::span::Span;

/// A run of steps that are not the same words, between two that are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The article's words; empty (a position) where only the record has words.
    pub content: Span,
    /// The record's words; empty (a position) where only the article has words.
    pub passage: Span,
    /// Which part of the alignment.
    pub part: usize,
}

/// The changes of a match, in content order.
#[must_use]
pub fn changes(found: &Match) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (part_idx, part) in found.alignment.parts.iter().enumerate() {
        let mut open = false;
        for step in &part.steps {
            if step.kind == StepKind::Same {
                open = false;
                continue;
            }
            match changes.last_mut().filter(|_| open) {
                Some(change) => {
                    change.steps.push(*step);
                    change.content = change.content.hull(step.content);
                    change.passage = change.passage.hull(step.passage);
                }
                None => changes.push(Change {
                    steps: vec![*step],
                    content: step.content,
                    passage: step.passage,
                    part: part_idx,
                }),
            }
            open = true;
        }
    }
    changes
}
