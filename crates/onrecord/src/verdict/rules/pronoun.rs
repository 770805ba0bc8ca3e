//! Another person acts: one personal pronoun in the place of another.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::terms::unmatched;

/// The rule.
pub const RULE: Rule = Rule { name: "pronoun", codes: &[Code::Pronoun], find };

/// "it" and "they" often stand for the same thing; a change from or to "it" says nothing of who acts.
fn find(scene: &Scene) -> Vec<Claim> {
    let left = unmatched(scene, &scene.wording.pronouns, 1);
    let changed = left.changed.into_iter();
    changed
        .filter(|(said, printed)| said.group != "3n" && printed.group != "3n")
        .map(|(said, printed)| scene.claim(Code::Pronoun, said.with(&printed)))
        .collect()
}
