//! A house's rules as data: which differences it allows, at which level.

use crate::verdict::code::{Class, Code};
use serde::Serialize;

/// How a policy takes a difference; ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Allowed; listed, never raised.
    #[default]
    Off,
    /// Worth knowing.
    Note,
    /// To be looked at before publication.
    Warning,
    /// Not allowed by the house.
    Error,
}

/// A named set of levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its name: "verbatim".
    pub name: String,
}

impl Policy {
    /// The policy of court and wire: nothing but typography.
    #[must_use]
    pub fn verbatim() -> Policy {
        Policy { name: "verbatim".to_owned() }
    }

    /// How this house takes `code`.
    #[must_use]
    pub fn level(&self, code: Code) -> Level {
        match code.class() {
            Class::Harmless => Level::Off,
            Class::Wording => Level::Warning,
            Class::Meaning => Level::Error,
        }
    }
}
