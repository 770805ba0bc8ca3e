//! Words changed, dropped or added that no other rule names.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule =
    Rule { name: "word", codes: &[Code::WordAdded, Code::WordChanged, Code::WordDropped], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let claims = scene.runs().into_iter().map(|run| {
        let pairs: Vec<usize> = run.collect();
        let (content, passage) = scene.spans(&pairs);
        let code = match (content.is_empty(), passage.is_empty()) {
            (true, _) => Code::WordDropped,
            (_, true) => Code::WordAdded,
            _ => Code::WordChanged,
        };
        scene.claim(code, pairs)
    });
    claims.collect()
}
