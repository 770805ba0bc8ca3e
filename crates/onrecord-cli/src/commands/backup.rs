//! `onrecord backup`: a store in, a copy that can be opened in its place out.

use crate::configuration::find;
use crate::message;
use crate::place::Place;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Copy a store to an empty folder while it is in use; the copy is a store
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The folder that is made, or is empty
    to: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(crate) fn run(backup: &Backup) -> Result<ExitCode> {
    let configuration = find(backup.config.as_deref())?;
    let store = backup.place.open(&configuration)?;
    store.backup(&backup.to)?;
    message::say(&format!("{} is a copy of {}", backup.to.display(), store.folder().display()));
    Ok(ExitCode::SUCCESS)
}
