//! Altered quotations with known places and differences, and the score of what a tool says of them.

mod corpus;
mod differences;
mod draw;
mod item;
mod kinds;
mod lists;
mod piece;
mod plot;
mod score;
mod site;
mod table;

use crate::corpus::Corpus;
use crate::item::Item;
use crate::score::{Texts, lines, marks};
use crate::table::Tool;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(about = "The open workload: altered quotations with known places, and their score")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write items.jsonl and the folder of interviews that they are searched in
    Build {
        /// A folder of speaker-labelled Markdown
        #[arg(long)]
        interviews: PathBuf,
        /// Items of each kind
        #[arg(long, default_value_t = 100)]
        n: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where to write
        #[arg(long)]
        output: PathBuf,
    },
    /// Write one draft an item, for `onrecord check`
    Drafts {
        /// What `build` wrote
        #[arg(long)]
        workload: PathBuf,
        /// Where to write
        #[arg(long)]
        output: PathBuf,
    },
    /// Print how often `onrecord check` names each difference
    Differences {
        /// What `build` wrote
        #[arg(long)]
        workload: PathBuf,
        /// What `onrecord check DRAFTS --record WORKLOAD/interviews --format json` printed
        #[arg(long)]
        report: PathBuf,
        /// List the misses of this kind instead
        #[arg(long)]
        show: Option<String>,
    },
    /// Print how often tools are right, and draw it
    Score {
        /// What `build` wrote
        #[arg(long)]
        workload: PathBuf,
        /// NAME=FILE: a line of JSON for each item, {"places": [{"document", "start", "end", "evalue", "fragments"}]};
        /// a file with fewer lines answers the first items of every kind
        #[arg(long, required = true)]
        answers: Vec<String>,
        /// Where to write the picture
        #[arg(long)]
        svg: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Build { interviews, n, seed, output } => build(&interviews, n, seed, &output),
        Command::Drafts { workload, output } => {
            differences::write_drafts(&lines(&workload.join("items.jsonl"))?, &output)
        }
        Command::Differences { workload, report, show } => {
            let items: Vec<Item> = lines(&workload.join("items.jsonl"))?;
            print!("{}", differences::table(&items, &report, show.as_deref())?);
            Ok(())
        }
        Command::Score { workload, answers, svg } => score(&workload, &answers, svg.as_deref()),
    }
}

/// Quotations that stand nowhere are drawn so many times as often as others: one in a hundred of them has to
/// be more than one or two.
const ABSENT: usize = 5;

fn build(interviews: &Path, n: usize, seed: u64, output: &Path) -> Result<()> {
    let corpus = Corpus::read(interviews)?;
    let held = output.join("interviews");
    for interview in &corpus.held {
        let path = held.join(&interview.path);
        fs::create_dir_all(path.parent().unwrap_or(&held))?;
        fs::write(&path, &interview.text)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let path = output.join("items.jsonl");
    let mut lines = BufWriter::new(
        fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?,
    );
    let mut n_items = 0;
    for kind in kinds::ALL {
        let n = if kind.is_absent() { ABSENT * n } else { n };
        let items = kinds::items(&corpus, kind, n, seed);
        if items.len() < n {
            eprintln!("{}: {} of {n}", kind.name, items.len());
        }
        n_items += items.len();
        for item in items {
            serde_json::to_writer(&mut lines, &item)?;
            lines.write_all(b"\n")?;
        }
    }
    println!(
        "{n_items} items of {} kinds; {} interviews to search, {} left out",
        kinds::ALL.len(),
        corpus.held.len(),
        corpus.left_out.len()
    );
    Ok(())
}

fn score(workload: &Path, answers: &[String], svg: Option<&Path>) -> Result<()> {
    let items: Vec<Item> = lines(&workload.join("items.jsonl"))?;
    let mut texts = Texts::new(&workload.join("interviews"));
    let mut tools = Vec::new();
    for named in answers {
        let (name, path) = named
            .split_once('=')
            .with_context(|| format!("--answers {named}: expected NAME=FILE"))?;
        let answers = lines(Path::new(path))?;
        anyhow::ensure!(
            answers.len() <= items.len(),
            "{path}: {} answers to {} items",
            answers.len(),
            items.len()
        );
        let asked = first_of_each(&items, answers.len());
        tools.push(Tool { name: name.to_owned(), marks: marks(&asked, &answers, &mut texts) });
    }
    print!("{}", table::markdown(&tools));
    if let Some(path) = svg {
        fs::write(path, plot::svg(&tools))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The items that a tool was asked which answers only `n`: slow ones get the first few of every kind.
fn first_of_each(items: &[Item], n: usize) -> Vec<Item> {
    if n == items.len() {
        return items.to_vec();
    }
    let mut chosen = Vec::new();
    let mut per_kind = 0;
    while chosen.len() < n && per_kind <= items.len() {
        per_kind += 1;
        chosen = kinds::ALL
            .iter()
            .flat_map(|kind| items.iter().filter(|item| item.kind == kind.name).take(per_kind))
            .cloned()
            .collect();
    }
    chosen
}
