//! `onrecord add`: documents in, a store that keeps them and what was found in them out.

use crate::configuration::find;
use crate::message;
use crate::people;
use crate::place::Place;
use crate::policy;
use crate::progress::Gauge;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use onrecord::document::origin::DocumentKind;
use onrecord_store::store::adding::{Adding, Done, Step};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;

/// Add articles and records to a store; every quotation is laid beside all records that it holds
///
/// What is known is passed over. A run that was stopped is finished by the next one.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Articles and records: files or folders
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Take them all for articles, or all for records [default: what each is: transcripts, captions and
    /// files with a side file are records]
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    /// The house's rules [default: the store's, else onrecord.toml's, else verbatim]
    #[arg(long, value_name = "NAME")]
    policy: Option<String>,
    /// Persons with their names and ids: a TOML file with a [[person]] each
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// The settings, instead of the nearest onrecord.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Article,
    Record,
}

pub(crate) fn run(add: &Add) -> Result<ExitCode> {
    let configuration = find(add.config.as_deref())?;
    let store = add.place.open_or_make(&configuration)?;
    let kept = store.policy_name()?;
    let name = add.policy.as_ref().or(kept.as_ref()).or(configuration.policy.as_ref());
    let policy = policy::named(name.map_or("verbatim", String::as_str), &configuration)?;
    let people = people::read(add.people.as_ref().or(configuration.people.as_ref()))?;
    let adding = Adding {
        paths: &add.documents,
        kind: add.kind.map(|kind| match kind {
            Kind::Article => DocumentKind::Article,
            Kind::Record => DocumentKind::Record,
        }),
        policy: &policy,
        people: &people,
        n_threads: add.threads.or(available_parallelism().ok()).map_or(1, NonZeroUsize::get),
    };
    let gauge = Gauge::new();
    let done = store.add(&adding, &|step| match step {
        Step::Taking { n_done, n_bytes } => gauge.bytes("reading", n_done, n_bytes),
        Step::Indexing => gauge.begin("indexing the records"),
        Step::Checking { n_done, n_all } => gauge.share("checking articles", n_done, n_all),
        Step::Settling => gauge.begin("putting statements together"),
    })?;
    drop(gauge);
    let Done { n_added, n_changed, n_known, n_checked, n_statements, lost, errors } = done;
    let n_failed = errors.len() + lost.len();
    errors.into_iter().for_each(message::error);
    for (name, problem) in &lost {
        message::say(&format!("{name}: {problem}"));
    }
    if n_added + n_changed + n_known == 0 {
        bail!("nothing could be read; give articles, transcripts, captions, or folders of them");
    }
    message::say(&format!(
        "{}: {n_added} added, {n_changed} in a further version, {n_known} known, {n_failed} not read; \
         {n_checked} articles checked, {n_statements} statements",
        store.folder().display(),
    ));
    Ok(ExitCode::SUCCESS)
}
