//! `onrecord export`: a store in, its findings with their published replies as lines for other programs out.

use crate::configuration::find;
use crate::output::Output;
use crate::place::Place;
use anyhow::Result;
use clap::{Args, ValueEnum};
use onrecord::report::escape::json_text;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write every finding of a store, each with its published replies, for other programs
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    place: Place,
    /// How to write them: one JSON object a finding
    #[arg(long, value_enum, default_value_t = Shape::Jsonl)]
    format: Shape,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Jsonl,
}

pub(crate) fn run(export: &Export) -> Result<ExitCode> {
    let configuration = find(export.config.as_deref())?;
    let store = export.place.open(&configuration)?;
    let mut output = Output::open(export.output.as_deref())?;
    let Shape::Jsonl = export.format;
    let mut written = Ok(());
    store.export_lines(&mut |line| {
        written = output.write(&format!("{}\n", json_text(&line.to_string())));
        written.is_ok() && !output.is_closed()
    })?;
    written?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
