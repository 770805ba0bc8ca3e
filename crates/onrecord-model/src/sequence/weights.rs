//! Weights of features, read where they lie. Bytes in, scores of a word's labels out.

use crate::lanes::{COLUMNS, Sums, prefetch};
use crate::sequence::decode::{Scores, Steps};
use crate::sequence::label::{LABELS, STATES};

/// Bytes of a row: a weight a label, and what fills a power of two.
pub const LANES: usize = COLUMNS;

/// How many rows share a bucket; their tags are read at once.
pub const ROOM: usize = 4;

/// How many buckets there are.
pub const BUCKETS: usize = 1 << 15;

/// The tag of a row that no feature has.
pub const NO_TAG: u8 = u8::MAX;

/// The bytes before the steps, and those before the tags.
pub const STEPS_AT: usize = 64;
/// See [`STEPS_AT`].
pub const TAGS_AT: usize = STEPS_AT + 4 * STATES * STATES;

/// Learned weights of a labeller: the heaviest rows of a large table, the others left out.
///
/// The bytes: the number of rows of the large table, a power of two, as four bytes, lowest first; how
/// much of the natural logarithm a unit is worth, as four bytes of a float; zeros up to [`STEPS_AT`]; the
/// steps, four bytes each, by state before, then state after; the tags of the buckets, [`ROOM`] a bucket,
/// a byte each; their rows in the same order, a signed byte a weight. A feature's row in the large table
/// is the one its lowest bits name; their lower part says the bucket, the rest is the tag by which the
/// row is found there. A place without a row has [`NO_TAG`].
///
/// Most features have no row, and the tags of all are a sixteenth of the rows: a feature without a row
/// costs a look into memory that stays near.
#[derive(Debug, Clone)]
pub struct Weights<'a> {
    table: Option<Table<'a>>,
    mask: u32,
    steps: Box<Steps>,
    unit: f32,
}

#[derive(Debug, Clone, Copy)]
struct Table<'a> {
    tags: &'a [[u8; ROOM]; BUCKETS],
    rows: &'a [[u8; LANES]; BUCKETS * ROOM],
}

impl<'a> Weights<'a> {
    /// Reads the bytes described above. Where they are something else there are no weights, and every
    /// score is 0.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Weights<'a> {
        let steps = Box::new([[0; STATES]; STATES]);
        Weights::parts(bytes).unwrap_or(Weights { table: None, mask: 0, steps, unit: 1.0 })
    }

    fn parts(bytes: &'a [u8]) -> Option<Weights<'a>> {
        let n_rows = u32::from_le_bytes(*bytes.first_chunk::<4>()?);
        let unit = f32::from_le_bytes(*bytes.get(4..)?.first_chunk::<4>()?);
        let steps = bytes.get(STEPS_AT..TAGS_AT)?;
        let (tags, rows) = bytes.get(TAGS_AT..)?.split_at_checked(BUCKETS * ROOM)?;
        let tags: &[[u8; ROOM]; BUCKETS] = tags.as_chunks::<ROOM>().0.try_into().ok()?;
        let (rows, spare) = rows.as_chunks::<LANES>();
        // More rows than these would need a tag that stands for none.
        let most = BUCKETS as u32 * u32::from(NO_TAG);
        if !spare.is_empty() || !n_rows.is_power_of_two() || n_rows > most {
            return None;
        }
        let mut read = Box::new([[0; STATES]; STATES]);
        let slots = read.iter_mut().flat_map(|row| row.iter_mut());
        for (slot, bytes) in slots.zip(steps.as_chunks::<4>().0) {
            *slot = i32::from_le_bytes(*bytes);
        }
        let table = Some(Table { tags, rows: rows.try_into().ok()? });
        Some(Weights { table, mask: n_rows - 1, steps: read, unit })
    }

    /// Whether there are no weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_none()
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

    /// The scores of the labels of words, each with its features in `N` lists.
    #[must_use]
    pub fn scores<'f, const N: usize>(
        &self,
        words: impl ExactSizeIterator<Item = [&'f [u32]; N]>,
    ) -> Vec<Scores> {
        let Some(table) = &self.table else { return vec![[0; LABELS]; words.len()] };
        let mut scores = Vec::with_capacity(words.len());
        let mut before: Option<Vec<u32>> = None;
        let mut spare = Vec::new();
        // The rows of a word are on their way while those of the word before it are summed.
        for features in words {
            let mut here = std::mem::take(&mut spare);
            table.find(&features, self.mask, &mut here);
            if let Some(places) = before.replace(here) {
                scores.push(table.sum(&places));
                spare = places;
            }
        }
        scores.extend(before.map(|places| table.sum(&places)));
        scores
    }
}

impl Table<'_> {
    /// Sets `places` to those of the rows of these features, and asks for the rows. No branch depends on
    /// a feature.
    #[inline]
    fn find(&self, features: &[&[u32]], mask: u32, places: &mut Vec<u32>) {
        places.clear();
        places.resize(features.iter().map(|hashes| hashes.len()).sum(), 0);
        let mut n = 0;
        for hash in features.iter().copied().flatten() {
            let row = *hash & mask;
            let bucket = row as usize % BUCKETS;
            // A byte that is zero is where the tag stands; there is one at the most, and the lowest
            // bit set names it even where the bytes above were borrowed from.
            let tag = (row / BUCKETS as u32).wrapping_mul(0x0101_0101);
            let apart = u32::from_le_bytes(self.tags[bucket]) ^ tag;
            let zero = apart.wrapping_sub(0x0101_0101) & !apart & 0x8080_8080;
            let place = (bucket * ROOM) as u32 + (zero.trailing_zeros() >> 3);
            prefetch(self.rows, place);
            if let Some(slot) = places.get_mut(n) {
                *slot = place;
            }
            n += usize::from(zero != 0);
        }
        places.truncate(n);
    }

    fn sum(&self, places: &[u32]) -> Scores {
        let mut sums = Sums::from(&[0; LANES]);
        sums.add(self.rows, places, 1, 0);
        let columns = sums.columns();
        std::array::from_fn(|label| i32::from(columns[label]))
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
    use crate::sequence::weights::{BUCKETS, LANES, NO_TAG, ROOM, TAGS_AT, Weights};

    #[test]
    fn a_row_is_found_by_its_tag_and_other_bytes_are_no_weights() {
        let mut bytes = (4 * BUCKETS as u32).to_le_bytes().to_vec();
        bytes.extend(0.5f32.to_le_bytes());
        bytes.resize(TAGS_AT, 0);
        bytes.resize(TAGS_AT + BUCKETS * ROOM, NO_TAG);
        bytes.resize(TAGS_AT + BUCKETS * ROOM * (1 + LANES), 0);
        bytes[TAGS_AT..TAGS_AT + 2].copy_from_slice(&[3, 1]);
        let rows = TAGS_AT + BUCKETS * ROOM;
        bytes[rows..rows + LANES].fill(5);
        bytes[rows + LANES..rows + 2 * LANES].fill(3);
        let weights = Weights::read(&bytes);
        let of_bucket = |tag: u32| tag * BUCKETS as u32;
        let words: [[&[u32]; 2]; 4] = [
            [&[of_bucket(1)], &[]],
            [&[of_bucket(1)], &[of_bucket(3), 1]],
            [&[0, 1, of_bucket(2)], &[]],
            [&[of_bucket(1); 1000], &[]],
        ];
        assert_eq!(weights.scores(words.into_iter()), [[3; 13], [8; 13], [0; 13], [3000; 13]]);
        assert!(weights.scores(words[..0].iter().copied()).is_empty());
        assert!(Weights::read(&bytes[1..]).is_empty());
        assert_eq!(Weights::read(&[]).scores(words.into_iter()), [[0; 13]; 4]);
    }
}
