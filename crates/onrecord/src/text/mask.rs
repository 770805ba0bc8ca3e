//! Letters in the place of a name that the law asked to be gone: as many bytes and characters as it had, so that
//! every span, id and link into the text stays. A letter in, its mask out.

/// A letter of as many bytes that names nobody.
#[must_use]
pub fn mask(c: char, is_capital: bool) -> char {
    match (c.len_utf8(), is_capital) {
        (1, true) => 'X',
        (1, false) => 'x',
        (2, true) => 'Х',
        (2, false) => 'х',
        (3, true) => 'Ⅹ',
        (3, false) => 'ⅹ',
        (_, true) => '𝖷',
        (_, false) => '𝗑',
    }
}

/// Whether `name` has two letters or more and all of them are masks: it stands for somebody whose name was taken out.
#[must_use]
pub fn is_masked(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(|c| mask(c, true) == c || mask(c, false) == c)
}

#[cfg(test)]
mod tests {
    use crate::text::mask::is_masked;

    #[test]
    fn a_name_of_masks_alone_is_masked() {
        for (name, wanted) in [
            ("Xxx Xxxxxx", true),
            ("XXX XXXXXX", true),
            ("Хxxx Xx-Хx", true),
            ("Xavier", false),
            ("X", false),
            ("", false),
            ("Xxx Moreau", false),
        ] {
            assert_eq!(is_masked(name), wanted, "{name}");
        }
    }
}
