//! Who spoke: the shared answer of every step that names a person.

use serde::Serialize;

/// A person or body as the document names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The fullest name the document gives.
    pub name: String,
    /// Whether a name is known, or only words such as "a spokesman".
    pub named: Named,
}

/// How well a speaker is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// A person by at least two names.
    FullName,
    /// One name.
    PartName,
    /// A body: an office, company, outlet.
    Organisation,
    /// A description without a name.
    Described,
}
