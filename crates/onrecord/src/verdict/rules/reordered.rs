//! Parts that stand in the reverse of the order in which they were said.

use crate::verdict::code::Code;
use crate::verdict::gap::Place;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "reordered", codes: &[Code::Reordered], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let claims = scene.gaps.iter().filter_map(|gap| {
        let Place::Before(part) = gap.place else { return None };
        let weight = |part: usize| scene.n_same(part);
        // A part of one or two words can lie anywhere by chance.
        // Back by no more than its own words, the part is said twice.
        let is_again = gap.words.unsigned_abs() as usize <= weight(part);
        let stands =
            gap.words < 0 && !is_again && weight(part) > 2 && weight(part.checked_sub(1)?) > 2;
        let sentence = "what follows here was said before it in the record".to_owned();
        stands.then(|| Claim::new(Code::Reordered, gap.content, gap.passage, sentence))
    });
    claims.collect()
}
