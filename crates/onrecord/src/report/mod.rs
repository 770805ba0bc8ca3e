//! Checked documents in, a rendering out. One file a format; every format shows a finding together
//! with its published replies, and none can be handed one without.

pub mod annotation;
pub(crate) mod cells;
pub mod escape;
pub mod extraction;
pub mod finding;
pub mod github;
pub mod html;
pub mod identity;
pub mod ignore;
pub mod json;
pub mod jsonl;
pub mod markdown;
pub(crate) mod noted;
pub mod phrase;
pub mod place;
pub mod reading;
pub mod reply;
pub mod sarif;
pub mod side;
pub mod summary;
pub mod terminal;
pub mod visible;

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
    /// One report a line, in the shape of an entry of the JSON value's `reports`.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// One self-contained page.
    Html,
    /// Markdown.
    Markdown,
    /// W3C Web Annotation, JSON-LD.
    Annotation,
}

impl Format {
    /// Every format; the tests that walk all outputs walk this.
    pub const ALL: &'static [Format] = &[
        Format::Text,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Github,
        Format::Html,
        Format::Markdown,
        Format::Annotation,
    ];

    /// The name by which a face asks for it: "md".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Annotation => "annotation",
        }
    }

    /// The format with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }
}

/// Renders `checked` against the `archive` it was checked with.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked], format: Format) -> String {
    match format {
        Format::Text => terminal::render(archive, checked),
        Format::Json => json::render(archive, checked),
        Format::Jsonl => jsonl::render(archive, checked),
        Format::Sarif => sarif::render(archive, checked),
        Format::Github => github::render(archive, checked),
        Format::Html => html::render(archive, checked),
        Format::Markdown => markdown::render(archive, checked),
        Format::Annotation => annotation::render(archive, checked),
    }
}
