//! One altered quotation with what is known of it; a line of the workload.

use serde::{Deserialize, Serialize};

/// A stretch of a document, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// Path of the document below the folder that is searched.
    pub document: String,
    pub start: usize,
    pub end: usize,
}

/// How much an alteration takes away from the reader; see the classes of `onrecord explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The same words to a reader's ear.
    Harmless,
    /// Other words, and no known carrier of meaning is touched for certain.
    Wording,
    /// A carrier of meaning is changed.
    Meaning,
}

/// One altered quotation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// "negation-07".
    pub id: String,
    /// What was done to it.
    pub kind: String,
    /// The quotation, as a report would print it between marks.
    pub text: String,
    /// Who is said to have said it.
    pub speaker: String,
    /// Words of the quotation.
    pub words: usize,
    /// Where it stands, in the order of the quotation; empty when it stands nowhere.
    pub fragments: Vec<Fragment>,
    /// The codes one of which a checker has to give; empty when none of the meaning-bearing ones may be given.
    pub codes: Vec<String>,
    pub severity: Severity,
}
