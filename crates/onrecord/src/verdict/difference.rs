//! One typed change between content and passage.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::policy::Level;

/// One typed change between content and passage, with both places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub code: Code,
    /// The words of the article; empty (a position) where the record alone has words.
    pub content: Span,
    /// The words of the record; empty (a position) where the article alone has words.
    pub passage: Span,
    /// How the policy takes it.
    pub level: Level,
    /// One plain sentence on the two texts: `"not" is in the record`.
    pub sentence: String,
    /// What weakens it: "may be the captions". `None` where nothing does.
    pub caveat: Option<String>,
}
