//! The automatic parses of PolNeAR (CoreNLP), one document a line of `corenlp.jsonl.gz`. A line in,
//! the words of the text with their heads and coreference chains out.

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
    /// Chains of mentions, each the tokens from the first to one past the last.
    chains: Vec<Vec<(usize, usize)>>,
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
    #[serde(default)]
    coref: Vec<Vec<Mention>>,
}

/// Sentence, first token, one past the last, head, whether it stands for the chain.
#[derive(Deserialize)]
struct Mention(usize, usize, usize, IgnoredAny, IgnoredAny);

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
    let first = |sentence: usize| sentence.checked_sub(1).map_or(0, |before| ends[before]);
    let chains = line.coref.iter().map(|chain| {
        let known = chain.iter().filter(|Mention(sentence, ..)| *sentence < ends.len());
        known
            .map(|Mention(sentence, from, to, ..)| {
                (first(*sentence) + from, (first(*sentence) + to).min(ends[*sentence]))
            })
            .collect()
    });
    let chains = chains.collect();
    Ok((line.id, Parse { tokens, ends, chains }))
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

    /// The persons' names, a list of words each, that the chain of the words at `place` holds; of a
    /// name, the name itself.
    #[must_use]
    pub fn names_of(&self, place: Points) -> Vec<Vec<Points>> {
        let around = self.overlapping(place);
        let Some(head) = around.clone().next() else { return Vec::new() };
        let name_in = |from: usize, to: usize| -> Vec<Points> {
            let is_name = |at: &usize| self.tokens[*at].entity == Entity::Person;
            (from..to).filter(is_name).map(|at| self.tokens[at].place).collect()
        };
        if self.tokens[head].entity == Entity::Person {
            let is_name = |at: &usize| self.tokens[*at].entity == Entity::Person;
            let from = (0..head).rev().take_while(is_name).last().unwrap_or(head);
            let to = (head..self.tokens.len()).take_while(is_name).last().unwrap_or(head) + 1;
            return vec![name_in(from, to)];
        }
        let chain = self.chains.iter().find(|chain| {
            chain.iter().any(|(from, to)| (*from..*to).contains(&head) && to - from < 8)
        });
        let mentions = chain.into_iter().flatten().filter(|(from, to)| to - from < 8);
        mentions.map(|(from, to)| name_in(*from, *to)).filter(|name| !name.is_empty()).collect()
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
