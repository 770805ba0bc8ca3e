//! The same word in another spelling.

use crate::verdict::code::Code;
use crate::verdict::form::claims;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "spelling", find };

fn find(scene: &Scene) -> Vec<Claim> {
    claims(scene, Code::Spelling)
}
