//! Exact spans of source, cue and content, as CofeNet scores them. Gold and predicted attributions of
//! one text in, counts by role out. A span counts by itself, a fragment a paragraph row: which cue
//! belongs to which content is not asked.

use crate::polnear::annotation::Points;
use crate::polnear::parse::Parse;
use crate::polnear::score::{Content, Tally};
use std::collections::BTreeSet;

/// The parts of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanRole {
    /// The words that name who said it.
    Source,
    /// The words that introduce it.
    Cue,
    /// The words given as said.
    Content,
}

impl SpanRole {
    /// Every role, in the order of the published table.
    pub const ALL: [SpanRole; 3] = [SpanRole::Source, SpanRole::Cue, SpanRole::Content];

    fn parts(self, content: &Content) -> &[Points] {
        match self {
            SpanRole::Source => &content.source,
            SpanRole::Cue => &content.cue,
            SpanRole::Content => &content.parts,
        }
    }
}

/// Counts the spans of `role` in one text: right are those with the same first and last token.
#[must_use]
pub fn count(
    text: &str,
    parse: &Parse,
    gold: &[Content],
    predicted: &[Content],
    role: SpanRole,
) -> Tally {
    let chars: Vec<char> = text.chars().collect();
    let fragments = |contents: &[Content]| -> BTreeSet<(usize, usize)> {
        let parts = contents.iter().flat_map(|content| role.parts(content));
        parts.flat_map(|part| rows(&chars, *part)).filter_map(|row| parse.tokens(row)).collect()
    };
    let gold = fragments(gold);
    let mut ours = predicted.to_vec();
    if role == SpanRole::Content {
        let parts = ours.iter_mut().flat_map(|content| content.parts.iter_mut());
        parts.for_each(|part| *part = with_marks(&chars, *part));
    }
    let ours = fragments(&ours);
    let n_right = gold.intersection(&ours).count();
    Tally { n_gold: gold.len(), n_predicted: ours.len(), n_found: n_right, n_right }
}

/// `part` cut where lines end: a paragraph is a row.
fn rows(chars: &[char], part: Points) -> Vec<Points> {
    let mut found = Vec::new();
    let mut start = part.start;
    for (at, c) in chars.iter().enumerate().take(part.end).skip(part.start) {
        if *c == '\n' {
            found.push(Points { start, end: at });
            start = at + 1;
        }
    }
    found.push(Points { start, end: part.end });
    found.retain(|row| row.start < row.end);
    found
}

/// `part` with the double mark right before it and the one right after it: gold contents hold their
/// marks, predicted ones leave them out. Two single marks stand for a double one.
fn with_marks(chars: &[char], part: Points) -> Points {
    let is_mark = |at: usize| chars.get(at).is_some_and(|c| matches!(c, '"' | '“' | '”'));
    let is_single = |at: usize| chars.get(at).is_some_and(|c| matches!(c, '\'' | '’' | '‘'));
    let start = match part.start {
        start if start >= 1 && is_mark(start - 1) => start - 1,
        start if start >= 2 && is_single(start - 1) && is_single(start - 2) => start - 2,
        start => start,
    };
    let end = match part.end {
        end if is_mark(end) => end + 1,
        end if is_single(end) && is_single(end + 1) => end + 2,
        end => end,
    };
    Points { start, end }
}

/// The counts of `role` over texts, and the share of contents that a predicted one covers.
pub(crate) fn add(total: &mut Tally, one: Tally) {
    total.n_gold += one.n_gold;
    total.n_predicted += one.n_predicted;
    total.n_found += one.n_found;
    total.n_right += one.n_right;
}

/// GenderGapTracker's coverage: found is a gold content of which one predicted content holds at least
/// `least` of the words; right is a predicted content that does so for a gold one.
#[must_use]
pub fn coverage(gold: &[Content], predicted: &[Content], least: f64) -> Tally {
    let covers = |ours: &Content, gold: &Content| {
        let both = gold.words.iter().filter(|word| ours.words.binary_search(word).is_ok()).count();
        both > 0 && both as f64 >= least * gold.words.len() as f64
    };
    Tally {
        n_gold: gold.len(),
        n_predicted: predicted.len(),
        n_found: gold.iter().filter(|of| predicted.iter().any(|ours| covers(ours, of))).count(),
        n_right: predicted.iter().filter(|ours| gold.iter().any(|of| covers(ours, of))).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_over_two_lines_is_two_rows() {
        let chars: Vec<char> = "ab\n\ncd".chars().collect();
        let found = rows(&chars, Points { start: 0, end: 6 });
        assert_eq!(found, [Points { start: 0, end: 2 }, Points { start: 4, end: 6 }]);
    }

    #[test]
    fn marks_beside_a_predicted_content_count_to_it() {
        let chars: Vec<char> = "“ab”".chars().collect();
        let found = with_marks(&chars, Points { start: 1, end: 3 });
        assert_eq!(found, Points { start: 0, end: 4 });
    }
}
