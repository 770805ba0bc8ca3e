//! Words and marks of a text, in the manner of the Penn Treebank: "don't" is "do" and "n't", "Ada's" is
//! "Ada" and "'s", a title keeps its full stop. A text in, tokens and sentences out.

use crate::syntax::abbreviation::{Stop, stop_after};
use crate::syntax::form::Form;
use crate::syntax::scanner::{end_of_token, is_apostrophe};
use crate::syntax::sentences::ends;
use crate::syntax::token::{Token, Tokens};
use crate::syntax::vocabulary::Vocabulary;

/// The tokens of `text` and its sentences. A text of four gigabytes and more is read up to there.
#[must_use]
pub fn tokens(vocabulary: &Vocabulary<'_>, text: &str) -> Tokens {
    let mut found = Tokens::default();
    read(vocabulary, text, &mut found);
    found
}

/// As [`tokens`], into `found`, whose room is used again.
pub fn read(vocabulary: &Vocabulary<'_>, text: &str, found: &mut Tokens) {
    found.tokens.clear();
    found.ends.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        if byte.is_ascii() {
            if byte <= b' ' {
                at += 1;
                continue;
            }
        } else if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next())
            && (c.is_whitespace() || is_invisible(c))
        {
            at += c.len_utf8();
            continue;
        }
        let mut end = end_of_token(text, at);
        if bytes.get(end) == Some(&b'.') && byte.is_ascii_alphabetic() {
            end = match stop_after(text, at, end) {
                Stop::Own => end,
                Stop::Word => end + 1,
            };
        }
        if u32::try_from(end).is_err() {
            break;
        }
        push_parts(vocabulary, text, at, end, &mut found.tokens);
        at = end;
    }
    ends(text, &found.tokens, &mut found.ends);
}

/// Signs that take no room: they part words as spaces do.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Pushes the word, in two where it is contracted.
fn push_parts(
    vocabulary: &Vocabulary<'_>,
    text: &str,
    start: usize,
    end: usize,
    tokens: &mut Vec<Token>,
) {
    let mut push = |start: usize, end: usize| {
        let mut form = Form::at(text, start, end);
        form.word = vocabulary.number(form.hash);
        tokens.push(Token { start: start as u32, end: end as u32, form, ..Token::default() });
    };
    match cut(text.get(start..end).unwrap_or("")) {
        Some(n) => {
            push(start, start + n);
            push(start + n, end);
        }
        None => push(start, end),
    }
}

/// Words written as one and read as two, with the bytes of the first.
const JOINED: [(&str, usize); 6] =
    [("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3), ("gimme", 3), ("lemme", 3)];

/// How many bytes of `word` come before the part that is contracted to it.
fn cut(word: &str) -> Option<usize> {
    if matches!(word.len(), 5 | 6) {
        let joined = JOINED.iter().find(|(joined, _)| word.eq_ignore_ascii_case(joined));
        if let Some((_, n)) = joined {
            return Some(*n);
        }
    }
    // The longest contracted part, "n’t", has five bytes; its apostrophe stands in the last five.
    let bytes = word.as_bytes();
    let near = bytes.len().saturating_sub(5);
    if !bytes.get(near..)?.iter().any(|byte| matches!(byte, b'\'' | 0xe2)) {
        return None;
    }
    let at = word.rfind(is_apostrophe)?;
    let apostrophe = word.get(at..)?.chars().next()?;
    let tail = word.get(at + apostrophe.len_utf8()..)?;
    if at == 0 {
        return None;
    }
    if tail.eq_ignore_ascii_case("t") {
        let is_n = matches!(bytes.get(at - 1), Some(b'n' | b'N'));
        return (is_n && at > 1).then_some(at - 1);
    }
    let is_contracted =
        ["s", "re", "ve", "ll", "d", "m"].iter().any(|known| tail.eq_ignore_ascii_case(known));
    is_contracted.then_some(at)
}
