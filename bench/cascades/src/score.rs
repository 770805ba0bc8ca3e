//! How right a grouping is. The true and the given group of each item in, figures out.

use rustc_hash::FxHashMap;

/// What a grouping scores.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    /// B-cubed precision, recall and F1 (Bagga and Baldwin 1998): how pure and how whole the group of an
    /// item is, averaged over items.
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    /// F1 over pairs of items in one group.
    pub pair_f1: f64,
    /// Items in the largest group, given and true.
    pub largest: usize,
    pub largest_true: usize,
}

/// Scores groups: `truth` and `given` name the group of each item, in the same order.
pub fn score(truth: &[u64], given: &[u64]) -> Score {
    let mut both: FxHashMap<(u64, u64), usize> = FxHashMap::default();
    let mut of_truth: FxHashMap<u64, usize> = FxHashMap::default();
    let mut of_given: FxHashMap<u64, usize> = FxHashMap::default();
    for (truth, given) in truth.iter().zip(given) {
        *both.entry((*truth, *given)).or_default() += 1;
        *of_truth.entry(*truth).or_default() += 1;
        *of_given.entry(*given).or_default() += 1;
    }
    // Sums in the order of the items, so that the last digit is the same on every run.
    let (mut precision, mut recall) = (0.0, 0.0);
    for (truth, given) in truth.iter().zip(given) {
        let shared = both[&(*truth, *given)] as f64;
        precision += shared / of_given[given] as f64;
        recall += shared / of_truth[truth] as f64;
    }
    let n = truth.len().max(1) as f64;
    let (precision, recall) = (precision / n, recall / n);
    let pairs = |counts: &mut dyn Iterator<Item = usize>| -> f64 {
        counts.map(|n| n * n.saturating_sub(1) / 2).sum::<usize>() as f64
    };
    let right = pairs(&mut both.values().copied());
    let said = pairs(&mut of_given.values().copied());
    let there = pairs(&mut of_truth.values().copied());
    Score {
        precision,
        recall,
        f1: harmonic(precision, recall),
        pair_f1: harmonic(right / said.max(1.0), right / there.max(1.0)),
        largest: of_given.values().copied().max().unwrap_or(0),
        largest_true: of_truth.values().copied().max().unwrap_or(0),
    }
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}
