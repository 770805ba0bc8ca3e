//! The comparison form of words. A stretch of text in, tokens out: each a folded key with the span of
//! the original words it stands for. Folded text never hands out offsets of its own.

use crate::text::span::Span;
use crate::text::words::words;

/// One word in its comparison form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Lower case, marks and typographic variants folded.
    pub key: String,
    /// The words of the text this token stands for. One original word may give several tokens
    /// ("don't" → "do", "not"), which then share their span.
    pub span: Span,
}

/// The tokens of `span` of `text`, in order; spans count from the start of `text`.
#[must_use]
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let at = span.start();
    words(span.of(text))
        .map(|word| Span::new(at + word.start(), at + word.end()))
        .map(|span| Token { key: fold(span.of(text)), span })
        .collect()
}

fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c })
        .collect()
}
