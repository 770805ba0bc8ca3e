//! What could not be read, as a value: the core never fails.

use serde::Serialize;

/// One thing that was wrong with the input; the rest of the document was still read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
    /// Line of the input, from 1, where one can be named.
    pub line: Option<usize>,
    /// Lower case, no full stop: what is wrong, and what would be accepted.
    pub message: String,
}

/// Kinds of problem, for faces that treat them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// Bytes that are no text in the encoding found.
    Encoding,
    /// A limit was reached and the rest was not read.
    Limit,
    /// The format's own rules are broken.
    Malformed,
    /// Nothing to read.
    Empty,
    /// A format that is not read.
    Unsupported,
}
