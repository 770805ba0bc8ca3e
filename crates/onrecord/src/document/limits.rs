//! How much is read: limits that stand before parsing, so that a hostile file costs milliseconds.
//! What lies beyond a limit is named as a problem and left out.

use crate::document::problem::{Problem, ProblemKind};

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

/// The problem of a limit that was reached.
#[must_use]
pub fn reached(message: String) -> Problem {
    Problem { kind: ProblemKind::Limit, line: None, message }
}
