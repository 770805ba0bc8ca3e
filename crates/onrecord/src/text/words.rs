//! Word boundaries. A string in, spans of words out: letters and digits with inner apostrophes, and
//! numbers with inner points and commas. Punctuation, marks and white space are between words.
//! Hyphens part words; each CJK ideograph or kana is a word.

use crate::text::span::Span;

/// The words of `text` from left to right; spans count from the start of `text`.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let (skip, first) = rest.char_indices().find(|(_, c)| is_word_char(*c))?;
        let start = at + skip;
        let end = word_end(text, start, first);
        at = end;
        Some(Span::new(start, end))
    })
}

fn word_end(text: &str, start: usize, first: char) -> usize {
    let mut end = start + first.len_utf8();
    if is_ideograph(first) {
        return end;
    }
    let mut last = first;
    let mut rest = text[end..].chars();
    while let Some(c) = rest.next() {
        let joins = if is_word_char(c) {
            !is_ideograph(c)
        } else {
            let next = rest.clone().next();
            next.is_some_and(|next| joins_inside(last, c, next))
        };
        if !joins {
            break;
        }
        end += c.len_utf8();
        last = c;
    }
    end
}

fn joins_inside(last: char, c: char, next: char) -> bool {
    match c {
        '\'' | '’' | 'ʼ' => last.is_alphanumeric() && next.is_alphabetic(),
        '.' | ',' => last.is_ascii_digit() && next.is_ascii_digit(),
        '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => is_word_char(next),
        _ => false,
    }
}

/// Letters, digits and combining marks; `*` masks letters ("s***") and is judged by the readers of it.
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
