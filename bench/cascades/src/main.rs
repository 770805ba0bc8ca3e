//! Quotations with known statements and known copyists, and the score of what a tool makes of them.

mod alteration;
mod disk;
#[path = "../../workload/src/draw.rs"]
#[expect(dead_code, reason = "the workload draws more kinds of things")]
mod draw;
mod grouping;
mod hops;
mod quotations;
mod score;
mod speech;
mod tree;

use crate::hops::{Counts, Without};
use crate::quotations::Item;
use crate::speech::Speech;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(about = "Quotations with known statements and copyists, and their score")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write N altered quotations with their true statements, a line of JSON each
    Draw {
        /// The folder that holds `record`
        #[arg(long)]
        shared: PathBuf,
        #[arg(long)]
        n: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long)]
        output: PathBuf,
    },
    /// Group quotations with onrecord, and print the score
    Group {
        #[arg(long)]
        items: PathBuf,
        /// Take only the first so many
        #[arg(long)]
        first: Option<usize>,
        /// Quotations added at a time
        #[arg(long, default_value_t = usize::MAX)]
        batch: usize,
        /// Keep words and spilled postings in this folder instead of memory
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// Draw cascades and their chains, and print how many hops are right
    Trees {
        /// The folder that holds `record`
        #[arg(long)]
        shared: PathBuf,
        /// The first seed
        #[arg(long)]
        seed: u64,
        /// Seeds, one after the other
        #[arg(long, default_value_t = 20)]
        seeds: u64,
        /// Printings of a cascade
        #[arg(long, default_value_t = 500)]
        n: usize,
        /// Leave out one kind of evidence
        #[arg(long)]
        without: Option<Without>,
        /// Print the quotations of the cascade that are not in its largest group
        #[arg(long)]
        show: bool,
    },
    /// Print the score of a grouping: a line `ID<TAB>GROUP` for each quotation that was grouped
    Score {
        #[arg(long)]
        items: PathBuf,
        #[arg(long)]
        groups: PathBuf,
        /// Name, number, seconds of the wall and of the processor, and megabytes, parted by tabs
        #[arg(long)]
        spent: String,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Draw { shared, n, seed, output } => {
            let items = quotations::quotations(&Speech::read(&shared)?, n, seed)?;
            let mut lines = BufWriter::new(
                File::create(&output)
                    .with_context(|| format!("cannot write {}", output.display()))?,
            );
            for item in items {
                serde_json::to_writer(&mut lines, &item)?;
                lines.write_all(b"\n")?;
            }
            Ok(lines.flush()?)
        }
        Command::Group { items, first, batch, folder } => {
            let mut items = read(&items)?;
            items.truncate(first.unwrap_or(usize::MAX));
            let run = grouping::group(&items, batch, folder.as_deref())?;
            let truth: Vec<u64> = items.iter().map(|item| item.statement).collect();
            let name = folder.map_or("onrecord", |_| "onrecord, on the disk");
            let spent = Spent { wall: run.seconds, cpu: run.cpu, megabytes: run.peak >> 20 };
            print_row(name, &truth, &run.groups, &spent);
            Ok(())
        }
        Command::Trees { shared, seed, seeds, n, without, show } => {
            trees(&Speech::read(&shared)?, seed..seed + seeds, n, without, show)
        }
        Command::Score { items, groups, spent } => {
            let text = fs::read_to_string(&groups)
                .with_context(|| format!("cannot read {}", groups.display()))?;
            let given: rustc_hash::FxHashMap<u64, u64> = text
                .lines()
                .filter_map(|line| line.split_once('\t'))
                .filter_map(|(id, group)| Some((id.parse().ok()?, group.trim().parse().ok()?)))
                .collect();
            let mut items = read(&items)?;
            items.retain(|item| given.contains_key(&item.id));
            let truth: Vec<u64> = items.iter().map(|item| item.statement).collect();
            let groups: Vec<u64> = items.iter().map(|item| given[&item.id]).collect();
            let [name, _, wall, cpu, megabytes] = spent.split('\t').collect::<Vec<_>>()[..] else {
                anyhow::bail!("--spent {spent}: expected NAME, N, WALL, CPU, MEGABYTES");
            };
            let spent =
                Spent { wall: wall.parse()?, cpu: cpu.parse()?, megabytes: megabytes.parse()? };
            print_row(name, &truth, &groups, &spent);
            Ok(())
        }
    }
}

/// Seconds and memory.
struct Spent {
    wall: f64,
    cpu: f64,
    megabytes: u64,
}

fn print_row(name: &str, truth: &[u64], given: &[u64], spent: &Spent) {
    let score = score::score(truth, given);
    println!(
        "| {name} | {} | {:.4} | {:.4} | {:.4} | {:.4} | {} of {} | {:.2} | {:.2} | {} |",
        truth.len(),
        score.f1,
        score.precision,
        score.recall,
        score.pair_f1,
        score.largest,
        score.largest_true,
        spent.cpu,
        spent.wall,
        spent.megabytes
    );
}

fn trees(
    speech: &Speech,
    seeds: std::ops::Range<u64>,
    n: usize,
    without: Option<Without>,
    show: bool,
) -> Result<()> {
    println!(
        "| seed | right parents | of reports | of reprints | of rewrites | of own texts | sure | right of those | first appearances | paraphrases found | named rightly | same statement, pairs F1 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    let (mut all, mut sum_f1, n_seeds) = (Counts::default(), 0.0, seeds.end - seeds.start);
    for seed in seeds {
        let cascade = tree::cascade(speech, n, seed);
        let counts = hops::count(&cascade, without);
        // Beside the cascade lie as many quotations of other statements.
        let mut items = quotations::quotations(speech, n, seed)?;
        for item in &mut items {
            item.statement += 1;
        }
        items.extend(hops::items(&cascade, 0, n as u64));
        let run = grouping::group(&items, usize::MAX, None)?;
        let truth: Vec<u64> = items.iter().map(|item| item.statement).collect();
        let f1 = score::score(&truth, &run.groups).pair_f1;
        if show {
            show_apart(&items, &run.groups);
        }
        print_counts(&seed.to_string(), counts, f1);
        (all, sum_f1) = (all.plus(counts), sum_f1 + f1);
    }
    print_counts("all", all, sum_f1 / n_seeds as f64);
    Ok(())
}

fn show_apart(items: &[Item], groups: &[u64]) {
    let mut sizes: rustc_hash::FxHashMap<u64, usize> = rustc_hash::FxHashMap::default();
    let of_cascade = || items.iter().zip(groups).filter(|(item, _)| item.statement == 0);
    for (_, group) in of_cascade() {
        *sizes.entry(*group).or_default() += 1;
    }
    let largest = sizes.iter().max_by_key(|(group, n)| (**n, **group)).map(|(group, _)| *group);
    for (item, group) in of_cascade() {
        if largest == Some(*group) {
            println!("= {}", item.text);
        } else {
            println!("{group} ({}) {}", sizes[group], item.text);
        }
    }
}

fn print_counts(name: &str, counts: Counts, f1: f64) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let ways = counts.by_way.map(|(n, right)| format!("{:.3}", share(right, n))).join(" | ");
    println!(
        "| {name} | {:.3} | {ways} | {:.3} | {:.3} | {:.3} of {} | {:.3} of {} | {:.3} | {f1:.4} |",
        share(counts.right, counts.n),
        share(counts.sure, counts.n),
        share(counts.sure_right, counts.sure),
        share(counts.firsts, counts.differences),
        counts.differences,
        share(counts.paraphrases_found, counts.paraphrases),
        counts.paraphrases,
        share(counts.paraphrases_found, counts.paraphrases_named),
    );
}

fn read(path: &Path) -> Result<Vec<Item>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = BufReader::new(file).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}
