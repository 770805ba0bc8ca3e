//! A stretch of speech as pieces: what stands between two spaces, with the word inside it apart from
//! the punctuation around it.

use std::ops::Range;

/// What stands between two spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Punctuation before the word.
    pub before: String,
    /// The word; empty when the piece is punctuation alone.
    pub word: String,
    /// Punctuation after the word.
    pub after: String,
    /// Bytes of the document that it comes from; empty for a piece put in.
    pub span: Range<usize>,
}

impl Piece {
    /// The piece `text[span]`.
    pub fn of(text: &str, span: Range<usize>) -> Piece {
        let whole = &text[span.clone()];
        let is_word = |c: char| c.is_alphanumeric() || "%$€£".contains(c);
        let start = whole.find(is_word).unwrap_or(whole.len());
        let end = whole.char_indices().rfind(|&(_, c)| is_word(c));
        let end = end.map_or(start, |(at, c)| at + c.len_utf8());
        Piece {
            before: whole[..start].to_owned(),
            word: whole[start..end].to_owned(),
            after: whole[end..].to_owned(),
            span,
        }
    }

    /// A word put in that the document does not have.
    pub fn new(word: &str) -> Piece {
        Piece { before: String::new(), word: word.to_owned(), after: String::new(), span: 0..0 }
    }

    /// The word in lower case with straight apostrophes.
    pub fn folded(&self) -> String {
        self.word.to_lowercase().replace('’', "'")
    }

    /// The same piece with another word, which takes the capital of the old one.
    pub fn with(&self, word: &str) -> Piece {
        let capital = self.word.chars().next().is_some_and(char::is_uppercase) && self.word != "I";
        let word = if capital { capitalised(word) } else { word.to_owned() };
        Piece { word, ..self.clone() }
    }

    /// Whether a sentence ends with it.
    pub fn ends_sentence(&self) -> bool {
        self.after.contains(['.', '?', '!'])
    }
}

/// `word` with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// The pieces of `text[span]`.
pub fn pieces(text: &str, span: Range<usize>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text[span.clone()].char_indices() {
        let at = span.start + at;
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.push(Piece::of(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(Piece::of(text, from..span.end));
    }
    found
}

/// The pieces as they are printed: one space between two, no comma or dash at the end.
pub fn printed(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&piece.before);
        text.push_str(&piece.word);
        text.push_str(&piece.after);
    }
    text.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']).to_owned()
}

/// The bytes of the document from the first of `pieces` to the last.
pub fn hull(pieces: &[Piece]) -> Option<Range<usize>> {
    let mut known = pieces.iter().filter(|piece| !piece.span.is_empty());
    let first = known.next()?;
    let last = known.next_back().unwrap_or(first);
    Some(first.span.start..last.span.end)
}
