//! What a rule is shown.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::verdict::change::Change;

/// One quotation laid against one passage.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The article.
    pub document: &'a Document,
    /// The record the passage is in.
    pub record: &'a Document,
    /// The quotation and who is given as its speaker.
    pub attribution: &'a Attribution,
    /// The passage and the alignment.
    pub found: &'a Match,
    /// The runs of words that differ.
    pub changes: Vec<Change>,
}
