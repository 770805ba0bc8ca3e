//! Sums of rows of signed bytes, sixteen columns at a time. Bytes in, sums of two bytes out.
//!
//! A row is read as eight numbers of two bytes, whose halves are summed apart and without signs: that
//! is four wide instructions a row on every machine, so that the rows to come, which lie far apart, are
//! on their way from memory while one is summed.

/// How many columns are summed together.
pub(crate) const COLUMNS: usize = 16;

/// The sums of sixteen columns; what does not fit into two bytes wraps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sums {
    even: [u16; COLUMNS / 2],
    odd: [u16; COLUMNS / 2],
    n_rows: u16,
}

/// What is added to a signed byte so that it has no sign.
const BIAS: u16 = 0x80;

impl Sums {
    /// Sums that begin at `start`.
    #[inline]
    pub(crate) fn from(start: &[i16; COLUMNS]) -> Sums {
        Sums {
            even: std::array::from_fn(|at| start[2 * at] as u16),
            odd: std::array::from_fn(|at| start[2 * at + 1] as u16),
            n_rows: 0,
        }
    }

    /// Adds the rows of signed bytes that stand in `table` at `offset` and `stride` for each of
    /// `places`; a row that there is none of counts as zeros.
    ///
    /// Never part of its caller: beside other work the compiler takes the rows to pieces.
    #[inline(never)]
    pub(crate) fn add(
        &mut self,
        table: &[[u8; COLUMNS]],
        places: &[u32],
        stride: u32,
        offset: u32,
    ) {
        let Sums { mut even, mut odd, mut n_rows } = *self;
        for place in places {
            let at = place.wrapping_mul(stride).wrapping_add(offset);
            let Some(row) = table.get(at as usize) else { continue };
            let (pairs, _) = row.as_chunks::<2>();
            for (at, pair) in pairs.iter().enumerate() {
                let pair = u16::from_le_bytes(*pair) ^ (BIAS << 8 | BIAS);
                even[at] = even[at].wrapping_add(pair & 0xff);
                odd[at] = odd[at].wrapping_add(pair >> 8);
            }
            n_rows = n_rows.wrapping_add(1);
        }
        *self = Sums { even, odd, n_rows };
    }

    /// The sums in the order of the columns.
    #[inline]
    pub(crate) fn columns(&self) -> [i16; COLUMNS] {
        let bias = self.n_rows.wrapping_mul(BIAS);
        std::array::from_fn(|at| {
            let half = if at % 2 == 0 { &self.even } else { &self.odd };
            half[at / 2].wrapping_sub(bias) as i16
        })
    }
}

/// Asks for the line of the cache that holds the row at `place`, which will be wanted soon; does nothing
/// where there is none, or where the processor is of another kind.
#[inline]
pub(crate) fn prefetch(table: &[[u8; COLUMNS]], place: u32) {
    #[cfg(target_arch = "x86_64")]
    if let Some(row) = table.get(place as usize) {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        #[allow(unsafe_code, reason = "takes an address, reads and writes nothing, never fails")]
        // SAFETY: the instruction is part of every x86-64 and only a hint about memory that is there.
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(row.as_ptr().cast());
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (table, place);
}

/// The bytes of a file in the program, at an address where a row of the file's tables does not lie
/// across two lines of the processor's cache.
#[repr(align(64))]
pub(crate) struct Aligned<B: ?Sized>(pub(crate) B);

macro_rules! aligned_bytes {
    ($path:literal) => {{
        static BYTES: &$crate::lanes::Aligned<[u8]> =
            &$crate::lanes::Aligned(*include_bytes!($path));
        &BYTES.0
    }};
}
pub(crate) use aligned_bytes;

#[cfg(test)]
mod tests {
    use crate::lanes::{COLUMNS, Sums};

    #[test]
    fn rows_are_summed_column_by_column_with_their_signs() {
        let row: [i8; COLUMNS] = [-128, -1, 0, 1, 127, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7];
        let start: [i16; COLUMNS] = std::array::from_fn(|at| at as i16 * 100);
        let mut sums = Sums::from(&start);
        let table = [[9; COLUMNS], row.map(|weight| weight as u8)];
        sums.add(&table, &[0, 0, 7], 1, 1);
        let expected: [i16; COLUMNS] =
            std::array::from_fn(|at| at as i16 * 100 + 2 * i16::from(row[at]));
        assert_eq!(sums.columns(), expected);
    }
}
