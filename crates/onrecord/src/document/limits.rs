//! How much is read: limits that stand before parsing, so that a hostile file costs milliseconds.
//! What lies beyond a limit is named as a problem and left out.

use crate::document::problem::{Problem, ProblemKind};
use std::fmt;

/// Largest input, in bytes (32 MiB). The 2,086 interviews have 0.4 MB at most; a day of captions with
/// word times has 6 MB.
pub const INPUT_BYTES: usize = 32 << 20;

/// Largest decompressed member of an archive, in bytes (64 MiB).
pub const MEMBER_BYTES: u64 = 64 << 20;

/// Largest decompressed size of all members that are read, in bytes (256 MiB).
pub const ARCHIVE_BYTES: u64 = 256 << 20;

/// Largest ratio of decompressed to compressed bytes of a member above [`RATIO_FLOOR`].
pub const RATIO: u64 = 200;

/// Decompressed size in bytes up to which no ratio is looked at: short texts repeat themselves.
pub const RATIO_FLOOR: u64 = 1 << 20;

/// Most members of an archive.
pub const MEMBERS: usize = 10_000;

/// Deepest nesting of XML elements; Word itself writes fewer than 40.
pub const XML_DEPTH: usize = 512;

/// Most blocks of one document; the last holds the rest. The longest interview has 3,000.
pub const BLOCKS: usize = 500_000;

/// Most documents in one file of JSON lines.
pub const JSON_LINES: usize = 100_000;

/// A number of bytes as a reader takes it in: "900 bytes", "32 MiB", "1.5 GiB".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shift, unit) = match self.0 {
            1 => return write!(f, "1 byte"),
            0..0x400 => return write!(f, "{} bytes", self.0),
            0x400..0x10_0000 => (10, "KiB"),
            0x10_0000..0x4000_0000 => (20, "MiB"),
            _ => (30, "GiB"),
        };
        // Rounded up, so that a file one byte over a limit does not read as one that keeps it.
        let tenths = (u128::from(self.0) * 10).div_ceil(1 << shift);
        match tenths % 10 {
            0 => write!(f, "{} {unit}", tenths / 10),
            tenth => write!(f, "{}.{tenth} {unit}", tenths / 10),
        }
    }
}

/// The problem of a limit that was reached.
#[must_use]
pub fn reached(message: String) -> Problem {
    Problem { kind: ProblemKind::Limit, line: None, message }
}

#[cfg(test)]
mod tests {
    use crate::document::limits::Size;

    #[test]
    fn a_size_is_rounded_up_in_the_unit_a_reader_knows() {
        let say = |bytes| Size(bytes).to_string();
        assert_eq!(say(1), "1 byte");
        assert_eq!(say(32 << 20), "32 MiB");
        assert_eq!(say((32 << 20) + 1), "32.1 MiB");
        assert_eq!(say(u64::MAX), "17179869184 GiB");
    }
}
