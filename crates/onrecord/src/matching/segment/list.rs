//! Ascending numbers in few bits (Elias 1974, Fano 1971): the lower bits side by side, the higher ones as
//! gaps in unary. Numbers below a bound in, bytes out, and back; a run of numbers is passed over by
//! counting bits.

/// A list as it lies in a segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List<'a> {
    lower: &'a [u8],
    upper: &'a [u8],
    n: u32,
    /// Lower bits of each number.
    bits: u32,
}

/// Lower bits of `n` numbers below `bound`.
fn lower_bits(n: u32, bound: u32) -> u32 {
    (bound / n.max(1)).checked_ilog2().unwrap_or(0)
}

/// Bytes of the lower and of the upper bits of `n` numbers below `bound`.
fn sizes(n: u32, bound: u32) -> (usize, usize) {
    if n <= 1 {
        // One number is written as it is, in as many bytes as the bound needs.
        return ((u32::BITS - bound.leading_zeros()).div_ceil(8) as usize * n as usize, 0);
    }
    let bits = lower_bits(n, bound);
    let lower = u64::from(n) * u64::from(bits);
    let upper = u64::from(n) + u64::from(bound >> bits) + 1;
    (lower.div_ceil(8) as usize, upper.div_ceil(8) as usize)
}

/// Bytes of a list of `n` numbers below `bound`.
pub(crate) fn size(n: u32, bound: u32) -> usize {
    let (lower, upper) = sizes(n, bound);
    lower + upper
}

/// Appends `numbers`, ascending and below `bound`, to `out`.
pub(crate) fn write(numbers: &[u32], bound: u32, out: &mut Vec<u8>) {
    let n = numbers.len() as u32;
    let (n_lower, n_upper) = sizes(n, bound);
    if let [number] = numbers {
        out.extend(number.to_le_bytes().iter().take(n_lower));
        return;
    }
    let bits = lower_bits(n, bound);
    let start = out.len();
    out.resize(start + n_lower + n_upper, 0);
    let (lower, upper) = out[start..].split_at_mut(n_lower);
    let mut at = 0_usize;
    for (nth, number) in numbers.iter().enumerate() {
        let mut low = u64::from(number & ((1 << bits) - 1)) << (at % 8);
        let mut byte = at / 8;
        while low != 0 {
            lower[byte] |= low as u8;
            (low, byte) = (low >> 8, byte + 1);
        }
        at += bits as usize;
        let high = (number >> bits) as usize + nth;
        upper[high / 8] |= 1 << (high % 8);
    }
}

impl<'a> List<'a> {
    /// The list of `n` numbers below `bound` that `bytes` holds.
    pub(crate) fn read(bytes: &'a [u8], n: u32, bound: u32) -> List<'a> {
        let (n_lower, n_upper) = sizes(n, bound);
        let lower = bytes.get(..n_lower).unwrap_or(&[]);
        let upper = bytes.get(n_lower..n_lower + n_upper).unwrap_or(&[]);
        List { lower, upper, n, bits: lower_bits(n, bound) }
    }

    /// How many numbers it has.
    pub(crate) fn len(&self) -> u32 {
        self.n
    }

    /// The numbers from the first on.
    pub(crate) fn cursor(&self) -> Cursor<'a> {
        let word = word(self.upper, 0);
        Cursor { list: *self, nth: 0, at: 0, word, peeked: None }
    }

    fn low(&self, nth: u32) -> u32 {
        let at = nth as usize * self.bits as usize;
        let from = self.lower.get(at / 8..).unwrap_or(&[]);
        let mut bytes = [0; 8];
        let n = from.len().min(8);
        bytes[..n].copy_from_slice(&from[..n]);
        let whole = u64::from_le_bytes(bytes) >> (at % 8);
        (whole & ((1 << self.bits) - 1)) as u32
    }
}

/// Eight bytes of `bytes`, those beyond the end nought.
fn word(bytes: &[u8], at: usize) -> u64 {
    let from = bytes.get(at * 8..).unwrap_or(&[]);
    match from.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => {
            let mut eight = [0; 8];
            eight[..from.len()].copy_from_slice(from);
            u64::from_le_bytes(eight)
        }
    }
}

/// A place in a list; only ever moves on.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    list: List<'a>,
    /// How many numbers have been read or passed over.
    nth: u32,
    /// Which eight bytes of the upper bits are at hand.
    at: usize,
    /// Those of their bits that have not been read.
    word: u64,
    peeked: Option<u32>,
}

impl Cursor<'_> {
    /// The first number from here on that is not below `least`; it stays to be read again.
    pub(crate) fn from(&mut self, least: u32) -> Option<u32> {
        if let Some(number) = self.peeked.filter(|number| *number >= least) {
            return Some(number);
        }
        if self.list.n > 1 {
            let high = u64::from(least >> self.list.bits);
            let n_words = self.list.upper.len().div_ceil(8);
            while self.at + 1 < n_words {
                // Every number in these bits has at most as many gaps before it as there are up to
                // their end.
                let past = self.nth + self.word.count_ones();
                let gaps =
                    (self.at as u64 + 1) * 64 - u64::from(past).min(self.at as u64 * 64 + 64);
                if gaps >= high {
                    break;
                }
                self.nth = past;
                self.at += 1;
                self.word = word(self.list.upper, self.at);
            }
        }
        self.peeked = None;
        loop {
            let number = self.read()?;
            if number >= least {
                self.peeked = Some(number);
                return self.peeked;
            }
        }
    }

    /// The next number; it stays to be read again.
    pub(crate) fn peek(&mut self) -> Option<u32> {
        if self.peeked.is_none() {
            self.peeked = self.read();
        }
        self.peeked
    }

    fn read(&mut self) -> Option<u32> {
        if self.nth >= self.list.n {
            return None;
        }
        if self.list.n == 1 {
            self.nth = 1;
            let mut bytes = [0; 4];
            for (to, from) in bytes.iter_mut().zip(self.list.lower) {
                *to = *from;
            }
            return Some(u32::from_le_bytes(bytes));
        }
        while self.word == 0 {
            self.at += 1;
            if self.at * 8 >= self.list.upper.len() {
                self.nth = self.list.n;
                return None;
            }
            self.word = word(self.list.upper, self.at);
        }
        let bit = self.at as u64 * 64 + u64::from(self.word.trailing_zeros());
        self.word &= self.word - 1;
        let high = bit.saturating_sub(u64::from(self.nth)) as u32;
        let number = high.wrapping_shl(self.list.bits) | self.list.low(self.nth);
        self.nth += 1;
        Some(number)
    }
}

impl Iterator for Cursor<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self.peeked.take() {
            Some(number) => Some(number),
            None => self.read(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::matching::segment::list::{List, size, write};
    use proptest::collection::btree_set;
    use proptest::prelude::{ProptestConfig, proptest};
    use proptest::test_runner::RngSeed;

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

        #[test]
        fn a_list_comes_back_whole_and_from_any_number_on(
            numbers in btree_set(0_u32..5_000, 0..700),
            least in 0_u32..6_000,
        ) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut bytes = Vec::new();
            write(&numbers, 5_000, &mut bytes);
            let n = numbers.len() as u32;
            assert_eq!(bytes.len(), size(n, 5_000));
            let list = List::read(&bytes, n, 5_000);
            assert_eq!(list.cursor().collect::<Vec<_>>(), numbers);
            let mut cursor = list.cursor();
            for least in [0, least / 3, least / 2, least] {
                let expected = numbers.iter().copied().find(|number| *number >= least);
                assert_eq!(cursor.from(least), expected, "from {least}");
            }
            let rest: Vec<u32> = numbers.iter().copied().filter(|one| *one >= least).collect();
            assert_eq!(cursor.collect::<Vec<_>>(), rest);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60),
            n in 0_u32..200, bound in 0_u32..u32::MAX, least in 0_u32..u32::MAX,
        ) {
            let list = List::read(&bytes, n, bound);
            let mut cursor = list.cursor();
            cursor.from(least);
            assert!(cursor.count() <= n as usize);
        }
    }
}
