//! Who spoke: the shared answer of every step that names a person.

use serde::Serialize;
use std::collections::BTreeMap;

/// A person or body as the document names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The fullest name the document gives; the user's name for a person on the user's list. Several
    /// speakers are joined by " and ".
    pub name: String,
    /// Whether a name is known, or only words such as "a spokesman".
    pub named: Named,
    /// The ids that the user's list gives, by scheme: `wikidata` "Q42". Empty for whom no list names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ids: BTreeMap<String, String>,
}

impl Speaker {
    /// A speaker whom no list names.
    #[must_use]
    pub fn new(name: String, named: Named) -> Speaker {
        Speaker { name, named, ids: BTreeMap::new() }
    }
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
    /// Several persons, each by name.
    Several,
    /// A description of one person without a name.
    Described,
    /// A description of several persons without names: "two people familiar with the talks".
    Group,
}
