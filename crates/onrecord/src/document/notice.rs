//! Notices of correction. A document in, the places where the outlet says that it changed its text or corrects
//! another out.

use crate::document::Document;
use crate::document::block::Role;
use crate::text::span::Span;
use crate::text::words::words;

/// Fewest words of a notice: fewer are its heading.
const SHORTEST: usize = 4;

/// The notices of `document`, in text order: "Correction: an earlier version of this report …".
pub fn notices(document: &Document) -> impl Iterator<Item = Span> {
    let of_notice = |span: &Span| words(span.of(&document.text)).count() >= SHORTEST;
    let marked = document.blocks.iter().filter(|block| block.role == Role::Correction);
    marked.map(|block| block.span).filter(of_notice)
}
