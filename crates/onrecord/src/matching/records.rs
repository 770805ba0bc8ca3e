//! The documents of an archive, in its order: at hand, or read from their segments when they are asked
//! for, each once.

use crate::document::Document;
use crate::document::origin::{DocumentKind, Origin};
use crate::matching::index::Index;
use std::ops;
use std::sync::{Arc, OnceLock};

/// Records by number.
#[derive(Debug, Default)]
pub struct Records {
    read: Vec<OnceLock<Option<Document>>>,
    index: Option<Arc<Index>>,
    /// What is given where a record is damaged and must be there.
    none: OnceLock<Document>,
}

impl Records {
    pub(crate) fn given(records: Vec<Document>) -> Records {
        let read = records.into_iter().map(|record| OnceLock::from(Some(record))).collect();
        Records { read, ..Records::default() }
    }

    pub(crate) fn held(index: Arc<Index>) -> Records {
        let read = (0..index.n_records()).map(|_| OnceLock::new()).collect();
        Records { read, index: Some(index), none: OnceLock::new() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// Record `record_idx`; `None` beyond the last, and where its segment is damaged.
    #[must_use]
    pub fn get(&self, record_idx: usize) -> Option<&Document> {
        let read = || self.index.as_ref()?.document(record_idx);
        self.read.get(record_idx)?.get_or_init(read).as_ref()
    }

    /// Every record in order; one whose segment is damaged is an empty document.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter { records: self, next: 0 }
    }
}

impl ops::Index<usize> for Records {
    type Output = Document;

    fn index(&self, record_idx: usize) -> &Document {
        self.get(record_idx).unwrap_or_else(|| {
            let origin = Origin { name: String::new() };
            self.none.get_or_init(|| Document::empty(&origin, DocumentKind::Record))
        })
    }
}

impl<'a> IntoIterator for &'a Records {
    type Item = &'a Document;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Goes through every record in order.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    records: &'a Records,
    next: usize,
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Document;

    fn next(&mut self) -> Option<&'a Document> {
        let record_idx = self.next;
        self.next += 1;
        (record_idx < self.records.len()).then(|| &self.records[record_idx])
    }
}
