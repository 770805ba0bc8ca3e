//! What a document says of itself, each value with the place it was read from. All candidates are
//! kept, the most trusted first.

use jiff::civil::Date;
use serde::Serialize;

/// Where in the document a value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is the name of its standard or place")]
pub enum MetadataSource {
    JsonLd,
    OpenGraph,
    Microdata,
    Meta,
    /// A `<title>`, `<h1>`, `<time>`, byline or the like in the page itself.
    Markup,
    /// A side file beside the document, a front matter, or a field of a JSON line.
    SideFile,
    /// The document's own name.
    Name,
    /// Guessed from the words (language).
    Detected,
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sourced<T> {
    /// The value, white space trimmed, entities decoded.
    pub value: T,
    /// The place it was read from.
    pub from: MetadataSource,
}

/// A date as printed and as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The characters of the document.
    pub raw: String,
    /// The calendar day in the zone the document gives.
    pub date: Date,
}

/// Candidates for each field, best first; an empty list means the document does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the fields are the glossary's words")]
pub struct Metadata {
    pub title: Vec<Sourced<String>>,
    /// Each candidate is the whole list of authors, in printed order.
    pub authors: Vec<Sourced<Vec<String>>>,
    pub published: Vec<Sourced<Moment>>,
    pub modified: Vec<Sourced<Moment>>,
    pub outlet: Vec<Sourced<String>>,
    pub url: Vec<Sourced<String>>,
    /// BCP 47 tag as given, or a two-letter code where detected.
    pub language: Vec<Sourced<String>>,
}

impl Metadata {
    /// The best title, if the document gives one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.first().map(|title| title.value.as_str())
    }

    /// The best publication day, if the document gives one.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.published.first().map(|moment| moment.value.date)
    }
}
