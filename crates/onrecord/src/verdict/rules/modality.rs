//! What will, may, must or should happen: a modal word is dropped, added or changed for one of
//! another group.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};
use crate::verdict::terms::{Term, unmatched};
use onrecord_model::Time;

/// The rule.
pub const RULE: Rule = Rule { name: "modality", codes: &[Code::Modality], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let left = unmatched(scene, &scene.wording.modals, 2);
    let keeps = |side: Side, term: &Term| {
        let last = term.pairs.last().copied().unwrap_or(0);
        scene.governs_kept(side, last) && !(side == Side::Said && is_had(scene, term))
    };
    let dropped = left.dropped.into_iter().filter(|term| keeps(Side::Said, term));
    let added = left.added.into_iter().filter(|term| keeps(Side::Printed, term));
    let single = dropped.chain(added).map(|term| term.pairs);
    let changed = left.changed.into_iter().map(|(said, printed)| said.with(&printed));
    single.chain(changed).map(|pairs| scene.claim(Code::Modality, pairs)).collect()
}

/// "I'd never said": before a word of the past the "'d" is "had".
fn is_had(scene: &Scene, term: &Term) -> bool {
    let [at] = term.pairs.as_slice() else { return false };
    let Some(pair) = scene.pairs.get(*at) else { return false };
    let is_short = pair.passage.of(&scene.record.text).to_lowercase().ends_with('d');
    let mut follows = (at + 1..scene.pairs.len()).map(|next| scene.word(Side::Said, next));
    let verb = follows.find(|word| !matches!(*word, "" | "never" | "not" | "always" | "just"));
    is_short
        && pair.said == "would"
        && verb.is_some_and(|v| scene.wording.time(v) == Some(Time::Past))
}
