//! Gold and predicted contents of one text in, paired one to one and counted by kind out.

use crate::polnear::annotation::Points;
use crate::polnear::kind::ContentKind;
use crate::polnear::parse::Parse;

/// A content ready to be compared.
#[derive(Debug, Clone)]
pub struct Content {
    /// Its parts in code points.
    pub parts: Vec<Points>,
    /// The indices of its words, rising.
    pub words: Vec<usize>,
    /// By the share of its words inside double marks.
    pub kind: ContentKind,
    /// The parts of the words that name who said it; empty for none.
    pub source: Vec<Points>,
    /// The parts of the words that introduce it; empty for none.
    pub cue: Vec<Points>,
}

/// A gold content and the predicted one laid beside it.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Index of the gold content.
    pub gold: usize,
    /// Index of the predicted content.
    pub predicted: usize,
    /// Words of both over words of either, above 0.
    pub jaccard: f64,
    /// Whether the predicted source covers the head of the gold one, or neither has a source.
    pub same_source: bool,
}

/// Pairs contents greedily, the most alike first; equals in text order.
#[must_use]
pub fn pair(parse: &Parse, gold: &[Content], predicted: &[Content]) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (gold_idx, of_gold) in gold.iter().enumerate() {
        for (predicted_idx, of_ours) in predicted.iter().enumerate() {
            let jaccard = jaccard(&of_gold.words, &of_ours.words);
            if jaccard > 0.0 {
                let same_source = is_same_source(parse, &of_gold.source, &of_ours.source);
                candidates.push(Pair {
                    gold: gold_idx,
                    predicted: predicted_idx,
                    jaccard,
                    same_source,
                });
            }
        }
    }
    candidates.sort_by(|a, b| b.jaccard.total_cmp(&a.jaccard));
    let mut taken = (vec![false; gold.len()], vec![false; predicted.len()]);
    candidates.retain(|pair| {
        let is_free = !taken.0[pair.gold] && !taken.1[pair.predicted];
        if is_free {
            taken.0[pair.gold] = true;
            taken.1[pair.predicted] = true;
        }
        is_free
    });
    candidates
}

fn jaccard(a: &[usize], b: &[usize]) -> f64 {
    let both = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let either = a.len() + b.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

fn is_same_source(parse: &Parse, gold: &[Points], predicted: &[Points]) -> bool {
    match parse.head(gold) {
        None => predicted.is_empty(),
        Some(head) => predicted.iter().any(|part| part.start <= head.start && head.end <= part.end),
    }
}

/// Counts of one measure for one kind (or all): precision by the predicted kind, recall by the gold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Gold contents.
    pub n_gold: usize,
    /// Predicted contents.
    pub n_predicted: usize,
    /// Gold contents that a predicted one matches.
    pub n_found: usize,
    /// Predicted contents that match a gold one.
    pub n_right: usize,
}

impl Tally {
    /// Share of predicted contents that match; 0 where none was predicted. 0 to 1.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.n_right, self.n_predicted)
    }

    /// Share of gold contents that were found; 0 where there is none. 0 to 1.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.n_found, self.n_gold)
    }

    /// The harmonic mean of both; 0 where both are. 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// Adds one text: the pairs that `is_match` lets stand, for contents of `kind` (`None`: all).
    pub fn add(
        &mut self,
        kind: Option<ContentKind>,
        gold: &[Content],
        predicted: &[Content],
        pairs: &[Pair],
        is_match: impl Fn(&Pair) -> bool,
    ) {
        let counts = |content: &Content| kind.is_none_or(|kind| content.kind == kind);
        self.n_gold += gold.iter().filter(|content| counts(content)).count();
        self.n_predicted += predicted.iter().filter(|content| counts(content)).count();
        for pair in pairs.iter().filter(|pair| is_match(pair)) {
            self.n_found += usize::from(counts(&gold[pair.gold]));
            self.n_right += usize::from(counts(&predicted[pair.predicted]));
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
