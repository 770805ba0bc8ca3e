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
    let own = quotation.content.iter().take(20).find_map(|part| found_in(model, text, *part, None));
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
                found_in(model, text, sentence, Some(cue)).filter(|about| {
                    // "clarified that" reaches into what was clarified.
                    let is_apart = about.phrase.overlaps(cue)
                        || !quotation.content.iter().any(|part| part.overlaps(about.phrase));
                    is_apart && is_near(text, about.phrase, cue)
                })
            })
    })
}

/// Whether a phrase of the narration is the cue, or governs it: "denied saying", not a clause apart.
fn is_near(text: &str, phrase: Span, cue: Span) -> bool {
    let (start, end) = (phrase.end().min(cue.end()), phrase.start().max(cue.start()));
    phrase.overlaps(cue) || text.get(start..end).is_some_and(|between| between.len() <= 40)
}

/// What the phrases in `part` say of earlier speech; `cue` is that of the quotation, in narration.
fn found_in(model: &Model, text: &str, part: Span, cue: Option<Span>) -> Option<About> {
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
            let mut note = note.split(' ');
            let (relation, place) = (note.next().unwrap_or(""), note.next().unwrap_or("none"));
            let is_cue = || cue.is_some_and(|cue| cue.overlaps(phrase));
            let holds = match note.next() {
                Some("fact") => !asks(&lower, at + n_words),
                Some("speech") => is_of_speech(&lower, at, n_words),
                Some("cue") => is_cue() || is_of_speech(&lower, at, n_words),
                _ => true,
            };
            if !holds {
                continue;
            }
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

/// Whether a question word stands at `next` or right after: who "did not say when" denies nothing.
fn asks(words: &[String], next: usize) -> bool {
    const QUESTIONS: [&str; 10] =
        ["who", "whom", "whose", "what", "when", "where", "why", "how", "whether", "which"];
    let after = words.iter().skip(next).take(2);
    after.into_iter().any(|word| QUESTIONS.contains(&word.as_str()))
}

/// Whether a noun for something said or written stands within four words of the phrase at `at`: who
/// "backed away from the deal" took nothing back that was said.
fn is_of_speech(words: &[String], at: usize, n_words: usize) -> bool {
    const NEAR: usize = 4;
    const SPEECH: [&str; 30] = [
        "comment",
        "remark",
        "statement",
        "word",
        "claim",
        "suggestion",
        "assertion",
        "allegation",
        "accusation",
        "promise",
        "pledge",
        "vow",
        "threat",
        "position",
        "stance",
        "tweet",
        "post",
        "quote",
        "quotation",
        "speech",
        "testimony",
        "column",
        "article",
        "story",
        "report",
        "letter",
        "answer",
        "line",
        "commitment",
        "email",
    ];
    let is_speech = |word: &String| {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let one = word.strip_suffix('s').unwrap_or(word);
        SPEECH.contains(&one) || word == "stories"
    };
    let before = words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let after = words.iter().skip(at + n_words).take(NEAR);
    before.iter().chain(after).any(is_speech)
}
