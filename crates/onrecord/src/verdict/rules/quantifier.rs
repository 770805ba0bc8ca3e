//! How many or how often differs: all, some, most, ever, only.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::terms::{Term, unmatched};

/// The rule.
pub const RULE: Rule = Rule { name: "quantifier", find };

fn find(scene: &Scene) -> Vec<Claim> {
    let left = unmatched(scene, &scene.wording.quantifiers, 1);
    // "at all" and "after all" count nothing.
    let counts = |term: &Term| {
        let before = term.pairs.first().and_then(|at| at.checked_sub(1));
        let word = before.and_then(|at| scene.pairs.get(at)).map_or("", |pair| pair.said.as_str());
        !(term.group == "all" && matches!(word, "at" | "after"))
    };
    let single = left.dropped.into_iter().chain(left.added).filter(counts).map(|term| term.pairs);
    let changed = left.changed.into_iter().map(|(said, printed)| said.with(&printed));
    single.chain(changed).map(|pairs| scene.claim(Code::Quantifier, pairs)).collect()
}
