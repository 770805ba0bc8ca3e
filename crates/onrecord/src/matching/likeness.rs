//! How well one word stands for another. Two words in, sameness or a score out.

use crate::matching::content::Printed;
use crate::matching::window::Column;

/// Whether both are one word: equal keys, two readings of one contraction ("he'd": would, had), or a
/// masked word and one that it may mask ("s***").
pub(crate) fn is_same(printed: &Printed, said: &Column) -> bool {
    if printed.hash == said.hash {
        return true;
    }
    let read_alike =
        |a: &str, b: &str| matches!((a, b), ("would", "had" | "did") | ("is", "has" | "does"));
    let (a, b) = (printed.key.as_str(), said.key.as_str());
    (printed.contracted && read_alike(a, b))
        || (said.contracted && read_alike(b, a))
        || masks(a, b)
        || masks(b, a)
}

/// Whether `masked` holds a star, and `word` begins and ends as the letters around it.
fn masks(masked: &str, word: &str) -> bool {
    masked.split_once('*').is_some_and(|(head, tail)| {
        word.len() > head.len() + tail.len() && word.starts_with(head) && word.ends_with(tail)
    })
}

/// What a word in another word's place costs when the two have nothing in common.
pub(crate) const UNLIKE: i32 = -450;

/// The score of `printed` against another key, `said`: up to 0.6 of `weight` for words that share most of
/// their letters, [`UNLIKE`] for words that share few.
pub(crate) fn likeness(printed: &str, said: &str, weight: i32) -> i32 {
    let (a, b) = (printed.as_bytes(), said.as_bytes());
    let longest = a.len().max(b.len());
    if !(4..=24).contains(&longest) || a.len().abs_diff(b.len()) * 2 > longest {
        return UNLIKE;
    }
    // Recognition errors and inflections keep one end of the word; asking for it saves most distances.
    let tail = |key: &[u8]| key.len().saturating_sub(3);
    if a.first() != b.first() && a.get(tail(a)..) != b.get(tail(b)..) {
        return UNLIKE;
    }
    let same = longest - distance(a, b);
    // Half of the letters in common is chance; from there on the score rises to 0.6 of the weight.
    if same * 2 <= longest {
        return UNLIKE;
    }
    let share = (2 * same - longest) as i32 * 1000 / longest as i32;
    UNLIKE / 2 + share * (weight * 6 / 10 - UNLIKE / 2) / 1000
}

/// Levenshtein's distance of two short keys, in bytes.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row = [0_usize; 32];
    let width = b.len().min(row.len() - 1);
    for (j, cell) in row.iter_mut().enumerate().take(width + 1) {
        *cell = j;
    }
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for j in 0..width {
            let pair = corner + usize::from(*x != b[j]);
            corner = row[j + 1];
            row[j + 1] = pair.min(row[j] + 1).min(corner + 1);
        }
    }
    row[width]
}
