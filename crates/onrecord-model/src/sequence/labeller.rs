//! The embedded weights that read quotations.

use crate::sequence::weights::{PairWeights, Weights};
use std::sync::LazyLock;

/// What was learned of quotations in English news.
#[derive(Debug)]
pub struct Labeller {
    /// Reads a document for the first time.
    pub first: Weights<'static>,
    /// Reads it again with what the first reading found.
    pub second: Weights<'static>,
    /// Says which content belongs to which cue, and which cue to which source.
    pub links: PairWeights<'static>,
}

static ENGLISH: LazyLock<Labeller> = LazyLock::new(|| Labeller {
    first: Weights::read(include_bytes!("../../assets/en/quotation/first.bin")),
    second: Weights::read(include_bytes!("../../assets/en/quotation/second.bin")),
    links: PairWeights::read(include_bytes!("../../assets/en/quotation/links.bin")),
});

impl Labeller {
    /// The English weights; used where they lie.
    #[must_use]
    pub fn english() -> &'static Labeller {
        &ENGLISH
    }
}
