//! Where in the archive to look. The content's words in, stretches of records that share runs of words
//! with it out, best first: rare seeds, then colinear chains (as minimap2, Li 2018).

use crate::matching::content::Printed;
use crate::matching::segment::Segment;
use std::ops::Range;

/// A stretch of a record that shares words with the content, in tokens of the segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Locus {
    /// Index of the record.
    pub(crate) record: usize,
    /// First and one past the last token shared.
    pub(crate) from: u32,
    /// One past the last token shared.
    pub(crate) to: u32,
    /// First content word shared.
    pub(crate) first: usize,
    /// One past the last content word shared.
    pub(crate) past: usize,
    /// Summed weights of the shared words, less gaps.
    pub(crate) score: i32,
}

/// Seed positions read for one quotation: bounds the time of a look-up.
const HITS: usize = 20_000;

/// Chains handed on.
const LOCI: usize = 32;

/// Earlier hits that a hit may follow.
const LOOK_BACK: usize = 40;

#[derive(Debug, Clone, Copy)]
struct Hit {
    at: u32,
    word: u32,
    length: u32,
}

/// The best stretches among the tokens `within`, best first.
pub(crate) fn loci(segment: &Segment, content: &[Printed], within: Range<u32>) -> Vec<Locus> {
    let mut hits = seeds(segment, content, within);
    hits.sort_unstable_by_key(|hit| (hit.at, hit.word, hit.length));
    chain(segment, content, &hits)
}

fn seeds(segment: &Segment, content: &[Printed], within: Range<u32>) -> Vec<Hit> {
    let hashes: Vec<u32> = content.iter().map(|word| word.hash).collect();
    let mut hits = Vec::new();
    if hashes.len() == 1 {
        let tokens = segment.tokens.get(within.start as usize..within.end as usize).unwrap_or(&[]);
        let same = (within.start..).zip(tokens).filter(|(_, token)| **token == hashes[0]);
        return same.map(|(at, _)| Hit { at, word: 0, length: 1 }).take(HITS).collect();
    }
    for (length, directory) in [(3, &segment.triples), (2, &segment.pairs)] {
        let mut runs: Vec<(usize, u32, &[u32])> = (0..)
            .zip(hashes.windows(length))
            .map(|(word, run)| (directory.postings_within(run, &within).len(), word, run))
            .collect();
        runs.sort_unstable_by_key(|(n, word, _)| (*n, *word));
        let mut budget = HITS / 2;
        for (n, word, run) in runs {
            if n > budget && budget < HITS / 2 {
                break;
            }
            for at in directory.postings_within(run, &within).iter().take(budget) {
                let tokens = segment.tokens.get(*at as usize..*at as usize + length);
                if tokens == Some(run) {
                    hits.push(Hit { at: *at, word, length: length as u32 });
                }
            }
            budget = budget.saturating_sub(n);
            if budget == 0 {
                break;
            }
        }
    }
    hits
}

fn chain(segment: &Segment, content: &[Printed], hits: &[Hit]) -> Vec<Locus> {
    let reach = content.len() as u32 + 60;
    let mut scores: Vec<i32> = Vec::with_capacity(hits.len());
    let mut befores: Vec<Option<usize>> = Vec::with_capacity(hits.len());
    for (idx, hit) in hits.iter().enumerate() {
        let (mut best, mut before) = (worth(content, hit.word, hit.word + hit.length), None);
        for back in (idx.saturating_sub(LOOK_BACK)..idx).rev() {
            let earlier = &hits[back];
            let gap = hit.at - earlier.at;
            if gap > reach {
                break;
            }
            if earlier.word >= hit.word || gap == 0 {
                continue;
            }
            let fresh = hit.word.max(earlier.word + earlier.length);
            let skew = gap.abs_diff(hit.word - earlier.word);
            let cost = if skew == 0 { 0 } else { 150 + 100 * skew.ilog2() as i32 };
            let score = scores[back] + worth(content, fresh, hit.word + hit.length) - cost;
            if score > best {
                (best, before) = (score, Some(back));
            }
        }
        scores.push(best);
        befores.push(before);
    }
    let mut order: Vec<usize> = (0..hits.len()).collect();
    order.sort_unstable_by_key(|idx| (-scores[*idx], *idx));
    let mut used = vec![false; hits.len()];
    let mut found = Vec::new();
    for end in order {
        if used[end] || found.len() >= LOCI {
            continue;
        }
        let mut start = end;
        used[end] = true;
        while let Some(before) = befores[start] {
            if used[before] {
                break;
            }
            used[before] = true;
            start = before;
        }
        let (head, tail) = (hits[start], hits[end]);
        let record = segment.record_of(head.at);
        if segment.record_of(tail.at) != record {
            continue;
        }
        found.push(Locus {
            record,
            from: head.at,
            to: tail.at + tail.length,
            first: head.word as usize,
            past: (tail.word + tail.length) as usize,
            score: scores[end],
        });
    }
    found
}

fn worth(content: &[Printed], from: u32, to: u32) -> i32 {
    content
        .get(from as usize..to as usize)
        .map_or(0, |words| words.iter().map(|word| word.weight).sum())
}
