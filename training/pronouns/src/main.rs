//! Learns the weights of the pronoun resolver. `cargo run --release -p onrecord-training-pronouns`
//! reads PolNeAR train and GUM, prints how often a held-out pronoun is resolved as labelled, and writes
//! `pronouns.tsv` and `clauses.tsv` in `crates/onrecord-model/assets/en`. The same corpora give the same
//! bytes.
//!
//! Three sorts of labels: GUM's coreference by hand; the automatic chains of PolNeAR's parses; and
//! pronouns of PolNeAR for which the text names people of both genders near by, only one of them of the
//! pronoun's, where gender is hidden from the features.

#![allow(clippy::print_stdout, reason = "a trainer prints what it measured")]

mod gum;
mod instance;
mod learning;
mod polnear;
mod reading;
mod titled;

use crate::instance::Instance;
use crate::reading::groups;
use anyhow::{Context, Result};
use onrecord::attribution::resolver::{By, Learned};
use onrecord::attribution::weights::Weights;
use std::path::{Path, PathBuf};

/// Earlier pronouns are mentions for later ones: each round learns on what the last one resolved.
const ROUNDS: usize = 2;

/// How one set of weights is learned.
struct Manner {
    /// What one pronoun of each sort counts: labels by hand more than automatic ones. Chosen on the
    /// held-out pronouns of GUM.
    counts: [f64; 5],
    /// How strongly weights are drawn to zero.
    shrink: f64,
}

const SOURCES: Manner = Manner { counts: [1.0, 1.0, 0.3, 0.0, 0.5], shrink: 2.0 };
const CLAUSES: Manner = Manner { counts: [2.0, 2.0, 0.3, 0.0, 0.7], shrink: 2.7 };

fn main() -> Result<()> {
    for (path, list) in trained()? {
        std::fs::write(&path, list).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// The two lists, each with the file that holds it.
fn trained() -> Result<[(PathBuf, String); 2]> {
    let mut learned = Learned::default();
    let corpora = Corpora::read(By::Topic)?;
    for round in 1..=ROUNDS {
        learned.sources = learn(&corpora, &learned, &SOURCES, &format!("sources, round {round}"));
    }
    let corpora = Corpora::read(By::Grammar)?;
    for round in 1..=ROUNDS {
        learned.clauses = learn(&corpora, &learned, &CLAUSES, &format!("clauses, round {round}"));
    }
    let assets =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/onrecord-model/assets/en");
    Ok([
        (assets.join("pronouns.tsv"), render(By::Topic, &learned.sources)),
        (assets.join("clauses.tsv"), render(By::Grammar, &learned.clauses)),
    ])
}

/// The corpora, read for one of the two lists.
struct Corpora {
    by: By,
    gum: Vec<gum::Text>,
    polnear: Vec<polnear::Text>,
}

impl Corpora {
    fn read(by: By) -> Result<Corpora> {
        Ok(Corpora { by, gum: gum::texts(by)?, polnear: polnear::texts(by)? })
    }
}

/// Learns one set of weights, and prints how held-out pronouns come out.
fn learn(corpora: &Corpora, learned: &Learned, manner: &Manner, name: &str) -> Weights {
    let (by_hand, by_hand_alike) = gum::instances(&corpora.gum, learned);
    let (chains, chains_alike) = polnear::chains(&corpora.polnear, learned);
    let sets = [
        ("gum", by_hand),
        ("gum, one gender", by_hand_alike),
        ("chains", chains),
        ("chains, one gender", chains_alike),
        ("genders", polnear::genders(&corpora.polnear, learned)),
    ];
    let mut train: Vec<(&Instance, f64)> = Vec::new();
    for ((_, set), weight) in sets.iter().zip(manner.counts) {
        let kept = set.iter().filter(|instance| !instance.is_held_out);
        train.extend(kept.map(|instance| (instance, weight)));
    }
    let n_features = groups(corpora.by).iter().map(|(_, n_values)| n_values).sum();
    let weights = learning::learn(&train, n_features, manner.shrink);
    for (set_name, set) in &sets {
        let held_out: Vec<&Instance> = set.iter().filter(|i| i.is_held_out).collect();
        println!(
            "{name}, {set_name}: {} pronouns, {} held out, {:.1} % as labelled",
            set.len(),
            held_out.len(),
            100.0 * learning::accuracy(&held_out, &weights),
        );
    }
    weights
}

/// The weights as the model's asset has them.
fn render(by: By, weights: &Weights) -> String {
    let head = "# weights of the features of a pronoun's candidates, in thousandths: a line a group, \
                one number a value;\n# written by training/pronouns, described in \
                assets/cards/pronouns.md\n";
    format!("{head}{}\n", weights.lines(groups(by)).join("\n"))
}

#[cfg(test)]
mod tests {
    use super::trained;

    /// Whatever changes how a text is read changes what is learned from it: the lists are then to be
    /// written anew.
    #[test]
    fn the_lists_are_what_the_trainer_writes() {
        for (path, list) in trained().unwrap() {
            let kept = std::fs::read_to_string(&path).unwrap();
            let is_same = kept == list;
            assert!(is_same, "{} is not what training/run.sh writes; run it", path.display());
        }
    }
}
