//! The embedded weights that read quotations.

use crate::lanes::aligned_bytes;
use crate::sequence::weights::{PairWeights, Weights};
use std::sync::LazyLock;

/// What was learned of quotations in English news.
#[derive(Debug)]
pub struct Labeller<'a> {
    /// Reads a document for the first time.
    pub first: Weights<'a>,
    /// Reads it again with what the first reading found.
    pub second: Weights<'a>,
    /// Says which content belongs to which cue, and which cue to which source.
    pub links: PairWeights<'a>,
}

static ENGLISH: LazyLock<Labeller<'static>> = LazyLock::new(|| {
    Labeller::read(
        aligned_bytes!("../../assets/en/quotation/first.bin"),
        aligned_bytes!("../../assets/en/quotation/second.bin"),
        include_bytes!("../../assets/en/quotation/links.bin"),
    )
});

impl Labeller<'static> {
    /// The English weights; used where they lie.
    #[must_use]
    pub fn english() -> &'static Labeller<'static> {
        &ENGLISH
    }
}

impl<'a> Labeller<'a> {
    /// The labeller with these weights. Bytes that are no weights say nothing.
    #[must_use]
    pub fn read(first: &'a [u8], second: &'a [u8], links: &'a [u8]) -> Labeller<'a> {
        Labeller {
            first: Weights::read(first),
            second: Weights::read(second),
            links: PairWeights::read(links),
        }
    }
}
