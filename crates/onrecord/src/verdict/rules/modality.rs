//! What will, may, must or should happen: a modal word is dropped, added or changed for one of
//! another group.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::terms::unmatched;

/// The rule.
pub const RULE: Rule = Rule { name: "modality", find };

fn find(scene: &Scene) -> Vec<Claim> {
    let left = unmatched(scene, &scene.wording.modals, 2);
    let single = left.dropped.into_iter().chain(left.added).map(|term| term.pairs);
    let changed = left.changed.into_iter().map(|(said, printed)| said.with(&printed));
    single.chain(changed).map(|pairs| scene.claim(Code::Modality, pairs)).collect()
}
