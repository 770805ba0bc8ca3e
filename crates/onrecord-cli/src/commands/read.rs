//! `onrecord read`: a document in, its blocks, metadata and main text or turns out.

use crate::message;
use crate::output::Output;
use anyhow::Result;
use clap::{Args, ValueEnum};
use onrecord::document::origin::DocumentKind;
use onrecord::report::escape::json_text;
use onrecord::report::reading;
use onrecord_store::stream::stream;
use std::path::PathBuf;
use std::process::ExitCode;

/// Show what is read of documents: text, blocks, metadata with its sources, turns and times
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Documents: files or folders; `-` for the standard input
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// Read them as records of an occasion
    #[arg(long)]
    record: bool,
    /// How to print them: one JSON object a document, or text
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Json,
    Text,
}

pub(crate) fn run(read: &Read) -> Result<ExitCode> {
    let kind = if read.record { DocumentKind::Record } else { DocumentKind::Article };
    let mut output = Output::open(read.output.as_deref())?;
    let mut code = 2;
    for document in stream(&read.documents, kind) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                message::error(error);
                continue;
            }
        };
        message::problems(&document.origin.name, &document.problems);
        if !message::is_lost(&document) {
            code = 0;
        }
        match read.format {
            Shape::Json => {
                output.write(&format!("{}\n", json_text(&reading::json(&document).to_string())))?;
            }
            Shape::Text => output.write(&format!("{}\n", reading::text(&document)))?,
        }
        if output.is_closed() {
            break;
        }
    }
    output.finish()?;
    Ok(ExitCode::from(code))
}
