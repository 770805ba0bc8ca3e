//! The words of the record that a content is laid against. Stretches of tokens in, columns out.

use crate::matching::archive::Archive;
use crate::matching::content::{Printed, is_contracted};
use crate::matching::likeness::{Likeness, Shape, UNLIKE, is_same};
use crate::matching::path::WALL;
use crate::matching::segment::hash;
use crate::text::span::Span;
use std::ops::Range;

/// One word of the record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    /// The folded key.
    pub(crate) key: &'a str,
    /// Hash of the key.
    pub(crate) hash: u32,
    /// In the record's text.
    pub(crate) span: Span,
    /// Whether the word is part of a contraction.
    pub(crate) contracted: bool,
    /// Its number in the index.
    pub(crate) token: u32,
}

/// Words of one record, in record order.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The folded keys, end to end.
    keys: String,
    /// `None` parts two stretches.
    words: Vec<Option<Word>>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    key: (u32, u32),
    hash: u32,
    span: Span,
    contracted: bool,
    token: u32,
}

impl Columns {
    /// The words of `stretches` of one record, overlapping stretches made one.
    pub(crate) fn new(archive: &Archive, record_idx: usize, stretches: &[Range<u32>]) -> Columns {
        let mut found = Columns::default();
        let Some(record) = archive.records().get(record_idx) else { return found };
        let mut sorted: Vec<(u32, u32)> = stretches.iter().map(|at| (at.start, at.end)).collect();
        sorted.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (from, to) in sorted {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        let index = archive.index();
        for (from, to) in merged {
            if !found.words.is_empty() {
                found.words.push(None);
            }
            index.said(record, record_idx, from..to, &mut |token, key, span| {
                let start = found.keys.len() as u32;
                found.keys.push_str(key);
                found.words.push(Some(Word {
                    key: (start, found.keys.len() as u32),
                    hash: hash(key),
                    span,
                    contracted: is_contracted(span.of(&record.text)),
                    token,
                }));
            });
        }
        found
    }

    /// Words and gaps between stretches.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word of column `at`; `None` between two stretches.
    pub(crate) fn get(&self, at: usize) -> Option<Said<'_>> {
        let Word { key, hash, span, contracted, token } = (*self.words.get(at)?)?;
        let key = self.keys.get(key.0 as usize..key.1 as usize).unwrap_or("");
        Some(Said { key, hash, span, contracted, token })
    }

    /// Every column in order.
    fn iter(&self) -> impl Iterator<Item = Option<Said<'_>>> {
        (0..self.words.len()).map(|at| self.get(at))
    }
}

/// Tenths of its weight that a word counts in the place of one that it may be a misspelling of.
const MISSPELT: i32 = 7;

/// The score of each content word against each column, row by row.
pub(crate) fn pairs(content: &[Printed], columns: &Columns) -> Vec<i32> {
    let said: Vec<Option<(u32, Shape)>> = columns
        .iter()
        .map(|said| said.map(|said| (said.hash, Shape::of(said.key, said.contracted))))
        .collect();
    let mut scores = Vec::with_capacity(content.len() * columns.len());
    for word in content {
        // An editor's word stands for what was said there: whatever it is, it belongs in its place.
        let bracketed = word.slot.bracketed;
        let weight = if bracketed { word.weight.min(250) } else { word.weight };
        let least = if bracketed { -100 } else { UNLIKE };
        let mut likeness = Likeness::to(&word.key, word.contracted, weight);
        scores.extend(said.iter().enumerate().map(|(at, column)| match column {
            None => WALL,
            Some((hash, _)) if *hash == word.hash => weight,
            Some((hash, _)) if word.near.contains(hash) => weight * MISSPELT / 10,
            Some((_, shape)) if likeness.is_unlike(*shape) => least,
            Some((_, shape)) => match columns.get(at) {
                Some(said) if is_same(word, &said) => weight,
                Some(said) => likeness.of(said.key, *shape).max(least),
                None => WALL,
            },
        }));
    }
    scores
}
