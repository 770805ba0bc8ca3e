//! The English Web Treebank, tagged by hand. Its file in, sentences with their tags out. Lemmas,
//! features and heads, which follow another scheme than ours, are left out.

use crate::shared::shared;
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use onrecord_model::syntax::form::Form;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::token::Token;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

/// One sentence: its tokens as the treebank has them, untagged, and the tag of each, `None` for those
/// that the Penn Treebank lacks (HYPH, NFP, ADD and the like).
#[derive(Debug, Clone, Default)]
pub struct Tagged {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The right tags.
    pub tags: Vec<Option<Tag>>,
}

/// The file of the development part.
///
/// # Errors
/// Names the file that is absent.
pub fn path() -> Result<PathBuf> {
    shared("ewt/en_ewt-dev.conllu.gz")
}

/// Its sentences in order.
///
/// # Errors
/// Names the file that cannot be read.
pub fn read() -> Result<Vec<Tagged>> {
    let path = path()?;
    let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let mut text = String::new();
    MultiGzDecoder::new(file)
        .read_to_string(&mut text)
        .with_context(|| format!("reading {}", path.display()))?;
    Ok(text.split("\n\n").map(sentence).filter(|one| !one.tokens.is_empty()).collect())
}

fn sentence(block: &str) -> Tagged {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut found = Tagged::default();
    for line in block.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [number, word, _, _, tag, .., notes] = columns.as_slice() else { continue };
        if number.contains(['-', '.']) {
            continue;
        }
        let start = text.len();
        text.push_str(word);
        places.push((start, text.len()));
        if !notes.contains("SpaceAfter=No") {
            text.push(' ');
        }
        found.tags.push(Tag::from_name(tag));
    }
    let token = |&(start, end): &(usize, usize)| Token {
        start: start as u32,
        end: end as u32,
        form: Form::at(&text, start, end),
        ..Token::default()
    };
    found.tokens = places.iter().map(token).collect();
    found
}
