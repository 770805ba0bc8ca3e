//! One word by itself. A word in, its folded letters out; contractions parted, digits read.

use crate::text::folded::number::Number;
use crate::text::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends `word` in lower case, compatibility forms resolved (NFKD), accents and invisible
/// characters left out, every apostrophe the same.
pub(crate) fn push_folded(word: &str, key: &mut String) {
    if word.is_ascii() {
        key.push_str(word);
        key.make_ascii_lowercase();
        return;
    }
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | 'ʼ' | '＇' => key.push('\''),
            '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            c if is_combining_mark(c) => {}
            c => key.push(c),
        }
    }
}

/// Words before "'s" after which it stands for "is" (or "has"), never for a possessor.
const HOSTS: &[&str] = &[
    "it",
    "he",
    "she",
    "that",
    "there",
    "here",
    "what",
    "where",
    "how",
    "when",
    "why",
    "who",
    "this",
    "everything",
    "nothing",
    "something",
    "one",
];

/// Appends the words that the contraction `key` stands for, parted by spaces; `key` itself when it is
/// none: possessors and names keep their apostrophe.
pub(crate) fn push_split(key: &str, parts: &mut String) {
    let Some((stem, tail)) = key.rsplit_once('\'') else {
        parts.push_str(key);
        return;
    };
    let second = match tail {
        "ll" => "will",
        "re" => "are",
        "ve" => "have",
        "m" if stem == "i" => "am",
        "d" => "would",
        "s" if stem == "let" => "us",
        "s" if HOSTS.contains(&stem) => "is",
        "t" => {
            let base = match stem {
                "won" => "will",
                "can" => "can",
                "shan" => "shall",
                "ain" => {
                    parts.push_str("ain't");
                    return;
                }
                stem => match stem.strip_suffix('n') {
                    Some(base) => base,
                    None => {
                        parts.push_str(key);
                        return;
                    }
                },
            };
            parts.push_str(base);
            parts.push_str(" not");
            return;
        }
        _ => {
            parts.push_str(key);
            return;
        }
    };
    match stem {
        "y'all" => parts.push_str("you all"),
        // "wouldn't've": what stands before was contracted too, once.
        stem if stem.ends_with("n't") => {
            parts.push_str(stem.trim_end_matches("n't"));
            parts.push_str(" not");
        }
        stem => parts.push_str(stem),
    }
    parts.push(' ');
    parts.push_str(second);
}

/// The masked word that begins or ends with `word`: "s***", "f**king". `None` when `word` is not
/// masked; stars around a word are Markdown's.
pub(crate) fn mask(text: &str, word: Span) -> Option<Span> {
    let after = text.get(word.end()..)?;
    let stars = after.bytes().take_while(|byte| *byte == b'*').count();
    if stars < 2 || text.get(..word.start())?.ends_with('*') {
        return None;
    }
    let rest = after.get(stars..)?;
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    Some(Span::new(word.start(), word.end() + stars + letters))
}

/// The initials that begin with the single letter `word`: "U.S", "p.m".
pub(crate) fn letters(text: &str, word: Span) -> Option<Span> {
    let bytes = text.as_bytes();
    if word.len() != 1 {
        return None;
    }
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut end = word.end();
    while bytes.get(end) == Some(&b'.') && letter(end + 1) && !letter(end + 2) {
        end += 2;
    }
    (end > word.end() && text.is_char_boundary(end)).then(|| Span::new(word.start(), end))
}

/// The currency whose sign stands right before byte `at`, with the sign's own place.
pub(crate) fn currency(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let before = text.get(..at)?;
    let sign = before.chars().next_back()?;
    let name = match sign {
        '$' => "dollar",
        '£' => "pound",
        '€' => "euro",
        '¥' => "yen",
        _ => return None,
    };
    Some((name, at - sign.len_utf8()))
}

/// The number that a word of digits stands for: "21,000", "1.2", "3rd"; with a currency sign before
/// it also "5m", "2bn". `None` for other words that begin with a digit ("1990s", "4x4").
pub(crate) fn literal(key: &str, has_currency: bool) -> Option<Number> {
    let n_digits =
        key.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
    let (digits, suffix) = key.split_at_checked(n_digits)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(['.', ',']) || digits.len() > 18 {
        return None;
    }
    let groups_hold = whole.split(',').skip(1).all(|group| group.len() == 3);
    if !groups_hold {
        return None;
    }
    let mantissa = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
    let mantissa = mantissa.fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let number = Number { mantissa, decimals: fraction.len() as u32, ordinal: false };
    match suffix {
        "" => Some(number),
        "st" | "nd" | "rd" | "th" if fraction.is_empty() => {
            Some(Number { ordinal: true, ..number })
        }
        "k" if has_currency => number.times(1000),
        "m" | "mn" if has_currency => number.times(1_000_000),
        "b" | "bn" if has_currency => number.times(1_000_000_000),
        "t" | "tn" | "trn" if has_currency => number.times(1_000_000_000_000),
        _ => None,
    }
}
