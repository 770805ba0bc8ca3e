//! The segments of an archive, end to end. Hashes of words in, positions, counts and information out.
//! A position counts the tokens of all segments, in their order, those of removed documents included.

use crate::document::Document;
use crate::matching::background::share;
use crate::matching::postings::Postings;
use crate::matching::segment::Segment;
use crate::matching::segment::layout::Fault;
use crate::matching::stretches::each_said;
use crate::text::span::Span;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// One segment, and which record of the archive each of its documents is: `None` for one that was
/// removed or read again.
#[derive(Debug, Clone)]
pub struct Held {
    /// The segment.
    pub segment: Arc<Segment>,
    /// As many as it has documents; what is missing was removed. No number is given twice.
    pub records: Vec<Option<usize>>,
}

/// Segments in a fixed order.
#[derive(Debug, Default)]
pub(crate) struct Index {
    parts: Vec<Part>,
    /// Each document's first token, ascending, with its record.
    slots: Vec<(u32, Option<usize>)>,
    /// By record: its tokens, its part and its number there.
    homes: Vec<Home>,
    has_removed: bool,
    n_tokens: u32,
}

#[derive(Debug)]
struct Part {
    segment: Arc<Segment>,
    /// The number of its first token.
    base: u32,
}

#[derive(Debug, Clone, Default)]
struct Home {
    tokens: Range<u32>,
    part: usize,
    document: u32,
}

impl Index {
    pub(crate) fn new(held: &[Held]) -> Index {
        let mut index = Index::default();
        for Held { segment, records } in held {
            // 2^32 tokens are 20 GB of text; what lies beyond is not searched.
            let Some(past) = index.n_tokens.checked_add(segment.n_tokens()) else { break };
            let (base, part) = (index.n_tokens, index.parts.len());
            let mut first = base;
            for document in 0..segment.n_documents() {
                let next = base.saturating_add(segment.first_token(document + 1)).min(past);
                let record = records.get(document as usize).copied().flatten();
                index.slots.push((first, record));
                index.has_removed |= record.is_none();
                if let Some(record) = record {
                    if record >= index.homes.len() {
                        index.homes.resize(record + 1, Home::default());
                    }
                    index.homes[record] = Home { tokens: first..next.max(first), part, document };
                }
                first = next.max(first);
            }
            index.parts.push(Part { segment: segment.clone(), base });
            index.n_tokens = past;
        }
        index
    }

    /// How many records there are.
    pub(crate) fn n_records(&self) -> usize {
        self.homes.len()
    }

    /// The document of record `record_idx`, read from its segment.
    pub(crate) fn document(&self, record_idx: usize) -> Option<Document> {
        let home = self.homes.get(record_idx)?;
        self.parts.get(home.part)?.segment.document(home.document)
    }

    /// Who speaks in record `record_idx`, as its segment tells, and how many bytes are theirs; `None` where
    /// the segment does not hold it.
    pub(crate) fn speakers(&self, record_idx: usize) -> Option<Vec<(String, u64)>> {
        let home = self.homes.get(record_idx)?;
        self.parts.get(home.part)?.segment.speakers(home.document)
    }

    /// Bytes of the texts of all segments.
    pub(crate) fn text_bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.segment.text_bytes()).sum()
    }

    /// What was found damaged in a segment, with the segment's number.
    pub(crate) fn fault(&self) -> Option<(usize, Fault)> {
        let mut faults = self.parts.iter().enumerate();
        faults.find_map(|(nth, part)| Some((nth, part.segment.fault()?)))
    }

    /// How many tokens the archive holds.
    pub(crate) fn n_tokens(&self) -> usize {
        self.n_tokens as usize
    }

    /// How often the token occurs.
    pub(crate) fn count(&self, hash: u32) -> u32 {
        let counts = self.parts.iter().map(|part| part.segment.count(hash));
        counts.fold(0, u32::saturating_add)
    }

    /// Where token `two` stands right behind token `one`.
    pub(crate) fn pair(&self, one: u32, two: u32) -> Postings<'_> {
        let parts = self.parts.iter();
        Postings::new(parts.filter_map(|part| Some((part.segment.pair(one, two)?, part.base))))
    }

    /// Where the token stands, ascending; removed documents are left out.
    pub(crate) fn positions(&self, hash: u32) -> Vec<u32> {
        let mut found = Vec::new();
        for part in &self.parts {
            let positions = part.segment.positions(hash).into_iter();
            found.extend(positions.map(|at| at.saturating_add(part.base)));
        }
        self.retain_live(&mut found);
        found
    }

    /// Leaves out the positions in removed documents.
    pub(crate) fn retain_live(&self, positions: &mut Vec<u32>) {
        if self.has_removed {
            positions.retain(|at| self.record_of(*at).is_some());
        }
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
        let others = |count: f64| (count - 1.0).max(0.0);
        let Some(last) = run.last() else { return 0.0 };
        let mut share = self.share(*last);
        if let [.., before, last] = run {
            let both = others(f64::from(self.pair(*before, *last).len()));
            let all = others(f64::from(self.count(*before)));
            share = (both + BACK_OFF * share) / (all.max(both) + BACK_OFF);
        }
        if let [first, before, last] = run {
            let (ahead, behind) = (self.pair(*first, *before), self.pair(*before, *last));
            let all_three = others(ahead.followed_by(&behind));
            let both = others(f64::from(ahead.len()));
            share = (all_three + BACK_OFF * share) / (both.max(all_three) + BACK_OFF);
        }
        -share.min(1.0).log2()
    }

    /// The tokens of the record.
    pub(crate) fn range_of(&self, record_idx: usize) -> Range<u32> {
        self.homes.get(record_idx).map_or(0..0, |home| home.tokens.clone())
    }

    /// The record that holds token `at`; `None` in a removed document.
    pub(crate) fn record_of(&self, at: u32) -> Option<usize> {
        let next = self.slots.partition_point(|(first, _)| *first <= at);
        self.slots.get(next.checked_sub(1)?)?.1
    }

    /// A token of record `record_idx` from which its tokens can be counted, and the byte where it is
    /// looked for: the last for which `is_before` holds, or the first.
    fn anchor(
        &self,
        record_idx: usize,
        is_before: impl Fn(u32, u32) -> bool,
    ) -> Option<(u32, usize)> {
        let home = self.homes.get(record_idx)?;
        let part = self.parts.get(home.part)?;
        let is_before = |token: u32, byte: u32| is_before(token.saturating_add(part.base), byte);
        let (token, byte) = part.segment.anchor(home.document, is_before)?;
        Some((token.saturating_add(part.base), byte as usize))
    }

    /// The first token of record `record_idx` that begins at or after `byte`.
    pub(crate) fn token_at(&self, record: &Document, record_idx: usize, byte: usize) -> u32 {
        let whole = self.range_of(record_idx);
        let anchor = self.anchor(record_idx, |_, start| start as usize <= byte);
        let (mut at, start) = anchor.unwrap_or((whole.start, 0));
        let _end = each_said(record, start, &mut |_, span, _| {
            if span.start() >= byte || at >= whole.end {
                return ControlFlow::Break(());
            }
            at += 1;
            ControlFlow::Continue(())
        });
        at
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
        let anchor = self.anchor(record_idx, |token, _| token <= from);
        let Some((mut at, start)) = anchor else { return };
        let _end = each_said(record, start, &mut |key, span, _| {
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
