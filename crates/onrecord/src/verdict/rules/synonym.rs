//! Another word of like meaning in its place.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "synonym", codes: &[Code::Synonym], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let is_synonym = |at: &usize| {
        let pair = &scene.pairs[*at];
        pair.kind == StepKind::Changed
            && scene.is_open(*at)
            && scene.wording.are_synonyms(&pair.said, &pair.printed)
    };
    let synonyms = (0..scene.pairs.len()).filter(is_synonym);
    synonyms.map(|at| scene.claim(Code::Synonym, vec![at])).collect()
}
