//! The records that quotations are laid against, with the index that finds passages in them.

use crate::document::Document;
use crate::matching::index::{Held, Index};
use crate::matching::records::Records;
use crate::matching::segment::Segment;
use crate::matching::segment::building::{Builder, Texts};
use crate::matching::segment::hash;
use crate::matching::segment::layout::Fault;
use crate::matching::voices::{Voice, Voices};
use std::sync::{Arc, OnceLock};

/// Records in a fixed order, indexed once. `Passage::record` counts in this order.
#[derive(Debug, Default)]
pub struct Archive {
    records: Records,
    index: Arc<Index>,
    voices: OnceLock<Voices>,
}

impl Archive {
    /// Indexes `records`.
    #[must_use]
    pub fn new(records: Vec<Document>) -> Archive {
        let mut builder = Builder::new(Texts::Beside);
        for record in &records {
            builder.push(record);
        }
        let segment = Arc::new(Segment::built(builder.finish()));
        let held = Held { segment, records: (0..records.len()).map(Some).collect() };
        let index = Arc::new(Index::new(&[held]));
        Archive { records: Records::given(records), index, ..Archive::default() }
    }

    /// The archive of segments that hold their texts; a record is read when it is asked for.
    #[must_use]
    pub fn of(held: &[Held]) -> Archive {
        let index = Arc::new(Index::new(held));
        Archive { records: Records::held(index.clone()), index, ..Archive::default() }
    }

    /// The records, in the order given.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// What was found damaged in a segment since the archive was opened, with the segment's number:
    /// what was found before or after may then be wrong.
    #[must_use]
    pub fn fault(&self) -> Option<(usize, Fault)> {
        self.index.fault()
    }

    /// What a word tells, in bits: minus the logarithm of its share of all words, in the archive and in
    /// speech at large. `word` is a folded key ([`crate::text::folded`]); 0 for an empty one.
    #[must_use]
    pub fn information(&self, word: &str) -> f64 {
        if word.is_empty() { 0.0 } else { self.index.bits(hash(word)) }
    }

    /// How many words the records have, each as it is folded.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.index.n_tokens()
    }

    /// Who speaks, and how much.
    #[must_use]
    pub fn voices(&self) -> &Voices {
        self.voices.get_or_init(|| Voices::of(self))
    }

    /// The turns of those who are called by `name`.
    #[must_use]
    pub fn voice(&self, name: &str) -> Voice {
        self.voices().voice(name)
    }

    /// The index over the records' words.
    pub(crate) fn index(&self) -> &Index {
        &self.index
    }
}
