//! How many or how often differs: all, some, most, ever, only.

use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Place};
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
    let claims = single.chain(changed).map(|pairs| scene.claim(Code::Quantifier, pairs));
    claims.chain(scene.gaps.iter().filter_map(|gap| cut(scene, gap))).collect()
}

/// A quantifier right before the first word: "most | tenants pay". What the article says in its own
/// words before the marks is taken into account.
fn cut(scene: &Scene, gap: &Gap) -> Option<Claim> {
    let last = gap.suffix.last().filter(|_| gap.place == Place::Head)?;
    let group = scene.wording.quantifiers.get(&last.key)?;
    let is_bare = matches!(last.key.as_str(), "all" | "most" | "some" | "few" | "only" | "every");
    let outside = scene.article_before(gap.content.start());
    let says_so = outside.iter().any(|word| scene.wording.quantifiers.get(word) == Some(group));
    let said = last.span.of(&scene.record.text);
    let sentence = format!("the record has \"{said}\" before these words");
    // "All, all of the boats": said again inside.
    let is_repeat = scene.pairs.first().is_some_and(|pair| pair.printed == last.key);
    (is_bare && !says_so && !is_repeat)
        .then(|| Claim::new(Code::Quantifier, gap.content, last.span, sentence))
}
