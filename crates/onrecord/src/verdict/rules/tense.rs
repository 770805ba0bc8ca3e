//! The time of an act is moved: one verb, in the past here and not there.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use onrecord_model::Time;

/// The rule.
pub const RULE: Rule = Rule { name: "tense", codes: &[Code::Tense], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        if pair.kind != StepKind::Changed || !scene.is_live(at) {
            continue;
        }
        let wording = scene.wording;
        let is_past = |word: &str| wording.time(word) == Some(Time::Past);
        let is_timeless = |word: &str| {
            word.ends_with("ing") || matches!(word, "be" | "been" | "being" | "done" | "gone")
        };
        // Who tells what was said tells it in either time: "people say to me", "people said to me".
        let is_telling = matches!(pair.said.as_str(), "say" | "says" | "said");
        let moves = is_past(&pair.said) != is_past(&pair.printed)
            && !is_telling
            && !is_timeless(&pair.said)
            && !is_timeless(&pair.printed)
            && wording.ground(&pair.said) == wording.ground(&pair.printed);
        if moves {
            claims.push(scene.claim(Code::Tense, vec![at]));
        }
    }
    claims
}
