//! Which word of one whole text is which word of another: a global alignment of both from end to end
//! (Needleman and Wunsch 1970). It shares nothing with the search that it judges: no index, no
//! folding, no seeds.

use onrecord::text::span::Span;

/// One word of a text: letters, digits and inner apostrophes, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case.
    pub word: String,
    /// Its place in the text.
    pub span: Span,
}

/// The words of `text` that do not lie in one of `unsaid`.
#[must_use]
pub fn words(text: &str, unsaid: &[Span]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’');
        match start {
            None if inside => start = Some(at),
            Some(from) if !inside => {
                let span = Span::new(from, at);
                let word = span.of(text).replace('’', "'").to_lowercase();
                found.push(Word { word, span });
                start = None;
            }
            _ => {}
        }
    }
    found.retain(|word| !unsaid.iter().any(|unsaid| unsaid.overlaps(word.span)));
    found
}

/// For each of `from`, the word of `to` that it is, as far as the two are equal.
///
/// The path keeps within `band` words of the straight line between both ends.
#[must_use]
pub fn align(from: &[Word], to: &[Word], band: usize) -> Vec<Option<usize>> {
    let (n, m) = (from.len(), to.len());
    let width = (2 * band + 1).min(m + 1);
    let left =
        |i: usize| (i * m / n.max(1)).saturating_sub(band).min((m + 1).saturating_sub(width));
    let mut row = vec![i32::MIN / 2; width];
    let mut came = vec![0_u8; (n + 1) * width];
    for (k, cell) in row.iter_mut().enumerate() {
        *cell = -(k as i32);
        came[k] = 2;
    }
    for i in 1..=n {
        let shift = left(i) - left(i - 1);
        let before = row.clone();
        let above = |k: usize| before.get(k + shift).copied().unwrap_or(i32::MIN / 2);
        for k in 0..width {
            let j = left(i) + k;
            let up = above(k) - 1;
            let diagonal = match (j.checked_sub(1), (k + shift).checked_sub(1)) {
                (Some(at), Some(slot)) => {
                    let same = from[i - 1].word == to[at].word;
                    before.get(slot).copied().unwrap_or(i32::MIN / 2) + if same { 2 } else { -1 }
                }
                _ => i32::MIN / 2,
            };
            let side = if k > 0 { row[k - 1] - 1 } else { i32::MIN / 2 };
            let best = diagonal.max(up).max(side);
            row[k] = best;
            came[i * width + k] = match best {
                best if best == diagonal => 0,
                best if best == up => 1,
                _ => 2,
            };
        }
    }
    let mut found = vec![None; n];
    let (mut i, mut j) = (n, m);
    while i > 0 {
        match came[i * width + (j - left(i)).min(width - 1)] {
            0 => {
                (i, j) = (i - 1, j - 1);
                if from[i].word == to[j].word {
                    found[i] = Some(j);
                }
            }
            1 => i -= 1,
            _ => j = j.saturating_sub(1),
        }
    }
    found
}

/// The share of words on the reference path that differ: word error rate of `to` against `from`.
#[must_use]
pub fn error_rate(aligned: &[Option<usize>]) -> f64 {
    let n_missed = aligned.iter().filter(|word| word.is_none()).count();
    n_missed as f64 / aligned.len().max(1) as f64
}
