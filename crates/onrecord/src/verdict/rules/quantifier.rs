//! How many or how often differs: all, some, most, ever, only.

use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Place};
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};
use crate::verdict::terms::{Term, unmatched};

/// The rule.
pub const RULE: Rule = Rule { name: "quantifier", codes: &[Code::Quantifier], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let left = unmatched(scene, &scene.wording.quantifiers, 1);
    let counts = |side: Side, term: &Term| counts(scene, side, term);
    let dropped = left.dropped.into_iter().filter(|term| counts(Side::Said, term));
    let added = left.added.into_iter().filter(|term| counts(Side::Printed, term));
    let single = dropped.chain(added).map(|term| term.pairs);
    let changed = left.changed.into_iter().map(|(said, printed)| said.with(&printed));
    let single = single.filter(|pairs| !is_stress(scene, pairs));
    let claims = single.chain(changed).map(|pairs| scene.claim(Code::Quantifier, pairs));
    claims.chain(scene.gaps.iter().filter_map(|gap| cut(scene, gap))).collect()
}

/// Adverbs that only stress; one in another's place counts nothing more.
const STRESS: [&str; 10] = [
    "really",
    "truly",
    "absolutely",
    "fully",
    "utterly",
    "thoroughly",
    "totally",
    "completely",
    "entirely",
    "wholly",
];

/// "Totally" for "really".
fn is_stress(scene: &Scene, pairs: &[usize]) -> bool {
    pairs.iter().all(|at| {
        [Side::Said, Side::Printed].iter().all(|side| STRESS.contains(&scene.word(*side, *at)))
    })
}

/// "At all", "after all", "all right", "all of a sudden" and "on the whole" count nothing; "many" before
/// a figure, and said twice, counts nothing more; and what goes with the words it counts is a word dropped.
fn counts(scene: &Scene, side: Side, term: &Term) -> bool {
    let (Some(first), Some(last)) = (term.pairs.first(), term.pairs.last()) else { return false };
    let near = |at: Option<usize>| at.map_or("", |at| scene.word(side, at));
    let before = (0..*first).rev().find(|at| !scene.word(side, *at).is_empty());
    let mut after = (last + 1..scene.pairs.len()).filter(|at| !scene.word(side, *at).is_empty());
    let next = (near(after.next()), near(after.next()), near(after.next()));
    let is_phrase = match term.group {
        "all" => {
            matches!(near(before), "at" | "after" | "above" | "on the" | "first of")
                || matches!(next.0, "right" | "along")
                || matches!(next, ("over", "the", "place") | ("of", "a", "sudden"))
                || (near(before) == "the"
                    && scene.word(side, *first) == "whole"
                    && next.0.is_empty())
        }
        "many" => {
            let is_figure = |word: &str| {
                scene.wording.units.contains(word)
                    || scene.wording.numerals.contains(word)
                    || matches!(word, "thousands" | "hundreds" | "millions" | "billions" | "dozens")
            };
            is_figure(next.0) || next.0 == "many" || near(before) == "many"
        }
        _ => false,
    };
    !is_phrase && scene.governs_kept(side, *last)
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
    // "Y'all" counts nobody.
    let is_address = said.contains(['\'', '’']);
    let is_repeat = scene.pairs.first().is_some_and(|pair| pair.printed == last.key);
    (is_bare && !says_so && !is_repeat && !is_address)
        .then(|| Claim::new(Code::Quantifier, gap.content, last.span, sentence))
}
