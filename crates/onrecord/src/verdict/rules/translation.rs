//! The article says that the words are a translation.

use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "translation", codes: &[Code::Translation], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let Some(first) = scene.attribution.quotation.content.first() else { return Vec::new() };
    let last = scene.attribution.quotation.content.last().unwrap_or(first);
    let before = scene.article_before(first.start());
    let after = scene.article_after(last.end());
    let says_so = before.iter().chain(&after).any(|word| {
        matches!(word.as_str(), "translator" | "interpreter" | "translation" | "translated")
    });
    let sentence = "the article gives the words as a translation".to_owned();
    let claim = || Claim::new(Code::Translation, *first, scene.found.passage.span, sentence);
    says_so.then(claim).into_iter().collect()
}
