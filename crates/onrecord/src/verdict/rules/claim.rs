//! What a rule answers: a difference, and the pairs of words that it explains.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::difference::Difference;
use crate::verdict::policy::Level;

/// A difference before a policy has levelled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The difference; its level is set later.
    pub difference: Difference,
    /// Indices of the pairs it explains, ascending: no later rule reports them again. Empty for
    /// what lies between the words: edges, joints, marks.
    pub pairs: Vec<usize>,
    /// Words of the record between two parts joined inside one turn; 0 for everything else, and for
    /// a join across turns. A policy may allow joins up to a distance.
    pub distance: usize,
}

impl Claim {
    /// A claim that explains no pairs.
    #[must_use]
    pub fn new(code: Code, content: Span, passage: Span, sentence: String) -> Claim {
        Claim {
            difference: Difference {
                code,
                content,
                passage,
                level: Level::Off,
                sentence,
                caveat: None,
            },
            pairs: Vec::new(),
            distance: 0,
        }
    }

    /// The same claim, explaining `pairs`.
    #[must_use]
    pub fn explaining(mut self, pairs: Vec<usize>) -> Claim {
        self.pairs = pairs;
        self
    }

    /// The same claim, weakened: `caveat` says by what.
    #[must_use]
    pub fn but(mut self, caveat: &str) -> Claim {
        self.difference.caveat = Some(caveat.to_owned());
        self
    }
}
