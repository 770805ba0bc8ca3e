//! Two texts in, the shingles they share out: the measure of scrapinghub's
//! article-extraction-benchmark (`evaluate.py`, commit 11b407d), counted the same way. Tokens are runs
//! of letters, digits and underscores; a shingle is four tokens, or the whole of a shorter text;
//! precision and recall are means over pages, and F1 is made of the two means.

use std::collections::HashMap;

/// Tokens of one shingle.
const SHINGLE: usize = 4;

/// Shingles of a page, counted with repeats.
#[derive(Debug, Clone, Copy, Default)]
pub struct Overlap {
    /// In both texts.
    pub common: usize,
    /// In the prediction.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl Overlap {
    /// Share of the prediction that is gold; 0 for an empty prediction.
    #[must_use]
    pub fn precision(&self) -> f64 {
        if self.predicted == 0 { 0.0 } else { self.common as f64 / self.predicted as f64 }
    }

    /// Share of the gold that is predicted; 0 for an empty gold.
    #[must_use]
    pub fn recall(&self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.common as f64 / self.gold as f64 }
    }

    /// Harmonic mean of the two.
    #[must_use]
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }
}

/// The shingles that `gold` and `predicted` share.
#[must_use]
pub fn overlap(gold: &str, predicted: &str) -> Overlap {
    let (gold, predicted) = (tokens(gold), tokens(predicted));
    let (gold, predicted) = (counts(&gold), counts(&predicted));
    Overlap {
        common: gold
            .iter()
            .map(|(key, n)| (*n).min(predicted.get(key).copied().unwrap_or(0)))
            .sum(),
        predicted: predicted.values().sum(),
        gold: gold.values().sum(),
    }
}

/// Mean precision over pages with a prediction, mean recall over pages with gold, and their F1.
pub fn precision_recall_f1(pages: impl Iterator<Item = Overlap> + Clone) -> (f64, f64, f64) {
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let precision = mean(
        pages.clone().filter(|page| page.predicted > 0).map(|page| page.precision()).collect(),
    );
    let recall = mean(pages.filter(|page| page.gold > 0).map(|page| page.recall()).collect());
    (precision, recall, harmonic(precision, recall))
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}

fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|token| !token.is_empty())
        .collect()
}

fn counts<'a>(tokens: &'a [&'a str]) -> HashMap<&'a [&'a str], usize> {
    let mut counts = HashMap::new();
    for shingle in tokens.windows(SHINGLE.min(tokens.len()).max(1)) {
        *counts.entry(shingle).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use crate::pages::shingles::{overlap, precision_recall_f1};

    #[test]
    fn shingles_are_counted_with_repeats() {
        let found = overlap("a b c d e", "a b c d a b c d");
        assert_eq!((found.common, found.predicted, found.gold), (1, 5, 2));
    }

    #[test]
    fn a_page_without_prediction_counts_for_recall_alone() {
        let pages = [overlap("a b", "a b"), overlap("a b", "")];
        assert_eq!(precision_recall_f1(pages.into_iter()), (1.0, 0.5, 2.0 / 3.0));
    }
}
