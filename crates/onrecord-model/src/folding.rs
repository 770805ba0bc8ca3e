//! Words that texts write in more than one way. Nothing in, listed words with what they stand for out.

use crate::lexicon::entries;

/// Spoken forms, spellings and abbreviations, lower case, with the words each stands for.
pub fn variants() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(include_str!("../assets/en/variants.tsv"))
        .chain(entries(include_str!("../assets/en/spellings.tsv")))
}

/// Words that numbers are made of, with their class and value, and the names of the months.
pub fn numerals() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(include_str!("../assets/en/numerals.tsv"))
}

/// Common folded words with their information in speech, in tenths of a bit.
pub fn common() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(include_str!("../assets/en/common.tsv"))
}
