//! A part of the content lies in another speaker's turn than the rest.

use crate::matching::alignment::StepKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::speaker::{Sameness, compare};
use std::collections::BTreeMap;

/// The rule.
pub const RULE: Rule = Rule { name: "question-answer", codes: &[Code::QuestionAnswer], find };

pub(crate) fn find(scene: &Scene) -> Vec<Claim> {
    let Some(transcript) = &scene.record.transcript else { return Vec::new() };
    let mut by_speaker: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        if pair.kind != StepKind::Same {
            continue;
        }
        let turn = transcript.turn_at(pair.passage.start());
        let speaker = turn.and_then(|turn| transcript.turns.get(turn)?.speaker.as_deref());
        if let Some(speaker) = speaker {
            by_speaker.entry(speaker).or_default().push(at);
        }
    }
    let most = by_speaker.values().map(Vec::len).max().unwrap_or(0);
    // The answer is the part of the speaker whom the article names, else the longest.
    let named = scene.attribution.speaker.as_ref().and_then(|speaker| {
        let is_named = |name: &&&str| compare(scene.model, speaker, name) == Sameness::Same;
        by_speaker.keys().find(is_named).copied()
    });
    let longest = by_speaker.iter().find(|(_, pairs)| pairs.len() == most).map(|(name, _)| *name);
    let main = named.or(longest);
    let others = by_speaker.iter().filter(|(name, _)| Some(**name) != main);
    let claims = others.filter_map(|(name, pairs)| {
        let carries = pairs.iter().filter(|at| {
            let word = &scene.pairs[**at].printed;
            !scene.wording.function_words.contains(word) && !scene.wording.fillers.contains(word)
        });
        if pairs.len() < 3 || carries.count() == 0 {
            return None;
        }
        let (content, passage): (Span, Span) = scene.spans(pairs);
        let sentence = format!("in the record these words are said by {name}");
        Some(Claim::new(Code::QuestionAnswer, content, passage, sentence))
    });
    claims.collect()
}
