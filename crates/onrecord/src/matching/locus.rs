//! Where in the archive to look. The content's words in, stretches of records that share runs of words
//! with it out, best first: rare seeds, then colinear chains (as minimap2, Li 2018).

use crate::matching::content::Printed;
use crate::matching::index::Index;
use crate::matching::seeds::{Run, Seeds};
use std::ops::Range;

/// A stretch of a record that shares words with the content, in tokens of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Locus {
    /// Index of the record.
    pub(crate) record: usize,
    /// First token shared.
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

/// Chains handed on.
const LOCI: usize = 32;

/// Earlier runs that a run may follow.
const LOOK_BACK: usize = 40;

/// The share of the content's weight, in tenths, that a chain must have for shorter
/// runs not to be looked at.
const TELLING: i64 = 6;

/// The best stretches among the tokens `within` these ranges, which ascend; best first.
pub(crate) fn loci(index: &Index, content: &[Printed], within: &[Range<u32>]) -> Vec<Locus> {
    let mut weights = Vec::with_capacity(content.len() + 1);
    let mut sum = 0;
    weights.push(0);
    for word in content {
        sum += word.weight;
        weights.push(sum);
    }
    let mut seeds = Seeds::default();
    let is_telling = |found: &[Locus]| {
        let best = found.first().map_or(0, |locus| locus.score);
        i64::from(best) * 10 >= i64::from(sum) * TELLING
    };
    if content.len() > 1 {
        seeds.read_pairs(index, content, within);
        let runs = seeds.runs();
        // Two words in a row stand beside a passage by chance, and would draw its ends to themselves.
        let long: Vec<Run> = runs.iter().copied().filter(|run| run.length > 2).collect();
        let found = chain(index, &weights, &long);
        if is_telling(&found) {
            return found;
        }
        let found = chain(index, &weights, &runs);
        if is_telling(&found) {
            return found;
        }
    }
    seeds.read_singles(index, content, within);
    chain(index, &weights, &seeds.runs())
}

/// The best run before a run in a chain, and what the chain is worth up to the run's end.
#[derive(Debug, Clone, Copy)]
struct Link {
    score: i32,
    before: Option<usize>,
}

/// The best chains of `runs`; `weights` sums the words of the content up to each.
fn chain(index: &Index, weights: &[i32], runs: &[Run]) -> Vec<Locus> {
    let links = links(index, weights, runs);
    let best = links.iter().map(|link| link.score).max().unwrap_or(0);
    let mut ends: Vec<(usize, i32)> = (0..)
        .zip(&links)
        .filter(|(_, link)| i64::from(link.score) * 3 >= i64::from(best))
        .map(|(end, link)| (end, link.score))
        .collect();
    ends.sort_unstable_by_key(|(end, score)| (-score, *end));
    let mut used = vec![false; runs.len()];
    let mut found = Vec::new();
    for (end, score) in ends {
        if used[end] {
            continue;
        }
        if found.len() >= LOCI {
            break;
        }
        let mut start = end;
        used[end] = true;
        while let Some(before) = links[start].before {
            if used[before] {
                break;
            }
            used[before] = true;
            start = before;
        }
        let (head, tail) = (runs[start], runs[end]);
        let Some(record) = index.record_of(head.at) else { continue };
        found.push(Locus {
            record,
            from: head.at,
            to: tail.at + tail.length,
            first: head.word as usize,
            past: (tail.word + tail.length) as usize,
            score,
        });
    }
    found
}

fn links(index: &Index, weights: &[i32], runs: &[Run]) -> Vec<Link> {
    let worth = |from: u32, to: u32| weights[to as usize] - weights[from as usize];
    // As many words as the content has, and a gap.
    let reach = weights.len() as u32 + 60;
    let mut links: Vec<Link> = Vec::with_capacity(runs.len());
    // The runs of the record at hand, and where that record ends.
    let (mut first, mut record_end) = (0, 0);
    for (idx, run) in runs.iter().enumerate() {
        if run.at >= record_end {
            let end = index.record_of(run.at).map(|record| index.range_of(record).end);
            (first, record_end) = (idx, end.unwrap_or(run.at + 1));
        }
        let past = run.word + run.length;
        let mut link = Link { score: worth(run.word, past), before: None };
        for back in (idx.saturating_sub(LOOK_BACK).max(first)..idx).rev() {
            let earlier = runs[back];
            let gap = run.at - earlier.at;
            if gap > reach {
                break;
            }
            if earlier.word >= run.word || gap == 0 {
                continue;
            }
            // Neither a word of the content nor one of the record counts twice.
            let twice = (earlier.word + earlier.length).saturating_sub(run.word);
            let twice = twice.max(earlier.length.saturating_sub(gap));
            if twice >= run.length {
                continue;
            }
            let skew = gap.abs_diff(run.word - earlier.word);
            let cost = if skew == 0 { 0 } else { 150 + 100 * skew.ilog2() as i32 };
            let score = links[back].score + worth(run.word + twice, past) - cost;
            if score > link.score {
                link = Link { score, before: Some(back) };
            }
        }
        links.push(link);
    }
    links
}
