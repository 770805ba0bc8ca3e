//! A word that limits or underlines how sure the speaker is, dropped or added; also at the edge of
//! the quotation: "I think | we will win".

use crate::matching::alignment::StepKind;
use crate::text::folded::Token;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Place};
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::terms::{Term, unmatched};

/// The rule.
pub const RULE: Rule = Rule { name: "hedge", codes: &[Code::Hedge], find };

/// The longest hedge listed, in words.
const LONGEST: usize = 7;

fn find(scene: &Scene) -> Vec<Claim> {
    let left = unmatched(scene, &scene.wording.hedges, LONGEST);
    let single = left.dropped.iter().chain(&left.added).filter(|term| limits(scene, term));
    let mut claims: Vec<Claim> = single
        .map(|term| {
            let claim = scene.claim(Code::Hedge, term.pairs.clone());
            if term.group == "filler" { claim.but("may be a filler") } else { claim }
        })
        .collect();
    let changed = left.changed.iter().filter(|(said, printed)| {
        limits(scene, said) && limits(scene, printed) && said.group != printed.group
    });
    claims.extend(changed.map(|(said, printed)| scene.claim(Code::Hedge, said.with(printed))));
    claims.extend(scene.gaps.iter().filter_map(|gap| at_edge(scene, gap)));
    claims
}

/// "about", "over", "some" hedge a figure and nothing else.
fn limits(scene: &Scene, term: &Term) -> bool {
    // "I don't think", "I think": the verb stands in both texts, only its subject's step differs.
    let mut verb = term.pairs.iter().skip(1).peekable();
    if verb.peek().is_some() && verb.all(|at| scene.pairs[*at].kind == StepKind::Same) {
        return false;
    }
    if term.group != "about" {
        return true;
    }
    let next = term.pairs.last().map_or(0, |at| at + 1);
    scene.pairs.get(next).is_some_and(|pair| {
        let word = if pair.said.is_empty() { &pair.printed } else { &pair.said };
        word.starts_with(|c: char| c.is_ascii_digit()) || scene.wording.numerals.contains(word)
    })
}

/// A hedge right before the first word or right after the last, in the same sentence.
fn at_edge(scene: &Scene, gap: &Gap) -> Option<Claim> {
    let span = match gap.place {
        Place::Head => {
            let words = &gap.suffix;
            let carried = |token: &Token| {
                let word = token.key.as_str();
                matches!(word, "that" | "and" | "so") || scene.wording.fillers.contains(word)
            };
            let kept = words.iter().rposition(|token| !carried(token))? + 1;
            (1..=LONGEST.min(kept)).rev().find_map(|n| doubt(scene, words.get(kept - n..kept)?))
        }
        Place::Tail => doubt(scene, &gap.prefix),
        Place::Before(_) => None,
    }?;
    // "He thinks they are ready": the article gives the hedge in its own words.
    let before = scene.article_before(gap.content.start());
    let after = scene.article_after(gap.content.end());
    let says_so = |word: &String| doubts(word) || scene.wording.hedges.get(word) == Some("doubt");
    if before.iter().chain(after.iter().take(12)).any(says_so) {
        return None;
    }
    let said = span.of(&scene.record.text);
    let side = if gap.place == Place::Head { "before" } else { "after" };
    let sentence = format!("the record has \"{said}\" {side} these words");
    Some(Claim::new(Code::Hedge, gap.content, span, sentence))
}

fn doubt(scene: &Scene, words: &[Token]) -> Option<Span> {
    let phrase: Vec<&str> = words.iter().map(|token| token.key.as_str()).collect();
    let note = scene.wording.hedges.get(&phrase.join(" "))?;
    let span = words.iter().map(|token| token.span).reduce(Span::hull)?;
    (note == "doubt").then_some(span)
}

fn doubts(word: &str) -> bool {
    const STEMS: [&str; 16] = [
        "think", "thought", "believ", "belief", "guess", "suppos", "suspect", "feel", "felt",
        "hope", "opinion", "view", "prob", "perhaps", "maybe", "possib",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}
