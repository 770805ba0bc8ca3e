//! How well one word stands for another. Two words in, sameness or a score out.

use crate::matching::content::Printed;
use crate::matching::window::Said;

/// Whether both are one word: equal keys, two readings of one contraction ("he'd": would, had), or a
/// masked word and one that it may mask ("s***").
pub(crate) fn is_same(printed: &Printed, said: &Said<'_>) -> bool {
    if printed.hash == said.hash {
        return true;
    }
    let read_alike =
        |a: &str, b: &str| matches!((a, b), ("would", "had" | "did") | ("is", "has" | "does"));
    let (a, b) = (printed.key.as_str(), said.key);
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

/// Bytes of the longest word that is compared letter by letter.
const LONGEST: usize = 24;

/// What tells most words apart at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    length: u8,
    first: u8,
    last: [u8; 3],
    /// Whether the word may be the same as one of another key.
    ambiguous: bool,
}

impl Shape {
    pub(crate) fn of(key: &str, contracted: bool) -> Shape {
        let bytes = key.as_bytes();
        let mut last = [0; 3];
        for (to, from) in last.iter_mut().zip(bytes.iter().rev()) {
            *to = *from;
        }
        Shape {
            length: bytes.len().min(usize::from(u8::MAX)) as u8,
            first: bytes.first().copied().unwrap_or(0),
            last,
            ambiguous: key.contains('*')
                || (contracted && matches!(key, "would" | "had" | "did" | "is" | "has" | "does")),
        }
    }
}

/// How like other words are to one word: up to 0.6 of its weight for words that share most of their
/// letters, [`UNLIKE`] for words that share few.
#[derive(Debug)]
pub(crate) struct Likeness<'a> {
    key: &'a [u8],
    shape: Shape,
    weight: i32,
    /// For each byte, where in the key it stands: one bit a place. Made for the first word that asks.
    places: Option<[u32; 256]>,
}

impl<'a> Likeness<'a> {
    /// Likeness to the word `key` of weight `weight`.
    pub(crate) fn to(key: &'a str, contracted: bool, weight: i32) -> Likeness<'a> {
        Likeness { key: key.as_bytes(), shape: Shape::of(key, contracted), weight, places: None }
    }

    /// Whether a word of the given shape is neither the same word nor like it.
    pub(crate) fn is_unlike(&self, shape: Shape) -> bool {
        // Recognition errors and inflections keep one end of the word; asking for it saves most
        // distances.
        self.shape.first != shape.first
            && self.shape.last != shape.last
            && !(self.shape.ambiguous || shape.ambiguous)
    }

    /// The score of the word against another key, `said`, of the given shape.
    pub(crate) fn of(&mut self, said: &str, shape: Shape) -> i32 {
        let (a, b) = (usize::from(self.shape.length), usize::from(shape.length));
        let longest = a.max(b);
        if !(4..=LONGEST).contains(&longest) || a.abs_diff(b) * 2 > longest {
            return UNLIKE;
        }
        if self.shape.first != shape.first && self.shape.last != shape.last {
            return UNLIKE;
        }
        let same = longest.saturating_sub(self.distance(said.as_bytes()));
        // Half of the letters in common is chance; from there on the score rises to 0.6 of the weight.
        if same * 2 <= longest {
            return UNLIKE;
        }
        let share = (2 * same - longest) as i32 * 1000 / longest as i32;
        UNLIKE / 2 + share * (self.weight * 6 / 10 - UNLIKE / 2) / 1000
    }

    /// Levenshtein's distance of the word, of at most 32 bytes, from `said`, in bytes: a column of the
    /// table in two numbers (Myers 1999, Hyyrö 2003).
    fn distance(&mut self, said: &[u8]) -> usize {
        let length = self.key.len().min(32);
        let Some(last) = length.checked_sub(1) else { return said.len() };
        let places = self.places.get_or_insert_with(|| {
            let mut places = [0; 256];
            for (at, byte) in self.key.iter().take(length).enumerate() {
                places[usize::from(*byte)] |= 1_u32 << at;
            }
            places
        });
        let (mut more, mut less) = (u32::MAX, 0_u32);
        let mut distance = length;
        for byte in said {
            let equal = places[usize::from(*byte)];
            let vertical = equal | less;
            let horizontal = ((equal & more).wrapping_add(more) ^ more) | equal;
            let up = less | !(horizontal | more);
            let down = more & horizontal;
            distance += (up >> last & 1) as usize;
            distance -= (down >> last & 1) as usize;
            let up = up << 1 | 1;
            more = down << 1 | !(vertical | up);
            less = up & vertical;
        }
        distance
    }
}
