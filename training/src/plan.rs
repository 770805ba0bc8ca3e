//! How long and how fast a network is trained. Nothing in, a few numbers out.

/// The numbers of one training.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How often every sentence is seen.
    pub n_rounds: usize,
    /// The size of the first step; it falls to nothing in a straight line.
    pub rate: f32,
    /// The share of hidden units left out in a step.
    pub dropout: f32,
}

impl Plan {
    /// Whether the weights after the round `round` (from 0) count in the mean: those of the second half.
    #[must_use]
    pub fn keeps(&self, round: usize) -> bool {
        round * 2 >= self.n_rounds || round + 1 == self.n_rounds
    }
}
