//! The words of the record that a content is laid against. Stretches of tokens in, columns out.

use crate::matching::archive::Archive;
use crate::matching::content::{Printed, is_contracted};
use crate::matching::likeness::{is_same, likeness};
use crate::matching::path::WALL;
use crate::text::span::Span;

/// One word of the record.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// The folded key.
    pub(crate) key: String,
    /// Hash of the key.
    pub(crate) hash: u32,
    /// In the record's text.
    pub(crate) span: Span,
    /// Whether the word is part of a contraction.
    pub(crate) contracted: bool,
    /// Its number in the segment.
    pub(crate) token: u32,
}

/// The words of `stretches` of one record, in record order, overlapping stretches made one; `None`
/// parts two stretches.
pub(crate) fn columns(
    archive: &Archive,
    record_idx: usize,
    stretches: &[(u32, u32)],
) -> Vec<Option<Column>> {
    let Some(record) = archive.records().get(record_idx) else { return Vec::new() };
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (from, to) in sorted {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    let mut found = Vec::new();
    for (from, to) in merged {
        if !found.is_empty() {
            found.push(None);
        }
        let said = archive.segment().said(record, record_idx, from, to);
        let first = archive.segment().range_of(record_idx).start.max(from);
        found.extend((first..).zip(said).map(|(token, said)| {
            // The index is the measure of sameness: what is folded again from the middle of a text
            // lacks the words before ("July" before "fourth").
            let hash = archive.segment().tokens.get(token as usize).copied().unwrap_or(0);
            let contracted = is_contracted(said.span.of(&record.text));
            Some(Column { key: said.key, hash, span: said.span, contracted, token })
        }));
    }
    found
}

/// The score of each content word against each column, row by row.
pub(crate) fn pairs(content: &[Printed], columns: &[Option<Column>]) -> Vec<i32> {
    let mut scores = Vec::with_capacity(content.len() * columns.len());
    for word in content {
        // An editor's word stands for what was said there: whatever it is, it belongs in its place.
        let bracketed = word.slot.bracketed;
        let weight = if bracketed { word.weight.min(250) } else { word.weight };
        scores.extend(columns.iter().map(|column| match column {
            None => WALL,
            Some(said) if is_same(word, said) => weight,
            Some(said) if bracketed => likeness(&word.key, &said.key, weight).max(-100),
            Some(said) => likeness(&word.key, &said.key, weight),
        }));
    }
    scores
}
