//! `onrecord log`: the log of a store in, whether it holds, its entries, or a signed checkpoint out.

use crate::configuration;
use crate::message;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use onrecord_store::answering::letter::moment;
use onrecord_store::database::fault::Fault;
use onrecord_store::ledger::checkpoint::{KEY_FILE, key, sign};
use onrecord_store::ledger::entries;
use onrecord_store::ledger::note::Verifier;
use onrecord_store::ledger::verifying::verify;
use onrecord_store::machine::now;
use std::process::ExitCode;

/// Verify, show or sign the log of what happened to a store
#[derive(Debug, Args)]
pub(crate) struct Log {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Read every entry and checkpoint, and name each place where the log is not as it was written
    Verify {
        #[command(flatten)]
        place: Place,
        /// Count only signatures of this key: name+id+base64, as a checkpoint's maker printed it
        #[arg(long, value_name = "KEY")]
        key: Vec<String>,
    },
    /// List entries
    Show {
        #[command(flatten)]
        place: Place,
        /// Those about this id alone
        #[arg(long, value_name = "ID")]
        subject: Option<String>,
        /// Those after this number
        #[arg(long, value_name = "N", default_value_t = 0)]
        after: u64,
    },
    /// Sign the end of the log, and print the note: keep it where the store's keeper cannot change it
    Checkpoint {
        #[command(flatten)]
        place: Place,
    },
}

pub(crate) fn run(log: &Log) -> Result<ExitCode> {
    let configuration = configuration::find(None)?;
    let mut output = Output::open(None)?;
    let mut code = ExitCode::SUCCESS;
    match &log.task {
        Task::Verify { place, key } => {
            let mut trusted = Vec::new();
            for line in key {
                let Some(key) = Verifier::parse(line) else {
                    bail!("--key {line}: no key; it reads name+id+base64");
                };
                trusted.push(key);
            }
            let store = place.open(&configuration)?;
            let verified = store.database().read(|engine| verify(engine, &trusted))?;
            for found in &verified.breaks {
                output.write(&format!("{found}\n"))?;
            }
            if !verified.breaks.is_empty() {
                code = ExitCode::FAILURE;
            }
            message::say(&format!(
                "{} entries, {} of them erased, {} checkpoints; head {}; {}",
                verified.n_entries,
                verified.n_erased,
                verified.n_checkpoints,
                verified.head,
                match verified.breaks.len() {
                    0 => "all as it was written".to_owned(),
                    n_breaks => format!("{n_breaks} places are not as they were written"),
                },
            ));
        }
        Task::Show { place, subject, after } => {
            let store = place.open(&configuration)?;
            let mut last = *after;
            loop {
                let page = store
                    .database()
                    .read(|engine| entries(engine, last, subject.as_deref(), 1000))?;
                for entry in &page {
                    let line = format!(
                        "{}\t{}\t{}\t{}\t{}\n",
                        entry.seq,
                        moment(entry.at),
                        entry.what,
                        entry.subject,
                        entry.hash
                    );
                    output.write(&line)?;
                    last = entry.seq;
                }
                if page.is_empty() || output.is_closed() {
                    break;
                }
            }
        }
        Task::Checkpoint { place } => {
            let store = place.open(&configuration)?;
            let path = store.folder().join(KEY_FILE);
            let signer = key(&path)?;
            let signed = store.database().write(|engine| sign(engine, now(), &signer));
            let (checkpoint, note) = signed.map_err(|fault: Fault| fault)?;
            output.write(&note)?;
            message::say(&format!(
                "{} entries are signed; verify with the key {}",
                checkpoint.size,
                signer.verifier()
            ));
        }
    }
    output.finish()?;
    Ok(code)
}
