//! Words in square brackets, which stand for words of the record or explain them.

use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use std::ops::Range;

/// The rule.
pub const RULE: Rule =
    Rule { name: "bracket", codes: &[Code::BracketedSubstitution, Code::UnsupportedBracket], find };

/// How far before the passage an antecedent is looked for, in bytes: three sentences of 160 letters,
/// and the passage itself.
const REACH: usize = 480;

fn find(scene: &Scene) -> Vec<Claim> {
    let brackets = brackets(scene);
    let bracket_of = |at: usize| {
        let content = scene.pairs[at].content;
        let next = brackets.partition_point(|bracket| bracket.end() < content.end());
        brackets.get(next).filter(|bracket| !content.is_empty() && bracket.contains(content))
    };
    let mut claims = Vec::new();
    let mut done = 0;
    for run in scene.runs() {
        for at in run.clone() {
            let Some(bracket) = bracket_of(at) else { continue };
            if at < done {
                continue;
            }
            let end = (at..run.end)
                .take_while(|next| {
                    scene.pairs[*next].content.is_empty() || bracket_of(*next) == Some(bracket)
                })
                .last()
                .map_or(at + 1, |last| last + 1);
            // The words replaced stand before or behind the bracket's in the alignment.
            let start = (done.max(run.start)..at)
                .rev()
                .take_while(|before| scene.pairs[*before].content.is_empty())
                .last()
                .unwrap_or(at);
            // "[T]he": the rest of the word belongs to the letter.
            let rest = scene.pairs.get(end).filter(|pair| {
                bracket.of(&scene.document.text).chars().count() == 1
                    && scene.is_open(end)
                    && pair.content.start() == bracket.end() + 1
            });
            let end = end + usize::from(rest.is_some());
            done = end;
            claims.extend(judge(scene, *bracket, start..end));
        }
    }
    claims
}

/// The bracketed stretches of the content, brackets left out, ascending.
fn brackets(scene: &Scene) -> Vec<Span> {
    let mut found = Vec::new();
    for content in &scene.attribution.quotation.content {
        let mut open = None;
        for (at, c) in content.of(&scene.document.text).char_indices() {
            let at = content.start() + at;
            if scene.document.is_markup(at) {
                continue;
            }
            match (c, open) {
                ('[', _) => open = Some(at + 1),
                (']', Some(start)) => {
                    found.push(Span::new(start, at));
                    open = None;
                }
                _ => {}
            }
        }
    }
    found
}

fn judge(scene: &Scene, bracket: Span, pairs: Range<usize>) -> Option<Claim> {
    let pairs: Vec<usize> = pairs.collect();
    let words = |printed: bool| {
        pairs.iter().map(move |at| {
            let pair = &scene.pairs[*at];
            if printed { pair.printed.as_str() } else { pair.said.as_str() }
        })
    };
    let carries =
        |word: &&str| scene.wording.negators.contains(word) || scene.wording.modals.contains(word);
    let in_other = |word: &&str, printed: bool| words(!printed).any(|other| other == *word);
    let shifts = words(true).filter(carries).any(|word| !in_other(&word, true))
        || words(false).filter(carries).any(|word| !in_other(&word, false));
    if shifts {
        return None;
    }
    let note = bracket.of(&scene.document.text);
    if note.eq_ignore_ascii_case("sic") {
        return Some(scene.claim(Code::BracketedSubstitution, pairs));
    }
    let start = scene.found.passage.span.start();
    let near = Span::new(start.saturating_sub(REACH), scene.found.passage.span.end());
    let near = scene.record_words(near);
    let is_given = |word: &str| {
        word.is_empty()
            || scene.wording.function_words.contains(word)
            || near.iter().any(|token| scene.wording.ground(&token.key) == scene.wording.ground(word))
            || speaker_has(scene, word)
            // "[T]he": the letter is the word's own.
            || word.chars().count() == 1
    };
    let code = match words(true).all(is_given) {
        true => Code::BracketedSubstitution,
        false => Code::UnsupportedBracket,
    };
    let mut claim = scene.claim(code, pairs);
    if claim.difference.content.start() == bracket.start() {
        // The span opens behind the bracket: "T]he".
        let sentence = &mut claim.difference.sentence;
        let is_cut = sentence.split('"').nth(1).is_some_and(|printed| printed.contains(']'));
        *sentence = if is_cut { sentence.replacen('"', "\"[", 1) } else { sentence.clone() };
    }
    if code == Code::UnsupportedBracket {
        claim.difference.sentence =
            format!("the record gives no \"{note}\" in the three sentences before");
    }
    Some(claim)
}

fn speaker_has(scene: &Scene, word: &str) -> bool {
    let speaker = scene.attribution.speaker.as_ref();
    speaker.is_some_and(|speaker| {
        speaker.name.to_lowercase().split_whitespace().any(|part| part == word)
    })
}
