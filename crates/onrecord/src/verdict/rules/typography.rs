//! Case or marks inside a word differ.

use crate::verdict::code::Code;
use crate::verdict::form::claims;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "typography", codes: &[Code::Typography], find };

fn find(scene: &Scene) -> Vec<Claim> {
    claims(scene, Code::Typography)
}
