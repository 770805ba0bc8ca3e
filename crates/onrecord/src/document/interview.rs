//! Interviews printed as questions and answers. An article's blocks in; those that a label opens
//! (`Q:`, `LOW:`) become turns, and the document gets a transcript. Where an interview is quoted, each
//! paragraph may open with a mark (`“LOW: …`).

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::label::{Label, Style, label};
use crate::document::labelling::is_header;
use crate::document::transcript::{Transcript, Turn};
use crate::text::span::Span;
use std::collections::BTreeMap;

/// Fewest turns that make an interview: a list of results ("Low: 547.") has as many labels, but none
/// comes back.
const FEWEST_TURNS: usize = 4;

/// Fewest words that most turns have.
const FEWEST_WORDS: usize = 3;

/// Most paragraphs without a label that go on with an answer.
const MOST_PARAGRAPHS: usize = 4;

/// Turns the interview in `document` into turns, if there is one.
pub fn apply(document: &mut Document) {
    let Document { text, blocks, transcript, .. } = document;
    let text = text.as_str();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut n_short = 0;
    let mut n_marked = 0;
    let labelled: Vec<Option<(usize, Label)>> = blocks
        .iter()
        .map(|block| if block.role == Role::Body { opening(block.span.of(text)) } else { None })
        .collect();
    for (opening, block) in labelled.iter().zip(&*blocks) {
        let Some((mark, label)) = opening else { continue };
        *names.entry(key(label)).or_default() += 1;
        let words = block.span.of(text).get(mark + label.words_at..).unwrap_or("");
        n_short += usize::from(words.split_whitespace().count() < FEWEST_WORDS);
        n_marked += usize::from(*mark > 0);
    }
    let is_quoted = n_marked * 2 > labelled.iter().flatten().count();
    names.retain(|_, n| *n > 1);
    let n_turns: usize = names.values().sum();
    if names.len() < 2 || n_turns < FEWEST_TURNS || n_short * 2 > n_turns {
        return;
    }
    let is_turn = |(_, label): &&(usize, Label)| {
        names.contains_key(&key(label)) || label.style != Style::Name
    };
    let mut turns: Vec<Turn> = Vec::new();
    let mut unsaid = Vec::new();
    let mut current: Option<Span> = None;
    let mut waiting: Vec<usize> = Vec::new();
    for idx in 0..blocks.len() {
        let Some((mark, label)) = labelled.get(idx).and_then(Option::as_ref).filter(is_turn) else {
            waiting.push(idx);
            continue;
        };
        continue_turn(text, blocks, &mut turns, current, &waiting, is_quoted);
        waiting.clear();
        let Some(block) = blocks.get_mut(idx) else { continue };
        let start = block.span.start() + mark;
        let name = Span::new(start + label.name_at, start + label.name_at + label.name.len());
        let words = Span::new(start + label.words_at, block.span.end());
        block.role = Role::Turn;
        block.label = Some(name);
        unsaid.push(Span::new(block.span.start(), words.start()));
        turns.push(Turn { speaker: Some(label.name.to_owned()), span: words });
        current = Some(name);
    }
    turns.retain(|turn| !turn.span.is_empty());
    *transcript = Some(Transcript { turns, unsaid, ..Transcript::default() });
}

/// Gives the blocks between two labelled ones to the first, unless they are the writer's: too many,
/// furniture, or with quotation marks of their own. Where the interview `is_quoted`, the mark that
/// opens a paragraph is none of its own, and one without it is the writer's.
fn continue_turn(
    text: &str,
    blocks: &mut [Block],
    turns: &mut [Turn],
    current: Option<Span>,
    waiting: &[usize],
    is_quoted: bool,
) {
    let (Some(name), Some(turn)) = (current, turns.last_mut()) else { return };
    let words = |block: &Block| block.span.of(text);
    let is_note = |block: &Block| {
        let words = words(block).trim_matches(['“', '"', '”', ' ', '.']);
        words.starts_with(['(', '[']) && words.ends_with([')', ']'])
    };
    let is_answer = |block: &Block| {
        let is_own = match is_quoted {
            true => words(block).starts_with(['“', '"']),
            false => !words(block).contains(['“', '"']),
        };
        block.role == Role::Body && (is_own || is_note(block))
    };
    let is_answer = |idx: &usize| blocks.get(*idx).is_some_and(is_answer);
    if waiting.len() > MOST_PARAGRAPHS || !waiting.iter().all(is_answer) {
        return;
    }
    for idx in waiting {
        if let Some(block) = blocks.get_mut(*idx).filter(|block| !is_note(block)) {
            block.role = Role::Turn;
            block.label = Some(name);
            turn.span = turn.span.hull(block.span);
        }
    }
}

fn key(label: &Label) -> String {
    label.name.trim_end_matches('.').to_uppercase()
}

/// The label of a paragraph, if it is a name's or a letter's, behind the bytes of a mark.
fn opening(words: &str) -> Option<(usize, Label<'_>)> {
    let is_name =
        |label: &Label| !is_header(label) && !matches!(label.style, Style::Change | Style::Timed);
    let after = words.trim_start_matches(['“', '"']);
    Some((words.len() - after.len(), label(after).filter(is_name)?))
}
