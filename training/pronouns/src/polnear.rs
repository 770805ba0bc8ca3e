//! PolNeAR train: pronouns labelled by the automatic chains of its parses, and by gender.

use crate::instance::{Instance, by_place, labelled};
use crate::reading::Article;
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use onrecord::attribution::resolver::{Among, By, Learned};
use onrecord::text::lines::Lines;
use onrecord::text::span::Span;
use onrecord_gate::shared::shared;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};

/// Every tenth text is held out.
const HELD_OUT: usize = 10;

#[derive(Deserialize)]
struct Line {
    id: String,
    sents: Vec<Vec<Row>>,
    coref: Vec<Vec<Mention>>,
}

/// Word, lemma, part of speech, named entity, begin, end, head, relation.
#[derive(Deserialize)]
struct Row(
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
    usize,
    IgnoredAny,
    IgnoredAny,
    IgnoredAny,
);

/// Sentence, first word, one past the last, head (all from 0), whether it stands for the chain.
#[derive(Deserialize)]
struct Mention(usize, IgnoredAny, IgnoredAny, usize, IgnoredAny);

/// The code point at which a mention's head begins, and its chain.
type Chains = BTreeMap<usize, usize>;

/// For each text, its chains.
fn read_chains() -> Result<Vec<(String, Chains)>> {
    let path = shared("polnear")?.join("train/corenlp.jsonl.gz");
    let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let mut found = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(file)).lines() {
        let line: Line = serde_json::from_str(&line.context("reading corenlp.jsonl")?)
            .context("reading a line of corenlp.jsonl")?;
        let mut chains = Chains::new();
        for (chain, mentions) in line.coref.iter().enumerate() {
            for Mention(sentence, _, _, head, _) in mentions {
                let row = line.sents.get(*sentence).and_then(|words| words.get(*head));
                if let Some(row) = row {
                    chains.insert(row.4, chain);
                }
            }
        }
        found.push((line.id, chains));
    }
    Ok(found)
}

/// The titles of the corpus' texts by their names: the second and the eighth column of its list.
fn titles() -> Result<BTreeMap<String, String>> {
    let path = shared("polnear/metadata.tsv")?;
    let list = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let title = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        Some(((*columns.get(1)?).to_owned(), (*columns.get(7)?).to_owned()))
    };
    Ok(list.lines().skip(1).filter_map(title).collect())
}

/// A text and its chains.
#[derive(Debug)]
pub(crate) struct Text {
    article: Article,
    /// How many code points its title takes before the corpus' text.
    shift: usize,
    chains: Chains,
    is_held_out: bool,
}

/// The corpus, read for the weights that go `by`.
pub(crate) fn texts(by: By) -> Result<Vec<Text>> {
    let titles = titles()?;
    let folder = shared("polnear")?.join("train/text");
    let mut found = Vec::new();
    for (at, (id, chains)) in read_chains()?.into_iter().enumerate() {
        let path = folder.join(format!("{id}.txt"));
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let title = titles.get(&id).map_or("", String::as_str);
        let Some(article) = Article::read(by, at, title, &text) else { continue };
        let shift = article.document.text.get(..article.shift).map_or(0, |t| t.chars().count());
        found.push(Text { article, shift, chains, is_held_out: at % HELD_OUT == 0 });
    }
    Ok(found)
}

/// Pronouns that an automatic chain holds; beside them those with several of their gender.
pub(crate) fn chains(texts: &[Text], learned: &Learned) -> (Vec<Instance>, Vec<Instance>) {
    let mut found = Vec::new();
    let mut ambiguous = Vec::new();
    for Text { article, shift, chains, is_held_out } in texts {
        let lines = Lines::new(&article.document.text);
        for pronoun in article.pronouns(learned, Among::Agreeing) {
            let (start, _) = lines.code_point_range(pronoun.span);
            let chain = start.checked_sub(*shift).and_then(|start| chains.get(&start));
            let Some(chain) = chain else { continue };
            let is_right = |names: &[Span]| {
                let in_chain = |name: &&Span| {
                    let (start, end) = lines.code_point_range(**name);
                    start >= *shift
                        && chains.range(start - shift..end - shift).any(|(_, known)| known == chain)
                };
                let n_in = names.iter().filter(in_chain).count();
                n_in > 0 && 4 * n_in >= names.len()
            };
            // A chain without a name says nothing of who is meant.
            if pronoun.candidates.iter().any(|candidate| is_right(&candidate.names)) {
                found.push(labelled(&pronoun, *is_held_out, is_right));
                ambiguous.extend(by_place(&pronoun, *is_held_out, is_right));
            }
        }
    }
    (found, ambiguous)
}

/// Pronouns with one candidate of their gender and others of the other, as far as the text shows for
/// sure; the features of gender are left out, so that place alone is learned.
pub(crate) fn genders(texts: &[Text], learned: &Learned) -> Vec<Instance> {
    let mut found = Vec::new();
    for Text { article, is_held_out, .. } in texts {
        for pronoun in article.pronouns(learned, Among::All) {
            let sure: Vec<_> =
                pronoun.candidates.iter().filter(|one| one.agrees.is_some()).collect();
            let right: Vec<bool> = sure.iter().map(|one| one.agrees == Some(true)).collect();
            let n_right = right.iter().filter(|right| **right).count();
            if n_right != 1 || right.len() < 2 {
                continue;
            }
            let candidates = sure.iter().map(|one| one.place_features.clone()).collect();
            found.push(Instance { candidates, right, is_held_out: *is_held_out });
        }
    }
    found
}
