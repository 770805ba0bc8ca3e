//! The automatic parses of PolNeAR (CoreNLP), one document a line of `corenlp.jsonl.gz`. A line in,
//! the words of the text with their heads out. Coreference chains are left out.

use crate::polnear::annotation::Points;
use anyhow::{Context, Result};
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::form::Form;
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::token::{self, Tokens};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The tokens of one text in order, over all its sentences.
#[derive(Debug, Clone, Default)]
pub struct Parse {
    tokens: Vec<Token>,
    /// One past the last token of each sentence.
    ends: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Token {
    tag: Tag,
    entity: Entity,
    relation: Relation,
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
struct Row(String, IgnoredAny, String, String, usize, usize, usize, String);

/// The text's id and its parse.
///
/// # Errors
/// When the line is not the JSON described above.
pub fn read(line: &str) -> Result<(String, Parse)> {
    let line: Line = serde_json::from_str(line).context("reading a line of corenlp.jsonl")?;
    let mut tokens = Vec::new();
    let mut ends = Vec::new();
    for sentence in &line.sents {
        let first = tokens.len();
        ends.push(first + sentence.len());
        tokens.extend(sentence.iter().map(|row| Token {
            tag: Tag::from_name(&row.2).unwrap_or_default(),
            entity: Entity::from_label(&row.3),
            relation: Relation::from_name(&row.7).unwrap_or(Relation::DEP),
            place: Points { start: row.4, end: row.5 },
            head: row.6.checked_sub(1).map(|head| first + head),
            is_word: row.0.chars().any(char::is_alphanumeric) && !row.0.starts_with('-'),
        }));
    }
    Ok((line.id, Parse { tokens, ends }))
}

impl Parse {
    /// The tokens of `text`, which the parse is of, as the core's own analysis gives them.
    #[must_use]
    pub fn analysis(&self, text: &str) -> Tokens {
        let offsets: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
        let byte = |point: usize| offsets.get(point).copied().unwrap_or(text.len());
        let mut first = 0;
        let mut tokens = Vec::with_capacity(self.tokens.len());
        for end in &self.ends {
            tokens.extend((first..*end).map(|at| {
                let word = &self.tokens[at];
                let (start, end) = (byte(word.place.start), byte(word.place.end));
                token::Token {
                    start: start as u32,
                    end: end as u32,
                    form: Form::at(text, start, end),
                    tag: word.tag,
                    entity: word.entity,
                    head: (word.head.unwrap_or(at) - first) as u32,
                    relation: word.relation,
                }
            }));
            first = *end;
        }
        Tokens { tokens, ends: self.ends.iter().map(|end| *end as u32).collect() }
    }

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
