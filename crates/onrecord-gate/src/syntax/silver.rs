//! The automatic parses of PolNeAR as tokens of the model. A compartment's name in, its texts with
//! tags, names and heads out. Coreference chains are left out.

use crate::shared::shared;
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::form::Form;
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::token::{Token, Tokens};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

/// One article with its parse. The numbers of its words in a vocabulary are left at 0.
#[derive(Debug, Clone)]
pub struct Silver {
    /// The file's name without `.txt`.
    pub id: String,
    /// The file's text.
    pub text: String,
    /// Its tokens, tagged, named and parsed.
    pub tokens: Tokens,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    sents: Vec<Vec<Row>>,
}

/// Word, lemma, part of speech, named entity, begin, end, head (1-based in its sentence), relation.
#[derive(Deserialize)]
struct Row(IgnoredAny, IgnoredAny, String, String, usize, usize, usize, String);

/// The file of parses of `compartment`.
///
/// # Errors
/// Names the file that is absent.
pub fn path(compartment: &str) -> Result<PathBuf> {
    Ok(shared("polnear")?.join(compartment).join("corenlp.jsonl.gz"))
}

/// Every parsed text of `compartment` ("train" or "dev"), in the order of the file.
///
/// # Errors
/// Names the file that is absent or cannot be read.
pub fn read(compartment: &str) -> Result<Vec<Silver>> {
    let path = path(compartment)?;
    let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let folder = shared("polnear")?.join(compartment).join("text");
    BufReader::new(MultiGzDecoder::new(file))
        .lines()
        .map(|line| {
            let line = line.with_context(|| format!("reading {}", path.display()))?;
            let line: Line =
                serde_json::from_str(&line).context("reading a line of corenlp.jsonl")?;
            let path = folder.join(format!("{}.txt", line.id));
            let text =
                fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            Ok(Silver { tokens: tokens(&text, &line.sents), id: line.id, text })
        })
        .collect()
}

/// Rows that stand where the row before did (the two halves of an abbreviation that ends a sentence
/// share a stop) are cut to what is left of them, and kept even if empty, so that heads hold.
fn tokens(text: &str, sentences: &[Vec<Row>]) -> Tokens {
    let mut places: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    places.push(text.len() as u32);
    let place = |point: usize| places.get(point).copied().unwrap_or(text.len() as u32);
    let mut found = Tokens::default();
    for sentence in sentences {
        for (at, row) in sentence.iter().enumerate() {
            let (start, end) = (place(row.4), place(row.5));
            found.tokens.push(Token {
                start,
                end,
                form: Form::at(text, start as usize, end as usize),
                tag: Tag::from_name(&row.2).unwrap_or_default(),
                entity: Entity::from_label(&row.3),
                head: row.6.checked_sub(1).unwrap_or(at) as u32,
                relation: Relation::from_name(&row.7).unwrap_or(Relation::DEP),
            });
        }
        found.ends.push(found.tokens.len() as u32);
    }
    found
}
