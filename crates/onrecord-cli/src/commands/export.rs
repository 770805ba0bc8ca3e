//! `onrecord export`: a store in, its findings with their published replies in a form for other programs out.

use crate::configuration::find;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Result, bail};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord_store::exporting::{Export as To, Shape, URN};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write every finding of a store, each with its published replies, for other programs
///
/// jsonl: one JSON object a finding. parquet: one row a finding, with its replies as JSON. annotation: W3C Web
/// Annotation. json-ld: schema.org. wacz: the captured pages whole, with an index, and the findings in them.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    place: Place,
    /// How to write them
    #[arg(long, value_parser = shape(), default_value = "jsonl")]
    format: Shape,
    /// What ids begin with in annotation and json-ld: the address of the record's pages
    #[arg(long, value_name = "URL", default_value = URN)]
    address: String,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn shape() -> impl TypedValueParser<Value = Shape> {
    PossibleValuesParser::new(Shape::ALL.map(|(_, name)| name)).try_map(|name| {
        let found = Shape::ALL.iter().find(|(_, one)| *one == name);
        found.map(|(shape, _)| *shape).ok_or("no such format")
    })
}

pub(crate) fn run(export: &Export) -> Result<ExitCode> {
    let is_packed = matches!(export.format, Shape::Table | Shape::Pack);
    if is_packed && export.output.is_none() && std::io::stdout().is_terminal() {
        bail!("this format is no text; name a file with --output");
    }
    let configuration = find(export.config.as_deref())?;
    let store = export.place.open(&configuration)?;
    let mut output = Output::open(export.output.as_deref())?;
    let address = export.address.trim_end_matches('/');
    let written = store.export(export.format, &mut To { sink: &mut output, address });
    if !output.is_closed() {
        written?;
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
