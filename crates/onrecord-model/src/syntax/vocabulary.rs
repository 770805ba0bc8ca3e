//! The words that training met, with what is known of each. A hash of a word in, its number and its
//! notes out. Used in place: nothing is built when the program starts.

use crate::syntax::tag::Tag;

/// The words known, numbered from 1 by falling frequency.
///
/// The bytes: the number of words and the number of slots (a power of two), each as four bytes, lowest
/// first; a hash of four bytes a slot; a number of two bytes a slot, 0 where it is empty; then, a word
/// each, one byte for its only tag, one for its commonest and one for its notes.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary<'a> {
    hashes: &'a [u8],
    numbers: &'a [u8],
    only_tags: &'a [u8],
    common_tags: &'a [u8],
    notes: &'a [u8],
    n_slots: usize,
}

/// What lists and counts say of a word, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Notes(pub u8);

impl Notes {
    /// It is listed as a given name of women.
    pub const WOMAN: u8 = 1;
    /// It is listed as a given name of men, or of both.
    pub const MAN: u8 = 2;
    /// It is listed as a title before names.
    pub const TITLE: u8 = 4;
    /// It is listed as a word in the names of bodies.
    pub const BODY: u8 = 8;
    /// It is listed as the name of a place, a people or a day.
    pub const PLACE: u8 = 16;
    /// It is listed as a noun for persons.
    pub const ROLE: u8 = 32;
    /// It was part of no name wherever the word before was part of none and the next had no capital.
    pub const PLAIN: u8 = 64;

    /// Whether one of `bits` is set.
    #[must_use]
    pub fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// How many slots are looked at for a word before it counts as unknown.
const MAX_PROBES: usize = 64;

impl<'a> Vocabulary<'a> {
    /// Reads the bytes described above; an empty vocabulary where their number is not what they say.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Vocabulary<'a> {
        Vocabulary::parts(bytes).unwrap_or(Vocabulary {
            hashes: &[],
            numbers: &[],
            only_tags: &[],
            common_tags: &[],
            notes: &[],
            n_slots: 0,
        })
    }

    fn parts(bytes: &'a [u8]) -> Option<Vocabulary<'a>> {
        let (n_words, rest) = bytes.split_first_chunk::<4>()?;
        let (n_slots, rest) = rest.split_first_chunk::<4>()?;
        let n_words = u32::from_le_bytes(*n_words) as usize;
        let n_slots = u32::from_le_bytes(*n_slots) as usize;
        if !n_slots.is_power_of_two() || n_slots > 1 << 20 || n_words >= n_slots {
            return None;
        }
        let (hashes, rest) = rest.split_at_checked(n_slots * 4)?;
        let (numbers, rest) = rest.split_at_checked(n_slots * 2)?;
        let (only_tags, rest) = rest.split_at_checked(n_words)?;
        let (common_tags, notes) = rest.split_at_checked(n_words)?;
        (notes.len() == n_words).then_some(Vocabulary {
            hashes,
            numbers,
            only_tags,
            common_tags,
            notes,
            n_slots,
        })
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The number of the word with this [`hash`](crate::syntax::form::Form::hash); 0 if it is unknown.
    #[must_use]
    pub fn number(&self, hash: u32) -> u16 {
        if self.n_slots == 0 {
            return 0;
        }
        let mut slot = hash as usize & (self.n_slots - 1);
        for _ in 0..MAX_PROBES {
            let number = self.numbers.get(slot * 2..).and_then(<[u8]>::first_chunk::<2>);
            let known = self.hashes.get(slot * 4..).and_then(<[u8]>::first_chunk::<4>);
            let (Some(number), Some(known)) = (number, known) else { return 0 };
            let number = u16::from_le_bytes(*number);
            if number == 0 || u32::from_le_bytes(*known) == hash {
                return number;
            }
            slot = (slot + 1) & (self.n_slots - 1);
        }
        0
    }

    /// The tag that the word had nearly everywhere it was counted; `None` for other words.
    #[must_use]
    pub fn only_tag(&self, number: u16) -> Option<Tag> {
        let tag = self.only_tags.get(usize::from(number).checked_sub(1)?)?;
        Tag::from_index(usize::from(*tag))
    }

    /// The tag that the word had most often; `None` for unknown words.
    #[must_use]
    pub fn common_tag(&self, number: u16) -> Option<Tag> {
        let tag = self.common_tags.get(usize::from(number).checked_sub(1)?)?;
        Tag::from_index(usize::from(*tag))
    }

    /// What is known of the word; nothing of an unknown one.
    #[must_use]
    pub fn notes(&self, number: u16) -> Notes {
        let note = usize::from(number).checked_sub(1).and_then(|at| self.notes.get(at));
        Notes(note.copied().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::vocabulary::Vocabulary;

    #[test]
    fn bytes_that_are_no_vocabulary_make_an_empty_one() {
        for bytes in [&[][..], &[1; 7], &[255; 64], &[0, 0, 0, 0, 2, 0, 0, 0, 9]] {
            let vocabulary = Vocabulary::read(bytes);
            assert!(vocabulary.is_empty());
            assert_eq!(vocabulary.number(7), 0);
            assert_eq!(vocabulary.only_tag(3), None);
        }
    }
}
