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
use onrecord_store::store::Store;
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
    manner: Manner,
}

/// Where documents are added, and how they are checked.
#[derive(Debug, Args)]
pub(crate) struct Manner {
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
    let store = add.manner.open_or_make()?;
    let done = add.manner.add(&store, &add.documents)?;
    if done.n_added + done.n_changed + done.n_known == 0 {
        bail!("nothing could be read; give articles, transcripts, captions, or folders of them");
    }
    Ok(ExitCode::SUCCESS)
}

impl Manner {
    /// Opens the store, and makes it where there is none.
    pub(crate) fn open_or_make(&self) -> Result<Store> {
        self.place.open_or_make(&find(self.config.as_deref())?)
    }

    /// Adds `paths` to `store`, and says what came of it.
    pub(crate) fn add(&self, store: &Store, paths: &[PathBuf]) -> Result<Done> {
        let configuration = find(self.config.as_deref())?;
        let kept = store.policy_name()?;
        let name = self.policy.as_ref().or(kept.as_ref()).or(configuration.policy.as_ref());
        let policy = policy::named(name.map_or("verbatim", String::as_str), &configuration)?;
        let people = people::read(self.people.as_ref().or(configuration.people.as_ref()))?;
        let adding = Adding {
            paths,
            kind: self.kind.map(|kind| match kind {
                Kind::Article => DocumentKind::Article,
                Kind::Record => DocumentKind::Record,
            }),
            policy: &policy,
            people: &people,
            n_threads: self.threads.or(available_parallelism().ok()).map_or(1, NonZeroUsize::get),
        };
        let gauge = Gauge::new();
        let mut done = store.add(&adding, &|step| match step {
            Step::Taking { n_done, n_bytes } => gauge.bytes("reading", n_done, n_bytes),
            Step::Indexing => gauge.begin("indexing the records"),
            Step::Checking { n_done, n_all } => gauge.share("checking articles", n_done, n_all),
            Step::Settling => gauge.begin("putting statements together"),
        })?;
        drop(gauge);
        let n_failed = done.errors.len() + done.lost.len();
        std::mem::take(&mut done.errors).into_iter().for_each(message::error);
        for (name, problem) in &done.lost {
            message::say(&format!("{name}: {problem}"));
        }
        let Done { n_added, n_changed, n_known, n_checked, n_statements, .. } = &done;
        if n_added + n_changed + n_known > 0 {
            message::say(&format!(
                "{}: {n_added} added, {n_changed} in a further version, {n_known} known, {n_failed} not \
                 read; {n_checked} articles checked, {n_statements} statements",
                store.folder().display(),
            ));
        }
        Ok(done)
    }
}
