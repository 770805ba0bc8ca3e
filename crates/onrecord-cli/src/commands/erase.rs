//! `onrecord erase`: whose data the law asks to be gone in; the store's files without it, and a tombstone in
//! the log, out.

use crate::configuration;
use crate::message;
use crate::place::Place;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use onrecord_store::erasing::{replier, scour};
use onrecord_store::ledger::verifying::verify;
use onrecord_store::machine::now;
use onrecord_store::post::forget;
use std::process::ExitCode;

/// Erase personal data that the law asks to be gone; the log verifies before and after
#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[command(subcommand)]
    whom: Whom,
    #[command(flatten)]
    place: Place,
    /// The ground in law, without a name; the log commits to it
    #[arg(long, default_value = "a request to be erased", global = true)]
    reason: String,
}

#[derive(Debug, Subcommand)]
enum Whom {
    /// Who sent in a reply: key, words, address, links and mails go
    Replier {
        /// The reply
        id: String,
    },
}

pub(crate) fn run(erase: &Erase) -> Result<ExitCode> {
    let configuration = configuration::find(None)?;
    let store = erase.place.open(&configuration)?;
    let database = store.database();
    let before = database.read(|engine| verify(engine, &[]))?;
    if let Some(found) = before.breaks.first() {
        bail!("the log does not verify, so nothing was erased: {found}");
    }
    match &erase.whom {
        Whom::Replier { id } => {
            database.write(|engine| replier::erase(engine, id, &erase.reason, now()))?;
            let n_mails = forget(store.folder(), id)?;
            database.apart(scour)?;
            message::say(&format!("{id}: erased, with {n_mails} mails of the outbox"));
        }
    }
    let after = database.read(|engine| verify(engine, &[]))?;
    match after.breaks.first() {
        Some(found) => bail!("the log does not verify: {found}"),
        None => message::say(&format!("the log verifies: {} entries", after.n_entries)),
    }
    Ok(ExitCode::SUCCESS)
}
