//! The record's sentence goes on after the quotation, or under a join, and what is left out limits or
//! reverses it. That a quotation starts or ends inside a sentence is usual and no difference.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Place};
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::condition::{opens_limit, referring, refers_back};
use crate::verdict::rules::scene::Scene;
use crate::verdict::rules::scene::flat;

/// The rule.
pub const RULE: Rule =
    Rule { name: "truncation", codes: &[Code::DroppedCondition, Code::Truncation], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let referred = scene.gaps.iter().filter_map(|gap| referred(scene, gap));
    scene.gaps.iter().filter_map(|gap| cut(scene, gap)).chain(referred).collect()
}

/// "In either case," right before a part: what it refers to is left out with it.
fn referred(scene: &Scene, gap: &Gap) -> Option<Claim> {
    let words = if gap.suffix.is_empty() { &gap.prefix } else { &gap.suffix };
    let is_joint = matches!(gap.place, Place::Before(_)) && gap.words > 0;
    let keys: Vec<&str> =
        words.iter().filter(|_| is_joint).map(|token| token.key.as_str()).collect();
    let n = refers_back(&keys)?;
    let span = words.iter().rev().take(n).map(|token| token.span).reduce(Span::hull)?;
    Some(referring(scene, gap.content, span))
}

fn cut(scene: &Scene, gap: &Gap) -> Option<Claim> {
    if gap.words < 0 {
        return None;
    }
    let words: Vec<&str> = gap.prefix.iter().map(|token| token.key.as_str()).collect();
    let (code, span) = match gap.place {
        Place::Head => leads(scene, gap)?,
        _ => {
            let code =
                opens_limit(scene.wording, &words).or_else(|| second_reason(scene, &words))?;
            // "but", and then nothing: the speaker broke off.
            (words.len() > 2).then_some(())?;
            let span = gap.prefix.iter().take(12).map(|token| token.span).reduce(Span::hull)?;
            (code, span)
        }
    };
    if gap.place == Place::Tail && is_told(scene, gap) {
        return None;
    }
    // "But they will pay, and … but they will pay": the limit stands in what is kept.
    if let Place::Before(part) = gap.place {
        let kept = scene.pairs.iter().filter(|pair| pair.part + 1 >= part && pair.part <= part);
        let kept: Vec<&str> =
            kept.map(|pair| pair.printed.as_str()).filter(|word| !word.is_empty()).collect();
        let opening = words.get(..words.len().min(3)).unwrap_or(&words);
        if kept.windows(opening.len().max(1)).any(|window| window == opening) {
            return None;
        }
    }
    let said = flat(span.of(&scene.record.text));
    let sentence = match gap.place {
        Place::Head => format!("the record's sentence opens with \"{said}\""),
        Place::Tail => format!("the record's sentence goes on: \"{said}\""),
        Place::Before(_) => format!("\"{said}\" is in the part left out"),
    };
    Some(Claim::new(code, gap.content, span, sentence))
}

/// "If" or "unless" right before the first word.
fn leads(scene: &Scene, gap: &Gap) -> Option<(Code, Span)> {
    let last = gap.suffix.last()?;
    let opens = matches!(last.key.as_str(), "if" | "unless" | "until" | "whether");
    let outside = scene.article_before(gap.content.start());
    let is_told = outside.iter().any(|word| {
        matches!(word.as_str(), "if" | "unless" | "until" | "whether" | "should" | "when")
    });
    (opens && !is_told).then_some((Code::DroppedCondition, last.span))
}

/// A second reason behind the one that is quoted: "because … and because …".
fn second_reason(scene: &Scene, words: &[&str]) -> Option<Code> {
    let gives_reason = scene.pairs.iter().any(|pair| pair.printed == "because");
    let goes_on = matches!(words, ["and", "also", "because", ..] | ["and", "because", ..]);
    (gives_reason && goes_on).then_some(Code::Truncation)
}

/// Whether the article goes on with the part left out, in or outside marks: half of its words of
/// content stand in what follows.
fn is_told(scene: &Scene, gap: &Gap) -> bool {
    let carries = |word: &str| {
        !scene.wording.function_words.contains(word) && !scene.wording.fillers.contains(word)
    };
    let left_out: Vec<&str> = gap.prefix.iter().take(16).map(|token| token.key.as_str()).collect();
    let left_out: Vec<&str> = left_out.into_iter().filter(|word| carries(word)).collect();
    let after = scene.article_after(gap.content.end());
    let has = |word: &&&str| {
        after.iter().any(|other| scene.wording.ground(other) == scene.wording.ground(word))
    };
    let n_told = left_out.iter().filter(has).count();
    n_told > 0 && 2 * n_told >= left_out.len()
}
