//! Training of the extractor of quotations. PolNeAR's train compartment with its silver parses in, the
//! files of `assets/en/quotation` out: two labellers, the second of which sees what the first found in
//! texts it has not seen, and the weights of the links.

pub mod corpus;
pub mod crf;
pub mod linker;

use crate::jackknife;
use crate::quotation::corpus::{Example, example};
use crate::quotation::crf::{Crf, Lattice, Settings};
use crate::quotation::linker::Linker;
use anyhow::{Context, Result};
use onrecord::quotation::learned::features::Features;
use onrecord::quotation::learned::stack::{Reading, describe_again, gather, odds};
use onrecord_gate::polnear::corpus as polnear;
use onrecord_gate::polnear::corpus::Text;
use onrecord_gate::syntax::silver;
use onrecord_model::sequence::label::{Part, STATES};
use onrecord_model::sequence::labeller::Labeller;
use onrecord_model::syntax::token::Tokens;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// How both labellers are trained. Exact contents on dev, read with our own parses: 20 bits with light
/// rows given up before the fourth pass 62.3, with all rows 61.6, 17 bits with all rows 59.7. On an
/// eighth of train held out, dropping three features in ten gains 0.8 (59.0 to 59.8).
const SETTINGS: Settings =
    Settings { bits: 20, n_rounds: 6, prune: 3, average: 3, rate: 0.1, dropout: 0.3 };

/// In how many parts the texts are read by a labeller that has not seen them.
const N_PARTS: usize = 4;

/// How often the linker sees every text.
const LINK_ROUNDS: usize = 5;

/// How many weights the linker has, as bits.
const LINK_BITS: u32 = 16;

/// The bytes of a labeller.
#[derive(Debug)]
pub struct Trained {
    /// What reads first.
    pub first: Vec<u8>,
    /// What reads again.
    pub second: Vec<u8>,
    /// What links.
    pub links: Vec<u8>,
}

impl Trained {
    /// The labeller with these weights.
    #[must_use]
    pub fn labeller(&self) -> Labeller<'_> {
        Labeller::read(&self.first, &self.second, &self.links)
    }
}

/// Trains on train and writes the files into `folder`.
///
/// # Errors
/// Names the corpus that is absent or the file that cannot be written.
pub fn run(folder: &Path) -> Result<()> {
    let started = Instant::now();
    let say = |what: &str| println!("{what}: {:.0} s", started.elapsed().as_secs_f64());
    let texts = silver::read("train")?;
    let tokens = jackknife::read(&texts);
    let tokens: BTreeMap<&str, &Tokens> =
        texts.iter().map(|text| text.id.as_str()).zip(&tokens).collect();
    say("read by analysers that have not seen them");
    let of_text = |text: &Text| example(text, tokens.get(text.id.as_str())?);
    let examples: Vec<Example> = polnear::read("train")?.iter().filter_map(of_text).collect();
    let trained = train(&examples);
    write(folder, "first.bin", &trained.first)?;
    write(folder, "second.bin", &trained.second)?;
    write(folder, "links.bin", &trained.links)?;
    say("quotations");
    Ok(())
}

/// Trains on `examples`.
#[must_use]
pub fn train(examples: &[Example]) -> Trained {
    let readings = read_held_out(examples);
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| first(examples.iter()).bytes());
        let second = second(examples, &readings).bytes();
        (first.join().unwrap_or_default(), second)
    });
    let mut linker = Linker::new(LINK_BITS);
    for _ in 0..LINK_ROUNDS {
        for (example, readings) in examples.iter().zip(&readings) {
            let states: Vec<Vec<u8>> = readings.iter().map(|r| r.states.clone()).collect();
            linker.learn(example, &states);
        }
    }
    Trained { first, second, links: linker.bytes() }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    println!("{name}: {} bytes", bytes.len());
    Ok(())
}

fn first<'a>(examples: impl Iterator<Item = &'a Example>) -> Crf {
    let rows: Vec<(Vec<&Features>, &[u8])> = examples
        .flat_map(|e| e.features.iter().map(|f| vec![f]).zip(e.states.iter().map(Vec::as_slice)))
        .collect();
    Crf::train(&rows, &SETTINGS)
}

fn second(examples: &[Example], readings: &[Vec<Reading>]) -> Crf {
    let more: Vec<Vec<Features>> =
        examples.iter().zip(readings).map(|(example, read)| more_features(example, read)).collect();
    let rows: Vec<(Vec<&Features>, &[u8])> = examples
        .iter()
        .zip(&more)
        .flat_map(|(example, more)| {
            let pairs = example.features.iter().zip(more).map(|(f, m)| vec![f, m]);
            pairs.zip(example.states.iter().map(Vec::as_slice))
        })
        .collect();
    Crf::train(&rows, &SETTINGS)
}

fn more_features(example: &Example, readings: &[Reading]) -> Vec<Features> {
    let gathered = gather(&example.passages, readings);
    let describe = |at: usize| {
        let mut features = Features::default();
        describe_again(&example.passages, readings, &gathered, at, &mut features);
        features
    };
    (0..example.passages.len()).map(describe).collect()
}

/// The first reading of every text by a labeller trained on the other parts; two parts at a time.
fn read_held_out(examples: &[Example]) -> Vec<Vec<Reading>> {
    let of_part = |part: usize| -> Vec<(usize, Vec<Reading>)> {
        let crf = first(
            examples.iter().enumerate().filter(|(at, _)| at % N_PARTS != part).map(|(_, e)| e),
        );
        let held = examples.iter().enumerate().filter(|(at, _)| at % N_PARTS == part);
        held.map(|(at, example)| (at, read(example, &crf))).collect()
    };
    let mut readings: Vec<Vec<Reading>> = vec![Vec::new(); examples.len()];
    for parts in (0..N_PARTS).collect::<Vec<_>>().chunks(2) {
        let of_part = &of_part;
        let found = std::thread::scope(|scope| {
            let threads: Vec<_> =
                parts.iter().map(|part| scope.spawn(move || of_part(*part))).collect();
            threads
                .into_iter()
                .filter_map(|thread| thread.join().ok())
                .flatten()
                .collect::<Vec<_>>()
        });
        for (at, reading) in found {
            readings[at] = reading;
        }
    }
    readings
}

fn read(example: &Example, crf: &Crf) -> Vec<Reading> {
    let mut lattice = Lattice::default();
    let share = |p: &[f32; STATES], part: Part| {
        p[4 + 4 * part.index()..8 + 4 * part.index()].iter().sum::<f32>()
    };
    let one = |features: &Features| {
        crf.marginals(&[features], &mut lattice);
        let odds_of = |p: &[f32; STATES]| Part::ALL.map(|part| odds(share(p, part)));
        Reading {
            odds: lattice.marginals.iter().map(odds_of).collect(),
            states: crf.best(&[features]),
        }
    };
    example.features.iter().map(one).collect()
}
