//! A headline gives one of several stated reasons as the reason. Only headlines and indirect speech
//! are looked at: a direct quotation that ends there is a truncation.

use crate::quotation::QuotationKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::Place;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::rules::scene::flat;

/// The rule.
pub const RULE: Rule = Rule { name: "co-reason", codes: &[Code::CoReason], find };

fn find(scene: &Scene) -> Vec<Claim> {
    if !matches!(
        scene.attribution.quotation.kind,
        QuotationKind::Headline | QuotationKind::Indirect
    ) {
        return Vec::new();
    }
    let gives_reason =
        scene.pairs.iter().any(|pair| is_reason(&pair.printed) || is_reason(&pair.said));
    let tails = scene.gaps.iter().filter(|gap| gap.place == Place::Tail && gives_reason);
    let claims = tails.filter_map(|gap| {
        let words: Vec<&str> = gap.prefix.iter().map(|token| token.key.as_str()).collect();
        if words.first() != Some(&"and") || words.len() < 3 {
            return None;
        }
        let span = gap.prefix.iter().take(12).map(|token| token.span).reduce(Span::hull)?;
        let said = flat(span.of(&scene.record.text));
        let sentence = format!("the record gives a further reason: \"{said}\"");
        Some(Claim::new(Code::CoReason, gap.content, span, sentence))
    });
    claims.collect()
}

fn is_reason(word: &str) -> bool {
    matches!(word, "because" | "since" | "due" | "reason" | "over")
}
