//! How much each speaker of an archive says. Turns in, shares of all words by label out.

use crate::document::Document;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The labels of all turns with how much stands behind each.
#[derive(Debug, Default)]
pub struct Speech {
    /// Bytes by label, the labels ascending.
    labels: Vec<(String, u64)>,
    /// Bytes of all texts.
    total: u64,
}

impl Speech {
    /// Counts the turns of `records`, each with the bytes of its text.
    pub(crate) fn of<'r>(records: impl Iterator<Item = (Cow<'r, Document>, u64)>) -> Speech {
        let mut counts: FxHashMap<String, u64> = FxHashMap::default();
        let mut total = 0;
        for (record, length) in records {
            total += length;
            for turn in record.transcript.iter().flat_map(|transcript| &transcript.turns) {
                let Some(label) = &turn.speaker else { continue };
                let bytes = turn.span.len() as u64;
                match counts.get_mut(label) {
                    Some(known) => *known += bytes,
                    None => drop(counts.insert(label.clone(), bytes)),
                }
            }
        }
        let mut labels: Vec<(String, u64)> = counts.into_iter().collect();
        labels.sort_unstable();
        Speech { labels, total }
    }

    /// Every label with its share of all words, 0 to 1; labels ascending.
    pub fn shares(&self) -> impl Iterator<Item = (&str, f64)> {
        let total = self.total.max(1) as f64;
        self.labels.iter().map(move |(label, bytes)| (label.as_str(), *bytes as f64 / total))
    }
}
