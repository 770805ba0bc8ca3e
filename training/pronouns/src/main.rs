//! Learns the weights of the pronoun resolver. `cargo run --release -p onrecord-training-pronouns`
//! reads PolNeAR train and GUM, prints how often a held-out pronoun is resolved as labelled, and writes
//! `crates/onrecord-model/assets/en/pronouns.tsv`. The same corpora give the same bytes.
//!
//! Three sorts of labels: GUM's coreference by hand; the automatic chains of PolNeAR's parses; and
//! pronouns of PolNeAR for which the text names people of both genders near by, only one of them of the
//! pronoun's, where gender is hidden from the features.

#![allow(clippy::print_stdout, reason = "a trainer prints what it measured")]

mod gum;
mod instance;
mod learning;
mod polnear;

use crate::instance::Instance;
use anyhow::{Context, Result};
use onrecord::attribution::ranking::{GROUPS, Weights};
use std::fmt::Write;
use std::path::Path;

/// Earlier pronouns are mentions for later ones: each round learns on what the last one resolved.
const ROUNDS: usize = 2;

/// What one pronoun of each sort counts: labels by hand more than automatic ones. Chosen on the
/// held-out pronouns of GUM.
const WEIGHTS: [f64; 5] = [1.0, 1.0, 0.3, 0.0, 0.5];

fn main() -> Result<()> {
    let mut weights = Weights::none();
    let mut values = Vec::new();
    for round in 1..=ROUNDS {
        let (by_hand, by_hand_alike) = gum::instances(&weights)?;
        let (chains, chains_alike) = polnear::chains(&weights)?;
        let sets = [
            ("gum", by_hand),
            ("gum, one gender", by_hand_alike),
            ("chains", chains),
            ("chains, one gender", chains_alike),
            ("genders", polnear::genders(&weights)?),
        ];
        let mut train: Vec<(&Instance, f64)> = Vec::new();
        for ((_, set), weight) in sets.iter().zip(WEIGHTS) {
            let kept = set.iter().filter(|instance| !instance.is_held_out);
            train.extend(kept.map(|instance| (instance, weight)));
        }
        values = learning::learn(&train);
        weights = Weights::new(&values);
        for (name, set) in &sets {
            let held_out: Vec<&Instance> = set.iter().filter(|i| i.is_held_out).collect();
            println!(
                "round {round} {name}: {} pronouns, {} held out, {:.1} % as labelled",
                set.len(),
                held_out.len(),
                100.0 * learning::accuracy(&held_out, &values),
            );
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../crates/onrecord-model/assets/en/pronouns.tsv");
    std::fs::write(&path, render(&values)).with_context(|| format!("writing {}", path.display()))
}

/// The weights as the model's asset has them.
fn render(values: &[i32]) -> String {
    let mut out =
        "# weights of the features of a pronoun's candidates, in thousandths: a line a group, \
                   one number a value;\n# written by training/pronouns, described in \
                   assets/cards/pronouns.md\n"
            .to_owned();
    let mut values = values.iter();
    for (name, n_values) in GROUPS {
        let line: Vec<String> = values.by_ref().take(n_values).map(i32::to_string).collect();
        let _ = writeln!(out, "{name}\t{}", line.join(" "));
    }
    out
}
