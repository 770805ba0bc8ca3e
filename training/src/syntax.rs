//! Training of tokens' tags, names and heads. PolNeAR's train compartment in, the files of
//! `assets/en/syntax` out.

use crate::plan::Plan;
use crate::{naming, parsing, tagging, words};
use anyhow::{Context, Result};
use onrecord_gate::syntax::silver::{self, Silver};
use onrecord_model::syntax::analyser::{Analyser, Parts};
use onrecord_model::syntax::network::Network;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::tagger;
use onrecord_model::syntax::token::Token;
use onrecord_model::syntax::vocabulary::Vocabulary;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// How the tagger is trained.
const TAGS: Plan = Plan { n_rounds: 8, rate: 0.1, dropout: 0.1 };
/// How the taggers are trained that tag the sentences which namer and parser learn from.
const HELD_OUT_TAGS: Plan = Plan { n_rounds: 3, rate: 0.1, dropout: 0.1 };
/// How the namer is trained.
const NAMES: Plan = Plan { n_rounds: 6, rate: 0.1, dropout: 0.1 };
/// How the parser is trained.
const HEADS: Plan = Plan { n_rounds: 10, rate: 0.03, dropout: 0.2 };
/// In how many parts the sentences are tagged by a tagger that has not seen them.
const N_PARTS: usize = 4;

/// The bytes of an analyser.
#[derive(Debug)]
pub struct Trained {
    vocabulary: Vec<u8>,
    tagger: Vec<u8>,
    namer: Vec<u8>,
    parser: Vec<u8>,
}

impl Trained {
    /// The analyser with these weights.
    #[must_use]
    pub fn analyser(&self) -> Analyser<'_> {
        Analyser::read(Parts {
            vocabulary: &self.vocabulary,
            tagger: &self.tagger,
            namer: &self.namer,
            parser: &self.parser,
        })
    }
}

/// Trains on train, says how dev is read, and writes the files into `folder`.
///
/// # Errors
/// Names the corpus that is absent or the file that cannot be written.
pub fn run(folder: &Path) -> Result<()> {
    let started = Instant::now();
    let trained = train(&mut silver::read("train")?);
    let mut dev = silver::read("dev")?;
    let vocabulary = Vocabulary::read(&trained.vocabulary);
    let dev = sentences(&vocabulary, &mut dev);
    let analyser = trained.analyser();
    let mut read = dev.clone();
    for sentence in &mut read {
        analyser.tag(sentence);
        analyser.name(sentence);
        analyser.parse(sentence);
    }
    let say = |what: &str, is_right: fn(&Token, &Token) -> bool| {
        println!("{what}: {:.4} in dev", share(&read, &dev, is_right));
    };
    say("tags", |a, b| a.tag == b.tag);
    say("names", |a, b| a.entity == b.entity);
    say("heads", |a, b| a.head == b.head);
    say("heads and relations", |a, b| a.head == b.head && a.relation == b.relation);
    write(folder, "vocabulary.bin", &trained.vocabulary)?;
    write(folder, "tagger.bin", &trained.tagger)?;
    write(folder, "namer.bin", &trained.namer)?;
    write(folder, "parser.bin", &trained.parser)?;
    println!("syntax: {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Trains on `texts`, whose words are numbered by the way.
#[must_use]
pub fn train(texts: &mut [Silver]) -> Trained {
    let (vocabulary_bytes, counts) = words::vocabulary(texts);
    let vocabulary = Vocabulary::read(&vocabulary_bytes);
    let sentences = sentences(&vocabulary, texts);
    let tagger = tagging::train(&vocabulary, &counts, &sentences, TAGS);
    let tagged = tag_held_out(&vocabulary, &counts, &sentences);
    let namer = naming::train(&vocabulary, &counts, &tagged, NAMES);
    let parser = parsing::train(&counts, &tagged, HEADS);
    Trained { vocabulary: vocabulary_bytes, tagger, namer, parser }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    println!("{name}: {} bytes", bytes.len());
    Ok(())
}

/// The sentences of `texts`, their words numbered.
fn sentences(vocabulary: &Vocabulary<'_>, texts: &mut [Silver]) -> Vec<Vec<Token>> {
    for token in texts.iter_mut().flat_map(|text| &mut text.tokens.tokens) {
        token.form.word = vocabulary.number(token.form.hash);
    }
    texts.iter().flat_map(|text| text.tokens.sentences()).map(<[Token]>::to_vec).collect()
}

/// The sentences with the tags that a tagger gives which was trained on the others.
fn tag_held_out(
    vocabulary: &Vocabulary<'_>,
    counts: &[u32],
    sentences: &[Vec<Token>],
) -> Vec<Vec<Token>> {
    let size = sentences.len().div_ceil(N_PARTS).max(1);
    let mut tagged = Vec::with_capacity(sentences.len());
    for part in 0..N_PARTS {
        let held = (part * size).min(sentences.len())..((part + 1) * size).min(sentences.len());
        let mut others = sentences[..held.start].to_vec();
        others.extend_from_slice(&sentences[held.end..]);
        let bytes = tagging::train(vocabulary, counts, &others, HELD_OUT_TAGS);
        let tagger = Network::read(&bytes, tagger::GROUPS.n_rows(), Tag::COUNT);
        for sentence in &sentences[held] {
            let mut tokens = sentence.clone();
            tagger::tag(vocabulary, &tagger, &mut tokens);
            tagged.push(tokens);
        }
    }
    tagged
}

/// The share of tokens that are right.
fn share(
    ours: &[Vec<Token>],
    gold: &[Vec<Token>],
    is_right: impl Fn(&Token, &Token) -> bool,
) -> f64 {
    let pairs = ours.iter().flatten().zip(gold.iter().flatten());
    let n_right = pairs.filter(|(a, b)| is_right(a, b)).count();
    n_right as f64 / gold.iter().map(Vec::len).sum::<usize>().max(1) as f64
}
