//! What the record has where the quotation has nothing: before its first word, after its last, and
//! between its parts. A match in, [`Gap`]s out. Words left out inside a part are steps, not gaps.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::text::folded::{Token, tokens};
use crate::text::sentences::sentences;
use crate::text::span::Span;
use crate::verdict::pair::Pair;

/// Words of the record that the quotation does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Where.
    pub place: Place,
    /// What the article shows there.
    pub mark: Mark,
    /// The article's side: a position, or from the end of one part to the start of the next.
    pub content: Span,
    /// The record's words left out; for an edge, only to the sentence's end or start.
    pub passage: Span,
    /// The words that go on with the sentence standing before the gap; empty where that sentence
    /// ends with the quotation's word. At most 60.
    pub prefix: Vec<Token>,
    /// The words of the sentence that leads to the word after the gap; at most 60.
    pub suffix: Vec<Token>,
    /// Words between the parts; negative where the later part was said earlier. 0 for an edge.
    pub words: i64,
    /// Turns crossed; 0 for an edge.
    pub turns: i64,
    /// Milliseconds between the parts, where the record has times.
    pub milliseconds: Option<i64>,
}

/// The places of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the first part.
    Head,
    /// After the last part.
    Tail,
    /// Before the part of this index.
    Before(usize),
}

/// What stands in the article at a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: the words run on.
    Nothing,
    /// An ellipsis, or brackets.
    Ellipsis,
    /// The marks are closed and opened again, inside one sentence.
    Cue,
    /// The marks are closed after a whole sentence and opened again for another.
    Sentence,
    /// The edge of the quotation.
    Edge,
}

/// Bytes of the record looked at on each side of an edge.
const REACH: usize = 500;

/// The longest stretch of a sentence that is kept, in words.
const KEPT: usize = 60;

/// The gaps of a match: the head, those between parts, the tail.
#[must_use]
pub fn gaps(
    document: &Document,
    record: &Document,
    attribution: &Attribution,
    found: &Match,
    pairs: &[Pair],
) -> Vec<Gap> {
    let parts = &found.alignment.parts;
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Vec::new() };
    let edge = |place: Place, content: Span, at: usize| {
        let (before, after) = sentence_around(record, at);
        let (prefix, suffix, passage) = match place {
            Place::Head if is_broken_off(before.of(&record.text)) => {
                (Vec::new(), Vec::new(), Span::empty(at))
            }
            Place::Head => (Vec::new(), words_of(record, before), before),
            _ => (words_of(record, after), Vec::new(), after),
        };
        let (words, turns, milliseconds) = (0, 0, None);
        let mark = Mark::Edge;
        Gap { place, mark, content, passage, prefix, suffix, words, turns, milliseconds }
    };
    // The first and the last word that both texts have: what lies outside is the article's own.
    let said = |pair: &&Pair| !pair.passage.is_empty();
    let starts = pairs.iter().find(said).map_or(first.passage.start(), |p| p.passage.start());
    let ends = pairs.iter().rev().find(said).map_or(last.passage.end(), |p| p.passage.end());
    let mut found = vec![edge(Place::Head, Span::empty(first.content.start()), starts)];
    for (index, pair) in parts.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        let Some(joint) = two.joint else { continue };
        let (_, after) = sentence_around(record, one.passage.end());
        let (before, _) = sentence_around(record, two.passage.start());
        // Within one sentence the words between belong to both sides and are looked at once.
        let between = Span::new(one.passage.end(), two.passage.start());
        let is_near = between.start() < between.end() && after.end() >= two.passage.start();
        let (after, before) = match is_near {
            true => (between, Span::empty(between.end())),
            false => (after, before),
        };
        let content = Span::new(one.content.end(), two.content.start());
        found.push(Gap {
            place: Place::Before(index + 1),
            mark: mark(document, attribution, content),
            content,
            passage: if joint.words < 0 { two.passage } else { between },
            prefix: words_of(record, after),
            suffix: words_of(record, before),
            words: joint.words,
            turns: joint.turns,
            milliseconds: joint.milliseconds,
        });
    }
    found.push(edge(Place::Tail, Span::empty(last.content.end()), ends));
    found
}

/// Whether the speaker leaves what was begun and starts anew: "It is not -- I couldn't imagine".
fn is_broken_off(before: &str) -> bool {
    before.trim_end().ends_with(['—', '–', '…', '-']) || before.trim_end().ends_with("...")
}

/// Whether `text` holds an ellipsis in any of its forms.
#[must_use]
pub fn has_ellipsis(text: &str) -> bool {
    text.contains('…') || text.contains("..") || text.contains(". .")
}

fn mark(document: &Document, attribution: &Attribution, between: Span) -> Mark {
    let text = between.of(&document.text);
    let marked = &attribution.quotation.marked;
    let next =
        marked.iter().find(|span| between.start() <= span.start() && span.start() <= between.end());
    if let Some(next) = next {
        let opens = next.of(&document.text).trim_start().chars().next();
        let closed = text.trim_start_matches(|c: char| c.is_alphanumeric());
        let stops = closed.starts_with(['.', '?', '!', ',', '…', '”', '"', '\n']);
        return match opens.is_some_and(char::is_uppercase) && stops {
            true => Mark::Sentence,
            false => Mark::Cue,
        };
    }
    if has_ellipsis(text) || text.contains(['[', ']']) { Mark::Ellipsis } else { Mark::Nothing }
}

/// The sentence around byte `at` of the record, inside its turn: what lies before `at` and what lies
/// after.
fn sentence_around(record: &Document, at: usize) -> (Span, Span) {
    let text = &record.text;
    let turn = record.transcript.as_ref().and_then(|transcript| {
        let inside = transcript.turn_at(at).or_else(|| transcript.turn_at(at.checked_sub(1)?));
        inside.and_then(|turn| transcript.turns.get(turn)).map(|turn| turn.span)
    });
    let turn = turn.unwrap_or(Span::new(0, text.len()));
    let from = floor(text, turn.start().max(at.saturating_sub(REACH)));
    let to = floor(text, turn.end().min(at.saturating_add(REACH)));
    let window = Span::new(from, to).of(text);
    let mut around = (Span::empty(at), Span::empty(at));
    for sentence in sentences(window) {
        let (start, end) = (from + sentence.start(), from + sentence.end());
        if start < at && at <= end {
            // A sentence that ends with the word before `at` has only marks after it.
            around = (Span::new(start, at), Span::new(at, end));
        } else if start == at {
            around = (Span::empty(at), Span::new(at, end));
        }
    }
    around
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The words of `span` that were said; the nearest 60 to the start.
fn words_of(record: &Document, span: Span) -> Vec<Token> {
    let short =
        Span::new(span.start(), floor(&record.text, span.end().min(span.start() + 2 * REACH)));
    let unsaid = record.transcript.as_ref().map_or(&[][..], |transcript| &transcript.unsaid);
    let is_said = |token: &Token| {
        let next = unsaid.partition_point(|unsaid| unsaid.end() <= token.span.start());
        unsaid.get(next).is_none_or(|unsaid| !unsaid.overlaps(token.span))
    };
    tokens(&record.text, short).into_iter().filter(is_said).take(KEPT).collect()
}
