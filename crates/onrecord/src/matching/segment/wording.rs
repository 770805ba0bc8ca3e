//! Texts as numbers of their words and signs, commonest first in one byte (end-tagged dense codes,
//! Brisaboa et al. 2003). A text in, bytes out, and back. A space between two words is not written.

use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// Bytes of the longest piece.
const LONGEST: usize = 32;

/// Whether a piece that begins with `byte` is a word.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'\'' || byte >= 0x80
}

/// Hands the pieces of `text` to `take`: words, and what stands between them where that is not one
/// space. The empty piece joins two words without a space.
fn each_piece<'a>(text: &'a str, take: &mut impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut after_word = false;
    while let Some(first) = bytes.get(at) {
        let of_words = is_word(*first);
        let run = bytes[at..].iter().take(LONGEST + 1);
        let n = run.take_while(|byte| is_word(**byte) == of_words).count();
        let end = if n > LONGEST { text.floor_char_boundary(at + LONGEST) } else { at + n };
        let piece = text.get(at..end).unwrap_or("");
        let before_word = bytes.get(end).is_some_and(|next| is_word(*next));
        if of_words && after_word && !text[..at].ends_with(' ') {
            take("");
        }
        if of_words || piece != " " || !after_word || !before_word {
            take(piece);
            after_word = of_words;
        }
        at = end;
    }
}

/// The pieces of many texts, on their way into a segment.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    numbers: FxHashMap<Box<str>, u32>,
    pieces: Vec<Box<str>>,
    counts: Vec<u32>,
    said: Vec<u32>,
    /// Where in `said` each text begins.
    starts: Vec<usize>,
}

/// What is written of texts.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Where in `pieces` each piece begins, and the end of the last.
    pub(crate) vocabulary: Vec<u8>,
    /// The pieces end to end, the commonest first.
    pub(crate) pieces: Vec<u8>,
    pub(crate) texts: Vec<u8>,
    /// Where in `texts` each text begins, and the end of the last.
    pub(crate) starts: Vec<u64>,
    pub(crate) n_pieces: u32,
}

impl Pieces {
    /// Takes the next text.
    pub(crate) fn push(&mut self, text: &str) {
        self.starts.push(self.said.len());
        let Pieces { numbers, pieces, counts, said, .. } = self;
        each_piece(text, &mut |piece| {
            let number = match numbers.get(piece) {
                Some(number) => *number,
                None => {
                    let number = pieces.len() as u32;
                    numbers.insert(piece.into(), number);
                    pieces.push(piece.into());
                    counts.push(0);
                    number
                }
            };
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
            said.push(number);
        });
    }

    /// The texts, and the pieces that they are made of.
    pub(crate) fn finish(self) -> Written {
        let mut order: Vec<u32> = (0..self.pieces.len() as u32).collect();
        order.sort_unstable_by_key(|number| {
            let number = *number as usize;
            (Reverse(self.counts[number]), &self.pieces[number])
        });
        let mut written = Written { n_pieces: order.len() as u32, ..Written::default() };
        let mut ranks = vec![0_u32; order.len()];
        for (rank, number) in order.iter().enumerate() {
            ranks[*number as usize] = rank as u32;
            written.vocabulary.extend((written.pieces.len() as u32).to_le_bytes());
            written.pieces.extend(self.pieces[*number as usize].as_bytes());
        }
        written.vocabulary.extend((written.pieces.len() as u32).to_le_bytes());
        let mut starts = self.starts.iter().peekable();
        for (at, number) in self.said.iter().enumerate() {
            while starts.next_if(|start| **start <= at).is_some() {
                written.starts.push(written.texts.len() as u64);
            }
            push_code(ranks[*number as usize], &mut written.texts);
        }
        written.starts.resize(self.starts.len() + 1, written.texts.len() as u64);
        written
    }
}

fn push_code(rank: u32, out: &mut Vec<u8>) {
    let mut bytes = [0; 5];
    let mut at = bytes.len() - 1;
    bytes[at] = 0x80 | (rank & 0x7F) as u8;
    let mut rest = rank >> 7;
    while rest > 0 && at > 0 {
        rest -= 1;
        at -= 1;
        bytes[at] = (rest & 0x7F) as u8;
        rest >>= 7;
    }
    out.extend(&bytes[at..]);
}

/// The text that `coded` stands for; `place` tells where among `pieces` the piece of a number lies,
/// `None` for a number that none has. `None` where the bytes make no text of `length` bytes.
pub(crate) fn decode(
    coded: &[u8],
    length: usize,
    pieces: &[u8],
    mut place: impl FnMut(u32) -> Option<Range<usize>>,
) -> Option<String> {
    // A byte of code is at most a piece and a space; a longer text than that is no text of this code.
    if length > coded.len().saturating_mul(LONGEST + 1) {
        return None;
    }
    let mut text: Vec<u8> = Vec::with_capacity(length + LONGEST + 1);
    let mut after_word = false;
    let mut rank = 0_u32;
    for byte in coded {
        if byte & 0x80 == 0 {
            rank = rank.wrapping_add(u32::from(*byte)).wrapping_add(1).wrapping_mul(128);
            continue;
        }
        let place = place(rank.wrapping_add(u32::from(byte & 0x7F)))?;
        let said = pieces.get(place.clone())?;
        rank = 0;
        let of_words = said.first().is_some_and(|first| is_word(*first));
        if of_words && after_word {
            text.push(b' ');
        }
        let past = text.len() + said.len();
        // Copying as many bytes as the longest piece has and taking back what is too much is faster
        // than copying few: their number is then known when this is compiled.
        match pieces.get(place.start..).and_then(|from| from.first_chunk::<LONGEST>()) {
            Some(most) if said.len() <= LONGEST => {
                text.extend_from_slice(most);
                text.truncate(past);
            }
            _ => text.extend_from_slice(said),
        }
        after_word = of_words;
        if text.len() > length {
            return None;
        }
    }
    let text = String::from_utf8(text).ok()?;
    (text.len() == length).then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::matching::segment::layout::u32_at;
    use crate::matching::segment::wording::{Pieces, decode};
    use proptest::prelude::{ProptestConfig, any, proptest};
    use proptest::test_runner::RngSeed;

    fn check(texts: &[String]) {
        let mut pieces = Pieces::default();
        for text in texts {
            pieces.push(text);
        }
        let written = pieces.finish();
        for (nth, text) in texts.iter().enumerate() {
            let coded =
                &written.texts[written.starts[nth] as usize..written.starts[nth + 1] as usize];
            let back = decode(coded, text.len(), &written.pieces, |rank| {
                let at = |rank: u32| u32_at(&written.vocabulary, rank as usize * 4) as usize;
                (rank < written.n_pieces).then(|| at(rank)..at(rank + 1))
            });
            assert_eq!(back.as_ref(), Some(text));
        }
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let long = "ä".repeat(50) + &"x".repeat(100) + &"-".repeat(70) + " " + &"y".repeat(33);
        let all = [
            "",
            " ",
            "  a  b ",
            "one two, three.\n\nfour",
            " lead and trail ",
            "“so” he—said",
            &long,
        ];
        check(&all.map(str::to_owned));
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

        #[test]
        fn any_texts_come_back_as_they_were(texts in proptest::collection::vec("[a-c' .ß\n-]{0,90}", 0..4)) {
            check(&texts);
        }

        #[test]
        fn more_pieces_than_one_byte_can_number_come_back(n in 0_u32..400, seed in any::<u32>()) {
            let words: Vec<String> = (0..n * 50).map(|at| format!("w{}", at.wrapping_mul(seed | 1) % 20_000)).collect();
            check(&[words.join(" ")]);
        }

        #[test]
        fn any_bytes_are_decoded_without_a_panic(coded in proptest::collection::vec(any::<u8>(), 0..50), length in 0_usize..200) {
            let _ = decode(&coded, length, b"word", |rank| (rank < 300).then_some(0..4));
        }
    }
}
