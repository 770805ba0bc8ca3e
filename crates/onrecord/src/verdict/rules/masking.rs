//! Letters of a word are masked.

use crate::verdict::code::Code;
use crate::verdict::form::claims;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "masking", codes: &[Code::Masking], find };

fn find(scene: &Scene) -> Vec<Claim> {
    claims(scene, Code::Masking)
}
