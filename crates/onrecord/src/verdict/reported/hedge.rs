//! The speaker was not sure, or spoke of what may be, and the report is. Both sides in, claims out,
//! always with a caveat: a report's own grammar may carry the doubt.

use crate::verdict::code::Code;
use crate::verdict::reported::CAVEAT;
use crate::verdict::reported::sides::{Sides, Word};
use crate::verdict::rules::claim::Claim;

/// Longest listed hedge, in words.
const LONGEST: usize = 5;

/// Words between a doubt and the first word that agrees.
const NEAR: usize = 8;

pub(crate) fn find(sides: &Sides) -> Vec<Claim> {
    if doubts(sides, &sides.printed).next().is_some() || is_unsure(sides) {
        return Vec::new();
    }
    let first = sides.said.iter().position(|word| !word.agrees.is_empty()).unwrap_or(0);
    let near = doubts(sides, &sides.said).find(|(from, to)| {
        *from >= first.saturating_sub(NEAR)
            && sides.said.iter().skip(*to).take(NEAR).any(|word| !word.agrees.is_empty())
    });
    let claim = near.and_then(|(from, to)| {
        let words = sides.said.get(from..to)?;
        let span = words.first()?.span.hull(words.last()?.span);
        let sentence = format!("\"{}\" is in the record", span.of(sides.text));
        Some(Claim::new(Code::Hedge, sides.printed_place(to), span, sentence).but(CAVEAT))
    });
    claim.into_iter().collect()
}

/// Whether the cue itself says that the speaker was not sure.
fn is_unsure(sides: &Sides) -> bool {
    let cues = &sides.model.cues;
    sides.cue.iter().any(|word| {
        cues.get(word) == Some("thought") || word.starts_with("suggest") || word.starts_with("hint")
    })
}

/// Stretches of words that leave room for doubt, as index ranges.
fn doubts<'a>(sides: &'a Sides, words: &'a [Word]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let wording = &sides.model.wording;
    (0..words.len()).filter_map(move |at| {
        let length = (1..=LONGEST).rev().find(|length| {
            let Some(words) = words.get(at..at + length) else { return false };
            let keys: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
            let phrase = keys.join(" ");
            wording.hedges.get(&phrase) == Some("doubt")
                || matches!(wording.modals.get(&phrase), Some("perhaps" | "possible"))
        })?;
        Some((at, at + length))
    })
}
