//! Where the record says what a report gives in its own words. The words of an indirect quotation and
//! the turns that may hold it in, the sentence or two that share most of its content words out.
//!
//! Order, function words, tense and person are free: a report has its own. What must agree is the
//! words that carry the content, by their ground forms or as listed synonyms, weighed by how rare
//! they are in speech.

use crate::matching::Match;
use crate::matching::alignment::{Alignment, Part, Passage, Step, StepKind};
use crate::matching::archive::Archive;
use crate::matching::background::share;
use crate::matching::segment::hash;
use crate::text::folded::{Token, each_token, tokens};
use crate::text::sentences::sentences;
use crate::text::span::Span;
use onrecord_model::Model;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};

/// Most content words that are looked at: the words found are bits of one number.
const WORDS: usize = 64;

/// Longest content and longest passage, in folded tokens, that are laid against each other.
const LONGEST: usize = 240;

/// The fewest different content words that must agree.
const AGREE: u32 = 3;

/// The share of the content's information that must agree, where only so few words do.
const SHARE_OF_FEW: f64 = 0.8;

/// The same where more do: a report adds words of its own.
const SHARE: f64 = 0.6;

/// The share of the content's information and of the passage's that must agree where each says little
/// but the other.
const SHARE_OF_BOTH: [f64; 2] = [0.5, 0.6];

/// What a second sentence must add to the better of two, as a share of that: a passing mention of one
/// more word makes no passage.
const ADDS: f64 = 0.15;

/// What the words that agree must be worth, in bits.
const BITS: f64 = 27.0;

/// How much more than at the next best place must agree.
const LEAD: f64 = 1.2;

/// The sentences of records, each with what its content words mean, made once for all the reports of
/// a document.
pub struct Sentences<'a> {
    model: &'a Model,
    archive: &'a Archive,
    records: BTreeMap<usize, Spoken>,
}

/// The sentences of one record, in text order.
#[derive(Default)]
struct Spoken {
    sentences: Vec<Sentence>,
    senses: Vec<u32>,
}

struct Sentence {
    turn: usize,
    span: Span,
    senses: Range<usize>,
    /// What its content words are worth.
    bits: f64,
}

/// The content words of a report: what each is worth in bits, and which word a sense stands for.
struct Words {
    bits: Vec<f64>,
    by_sense: FxHashMap<u32, u64>,
}

impl Words {
    fn of(model: &Model, printed: &[Token]) -> Words {
        let mut words = Words { bits: Vec::new(), by_sense: FxHashMap::default() };
        for token in printed.iter().filter(|token| carries(model, &token.key)) {
            let is_known = words.by_sense.contains_key(&hash(model.wording.ground(&token.key)));
            if is_known || words.bits.len() == WORDS {
                continue;
            }
            let bit = 1 << words.bits.len();
            words.bits.push(-share(hash(&token.key)).log2());
            for sense in senses(model, &token.key) {
                *words.by_sense.entry(sense).or_default() |= bit;
            }
        }
        words
    }

    fn found(&self, senses: &[u32]) -> u64 {
        let found = senses.iter().filter_map(|sense| self.by_sense.get(sense));
        found.fold(0, |all, bits| all | bits)
    }

    /// The fewest words of `said`, side by side, that say all of `found`.
    fn window(&self, model: &Model, said: &[Token], found: u64) -> usize {
        let bits_of = |token: &Token| match carries(model, &token.key) {
            true => senses(model, &token.key)
                .filter_map(|sense| self.by_sense.get(&sense))
                .fold(0, |all, bits| all | bits),
            false => 0,
        };
        let mut last = [None; WORDS];
        let mut least = usize::MAX;
        for (at, token) in said.iter().enumerate() {
            let bits = bits_of(token) & found;
            for (bit, last) in last.iter_mut().enumerate() {
                if bits >> bit & 1 == 1 {
                    *last = Some(at);
                }
            }
            let needed = last.iter().enumerate().filter(|(bit, _)| found >> bit & 1 == 1);
            let first = needed.map(|(_, last)| *last).min().flatten();
            if let Some(first) = first.filter(|_| bits != 0) {
                least = least.min(at + 1 - first);
            }
        }
        least
    }

    fn bits(&self, found: u64) -> f64 {
        let there = self.bits.iter().enumerate().filter(|(bit, _)| found >> bit & 1 == 1);
        there.map(|(_, bits)| bits).sum()
    }
}

/// How far apart, in words, so few words that agree may stand: what is strewn over a passage is its
/// topic, not what it says.
fn widest(n_agreed: u32) -> usize {
    match n_agreed {
        ..=3 => 8,
        4 => 16,
        _ => usize::MAX,
    }
}

/// A stretch of one turn, and which content words it says.
struct Stretch {
    passage: Passage,
    found: u64,
    bits: f64,
    /// What all of its content words are worth.
    all: f64,
    /// Whether it is two sentences.
    is_two: bool,
}

impl<'a> Sentences<'a> {
    /// No record is read before it is asked for.
    #[must_use]
    pub fn new(model: &'a Model, archive: &'a Archive) -> Sentences<'a> {
        Sentences { model, archive, records: BTreeMap::new() }
    }

    /// The passage that `content` of `text` reports, among the turns of `records` that `may_say` it
    /// (record and turn); `None` where none shares enough of its words, or where two share nearly as
    /// much. The expected number of such matches by chance takes words as independent.
    pub fn search(
        &mut self,
        text: &str,
        content: &[Span],
        records: &[usize],
        may_say: impl Fn(usize, usize) -> bool,
    ) -> Option<Match> {
        let printed: Vec<Token> =
            content.iter().flat_map(|span| tokens(text, *span)).take(LONGEST).collect();
        let words = Words::of(self.model, &printed);
        let all = words.bits(u64::MAX);
        if all < BITS {
            return None;
        }
        let (mut best, mut next): (Option<Stretch>, f64) = (None, 0.0);
        let mut n_senses = 0;
        for record in records {
            let spoken = self.spoken(*record);
            let mut before: Option<(usize, Span, u64, f64)> = None;
            for sentence in spoken.sentences.iter().filter(|one| may_say(*record, one.turn)) {
                let senses = spoken.senses.get(sentence.senses.clone()).unwrap_or_default();
                n_senses += senses.len();
                let (span, found) = (sentence.span, words.found(senses));
                let bits = words.bits(found);
                let first = before.filter(|(turn, ..)| *turn == sentence.turn);
                before = Some((sentence.turn, span, found, sentence.bits));
                // Two sentences are one passage only where both say something of it.
                let both = first.and_then(|(_, first, earlier, all)| {
                    let both = words.bits(earlier | found);
                    let adds = both >= (1.0 + ADDS) * bits.max(words.bits(earlier));
                    adds.then_some((first.hull(span), earlier | found, all + sentence.bits))
                });
                let single = (span, found, sentence.bits);
                for (span, found, all) in std::iter::once(single).chain(both) {
                    let passage = Passage { record: *record, span };
                    let (bits, is_two) = (words.bits(found), span != sentence.span);
                    settle(&mut best, &mut next, Stretch { passage, found, bits, all, is_two });
                }
            }
        }
        let best = best?;
        let n_agreed = best.found.count_ones();
        let share = if n_agreed > AGREE { SHARE } else { SHARE_OF_FEW };
        let [of_content, of_passage] = SHARE_OF_BOTH;
        let says_it = best.bits >= of_content * all && best.bits >= of_passage * best.all;
        let is_telling = (n_agreed > AGREE || n_agreed == AGREE && !best.is_two)
            && (best.bits >= share * all || says_it)
            && best.bits >= BITS
            && best.bits >= LEAD * next;
        if !is_telling {
            return None;
        }
        let record = self.archive.records().get(best.passage.record)?;
        let said = tokens(&record.text, best.passage.span);
        if words.window(self.model, &said, best.found) > widest(n_agreed) {
            return None;
        }
        let part = laid(self.model, &printed, said.get(..LONGEST).unwrap_or(&said))?;
        Some(Match {
            passage: Passage { record: best.passage.record, span: part.passage },
            alignment: Alignment { parts: vec![part] },
            expected: n_senses as f64 * (-best.bits).exp2(),
            score: (best.bits * 50.0) as i32,
            bits: best.bits,
            covered: best.bits / all.max(best.bits),
        })
    }

    fn spoken(&mut self, record: usize) -> &Spoken {
        let (model, archive) = (self.model, self.archive);
        self.records.entry(record).or_insert_with(|| Spoken::of(model, archive, record))
    }
}

impl Spoken {
    fn of(model: &Model, archive: &Archive, record: usize) -> Spoken {
        let mut spoken = Spoken::default();
        let Some(record) = archive.records().get(record) else { return spoken };
        let turns = record.transcript.iter().flat_map(|transcript| &transcript.turns);
        for (turn_idx, turn) in turns.enumerate() {
            for sentence in sentences(turn.span.of(&record.text)) {
                let start = turn.span.start();
                let span = Span::new(start + sentence.start(), start + sentence.end());
                let from = spoken.senses.len();
                let mut bits = 0.0;
                let _whole = each_token(&record.text, span, &mut |key, _| {
                    if carries(model, key) {
                        bits -= share(hash(key)).log2();
                        spoken.senses.extend(senses(model, key));
                    }
                    ControlFlow::Continue(())
                });
                let senses = from..spoken.senses.len();
                spoken.sentences.push(Sentence { turn: turn_idx, span, senses, bits });
            }
        }
        spoken
    }
}

/// What stands for a word: its ground form, and the sets of synonyms that it is in.
fn senses(model: &Model, key: &str) -> impl Iterator<Item = u32> {
    let sets = model.wording.synonym_sets(key).iter().map(|set| !(*set as u32));
    std::iter::once(hash(model.wording.ground(key))).chain(sets)
}

/// Keeps the best stretch, and what the best that does not overlap it is worth. The same words said
/// again are no rival.
fn settle(best: &mut Option<Stretch>, next: &mut f64, stretch: Stretch) {
    let Some(known) = best else {
        *best = Some(stretch);
        return;
    };
    let overlaps = known.passage.record == stretch.passage.record
        && known.passage.span.overlaps(stretch.passage.span);
    let is_better = stretch.bits > known.bits + f64::from(u8::from(overlaps)) * 4.0;
    if is_better {
        if !overlaps {
            *next = next.max(known.bits);
        }
        *known = stretch;
    } else if !overlaps && stretch.found != known.found {
        *next = next.max(stretch.bits);
    }
}

/// Whether a word carries content: no function word, pronoun, modal, negation, hedge or filler.
fn carries(model: &Model, key: &str) -> bool {
    let wording = &model.wording;
    let is_closed = wording.function_words.contains(key)
        || wording.pronouns.contains(key)
        || wording.modals.contains(key)
        || wording.negators.contains(key)
        || wording.hedges.contains(key)
        || wording.fillers.contains(key);
    !is_closed && !matches!(wording.ground(key), "b" | "hav" | "do" | "sa" | "g" | "get")
}

/// Word against word along the longest run of words that agree in order; what stands out of order is
/// dropped here and added there. The passage is the whole of `said`.
fn laid(model: &Model, printed: &[Token], said: &[Token]) -> Option<Part> {
    let wording = &model.wording;
    let agree = |a: &Token, b: &Token| {
        a.key == b.key
            || carries(model, &a.key)
                && carries(model, &b.key)
                && (wording.ground(&a.key) == wording.ground(&b.key)
                    || wording.are_synonyms(&a.key, &b.key))
    };
    let (n, m) = (printed.len(), said.len());
    let mut longest = vec![0u16; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    for (i, a) in printed.iter().enumerate().rev() {
        for (j, b) in said.iter().enumerate().rev() {
            let past = longest[at(i + 1, j)].max(longest[at(i, j + 1)]);
            let pair = longest[at(i + 1, j + 1)] + 1;
            longest[at(i, j)] = if agree(a, b) { pair.max(past) } else { past };
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (printed.get(i), said.get(j)) {
        if agree(a, b) && longest[at(i, j)] == longest[at(i + 1, j + 1)] + 1 {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[at(i + 1, j)] >= longest[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    let mut steps = Vec::new();
    let mut from = (0, 0);
    for (i, j) in pairs.iter().copied().chain([(n, m)]) {
        let (earlier, later) = (printed.get(from.0..i)?, said.get(from.1..j)?);
        let place = said.get(from.1).or(said.last()).map_or(0, |token| token.span.start());
        steps.extend(earlier.iter().map(|token| Step {
            kind: StepKind::Added,
            content: token.span,
            passage: Span::new(place, place),
        }));
        let place = printed.get(i).or(printed.last()).map_or(0, |token| token.span.start());
        steps.extend(later.iter().map(|token| Step {
            kind: StepKind::Dropped,
            content: Span::new(place, place),
            passage: token.span,
        }));
        if let (Some(a), Some(b)) = (printed.get(i), said.get(j)) {
            let kind = if a.key == b.key { StepKind::Same } else { StepKind::Changed };
            if i < n {
                steps.push(Step { kind, content: a.span, passage: b.span });
            }
        }
        from = (i + 1, j + 1);
    }
    let content = printed.first()?.span.hull(printed.last()?.span);
    let passage = said.first()?.span.hull(said.last()?.span);
    Some(Part { content, passage, steps, joint: None })
}
