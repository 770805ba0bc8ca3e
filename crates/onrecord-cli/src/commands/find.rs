//! `onrecord find`: words in, the places in the record where they were said out.

use crate::message;
use crate::output::Output;
use crate::progress::Progress;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use onrecord::find::{Query, find, rendering};
use onrecord_store::record::Record;
use serde::Deserialize;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Find where words were said, however altered, with speaker, time and every other place
///
/// Exit code 1 means that some words were not found in the record given.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// The words, without the marks around them
    #[arg(required_unless_present = "queries", conflicts_with = "queries")]
    words: Option<String>,
    /// Look for many: one quotation a line, or one JSON object a line with "text" and, if known,
    /// "speaker", "date", "occasion" and "id"; `-` for the standard input
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
    /// Records: files or folders, or an index of a folder
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    record: Vec<PathBuf>,
    /// Who is given as the speaker of the words
    #[arg(long, value_name = "NAME", conflicts_with = "queries")]
    speaker: Option<String>,
    /// When the words were printed: YYYY-MM-DD
    #[arg(long, value_name = "DATE", conflicts_with = "queries")]
    date: Option<String>,
    /// What the words are said to be from: an occasion, a place, an outlet
    #[arg(long, value_name = "WORDS", conflicts_with = "queries")]
    occasion: Option<String>,
    /// How to print the places: one JSON object a quotation, or text
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Text,
    Jsonl,
}

/// One line of a file of queries that is a JSON object.
#[derive(Debug, Default, Deserialize)]
struct Line {
    text: String,
    speaker: Option<String>,
    date: Option<String>,
    occasion: Option<String>,
    id: Option<Value>,
}

pub(crate) fn run(asked: &Find) -> Result<ExitCode> {
    let record = record(&asked.record)?;
    let mut output = Output::open(asked.output.as_deref())?;
    let mut progress = Progress::new();
    let mut n_lost = 0;
    let mut answer = |id: Option<Value>, query: Query| -> Result<bool> {
        let places = find(record.archive(), &query);
        let text = match asked.format {
            Shape::Text => rendering::text(record.archive(), &query, &places),
            Shape::Jsonl => rendering::jsonl(record.archive(), id.as_ref(), &query, &places),
        };
        if let Some(error) = record.damage() {
            return Err(error.into());
        }
        n_lost += usize::from(!places.iter().any(|place| place.is_found));
        output.write(&text)?;
        progress.step();
        Ok(!output.is_closed())
    };
    match (&asked.words, &asked.queries) {
        (Some(words), _) => {
            let line = Line {
                text: words.clone(),
                speaker: asked.speaker.clone(),
                date: asked.date.clone(),
                occasion: asked.occasion.clone(),
                id: None,
            };
            answer(None, query(line).context("--date")?)?;
        }
        (None, Some(path)) => {
            for (line_idx, line) in lines(path)?.enumerate() {
                let place = || format!("{}:{}", path.display(), line_idx + 1);
                let line = line.with_context(place)?;
                let words = line.trim_start_matches('\u{FEFF}').trim();
                if words.is_empty() {
                    continue;
                }
                let line = parse(words).with_context(place)?;
                let id = line.id.clone();
                if !answer(id, query(line).with_context(place)?)? {
                    break;
                }
            }
        }
        (None, None) => bail!("no words are given; name them, or a file with --queries"),
    }
    drop(progress);
    output.finish()?;
    Ok(ExitCode::from(u8::from(n_lost > 0)))
}

fn lines(path: &Path) -> Result<Box<dyn Iterator<Item = io::Result<String>>>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lines()));
    }
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Box::new(BufReader::new(file).lines()))
}

/// A line is a JSON object if it opens as one.
fn parse(line: &str) -> Result<Line> {
    if line.starts_with('{') {
        return serde_json::from_str(line).context("no query");
    }
    Ok(Line { text: line.to_owned(), ..Line::default() })
}

fn query(line: Line) -> Result<Query> {
    let date = line.date.filter(|date| !date.is_empty());
    let date = date.map(|date| {
        date.parse().with_context(|| format!("{date:?} is no day; write it as 2020-10-22"))
    });
    let Line { text, speaker, occasion, .. } = line;
    Ok(Query { text, speaker, date: date.transpose()?, occasion })
}

/// The records, with a message for each that could not be read.
fn record(paths: &[PathBuf]) -> Result<Record> {
    let opened = Record::open(paths);
    opened.errors.into_iter().for_each(message::error);
    if opened.value.is_on_disk() {
        return Ok(opened.value);
    }
    let records = opened.value.archive().records();
    for record in records {
        message::problems(&record.origin.name, &record.problems);
    }
    if records.iter().all(message::is_lost) {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        bail!("no record could be read in {}", names.join(", "));
    }
    message::unindexed(paths, records.iter().map(|record| record.text.len()).sum());
    Ok(opened.value)
}
