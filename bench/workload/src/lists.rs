//! The word lists beside the source, as pairs.

use std::sync::LazyLock;

/// Pairs of one list: what was said, what is printed for it.
pub type Pairs = Vec<(&'static str, &'static str)>;

pub static SYNONYMS: LazyLock<Pairs> =
    LazyLock::new(|| pairs(include_str!("../lists/synonyms.tsv")));
pub static CONTRACTIONS: LazyLock<Pairs> =
    LazyLock::new(|| pairs(include_str!("../lists/contractions.tsv")));
pub static SPELLINGS: LazyLock<Pairs> =
    LazyLock::new(|| pairs(include_str!("../lists/spellings.tsv")));
pub static MISHEARD: LazyLock<Pairs> =
    LazyLock::new(|| pairs(include_str!("../lists/misheard.tsv")));
pub static TENSES: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../lists/tenses.tsv")));

/// The swaps of words that carry meaning which have this code.
pub fn swaps(code: &str) -> Pairs {
    let lines = include_str!("../lists/swaps.tsv").lines();
    lines
        .filter_map(|line| line.split_once('\t'))
        .filter(|(name, _)| *name == code)
        .filter_map(|(_, rest)| rest.split_once('\t'))
        .collect()
}

fn pairs(list: &'static str) -> Pairs {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
}

pub const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
