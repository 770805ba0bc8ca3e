//! Where a document came from. A name in, [`Origin`] out; nothing is fetched.

use serde::Serialize;

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The path, URL or id the user gave; for a line of JSON lines its `id`, else `FILE:LINE`.
    pub name: String,
}

/// What a document is read as. The face knows: the draft is an article, `--record` names records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A report: its quotations are checked.
    Article,
    /// A record of an occasion: quotations are laid against it.
    Record,
}
