//! `onrecord erase`: whose data the law asks to be gone in; the store's files without it, and a tombstone in
//! the log, out.

use crate::configuration;
use crate::message;
use crate::output::Output;
use crate::place::Place;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use onrecord_store::erasing::person::{self, Changes, Mode, pseudonymise};
use onrecord_store::erasing::{replier, scour};
use onrecord_store::ledger::verifying::verify;
use onrecord_store::machine::now;
use onrecord_store::post::outbox::forget;
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::thread::available_parallelism;

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
    /// A private person who is quoted: the names go, in place; ids and links stay, and pages show a pseudonym
    Person {
        /// The person's id, or the whole name as the record has it
        who: String,
        /// A further spelling of the name; may be given several times
        #[arg(long, value_name = "NAME")]
        also: Vec<String>,
        /// What pages show instead [default: "Person" and digits of the id]
        #[arg(long = "as", value_name = "PSEUDONYM")]
        pseudonym: Option<String>,
        /// List what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
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
        Whom::Person { who, also, pseudonym, dry_run } => {
            let pseudonym = pseudonym.as_deref();
            let whom = person::Whom { who, also, pseudonym, reason: &erase.reason };
            let mode = if *dry_run { Mode::Dry } else { Mode::Done };
            let n_threads = available_parallelism().map_or(1, NonZeroUsize::get);
            let changes = pseudonymise(&store, whom, mode, now(), n_threads)?;
            let mut output = Output::open(None)?;
            output.write(&listed(&changes))?;
            output.finish()?;
            if mode == Mode::Dry {
                message::say("a dry run: nothing was changed");
                return Ok(ExitCode::SUCCESS);
            }
            message::say(&format!("{} stands instead", changes.pseudonym));
        }
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

/// One line a thing that changes, or would.
fn listed(changes: &Changes) -> String {
    let mut text = String::new();
    for id in &changes.persons {
        let _ = writeln!(text, "person\t{id}\t{}", changes.pseudonym);
    }
    for (id, versions) in &changes.documents {
        let versions: Vec<String> = versions.iter().map(u32::to_string).collect();
        let _ = writeln!(text, "document\t{id}\tversions {}", versions.join(", "));
    }
    let rows = changes.rows;
    for (n_rows, what) in [
        (rows.n_turns, "turns of records"),
        (rows.n_findings, "findings"),
        (rows.n_statements, "statements"),
        (rows.n_shown, "kept versions of statements"),
        (rows.n_others, "outlets, occasions and notes on replies"),
    ] {
        let _ = writeln!(text, "rows\t{n_rows}\t{what}");
    }
    for path in &changes.captures {
        let _ = writeln!(text, "capture\t{}\tdeleted", path.display());
    }
    for id in &changes.replies {
        let _ = writeln!(text, "reply\t{id}\tsays the name and stays: onrecord erase replier {id}");
    }
    text
}
