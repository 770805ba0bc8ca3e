//! Checked documents in, a rendering out. One file a format; every format shows a finding together
//! with its published replies, and none can be handed one without.

pub mod finding;
pub mod identity;
pub mod ignore;
pub mod json;
pub mod reply;
pub mod terminal;

use crate::document::Document;
use crate::matching::archive::Archive;
use crate::report::finding::Report;

/// A document and what was found in it.
#[derive(Debug)]
pub struct Checked {
    /// The article.
    pub document: Document,
    /// Its findings.
    pub report: Report,
}

/// The renderings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// One JSON value, `schema/report.v1.json`.
    Json,
}

impl Format {
    /// Every format; the tests that walk all outputs walk this.
    pub const ALL: &'static [Format] = &[Format::Text, Format::Json];
}

/// Renders `checked` against the `archive` it was checked with.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked], format: Format) -> String {
    match format {
        Format::Text => terminal::render(archive, checked),
        Format::Json => json::render(archive, checked),
    }
}
