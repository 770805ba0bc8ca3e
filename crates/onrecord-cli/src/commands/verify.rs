//! `onrecord verify`: a store in, whether all of it is as it was written out.

use crate::configuration::find;
use crate::message;
use crate::place::Place;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Read all of a store and compare it with its hashes; says what is damaged, and where
///
/// Exit code 1 means that something is.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    place: Place,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(crate) fn run(verify: &Verify) -> Result<ExitCode> {
    let configuration = find(verify.config.as_deref())?;
    let store = verify.place.open(&configuration)?;
    let verified = store.verify()?;
    for fault in &verified.faults {
        message::say(fault);
    }
    if verified.is_unfinished {
        message::say("a run was stopped before its end; the next onrecord add finishes it");
    }
    let outcome = match verified.faults.len() {
        0 => "every byte is as it was written".to_owned(),
        n => format!("{n} faults"),
    };
    message::say(&format!(
        "{}: {} versions of documents, {} findings, {} versions of statements, {} captures: {outcome}",
        store.folder().display(),
        verified.n_versions,
        verified.n_findings,
        verified.n_shown,
        verified.n_captures,
    ));
    Ok(ExitCode::from(u8::from(!verified.faults.is_empty())))
}
