//! The index over the words of many records: plain arrays, so that they can lie in a file as they lie
//! in memory. Records in, positions of word pairs and triples out. The records' text stays outside.

use crate::document::Document;
use crate::matching::background::share;
use crate::matching::directory::Directory;
use crate::text::folded::each_token;
use crate::text::span::Span;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::{ControlFlow, Range};

/// Tokens between two anchors: what one look-up of a position folds again at most.
const ANCHOR_EVERY: u32 = 64;

/// Arrays over the tokens of all records, end to end in record order.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    /// The hash of each token's folded key.
    pub(crate) tokens: Vec<u32>,
    /// The first token of each record, and the count of all tokens at the end.
    pub(crate) records: Vec<u32>,
    /// Where in its record's text a token begins; every [`ANCHOR_EVERY`] tokens and at each start.
    anchors: Vec<Anchor>,
    /// Positions of every token.
    pub(crate) singles: Directory,
    /// Positions of every two neighbouring tokens.
    pub(crate) pairs: Directory,
    /// Positions of every three neighbouring tokens.
    pub(crate) triples: Directory,
}

#[derive(Debug, Clone, Copy)]
struct Anchor {
    token: u32,
    byte: u32,
}

/// The hash of a folded key, as the index holds it.
pub(crate) fn hash(key: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    let wide = hasher.finish();
    (wide ^ (wide >> 32)) as u32
}

impl Segment {
    /// Indexes `records` in their order.
    pub(crate) fn new(records: &[Document]) -> Segment {
        let mut segment = Segment::default();
        for record in records {
            segment.push(record);
        }
        segment.records.push(segment.tokens.len() as u32);
        let directory = |n: usize| Directory::new(&segment.tokens, &segment.records, n);
        (segment.singles, segment.pairs, segment.triples) =
            (directory(1), directory(2), directory(3));
        segment
    }

    fn push(&mut self, record: &Document) {
        let first = self.tokens.len() as u32;
        self.records.push(first);
        let mut next_anchor = first;
        let mut last_start = None;
        let _whole = each_said(record, 0, &mut |key, span| {
            let token = self.tokens.len() as u32;
            // Only the first of several tokens that share a span can be folded from its own start.
            if token >= next_anchor && last_start != Some(span.start()) {
                self.anchors.push(Anchor { token, byte: span.start() as u32 });
                next_anchor = token + ANCHOR_EVERY;
            }
            last_start = Some(span.start());
            self.tokens.push(hash(key));
            ControlFlow::Continue(())
        });
    }

    /// How many tokens the archive holds.
    pub(crate) fn n_tokens(&self) -> usize {
        self.tokens.len()
    }

    /// How often the token occurs, or a little more where buckets are shared.
    pub(crate) fn count(&self, hash: u32) -> u32 {
        self.singles.postings(&[hash]).len() as u32
    }

    /// The token's share of all words: of the archive's, the place that is being judged left out, and
    /// of as many words of speech at large as a short archive needs beside it.
    fn share(&self, hash: u32) -> f64 {
        // About the length of a speech of two hours.
        const BACKGROUND: f64 = 20_000.0;
        let counted = f64::from(self.count(hash).saturating_sub(1));
        (counted + BACKGROUND * share(hash)) / (self.n_tokens() as f64 + BACKGROUND)
    }

    /// The information of the token, in bits: minus the logarithm of its share of all tokens.
    pub(crate) fn bits(&self, hash: u32) -> f64 {
        -self.share(hash).log2()
    }

    /// The information of the last token of `run` after the one or two before it, in bits: its share
    /// of what follows those in the archive, backed off to shorter runs (Dirichlet smoothing). One
    /// occurrence is left out of every count: the place that is being judged.
    pub(crate) fn surprise(&self, run: &[u32]) -> f64 {
        // Weight of the shorter run, in occurrences.
        const BACK_OFF: f64 = 10.0;
        let others = |count: usize| count.saturating_sub(1) as f64;
        let Some(last) = run.last() else { return 0.0 };
        let mut share = self.share(*last);
        if let [.., before, last] = run {
            let both = others(self.pairs.postings(&[*before, *last]).len());
            let all = others(self.count(*before) as usize);
            share = (both + BACK_OFF * share) / (all.max(both) + BACK_OFF);
        }
        if let [first, before, last] = run {
            let all_three = others(self.triples.postings(&[*first, *before, *last]).len());
            let both = others(self.pairs.postings(&[*first, *before]).len());
            share = (all_three + BACK_OFF * share) / (both.max(all_three) + BACK_OFF);
        }
        -share.min(1.0).log2()
    }

    /// The tokens of the record.
    pub(crate) fn range_of(&self, record_idx: usize) -> Range<u32> {
        let first = self.records.get(record_idx).copied().unwrap_or(0);
        first..self.records.get(record_idx + 1).copied().unwrap_or(first)
    }

    /// The first token of record `record_idx` that begins at or after `byte`.
    pub(crate) fn token_at(&self, record: &Document, record_idx: usize, byte: usize) -> u32 {
        let whole = self.range_of(record_idx);
        let first = self.anchors.partition_point(|anchor| anchor.token < whole.start);
        let past = self.anchors.partition_point(|anchor| anchor.token < whole.end);
        let anchors = self.anchors.get(first..past).unwrap_or(&[]);
        let next = anchors.partition_point(|anchor| anchor.byte as usize <= byte);
        let anchor = next.checked_sub(1).and_then(|at| anchors.get(at));
        let (mut at, start) = anchor.map_or((whole.start, 0), |a| (a.token, a.byte as usize));
        let _end = each_said(record, start, &mut |_, span| {
            if span.start() >= byte || at >= whole.end {
                return ControlFlow::Break(());
            }
            at += 1;
            ControlFlow::Continue(())
        });
        at
    }

    /// The record that holds token `at`.
    pub(crate) fn record_of(&self, at: u32) -> usize {
        self.records.partition_point(|first| *first <= at).saturating_sub(1)
    }

    /// Hands the tokens `from..to` of record `record_idx`, both clamped to the record, to `take`, each
    /// with its number, its folded key and its place in the record's text.
    pub(crate) fn said(
        &self,
        record: &Document,
        record_idx: usize,
        tokens: Range<u32>,
        take: &mut impl FnMut(u32, &str, Span),
    ) {
        let whole = self.range_of(record_idx);
        let (from, to) = (tokens.start.max(whole.start), tokens.end.min(whole.end));
        let next = self.anchors.partition_point(|anchor| anchor.token <= from);
        let Some(anchor) = next.checked_sub(1).and_then(|at| self.anchors.get(at)) else { return };
        let mut at = anchor.token;
        let _end = each_said(record, anchor.byte as usize, &mut |key, span| {
            if at >= to {
                return ControlFlow::Break(());
            }
            if at >= from {
                take(at, key, span);
            }
            at += 1;
            ControlFlow::Continue(())
        });
    }
}

/// The folded tokens of what was said in `record` from byte `start` on: labels and stage directions
/// are passed over, so that words on both sides of them are neighbours.
fn each_said(
    record: &Document,
    start: usize,
    take: &mut impl FnMut(&str, Span) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let unsaid = record.transcript.as_ref().map_or(&[][..], |transcript| &transcript.unsaid);
    let mut at = start;
    let next = unsaid.partition_point(|skip| skip.end() <= at);
    for skip in unsaid.get(next..).unwrap_or(&[]) {
        if skip.end() <= at {
            continue;
        }
        each_token(&record.text, Span::new(at, skip.start()), take)?;
        at = skip.end();
    }
    each_token(&record.text, Span::new(at, record.text.len()), take)
}
