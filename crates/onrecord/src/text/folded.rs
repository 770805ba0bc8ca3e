//! The comparison form of words. A stretch of text in, tokens out: each a folded key with the span of
//! the original words it stands for. Folded text never hands out offsets of its own.

use crate::text::span::Span;
use crate::text::words::words;
use std::ops::ControlFlow;

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
    let mut found = Vec::new();
    let _whole = each_token(text, span, &mut |key, span| {
        found.push(Token { key: key.to_owned(), span });
        ControlFlow::Continue(())
    });
    found
}

/// Hands the folded key and the span of each token of `span` of `text` to `take`, in order, until
/// `take` breaks. Allocates nothing for a token.
pub fn each_token(
    text: &str,
    span: Span,
    take: &mut impl FnMut(&str, Span) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let at = span.start();
    let mut key = String::new();
    for word in words(span.of(text)) {
        let span = Span::new(at + word.start(), at + word.end());
        key.clear();
        fold(span.of(text), &mut key);
        take(&key, span)?;
    }
    ControlFlow::Continue(())
}

fn fold(word: &str, key: &mut String) {
    for c in word.chars().flat_map(char::to_lowercase) {
        key.push(if matches!(c, '’' | 'ʼ') { '\'' } else { c });
    }
}
