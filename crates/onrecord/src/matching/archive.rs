//! The records that quotations are laid against, with the index that finds passages in them.

use crate::document::Document;
use crate::matching::segment::{Segment, hash};

/// Records in a fixed order, indexed once. `Passage::record` counts in this order.
#[derive(Debug, Default)]
pub struct Archive {
    records: Vec<Document>,
    segment: Segment,
}

impl Archive {
    /// Indexes `records`.
    #[must_use]
    pub fn new(records: Vec<Document>) -> Archive {
        let segment = Segment::new(&records);
        Archive { records, segment }
    }

    /// The records, in the order given.
    #[must_use]
    pub fn records(&self) -> &[Document] {
        &self.records
    }

    /// What a word tells, in bits: minus the logarithm of its share of all words, in the archive and in
    /// speech at large. `word` is a folded key ([`crate::text::folded`]); 0 for an empty one.
    #[must_use]
    pub fn information(&self, word: &str) -> f64 {
        if word.is_empty() { 0.0 } else { self.segment.bits(hash(word)) }
    }

    /// The index over the records' words.
    pub(crate) fn segment(&self) -> &Segment {
        &self.segment
    }
}
