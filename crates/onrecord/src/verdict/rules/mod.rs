//! The rules, one file each. A [`Scene`] in, differences out; a rule never looks at another's findings.

pub mod scene;
pub mod word;

pub use scene::Scene;

use crate::verdict::difference::Difference;

/// One rule: a name for `explain`, and the function that looks.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The file's name.
    pub name: &'static str,
    /// Looks at the scene.
    pub find: fn(&Scene) -> Vec<Difference>,
}

/// Every rule, in the order in which they are asked.
pub const ALL: &[Rule] = &[word::RULE];
