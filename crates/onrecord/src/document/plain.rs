//! Plain text: the decoded input is the document's text, parted into paragraphs. An article's blocks
//! are told apart by their words (see `furniture`), a record's turns by its labels.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::comment::comments;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::paragraph::paragraphs;

/// Reads decoded plain text; spans are positions in `text` itself.
#[must_use]
pub fn read(text: String, origin: &Origin, kind: DocumentKind) -> Document {
    let blocks = paragraphs(&text)
        .into_iter()
        .map(|span| Block { role: Role::Body, span, label: None, duplicate_of: None })
        .collect();
    Document { blocks, comments: comments(&text), text, ..Document::empty(origin, kind) }
}
