//! Training of tokens' tags, names and heads. PolNeAR's train compartment in, the files of
//! `assets/en/syntax` out.

use crate::plan::Plan;
use crate::{naming, parsing, tagging, words};
use anyhow::{Context, Result};
use onrecord_gate::syntax::silver::{self, Silver};
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::network::Network;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::token::Token;
use onrecord_model::syntax::vocabulary::Vocabulary;
use onrecord_model::syntax::{namer, parser, tagger};
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

/// Trains the `parts` named, or all of them, and writes their files into `folder`.
///
/// # Errors
/// Names the corpus that is absent or the file that cannot be written.
pub fn run(folder: &Path, parts: &[&str]) -> Result<()> {
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    let mut texts = silver::read("train")?;
    let started = Instant::now();
    let (bytes, counts) = words::vocabulary(&texts);
    write(folder, "vocabulary.bin", &bytes)?;
    let vocabulary = Vocabulary::read(&bytes);
    let train = sentences(&vocabulary, &mut texts);
    let dev = sentences(&vocabulary, &mut silver::read("dev")?);
    let say = |what: &str, score: f64| {
        println!("{what}: {score:.4} in dev, {:.0} s", started.elapsed().as_secs_f64());
    };
    if wants("tags") {
        write(folder, "tagger.bin", &tagging::train(&vocabulary, &counts, &train, TAGS))?;
    }
    let bytes = fs::read(folder.join("tagger.bin")).context("reading tagger.bin")?;
    let tagger = Network::read(&bytes, tagger::GROUPS.n_rows(), Tag::COUNT);
    let mut tagged = dev.clone();
    tagged.iter_mut().for_each(|one| tagger::tag(&vocabulary, &tagger, one));
    say("tags", share(&tagged, &dev, |a, b| a.tag == b.tag));
    if !wants("names") && !wants("heads") {
        return Ok(());
    }
    let train = tag_held_out(&vocabulary, &counts, &train);
    if wants("names") {
        let bytes = naming::train(&vocabulary, &counts, &train, NAMES);
        write(folder, "namer.bin", &bytes)?;
        let namer = Network::read(&bytes, namer::GROUPS.n_rows(), Entity::ALL.len());
        tagged.iter_mut().for_each(|one| namer::name(&vocabulary, &namer, one));
        say("names", share(&tagged, &dev, |a, b| a.entity == b.entity));
    }
    if wants("heads") {
        let bytes = parsing::train(&counts, &train, HEADS);
        write(folder, "parser.bin", &bytes)?;
        let parser = Network::read(&bytes, parser::GROUPS.n_rows(), parser::N_CLASSES);
        tagged.iter_mut().for_each(|one| parser::parse(&parser, one));
        say("heads", share(&tagged, &dev, |a, b| a.head == b.head));
        say(
            "heads and relations",
            share(&tagged, &dev, |a, b| a.head == b.head && a.relation == b.relation),
        );
    }
    Ok(())
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
    println!("tags held out: {:.4}", share(&tagged, sentences, |a, b| a.tag == b.tag));
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
