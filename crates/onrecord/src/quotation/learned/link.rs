//! Which content belongs to which cue, and which cue to which source. The spans of a document in,
//! attributions out. Candidates are few: what stands near. Which of them it is, the caller decides from
//! their features, from left to right.

use crate::quotation::learned::features::hash;
use crate::quotation::learned::passage::{Passage, Word};
use crate::quotation::learned::spans::{PartSpan, spans};
use onrecord_model::sequence::label::Part;

/// A span with its passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The index of its passage.
    pub passage: usize,
    /// Its words there.
    pub span: PartSpan,
    /// The word among them whose head lies outside.
    pub head: usize,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The cue of a content, by its index among the spans.
    CueOf(usize),
    /// The source of a cue.
    SourceOf(usize),
}

/// An attribution as indices among the spans of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The parts of the content, in order; never empty.
    pub contents: Vec<usize>,
    /// The cue; `None` where none was chosen.
    pub cue: Option<usize>,
    /// The source; `None` where none was chosen.
    pub source: Option<usize>,
}

/// A candidate for an answer: a span by its index, or none of them, with what speaks for it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The span; `None` for the answer that there is none.
    pub span: Option<usize>,
    /// Hashes of what holds of it.
    pub features: Vec<u32>,
}

/// How many candidates are looked at to each side in the same passage, and how many passages back.
const NEAR: usize = 4;
const BACK: usize = 3;

/// How many spans to each side are looked at: bounds the work on a passage of contents alone.
const REACH: usize = 40;

/// Every span of the passages, in text order.
#[must_use]
pub fn place(passages: &[Passage], states: &[Vec<u8>]) -> Vec<Placed> {
    let mut found = Vec::new();
    for (at, (passage, states)) in passages.iter().zip(states).enumerate() {
        for span in spans(states) {
            let head = head_of(&passage.words, span);
            found.push(Placed { passage: at, span, head });
        }
    }
    found
}

fn head_of(words: &[Word], span: PartSpan) -> usize {
    let is_head = |at: &usize| {
        words.get(*at).is_some_and(|word| {
            !word.token.tag.is_punctuation()
                && (word.head == *at || word.head < span.start || word.head >= span.end)
        })
    };
    (span.start..span.end).find(is_head).unwrap_or(span.start)
}

/// The attributions of a document, by their first content. `choose` gives the index of the candidate
/// that answers; the last candidate says that there is none.
pub fn link(
    passages: &[Passage],
    placed: &[Placed],
    mut choose: impl FnMut(Question, &[Candidate]) -> usize,
) -> Vec<Linked> {
    let mut linked: Vec<Linked> = Vec::new();
    let mut of_cue: Vec<Option<usize>> = vec![None; placed.len()];
    let mut last: Option<(usize, Option<usize>)> = None;
    let contents = placed.iter().enumerate().filter(|(_, span)| span.span.part == Part::Content);
    for (content_idx, _) in contents {
        let candidates = candidates(passages, placed, content_idx, Part::Cue, &|cue| {
            let goes_on = last.is_some_and(|(_, before)| before == Some(cue));
            let taken = of_cue.get(cue).copied().flatten().is_some();
            u32::from(goes_on) | u32::from(taken) << 1
        });
        let chosen = choose(Question::CueOf(content_idx), &candidates);
        let cue = candidates.get(chosen).and_then(|candidate| candidate.span);
        last = Some((content_idx, cue));
        let earlier = cue.and_then(|cue| of_cue.get(cue).copied().flatten());
        match earlier.and_then(|earlier| linked.get_mut(earlier)) {
            Some(linked) => linked.contents.push(content_idx),
            None => {
                if let Some(slot) = cue.and_then(|cue| of_cue.get_mut(cue)) {
                    *slot = Some(linked.len());
                }
                linked.push(Linked { contents: vec![content_idx], cue, source: None });
            }
        }
    }
    let mut taken = vec![false; placed.len()];
    for linked in &mut linked {
        let Some(cue) = linked.cue else { continue };
        let candidates = candidates(passages, placed, cue, Part::Source, &|source| {
            u32::from(taken.get(source).copied().unwrap_or(false))
        });
        let chosen = choose(Question::SourceOf(cue), &candidates);
        linked.source = candidates.get(chosen).and_then(|candidate| candidate.span);
        if let Some(slot) = linked.source.and_then(|source| taken.get_mut(source)) {
            *slot = true;
        }
    }
    linked
}

fn candidates(
    passages: &[Passage],
    placed: &[Placed],
    of: usize,
    part: Part,
    state: &dyn Fn(usize) -> u32,
) -> Vec<Candidate> {
    let Some(own) = placed.get(of) else { return Vec::new() };
    let mut near: Vec<usize> = Vec::new();
    let mut n_back = 0;
    for at in (0..of).rev().take(REACH) {
        let Some(other) = placed.get(at) else { break };
        let back = own.passage - other.passage;
        if back > BACK || n_back >= NEAR {
            break;
        }
        if other.span.part == part {
            near.push(at);
            n_back += 1;
            if back > 0 {
                break;
            }
        }
    }
    let mut n_on = 0;
    for at in (of + 1..placed.len()).take(REACH) {
        let Some(other) = placed.get(at) else { break };
        if other.passage > own.passage + 1 || n_on >= NEAR {
            break;
        }
        if other.span.part == part {
            near.push(at);
            n_on += 1;
            if other.passage > own.passage {
                break;
            }
        }
    }
    let mut found: Vec<Candidate> = near
        .iter()
        .map(|at| Candidate {
            span: Some(*at),
            features: describe_pair(passages, placed, of, *at, near.len(), state(*at)),
        })
        .collect();
    found.push(Candidate { span: None, features: describe_none(passages, placed, of, near.len()) });
    found
}

fn words_of<'a>(passages: &'a [Passage], placed: &Placed) -> &'a [Word] {
    passages.get(placed.passage).map_or(&[], |passage| passage.words.as_slice())
}

/// What holds of a span whichever candidate is looked at.
fn own_facts(words: &[Word], own: &Placed) -> [u32; 4] {
    let word = |at: usize| words.get(at);
    let mark = word(own.head).map_or(0, |w| u32::from(w.quote));
    let rule = word(own.head).map_or(0, |w| u32::from(w.rule) / 4);
    let edge = u32::from(own.span.start == 0) | u32::from(own.span.end == words.len()) << 1;
    let ends = word(own.span.end.saturating_sub(1)).map_or(0, |w| w.token.form.hash);
    [mark, rule, edge, ends]
}

fn describe_none(passages: &[Passage], placed: &[Placed], of: usize, n_near: usize) -> Vec<u32> {
    let Some(own) = placed.get(of) else { return Vec::new() };
    let words = words_of(passages, own);
    let part = own.span.part as u32;
    let [mark, rule, edge, _] = own_facts(words, own);
    let head = words.get(own.head).map_or(0, |word| word.token.form.hash);
    let n = own.span.end - own.span.start;
    vec![
        hash(200, part, 0, 0),
        hash(201, part, n_near as u32, 0),
        hash(202, part, mark, rule),
        hash(203, part, edge, mark),
        hash(204, part, head, 0),
        hash(205, part, n.min(12) as u32, mark),
    ]
}

fn describe_pair(
    passages: &[Passage],
    placed: &[Placed],
    of: usize,
    to: usize,
    n_near: usize,
    state: u32,
) -> Vec<u32> {
    let (Some(own), Some(other)) = (placed.get(of), placed.get(to)) else { return Vec::new() };
    let (words, others) = (words_of(passages, own), words_of(passages, other));
    let part = own.span.part as u32;
    let [mark, rule, edge, ends] = own_facts(words, own);
    let is_after = to > of;
    let side = u32::from(is_after);
    let away = own.passage.abs_diff(other.passage) as u32;
    let place = side | away << 1;
    // What stands between, in order.
    let (low, high) = (of.min(to), of.max(to));
    let between = placed.get(low + 1..high).unwrap_or_default();
    let mut sequence = 0u32;
    for span in between.iter().take(6) {
        sequence = sequence * 4 + span.span.part as u32 + 1;
    }
    let count =
        |part: Part| between.iter().filter(|span| span.span.part == part).count().min(3) as u32;
    let counts = count(Part::Source) | count(Part::Cue) << 2 | count(Part::Content) << 4;
    let gap = if away > 0 {
        99
    } else if is_after {
        other.span.start.saturating_sub(own.span.end)
    } else {
        own.span.start.saturating_sub(other.span.end)
    };
    let gap = match gap {
        0..=5 => gap as u32,
        6..=9 => 6,
        10..=18 => 7,
        19..=98 => 8,
        _ => 9,
    };
    let sentences = match (words.get(own.head), others.get(other.head)) {
        (Some(a), Some(b)) if away == 0 => a.sentence.abs_diff(b.sentence).min(3),
        _ => 4,
    };
    let other_word = others.get(other.head).map_or(0, |word| word.token.form.hash);
    let other_tag = others.get(other.head).map_or(0, |word| word.token.tag.index() as u32);
    let introduces = others.get(other.head).map_or(0, |word| u32::from(word.introduces));
    let own_word = words.get(own.head).map_or(0, |word| word.token.form.hash);
    let own_tag = words.get(own.head).map_or(0, |word| word.token.tag.index() as u32);
    let tree = if away == 0 { path(words, own, other) } else { 0 };
    let (first, second) = if is_after { (own, other) } else { (other, own) };
    let first_words = words_of(passages, first);
    let next_word = first_words.get(first.span.end).map_or(0, |word| word.token.form.hash);
    let before_word = second
        .span
        .start
        .checked_sub(1)
        .and_then(|at| words_of(passages, second).get(at))
        .map_or(0, |word| word.token.form.hash);
    let base = hash(part, place, sentences, 0);
    vec![
        hash(210, base, 0, 0),
        hash(211, base, sequence, between.len().min(7) as u32),
        hash(212, base, counts, 0),
        hash(213, part, side, gap),
        hash(214, base, tree, 0),
        hash(215, part, tree, sequence),
        hash(216, base, mark, rule),
        hash(217, base, sequence, mark << 8 | edge),
        hash(218, base, other_word, 0),
        hash(219, part << 4 | side, tree, other_word),
        hash(220, base, state, sequence),
        hash(221, base, state, mark << 4 | edge),
        hash(222, part << 4 | side, next_word, gap.min(3)),
        hash(223, part << 4 | side, before_word, gap.min(3)),
        hash(224, base, ends, sequence),
        hash(225, base, n_near as u32, sequence),
        hash(226, base, other_tag, own_tag),
        hash(227, part << 4 | side, own_word, sequence),
        hash(228, part << 4 | side, tree, own_word),
        hash(229, base, sequence, other_tag),
        hash(230, base, state, tree),
        hash(231, base, other_word, sequence),
        hash(232, base, introduces, mark),
        hash(233, base, introduces, sequence),
        hash(234, base, introduces << 8 | rule << 4 | tree.min(1), state),
    ]
}

/// How two spans of one passage hang together: the relation by which one hangs on the other, at up to
/// three steps.
fn path(words: &[Word], own: &Placed, other: &Placed) -> u32 {
    let climb = |from: &Placed, to: &Placed| -> Option<u32> {
        let mut at = from.head;
        for depth in 1..4 {
            let word = words.get(at)?;
            let relation = word.token.relation.index() as u32;
            if word.head == at {
                return None;
            }
            if (to.span.start..to.span.end).contains(&word.head) {
                return Some(1 + relation + 64 * depth);
            }
            at = word.head;
        }
        None
    };
    match (climb(own, other), climb(other, own)) {
        (Some(up), _) => up,
        (None, Some(down)) => 1024 + down,
        (None, None) => {
            // Both on one head.
            let head = |placed: &Placed| words.get(placed.head).map(|word| word.head);
            let relation = |placed: &Placed| {
                words.get(placed.head).map_or(0, |word| word.token.relation.index() as u32)
            };
            if head(own) == head(other) { 4096 + relation(own) * 64 + relation(other) } else { 0 }
        }
    }
}
