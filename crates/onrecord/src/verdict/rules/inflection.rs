//! The same word in another form.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "inflection", codes: &[Code::Inflection], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let is_form = |at: &usize| {
        let pair = &scene.pairs[*at];
        pair.kind == StepKind::Changed
            && scene.is_open(*at)
            && scene.wording.ground(&pair.said) == scene.wording.ground(&pair.printed)
    };
    let forms = (0..scene.pairs.len()).filter(is_form);
    forms.map(|at| scene.claim(Code::Inflection, vec![at])).collect()
}
