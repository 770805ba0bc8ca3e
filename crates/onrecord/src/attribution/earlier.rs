//! A quotation in, what it or the words around it say of earlier speech out: that it was never said,
//! that something else was meant, that it was taken out of context, that it is taken back.

use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::sentences::sentences;
use crate::text::span::Span;
use crate::text::words::words;
use onrecord_model::Model;
use serde::Serialize;

/// Speech about earlier speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// What is done to the earlier words.
    pub relation: Relation,
    /// The words that say so: "never said".
    pub phrase: Span,
    /// The earlier words or their topic; `None` where the sentence does not hold them.
    pub target: Option<Span>,
}

/// What later words do to earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// They were not said.
    Denies,
    /// They meant something else, or this.
    Clarifies,
    /// They were reported wrongly.
    Disputes,
    /// They are taken back.
    Retracts,
}

/// The most bytes of narration on either side of a quotation that are read.
const REACH: usize = 400;

/// What `quotation` says of earlier speech: in its own words first, then in the sentence around it.
pub(crate) fn about(model: &Model, document: &Document, quotation: &Quotation) -> Option<About> {
    let text = &document.text;
    let own = quotation.content.iter().take(20).find_map(|part| found_in(model, text, *part));
    own.or_else(|| {
        let cue = quotation.cue?;
        let block = document.blocks.get(quotation.block)?.span;
        let next = document.blocks.partition_point(|block| block.span.start() <= cue.start());
        let block =
            next.checked_sub(1).and_then(|at| document.blocks.get(at)).map_or(block, |b| b.span);
        let mut start = cue.start().saturating_sub(REACH).max(block.start());
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut end = (cue.end() + REACH).min(block.end()).max(cue.end());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let window = Span::new(start.min(end), end);
        sentences(window.of(text))
            .into_iter()
            .map(|span| Span::new(start + span.start(), start + span.end()))
            .filter(|span| span.overlaps(cue))
            .find_map(|sentence| {
                found_in(model, text, sentence).filter(|about| {
                    !quotation.content.iter().any(|part| part.overlaps(about.phrase))
                        && is_near(text, about.phrase, cue)
                })
            })
    })
}

/// Whether a phrase of the narration is the cue, or governs it: "denied saying", not a clause apart.
fn is_near(text: &str, phrase: Span, cue: Span) -> bool {
    let (start, end) = (phrase.end().min(cue.end()), phrase.start().max(cue.start()));
    phrase.overlaps(cue) || text.get(start..end).is_some_and(|between| between.len() <= 40)
}

fn found_in(model: &Model, text: &str, part: Span) -> Option<About> {
    for sentence in sentences(part.of(text)) {
        let sentence = Span::new(part.start() + sentence.start(), part.start() + sentence.end());
        let found: Vec<Span> = words(sentence.of(text))
            .map(|word| Span::new(sentence.start() + word.start(), sentence.start() + word.end()))
            .collect();
        let lower: Vec<String> =
            found.iter().map(|word| word.of(text).to_lowercase().replace('’', "'")).collect();
        for at in 0..found.len() {
            let Some((n_words, note)) = model.earlier.longest(lower.get(at..).unwrap_or_default())
            else {
                continue;
            };
            let (Some(first), Some(last)) = (found.get(at), found.get(at + n_words - 1)) else {
                continue;
            };
            let phrase = first.hull(*last);
            let (relation, place) = note.split_once(' ').unwrap_or((note, "none"));
            let rest = match place {
                "after" => found.get(at + n_words).zip(found.last()).map(|(a, b)| a.hull(*b)),
                "before" => found
                    .first()
                    .zip(at.checked_sub(1).and_then(|before| found.get(before)))
                    .map(|(a, b)| a.hull(*b)),
                _ => None,
            };
            let target = rest.filter(|rest| rest.of(text).contains(' '));
            let relation = match relation {
                "denies" => Relation::Denies,
                "clarifies" => Relation::Clarifies,
                "retracts" => Relation::Retracts,
                _ => Relation::Disputes,
            };
            return Some(About { relation, phrase, target });
        }
    }
    None
}
