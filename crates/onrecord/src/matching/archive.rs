//! The records that quotations are laid against, with the index that finds passages in them.

use crate::document::Document;
use crate::matching::segment::Segment;

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

    /// The index over the records' words.
    pub(crate) fn segment(&self) -> &Segment {
        &self.segment
    }
}
