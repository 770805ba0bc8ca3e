//! Ids made from what they stand for. Names in, ids out: a letter for the kind and 16 lower-case hex digits,
//! the same on every machine. Parts are hashed with their lengths, so that "ab", "c" and "a", "bc" differ.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The id of kind `letter` that `parts` give.
pub(crate) fn id(letter: char, parts: &[&str]) -> String {
    format!("{letter}{}", &digest(parts)[..16])
}

/// 64 hex digits over `parts`, blake3.
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// The name of a document as it is shown: without the digits that tell files of one name apart.
#[must_use]
pub fn shown_name(name: &str) -> &str {
    let rest = name.strip_prefix('~').and_then(|rest| rest.split_once('/'));
    let is_told = |digits: &str| digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    rest.filter(|(digits, _)| is_told(digits)).map_or(name, |(_, shown)| shown)
}

/// The words of `text` without case, marks and accents, one space between two.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in plain {
        match c {
            // "O'Malley" and "O’Malley" are one word, as "don't" is.
            '\'' | '’' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A person's name folded, without middle initials and "Jr.": what two spellings of it have in common.
#[must_use]
pub fn folded_name(name: &str) -> String {
    let folded = folded(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let is_kept = |(at, word): &(usize, &&str)| {
        let is_initial = word.chars().count() == 1 && *at > 0 && *at < last;
        !is_initial && (*at == 0 || !matches!(**word, "jr" | "sr" | "ii" | "iii" | "iv"))
    };
    let kept = words.iter().enumerate().filter(is_kept).map(|(_, word)| *word);
    kept.collect::<Vec<_>>().join(" ")
}

/// Of two spellings of one name the one that is shown, whichever comes first: not in capitals, then the
/// shorter, then the first by its letters.
pub(crate) fn better_spelling<'a>(one: &'a str, other: &'a str) -> &'a str {
    let rank = |name: &'a str| {
        let is_shouted =
            name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        (is_shouted, name.chars().count(), name)
    };
    if rank(other) < rank(one) { other } else { one }
}

#[cfg(test)]
mod tests {
    use crate::store::identity::{better_spelling, folded, folded_name, id, shown_name};

    #[test]
    fn digits_are_no_part_of_a_name_that_is_shown() {
        assert_eq!(shown_name("~0a1b2c3d/reports/1.html"), "reports/1.html");
        for name in ["reports/1.html", "~me/1.html", "https://post.example/~0a1b2c3d/x"] {
            assert_eq!(shown_name(name), name);
        }
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(id('d', &["ab", "c"]), id('d', &["a", "bc"]));
        assert_eq!(id('d', &["ab", "c"]).len(), 17);
    }

    #[test]
    fn two_spellings_of_a_name_fold_to_one() {
        assert_eq!(folded_name("Édda J. LARKIN, Jr."), folded_name("Edda Larkin"));
        assert_eq!(folded("We don’t — ever!"), "we dont ever");
        for (one, other) in [("EDDA LARKIN", "Edda Larkin"), ("Edda Larkin", "EDDA LARKIN")] {
            assert_eq!(better_spelling(one, other), "Edda Larkin");
        }
    }
}
