//! The record is of another day than the article gives for the words, or of one after its publication.
//! Dates in a sentence may belong to something else in it, and a record may bear the day on which it was
//! put out, so this is for a human to look at.

use crate::verdict::choice::is_later;
use crate::verdict::circumstance::is_within;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "other-occasion", codes: &[Code::OtherOccasion], find };

/// What such a difference says of itself.
const CAVEAT: &str = "the date may be of something else: for a human to look at";

fn find(scene: &Scene) -> Vec<Claim> {
    let occasion = scene.record.transcript.as_ref().map(|transcript| &transcript.occasion);
    let Some(said) = occasion.and_then(|occasion| occasion.date) else { return Vec::new() };
    let passage = scene.found.passage.span;
    let when = scene.attribution.setting.date.as_ref();
    if let Some((when, days)) = when.and_then(|when| Some((when, when.days?)))
        && !is_within(said, days)
    {
        let printed = when.span.of(&scene.document.text);
        let sentence = format!("\"{printed}\" here, {said} in the record");
        return vec![Claim::new(Code::OtherOccasion, when.span, passage, sentence).but(CAVEAT)];
    }
    let content = scene.attribution.quotation.marked.first().copied();
    let content = content.filter(|_| is_later(scene.document, scene.record));
    let sentence = format!("the record is of {said}, after the article's day");
    let claim = |content| Claim::new(Code::OtherOccasion, content, passage, sentence).but(CAVEAT);
    content.map(claim).into_iter().collect()
}
