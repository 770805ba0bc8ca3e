//! The features that a first reading of a document adds for the second. The spans read first and how
//! sure each was in, more features a word out: which cue a word hangs on, what stands in its sentence,
//! and which words are sources and cues elsewhere in the document.

use crate::quotation::learned::anchor::{anchors, edges};
use crate::quotation::learned::features::{Features, hash};
use crate::quotation::learned::passage::Passage;
use crate::quotation::learned::spans::{PartSpan, spans};
use onrecord_model::sequence::label::Part;
use rustc_hash::FxHashMap;

/// What the first reading gives for one passage.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// A state a word.
    pub states: Vec<u8>,
    /// How likely it is that a word stands in each part, a word; 0 to 15.
    pub odds: Vec<[u8; 3]>,
}

/// The odds up to which a word is taken for no cue and no content without a second reading. Exact
/// contents on dev are the same with and without it, 62.2.
const BARE: u8 = 3;

impl Reading {
    /// Whether the passage holds nothing worth a second reading.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let is_out =
            |odds: &[u8; 3]| odds[Part::Cue.index()].max(odds[Part::Content.index()]) <= BARE;
        self.states.iter().all(|state| *state == 0) && self.odds.iter().all(is_out)
    }
}

/// `share` of one as the number that [`Reading::odds`] holds: steps of the logarithm of the odds.
#[must_use]
pub fn odds(share: f32) -> u8 {
    const STEPS: [f32; 15] = [
        0.002, 0.006, 0.015, 0.04, 0.09, 0.16, 0.27, 0.42, 0.58, 0.73, 0.84, 0.91, 0.96, 0.985,
        0.996,
    ];
    u8::try_from(STEPS.iter().take_while(|step| share > **step).count()).unwrap_or(15)
}

/// What the sources and cues of a whole document are made of.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    words: FxHashMap<(u32, u8), u32>,
}

/// Counts the words of every source and cue read first.
#[must_use]
pub fn gather(passages: &[Passage], readings: &[Reading]) -> Gathered {
    let mut words: FxHashMap<(u32, u8), u32> = FxHashMap::default();
    for (passage, reading) in passages.iter().zip(readings) {
        for span in spans(&reading.states) {
            if span.part == Part::Content {
                continue;
            }
            for word in passage.words.get(span.start..span.end).unwrap_or_default() {
                *words.entry((word.token.form.hash, span.part as u8)).or_default() += 1;
            }
        }
    }
    Gathered { words }
}

/// Sets `features` to what the first reading tells of the words of passage `at`.
pub fn describe_again(
    passages: &[Passage],
    readings: &[Reading],
    gathered: &Gathered,
    at: usize,
    features: &mut Features,
) {
    features.clear();
    let (Some(passage), Some(reading)) = (passages.get(at), readings.get(at)) else { return };
    let words = passage.words.as_slice();
    let found = spans(&reading.states);
    let mut span_of: Vec<Option<usize>> = vec![None; words.len()];
    for (idx, span) in found.iter().enumerate() {
        for slot in span_of.get_mut(span.start..span.end).unwrap_or_default() {
            *slot = Some(idx);
        }
    }
    let part_of = |at: usize| {
        span_of.get(at).copied().flatten().and_then(|idx| found.get(idx)).map(|span| span.part)
    };
    let cues: Vec<PartSpan> = found.iter().filter(|span| span.part == Part::Cue).copied().collect();
    let anchors = anchors(words, |at| part_of(at) == Some(Part::Cue));
    let edges = edges(words);
    let shapes = sentence_shapes(passage, &found);
    let before = at.checked_sub(1).and_then(|before| readings.get(before)).map_or(7, last_part);
    let after = readings.get(at + 1).map_or(7, first_part);
    let state = |at: usize, by: isize| {
        at.checked_add_signed(by)
            .and_then(|at| reading.states.get(at))
            .map_or(99, |state| u32::from(*state))
    };
    let odds = |at: usize, by: isize| {
        let odds = at.checked_add_signed(by).and_then(|at| reading.odds.get(at));
        odds.map_or([16; 3], |odds| odds.map(u32::from))
    };
    let hangs: Vec<(u32, u32, u32)> = anchors
        .iter()
        .enumerate()
        .map(|(at, anchor)| match anchor.at {
            None => (0x3f, 0, 0),
            Some(above) if above == at => (0x7f, 0, 0),
            Some(above) => {
                let child = words.get(anchor.child);
                let relation = child.map_or(0, |child| child.token.relation.index() as u32);
                let edge = edges.get(anchor.child).copied().unwrap_or((at, at));
                let side = u32::from(above > at);
                let hang = relation | side << 6 | u32::from(anchor.depth.min(3)) << 8;
                let edge = u32::from(edge.0 == at) | u32::from(edge.1 == at) << 1;
                (hang, edge, words.get(above).map_or(0, |word| word.token.form.hash))
            }
        })
        .collect();
    let hang = |at: usize, by: isize| {
        at.checked_add_signed(by).and_then(|at| hangs.get(at)).copied().unwrap_or((0xfff, 0, 0))
    };
    for (at, word) in words.iter().enumerate() {
        let f = &mut *features;
        let tag = word.token.tag.index() as u32;
        let form = word.token.form.hash;
        let mark = u32::from(word.quote) | u32::from(word.rule) << 2;
        let (s0, b1, a1) = (state(at, 0), state(at, -1), state(at, 1));
        f.add(100, s0, b1, a1);
        f.add(101, s0, tag, mark);
        f.add(102, s0, state(at, -2) << 8 | state(at, 2), b1 << 8 | a1);
        let [source, cue, content] = odds(at, 0);
        let before_odds = odds(at, -1);
        let after_odds = odds(at, 1);
        f.add(103, source, before_odds[0], after_odds[0]);
        f.add(104, cue, before_odds[1], after_odds[1]);
        f.add(105, content, before_odds[2], after_odds[2]);
        f.add(106, source, cue, content);
        f.add(107, content, tag, mark);
        f.add(108, source << 8 | cue, content, form);
        f.add(109, content, after_odds[2], hash(0, tag, a1, 0));
        f.add(110, content, before_odds[2], hash(0, tag, b1, 0));
        let (h0, edge, above) = hang(at, 0);
        let (hb, eb, _) = hang(at, -1);
        let (ha, ea, _) = hang(at, 1);
        f.add(111, h0, edge, tag);
        f.add(112, h0, edge, above);
        f.add(113, h0, hb, edge << 4 | eb);
        f.add(114, h0, ha, edge << 4 | ea);
        f.add(115, h0, edge, s0);
        f.add(116, h0, mark, s0);
        f.add(117, h0, form, 0);
        let (shape, place) = shapes
            .get(word.sentence as usize)
            .map_or((0, 0), |shape| (shape.hash, shape.place(at)));
        f.add(118, shape, place, s0);
        f.add(119, shape, place, tag);
        f.add(120, shape, s0, mark & 3);
        let earlier = (word.sentence as usize).checked_sub(1).and_then(|at| shapes.get(at));
        let later = shapes.get(word.sentence as usize + 1);
        f.add(121, earlier.map_or(before, |shape| shape.hash), shape, s0);
        f.add(122, later.map_or(after, |shape| shape.hash), shape, s0);
        f.add(123, earlier.map_or(before, |shape| shape.hash), place, tag);
        f.add(124, before, u32::from(word.sentence == 0) | s0 << 1, mark);
        let times = |part: Part| {
            let own = u32::from(part_of(at) == Some(part));
            let all = gathered.words.get(&(form, part as u8)).copied().unwrap_or(0);
            all.saturating_sub(own).min(3)
        };
        f.add(125, times(Part::Source), tag, s0);
        f.add(126, times(Part::Cue), tag, s0);
        f.add(127, times(Part::Source) << 4 | times(Part::Cue), h0, edge);
        // The cues on both sides, and how far.
        let n_before = cues.partition_point(|span| span.end <= at);
        let n_not_after = cues.partition_point(|span| span.start <= at);
        let cue_before = n_before.checked_sub(1).and_then(|last| cues.get(last));
        let cue_after = cues.get(n_not_after);
        let near = |span: Option<&PartSpan>| {
            span.map_or((0, 0), |span| {
                let gap = if span.end <= at { at - span.end } else { span.start - at };
                let last = words.get(span.end.saturating_sub(1));
                let same = last.is_some_and(|last| last.sentence == word.sentence);
                let gap = match gap {
                    0..=3 => gap as u32,
                    4..=6 => 4,
                    7..=12 => 5,
                    _ => 6,
                };
                (gap | u32::from(same) << 4, last.map_or(0, |last| last.token.form.hash))
            })
        };
        let (gap_before, word_before) = near(cue_before);
        let (gap_after, word_after) = near(cue_after);
        f.add(128, gap_before, word_before, s0);
        f.add(129, gap_after, word_after, s0);
        f.add(130, gap_before, gap_after, tag << 8 | s0);
        f.add(131, gap_before & 0x1f, word_before, hash(0, tag, b1, 0));
        f.end_word();
    }
}

/// What stands in a sentence, as a number, and where.
#[derive(Debug, Clone, Default)]
struct Shape {
    hash: u32,
    n: u32,
    spans: Vec<PartSpan>,
}

impl Shape {
    /// How many spans begin at or before a word.
    fn place(&self, at: usize) -> u32 {
        self.spans.iter().take_while(|span| span.start <= at).count().min(6) as u32
    }
}

fn sentence_shapes(passage: &Passage, found: &[PartSpan]) -> Vec<Shape> {
    let n = passage.words.last().map_or(0, |word| word.sentence as usize + 1);
    let mut shapes = vec![Shape::default(); n.min(passage.words.len())];
    for span in found {
        let sentence = passage.words.get(span.start).map_or(0, |word| word.sentence as usize);
        if let Some(shape) = shapes.get_mut(sentence)
            && shape.n < 6
        {
            shape.hash = shape.hash * 4 + span.part as u32 + 1;
            shape.n += 1;
            shape.spans.push(*span);
        }
    }
    shapes
}

fn last_part(reading: &Reading) -> u32 {
    spans(&reading.states).last().map_or(4, |span| {
        let reaches = u32::from(span.end == reading.states.len()) << 3;
        span.part as u32 | reaches
    })
}

fn first_part(reading: &Reading) -> u32 {
    spans(&reading.states)
        .first()
        .map_or(4, |span| span.part as u32 | u32::from(span.start == 0) << 3)
}
