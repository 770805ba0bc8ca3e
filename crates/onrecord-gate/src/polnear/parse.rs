//! The automatic parses of PolNeAR (CoreNLP), one document a line of `corenlp.jsonl.gz`. A line in,
//! the words of the text with their heads out. Coreference chains are left out.

use crate::polnear::annotation::Points;
use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The tokens of one text in order, over all its sentences.
#[derive(Debug, Clone, Default)]
pub struct Parse {
    tokens: Vec<Token>,
}

#[derive(Debug, Clone)]
struct Token {
    place: Points,
    /// Index of the syntactic head in `Parse::tokens`; `None` for a root.
    head: Option<usize>,
    is_word: bool,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    sents: Vec<Vec<Row>>,
}

/// Word, lemma, part of speech, named entity, begin, end, head (1-based in its sentence), relation.
#[derive(Deserialize)]
struct Row(String, IgnoredAny, IgnoredAny, IgnoredAny, usize, usize, usize, IgnoredAny);

/// The text's id and its parse.
///
/// # Errors
/// When the line is not the JSON described above.
pub fn read(line: &str) -> Result<(String, Parse)> {
    let line: Line = serde_json::from_str(line).context("reading a line of corenlp.jsonl")?;
    let mut tokens = Vec::new();
    for sentence in &line.sents {
        let first = tokens.len();
        tokens.extend(sentence.iter().map(|row| Token {
            place: Points { start: row.4, end: row.5 },
            head: row.6.checked_sub(1).map(|head| first + head),
            is_word: row.0.chars().any(char::is_alphanumeric) && !row.0.starts_with('-'),
        }));
    }
    Ok((line.id, Parse { tokens }))
}

impl Parse {
    /// The tokens that overlap `parts`, in order, less those that are punctuation only: indices that
    /// stand for words. Brackets come as `-LRB-` and are punctuation.
    #[must_use]
    pub fn words(&self, parts: &[Points]) -> Vec<usize> {
        let mut found: Vec<usize> = parts
            .iter()
            .flat_map(|part| self.overlapping(*part))
            .filter(|at| self.tokens[*at].is_word)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where the word `at` of [`Parse::words`] stands.
    #[must_use]
    pub fn place(&self, at: usize) -> Points {
        self.tokens[at].place
    }

    /// The syntactic head of `parts`: the first word whose own head lies outside. `None` where no
    /// token overlaps.
    #[must_use]
    pub fn head(&self, parts: &[Points]) -> Option<Points> {
        let inside: Vec<usize> = parts.iter().flat_map(|part| self.overlapping(*part)).collect();
        let is_head = |at: &&usize| {
            let token = &self.tokens[**at];
            token.is_word && token.head.is_none_or(|head| !inside.contains(&head))
        };
        let head = inside.iter().find(is_head).or(inside.first())?;
        Some(self.tokens[*head].place)
    }

    /// The first token that overlaps `part` and one past the last; `None` where none does.
    #[must_use]
    pub fn tokens(&self, part: Points) -> Option<(usize, usize)> {
        let found = self.overlapping(part);
        (!found.is_empty()).then_some((found.start, found.end))
    }

    fn overlapping(&self, part: Points) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|token| token.place.end <= part.start);
        let to = self.tokens.partition_point(|token| token.place.start < part.end);
        from..to.max(from)
    }
}
