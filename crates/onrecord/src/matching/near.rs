//! Words that a misspelt word may stand for. A folded key in, the words of the archive that are one
//! letter away out: for scanned text and slips of the pen, whose words no seed would find.

use crate::matching::background::is_listed;
use crate::matching::index::Index;
use crate::matching::segment::hash;

/// How often a word of the archive may occur and still be a misspelling: the archive has slips of its
/// own.
const SLIPS: u32 = 2;

/// Letters of the shortest and the longest word that is looked for: a shorter one is near to too many.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=16;

/// Letters that a scanner takes for one another.
const SCANNED: [(&[u8], &[u8]); 5] =
    [(b"rn", b"m"), (b"li", b"h"), (b"cl", b"d"), (b"vv", b"w"), (b"ii", b"u")];

/// Words handed out, the commonest first.
const MOST: usize = 6;

/// The hashes of the words of the archive that `key` becomes where one letter of it is left out, put in
/// or changed, two neighbours change places (Damerau 1964), or a scanner took one for another, the
/// commonest first. None for a word that the archive has more than [`SLIPS`] times or speech at large
/// has often, and for what is no word of ASCII letters.
pub(crate) fn near(index: &Index, key: &str, count: u32) -> Vec<u32> {
    let letters = key.as_bytes();
    if count > SLIPS || is_listed(hash(key)) || !LENGTHS.contains(&letters.len()) {
        return Vec::new();
    }
    let is_letter = |byte: &u8| byte.is_ascii_lowercase();
    if !letters.iter().all(u8::is_ascii_alphanumeric) || !letters.iter().any(is_letter) {
        return Vec::new();
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut try_one = |word: &[u8]| {
        let hash = hash(std::str::from_utf8(word).unwrap_or(""));
        let n = index.count(hash);
        if n > SLIPS && !found.contains(&(n, hash)) {
            found.push((n, hash));
        }
    };
    let mut word = Vec::with_capacity(letters.len() + 1);
    for at in 0..=letters.len() {
        let (head, tail) = letters.split_at(at);
        for letter in b'a'..=b'z' {
            word.clear();
            word.extend(head);
            word.push(letter);
            word.extend(tail);
            try_one(&word);
            if let Some((_, rest)) = tail.split_first() {
                word.truncate(at + 1);
                word.extend(rest);
                try_one(&word);
            }
        }
        for (one, other) in SCANNED.iter().flat_map(|(two, one)| [(*two, *one), (*one, *two)]) {
            let Some(rest) = tail.strip_prefix(one) else { continue };
            word.clear();
            word.extend(head);
            word.extend(other);
            word.extend(rest);
            try_one(&word);
        }
        if let Some((first, rest)) = tail.split_first() {
            word.clear();
            word.extend(head);
            word.extend(rest);
            try_one(&word);
            if let Some((second, rest)) = rest.split_first() {
                word.truncate(at);
                word.extend([second, first]);
                word.extend(rest);
                try_one(&word);
            }
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(MOST);
    found.into_iter().map(|(_, hash)| hash).collect()
}
