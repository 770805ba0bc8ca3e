//! Weights of features, read where they lie. Bytes in, scores of a word's labels out.

use crate::sequence::decode::{Scores, Steps};
use crate::sequence::label::{LABELS, STATES};

/// Bytes of a row: a weight a label, its tag, and what fills a power of two.
pub const LANES: usize = 16;

/// Where in a row its tag stands.
pub const TAG: usize = LABELS;

/// How many rows share a bucket, which is a line of the cache.
pub const ROOM: usize = 4;

/// How many buckets there are.
pub const BUCKETS: usize = 1 << 15;

/// Learned weights of a labeller: the heaviest rows of a large table, the others left out.
///
/// The bytes: the number of rows of the large table, a power of two, as four bytes, lowest first; how
/// much of the natural logarithm a unit is worth, as four bytes of a float; the steps, four bytes each,
/// by state before, then state after; the buckets, each with room for some rows, a signed byte a weight.
/// A feature's row in the large table is the one its lowest bits name; their lower part says the bucket,
/// the rest is the tag by which the row is found there. A bucket's rows without tag are 255.
#[derive(Debug, Clone)]
pub struct Weights<'a> {
    buckets: &'a [[u8; LANES * ROOM]],
    mask: usize,
    steps: Box<Steps>,
    unit: f32,
}

impl<'a> Weights<'a> {
    /// Reads the bytes described above. Where they are something else there are no weights, and every
    /// score is 0.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Weights<'a> {
        let steps = Box::new([[0; STATES]; STATES]);
        Weights::parts(bytes).unwrap_or(Weights { buckets: &[], mask: 0, steps, unit: 1.0 })
    }

    fn parts(bytes: &'a [u8]) -> Option<Weights<'a>> {
        let (n_rows, rest) = bytes.split_first_chunk::<4>()?;
        let (unit, rest) = rest.split_first_chunk::<4>()?;
        let (steps, rest) = rest.split_at_checked(4 * STATES * STATES)?;
        let (buckets, spare) = rest.as_chunks::<{ LANES * ROOM }>();
        let n_rows = u32::from_le_bytes(*n_rows) as usize;
        if !spare.is_empty() || buckets.len() != BUCKETS || !n_rows.is_power_of_two() {
            return None;
        }
        let mut read = Box::new([[0; STATES]; STATES]);
        let slots = read.iter_mut().flat_map(|row| row.iter_mut());
        for (slot, bytes) in slots.zip(steps.as_chunks::<4>().0) {
            *slot = i32::from_le_bytes(*bytes);
        }
        Some(Weights { buckets, mask: n_rows - 1, steps: read, unit: f32::from_le_bytes(*unit) })
    }

    /// Whether there are no weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }

    /// What steps between states add.
    #[must_use]
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    /// How much of the natural logarithm of a likelihood a unit of a score is worth.
    #[must_use]
    pub fn unit(&self) -> f32 {
        self.unit
    }

    /// The scores of the labels of a word with these features.
    #[must_use]
    pub fn scores<'f>(&self, hashes: impl Iterator<Item = &'f u32>) -> Scores {
        let mut sums = [0i16; LANES];
        for hash in hashes {
            let row = *hash as usize & self.mask;
            let Some(bucket) = self.buckets.get(row % BUCKETS) else { break };
            let tag = (row / BUCKETS) as u8;
            for row in bucket.as_chunks::<LANES>().0 {
                if row[TAG] == tag {
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum = sum.wrapping_add(i16::from(*weight as i8));
                    }
                }
            }
        }
        let mut scores = [0; LABELS];
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = i32::from(sum);
        }
        scores
    }
}

/// One signed byte a feature: how well a candidate answers a question.
#[derive(Debug, Clone, Copy)]
pub struct PairWeights<'a> {
    weights: &'a [u8],
}

impl<'a> PairWeights<'a> {
    /// Takes `bytes` for the weights, a power of two of them; any other number gives no weights.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> PairWeights<'a> {
        let is_whole = bytes.len().is_power_of_two();
        PairWeights { weights: if is_whole { bytes } else { &[] } }
    }

    /// The sum of the weights of these features.
    #[must_use]
    pub fn score(&self, hashes: &[u32]) -> i32 {
        let mask = self.weights.len().wrapping_sub(1);
        let weight = |hash: &u32| self.weights.get(*hash as usize & mask).map_or(0, |w| *w as i8);
        hashes.iter().map(|hash| i32::from(weight(hash))).sum()
    }
}

#[cfg(test)]
mod tests {
    use crate::sequence::weights::{BUCKETS, LANES, ROOM, TAG, Weights};

    #[test]
    fn a_row_is_found_by_its_tag_and_other_bytes_are_no_weights() {
        let mut bytes = (2 * BUCKETS as u32).to_le_bytes().to_vec();
        bytes.extend(0.5f32.to_le_bytes());
        bytes.resize(8 + 1024, 0);
        let mut empty = [0u8; LANES];
        empty[TAG] = u8::MAX;
        for _ in 0..BUCKETS * ROOM {
            bytes.extend(empty);
        }
        let mut row = [3u8; LANES];
        row[TAG] = 1;
        bytes[1032..1032 + LANES].copy_from_slice(&row);
        let weights = Weights::read(&bytes);
        assert_eq!(weights.scores([BUCKETS as u32].iter()), [3; 13]);
        assert_eq!(weights.scores([0, 1].iter()), [0; 13]);
        assert!(Weights::read(&bytes[1..]).is_empty());
        assert_eq!(Weights::read(&[]).scores([7].iter()), [0; 13]);
    }
}
