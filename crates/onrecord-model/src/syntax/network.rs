//! A small network whose input is a list of rows of a table. Row numbers in, scores of classes out.
//!
//! The rows are summed, what is below zero is set to zero, and one layer follows. All in whole
//! numbers, so that every machine gives the same scores.

use crate::lanes::{COLUMNS, Sums};

/// The bytes before the rows: a line of the cache.
pub const ROWS_AT: usize = 64;

/// The weights of a network with `H` hidden units.
///
/// `H` is a multiple of sixteen.
///
/// The bytes: the numbers of rows, hidden units and classes, each as four bytes, lowest first; zeros up
/// to [`ROWS_AT`]; the rows, one signed byte a weight; the start of each hidden unit, two bytes each; the weights of the classes,
/// `H` of two bytes each a class; the start of each class, four bytes each.
#[derive(Debug, Clone)]
pub struct Network<'a, const H: usize> {
    /// Used in place, as many pieces a row as there are columns times sixteen in it.
    rows: &'a [[u8; COLUMNS]],
    start: Box<[i16; H]>,
    classes: Vec<[i16; H]>,
    class_start: Vec<i32>,
}

/// The sums of a network's hidden units, none below zero.
pub type Hidden<const H: usize> = [i16; H];

impl<'a, const H: usize> Network<'a, H> {
    /// Reads the bytes described above. Where they are not a network of `n_rows` rows, `H` hidden units
    /// and `n_classes` classes it has no weights, and scores every class 0.
    #[must_use]
    pub fn read(bytes: &'a [u8], n_rows: usize, n_classes: usize) -> Network<'a, H> {
        Network::parts(bytes, n_rows, n_classes).unwrap_or(Network {
            rows: &[],
            start: Box::new([0; H]),
            classes: Vec::new(),
            class_start: Vec::new(),
        })
    }

    fn parts(bytes: &'a [u8], n_rows: usize, n_classes: usize) -> Option<Network<'a, H>> {
        let mut rest = bytes;
        for expected in [n_rows, H, n_classes] {
            let (number, after) = rest.split_first_chunk::<4>()?;
            if u32::from_le_bytes(*number) as usize != expected {
                return None;
            }
            rest = after;
        }
        let rest = bytes.get(ROWS_AT..)?;
        let (rows, rest) = rest.split_at_checked(n_rows.checked_mul(H)?)?;
        let (start, rest) = rest.split_at_checked(H * 2)?;
        let (classes, class_start) = rest.split_at_checked(n_classes.checked_mul(H)? * 2)?;
        if class_start.len() != n_classes * 4 {
            return None;
        }
        Some(Network {
            rows: rows.as_chunks().0,
            start: Box::new(units(start)),
            classes: classes.chunks_exact(H * 2).map(units).collect(),
            class_start: class_start
                .as_chunks::<4>()
                .0
                .iter()
                .map(|bytes| i32::from_le_bytes(*bytes))
                .collect(),
        })
    }

    /// Whether there are no weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The hidden units for these rows; a row that there is none of counts as zeros.
    #[must_use]
    pub fn hidden(&self, rows: &[u32]) -> Hidden<H> {
        let mut units = *self.start;
        let n_blocks = const {
            assert!(H.is_multiple_of(COLUMNS));
            H / COLUMNS
        };
        // A few columns of every row at a time, so that all rows are asked for at once.
        for (block, units) in units.as_chunks_mut::<COLUMNS>().0.iter_mut().enumerate() {
            let mut sums = Sums::from(units);
            sums.add(self.rows, rows, n_blocks as u32, block as u32);
            *units = sums.columns().map(|sum| sum.max(0));
        }
        units
    }

    /// The score of one class.
    #[must_use]
    pub fn score(&self, hidden: &Hidden<H>, class: usize) -> i32 {
        let (Some(weights), Some(start)) = (self.classes.get(class), self.class_start.get(class))
        else {
            return 0;
        };
        let mut score = *start;
        let pieces = hidden.as_chunks::<8>().0.iter().zip(weights.as_chunks::<8>().0);
        for (units, weights) in pieces {
            // First the products, then their sum: eight at once on every machine.
            let products: [i32; 8] =
                std::array::from_fn(|at| i32::from(units[at]) * i32::from(weights[at]));
            score = score.wrapping_add(products.iter().fold(0, |sum, p| sum.wrapping_add(*p)));
        }
        score
    }

    /// The class of `from..to` with the highest score, the first of equals; `from` where there is none.
    #[must_use]
    pub fn best(&self, hidden: &Hidden<H>, from: usize, to: usize) -> usize {
        let mut best = (i32::MIN, from);
        for class in from..to {
            let score = self.score(hidden, class);
            if score > best.0 {
                best = (score, class);
            }
        }
        best.1
    }
}

fn units<const H: usize>(bytes: &[u8]) -> [i16; H] {
    let mut units = [0; H];
    for (unit, bytes) in units.iter_mut().zip(bytes.as_chunks::<2>().0) {
        *unit = i16::from_le_bytes(*bytes);
    }
    units
}

/// Groups of rows that stand one after the other in a network's table: which row of the whole table is
/// row so-and-so of a group.
#[derive(Debug, Clone, Copy)]
pub struct Groups<const G: usize> {
    sizes: [u32; G],
    starts: [u32; G],
    n_rows: u32,
}

impl<const G: usize> Groups<G> {
    /// Groups of these sizes.
    #[must_use]
    pub const fn new(sizes: [u32; G]) -> Groups<G> {
        let mut starts = [0; G];
        let mut n_rows = 0;
        let mut group = 0;
        while group < G {
            starts[group] = n_rows;
            n_rows += sizes[group];
            group += 1;
        }
        Groups { sizes, starts, n_rows }
    }

    /// How many rows all groups have together.
    #[must_use]
    pub const fn n_rows(&self) -> usize {
        self.n_rows as usize
    }

    /// The row of the whole table that is `row` of `group`; numbers past the group's end wrap.
    #[must_use]
    #[inline]
    pub fn row(&self, group: usize, row: u32) -> u32 {
        match (self.starts.get(group), self.sizes.get(group)) {
            (Some(start), Some(size)) if *size > 0 => {
                start + if row < *size { row } else { row % size }
            }
            _ => u32::MAX,
        }
    }

    /// The row for a word's number by frequency: its own among the first, the row of rare and unknown
    /// words, the group's first, for the others.
    #[must_use]
    #[inline]
    pub fn word(&self, group: usize, number: u16) -> u32 {
        match self.sizes.get(group) {
            Some(size) if u32::from(number) < *size => self.row(group, u32::from(number)),
            _ => self.row(group, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::network::{Groups, Network, ROWS_AT};

    /// `numbers`, and zeros up to sixteen of them.
    fn wide<T: Default + Copy>(numbers: [T; 2]) -> [T; 16] {
        std::array::from_fn(|at| numbers.get(at).copied().unwrap_or_default())
    }

    #[test]
    fn rows_are_summed_and_weighed() {
        let mut bytes = Vec::new();
        for number in [2_u32, 16, 2] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.resize(ROWS_AT, 0);
        bytes.extend(wide([1_i8, -5]).map(|weight| weight as u8));
        bytes.extend(wide([3_i8, 2]).map(|weight| weight as u8));
        bytes.extend(wide([10_i16, 1]).iter().flat_map(|unit| unit.to_le_bytes()));
        bytes.extend(wide([1_i16, 0]).iter().flat_map(|weight| weight.to_le_bytes()));
        bytes.extend(wide([2_i16, 1]).iter().flat_map(|weight| weight.to_le_bytes()));
        for start in [100_i32, -1] {
            bytes.extend(start.to_le_bytes());
        }
        let network: Network<'_, 16> = Network::read(&bytes, 2, 2);
        assert_eq!(network.hidden(&[0]), wide([11, 0]));
        assert_eq!(network.hidden(&[0, 1, 9]), wide([14, 0]));
        let hidden = network.hidden(&[1]);
        assert_eq!((network.score(&hidden, 0), network.score(&hidden, 1)), (113, 28));
        assert_eq!(network.best(&hidden, 0, 2), 0);
    }

    #[test]
    fn bytes_that_are_no_network_score_nothing() {
        let network: Network<'_, 16> = Network::read(&[1; 80], 3, 2);
        assert!(network.is_empty());
        assert_eq!(network.best(&network.hidden(&[0, 7]), 1, 3), 1);
    }

    #[test]
    fn groups_follow_one_another() {
        const GROUPS: Groups<2> = Groups::new([3, 5]);
        assert_eq!(GROUPS.n_rows(), 8);
        assert_eq!((GROUPS.row(1, 4), GROUPS.row(1, 5), GROUPS.row(0, 2)), (7, 3, 2));
        assert_eq!((GROUPS.word(1, 4), GROUPS.word(1, 5)), (7, 3));
    }
}
