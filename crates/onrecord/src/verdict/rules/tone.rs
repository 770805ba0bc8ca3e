//! Laughter or a joke that the record marks at the words. What was meant cannot be told from a
//! transcript, so this is advice and never raised.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "tone", codes: &[Code::Tone], find };

/// What such a difference says of itself.
const CAVEAT: &str = "how it was meant is for a human to judge";

/// Bytes behind the passage in which the record may say how the words were said.
const REACH: usize = 60;

/// What a transcriber writes of it, by its first letters.
const MARKS: [&str; 8] =
    ["laugh", "chuckl", "giggl", "sarcas", "ironic", "jok", "mock", "tongue in cheek"];

/// What speakers say behind their own joke.
const OWNED: [&str; 8] = [
    "just kidding",
    "i'm kidding",
    "i'm joking",
    "just joking",
    "that's a joke",
    "that was a joke",
    "i was being sarcastic",
    "i'm being sarcastic",
];

/// What an article says of it, by its first letters.
const TOLD: [&str; 13] = [
    "laugh",
    "chuckl",
    "jok",
    "kid",
    "quip",
    "sarcas",
    "iron",
    "wry",
    "mock",
    "tongue",
    "deadpan",
    "wisecrack",
    "jest",
];

fn find(scene: &Scene) -> Vec<Claim> {
    let Some(content) = scene.attribution.quotation.marked.first().copied() else {
        return Vec::new();
    };
    let last = scene.attribution.quotation.marked.last().copied().unwrap_or(content);
    let before = scene.article_before(content.start());
    let after = scene.article_after(last.end());
    let is_told = |word: &String| TOLD.iter().any(|told| word.starts_with(told));
    if before.iter().chain(after.iter().take(20)).any(is_told) {
        return Vec::new();
    }
    let claim = |span: Span| {
        let said = span.of(&scene.record.text);
        let sentence = format!("the record has \"{said}\" at these words");
        Claim::new(Code::Tone, Span::empty(last.end()), span, sentence).but(CAVEAT)
    };
    marked(scene).or_else(|| owned(scene)).map(claim).into_iter().collect()
}

/// "(laughter)" inside the passage or right behind it.
fn marked(scene: &Scene) -> Option<Span> {
    let passage = scene.found.passage.span;
    let text = &scene.record.text;
    let unsaid = &scene.record.transcript.as_ref()?.unsaid;
    let from = unsaid.partition_point(|span| span.end() <= passage.start());
    let near = unsaid.get(from..)?.iter().copied().take(64);
    let mut near = near.take_while(|span| span.start() <= passage.end() + REACH);
    near.find(|span| {
        let note = span.of(text).to_lowercase();
        let note = note.trim_start_matches(|c: char| !c.is_alphabetic());
        let is_mark = MARKS.iter().any(|mark| note.contains(mark)) && note.len() <= 40;
        let between = text.get(passage.end()..span.start()).unwrap_or("");
        is_mark && !between.contains(char::is_alphanumeric)
    })
}

/// "Just kidding", right behind the words.
fn owned(scene: &Scene) -> Option<Span> {
    let end = scene.found.passage.span.end();
    let words = scene.said_words(Span::new(end, end.saturating_add(REACH)));
    (2..=5).find_map(|n| {
        let words = words.get(..n)?;
        let span = words.iter().map(|token| token.span).reduce(Span::hull)?;
        let said = span.of(&scene.record.text).to_lowercase().replace('’', "'");
        OWNED.contains(&said.as_str()).then_some(span)
    })
}
