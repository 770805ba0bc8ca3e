//! What the spelling of a word shows. A stretch of text in, a few small numbers out; no context but
//! the characters at both sides of a quotation mark.

use crate::syntax::shape::{Shape, Traits};

/// The spelling of a word in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Form {
    /// A hash of the word in lower case, every digit as 0, marks of one kind as one: `’s` is `'s`.
    pub hash: u32,
    /// A hash of its last three characters, folded likewise; of the whole word where it is shorter.
    pub suffix: u16,
    /// A hash of its last two characters, folded likewise.
    pub ending: u16,
    /// A hash of its first three characters, folded likewise.
    pub prefix: u16,
    /// Its number in the vocabulary by falling frequency, from 1; 0 for a word that is not in it.
    pub word: u16,
    /// What characters it is made of.
    pub shape: Shape,
}

/// How many bytes of a word are looked at from either end: bounds the work on a text without spaces.
const MAX_BYTES: usize = 96;

impl Form {
    /// The form of the word between the bytes `start` and `end` of `text`, its number in the vocabulary
    /// left at 0; the form of an empty word where these are no char boundaries.
    #[must_use]
    pub fn at(text: &str, start: usize, end: usize) -> Form {
        let whole = text.get(start..end).unwrap_or("");
        let word = head(whole);
        let mut traits = Traits::default();
        let mut hash = Hash::START;
        // The folded bytes seen last, the latest lowest.
        let mut last: u64 = 0;
        let mut prefix = 0;
        let mut n: u32 = 0;
        let mut see = |byte: u8, hash: &mut Hash| {
            hash.add(byte);
            last = last << 8 | u64::from(byte);
            n += 1;
            if n <= 3 {
                prefix = last;
            }
        };
        if word.is_ascii() {
            for byte in word.bytes() {
                traits.see_ascii(byte);
                see(folded(byte), &mut hash);
            }
        } else {
            for c in word.chars() {
                traits.see(c);
                match mark(c) {
                    Some(mark) => mark.bytes().for_each(|byte| see(byte, &mut hash)),
                    None if c.is_ascii() => see(folded(c as u8), &mut hash),
                    None => {
                        for lower in c.to_lowercase() {
                            let mut buffer = [0; 4];
                            let bytes = lower.encode_utf8(&mut buffer).bytes();
                            bytes.for_each(|byte| see(byte, &mut hash));
                        }
                    }
                }
            }
        }
        Form {
            hash: hash.finish(),
            suffix: short_hash(last & 0xff_ffff),
            ending: short_hash(last & 0xffff),
            prefix: short_hash(prefix | 1 << 40),
            word: 0,
            shape: traits.shape(text, start, end),
        }
    }

    /// The hash that [`Form::at`] gives a word standing alone.
    #[must_use]
    pub fn hash_of(word: &str) -> u32 {
        Form::at(word, 0, word.len()).hash
    }
}

/// The first bytes of a long word, the whole of any other.
fn head(word: &str) -> &str {
    if word.len() <= MAX_BYTES {
        return word;
    }
    let mut end = MAX_BYTES;
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    word.get(..end).unwrap_or("")
}

fn folded(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => b'0',
        b'`' => b'\'',
        _ => byte.to_ascii_lowercase(),
    }
}

/// The ASCII spelling of a mark that has several.
fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '’' | '‘' | '‛' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '—' | '–' | '―' | '‒' => "--",
        '…' => "...",
        '\u{ad}' => "",
        _ => return None,
    })
}

/// The 32-bit hash of Fowler, Noll and Vo (1a), its bits mixed at the end.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    const START: Hash = Hash(0x811c_9dc5);

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    fn finish(self) -> u32 {
        let mixed = (self.0 ^ self.0 >> 16).wrapping_mul(0x85eb_ca6b);
        mixed ^ mixed >> 13
    }
}

fn short_hash(bytes: u64) -> u16 {
    (bytes.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as u16
}

#[cfg(test)]
mod tests {
    use crate::syntax::form::Form;
    use crate::syntax::shape::Shape;

    #[test]
    fn spellings_of_one_word_have_one_hash() {
        for (a, b) in [("’s", "'s"), ("Said", "said"), ("—", "--"), ("1987", "2016"), ("…", "...")]
        {
            assert_eq!(Form::hash_of(a), Form::hash_of(b), "{a} {b}");
        }
        assert_ne!(Form::hash_of("said"), Form::hash_of("says"));
    }

    #[test]
    fn a_straight_mark_opens_after_a_space_and_closes_before_one() {
        let text = "He said \"go\" twice";
        assert_eq!(Form::at(text, 8, 9).shape, Shape::MarkOpening);
        assert_eq!(Form::at(text, 11, 12).shape, Shape::MarkClosing);
    }

    #[test]
    fn what_is_no_char_boundary_has_the_form_of_an_empty_word() {
        assert_eq!(Form::at("é", 1, 2), Form::at("", 0, 0));
        assert_eq!(Form::at("a", 5, 2), Form::at("", 0, 0));
    }
}
