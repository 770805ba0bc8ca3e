//! A text and its title in, the document that a page with that title gives out.

use onrecord::document::block::Role;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{self, Document};

/// The document of `text` under `title`, and how many bytes the title takes before it. An empty title
/// is none.
pub(crate) fn titled(title: &str, text: &str) -> Option<(Document, usize)> {
    let head = if title.is_empty() { String::new() } else { format!("{title}\n\n") };
    let origin = Origin { name: "text.txt".to_owned() };
    let whole = format!("{head}{text}");
    let read = document::read(whole.as_bytes(), &origin, DocumentKind::Article);
    let mut document = read.into_iter().next()?;
    if let Some(first) = document.blocks.first_mut().filter(|_| !head.is_empty()) {
        first.role = Role::Title;
    }
    Some((document, head.len()))
}
