//! Sentence boundaries. A string in, spans of sentences out. A full stop inside quotation marks does
//! not part the quotation from its cue when a lower-case word follows.

use crate::text::span::Span;

/// The sentences of `text` from left to right, white space around them left out.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '\n') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next_at, next)) = chars.peek().copied() {
            if !matches!(next, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')') {
                break;
            }
            end = next_at + next.len_utf8();
            chars.next();
        }
        let opens = text[end..].chars().find(|next| next.is_alphanumeric());
        let parts = text[end..].starts_with(char::is_whitespace) || end == text.len() || c == '\n';
        if parts && opens.is_none_or(|next| !next.is_lowercase()) {
            push_trimmed(text, start, end, &mut found);
            start = end;
        }
    }
    push_trimmed(text, start, text.len(), &mut found);
    found
}

fn push_trimmed(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let part = &text[start..end];
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = start + (part.len() - part.trim_start().len());
        found.push(Span::new(start, start + trimmed.len()));
    }
}
