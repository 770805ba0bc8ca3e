//! Foreign text made safe to show. Words of documents and names of files in, the same words out with
//! every control character as a sign that can be seen: no escape code reaches a terminal, and no
//! directional control turns a line round.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with white space as it is and control characters as signs.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_control(c) && !matches!(c, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push(&mut out, c, matches!(c, '\n' | '\t'));
    }
    Cow::Owned(out)
}

/// `text` on one line: each run of white space is one space, and control characters are signs. White
/// space at the ends stays, so that pieces can be joined.
#[must_use]
pub fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            push(&mut out, c, !is_control(c));
        }
    }
    out
}

/// Whether `c` steers a terminal or the direction of the text, or hides what follows it. The joiners
/// that scripts and emoji need are none of these.
#[must_use]
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn push(out: &mut String, c: char, as_is: bool) {
    match c {
        _ if as_is || !is_control(c) => out.push(c),
        '\0'..='\u{1F}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}')),
        '\u{7F}' => out.push('\u{2421}'),
        _ => {
            let _ = write!(out, "<U+{:04X}>", c as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::report::visible::{flat, visible};

    #[test]
    fn escape_codes_and_bidi_controls_are_shown_not_obeyed() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}c\u{202e}d"), "a␛[31mb<U+009B>c<U+202E>d");
        assert_eq!(flat("a\r\n\u{8}b \t\u{2029} c"), "a ␈b c");
    }
}
