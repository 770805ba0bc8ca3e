//! `onrecord index`: a folder of records in, an index of their words on the disk out.

use crate::message;
use crate::progress::Progress;
use anyhow::{Result, bail};
use clap::Args;
use onrecord::document::Document;
use onrecord_store::index::writing::{Watch, update};
use onrecord_store::index::{FOLDER, folder, verify};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

/// Build an index of a folder of records, or bring it up to date; find and check then use it
///
/// New and changed files are read, what is gone is left out. Whatever stops the run, the index is as it
/// was before or as it is after.
#[derive(Debug, Args)]
pub(crate) struct Index {
    /// The folder of records
    record: PathBuf,
    /// Where the index goes [default: .onrecord in the folder, where find and check look for it]
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Read every byte of an index and compare it with its checksum; nothing is built
    #[arg(long, conflicts_with = "threads")]
    verify: bool,
}

/// The documents that go by.
struct Seen(Mutex<Progress>);

impl Watch for Seen {
    fn took(&self, document: &Document) {
        message::problems(&document.origin.name, &document.problems);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).step();
    }
}

pub(crate) fn run(index: &Index) -> Result<ExitCode> {
    let named = index.output.clone();
    if index.verify {
        let path = named.as_ref().unwrap_or(&index.record);
        let Some(folder) = folder(path) else { bail!("{} is no index", path.display()) };
        verify(&folder)?;
        message::say(&format!("{}: every byte is as it was written", folder.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let output = named.unwrap_or_else(|| index.record.join(FOLDER));
    let n_threads = index.threads.or(available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let seen = Seen(Mutex::new(Progress::new()));
    let done = update(&index.record, &output, n_threads, &seen)?;
    drop(seen);
    let n_failed = done.errors.len();
    done.errors.into_iter().for_each(message::error);
    if done.n_documents == 0 {
        bail!("no record could be read in {}", index.record.display());
    }
    let share = done.index_bytes as f64 / done.text_bytes.max(1) as f64;
    message::say(&format!(
        "{}: {} documents, {:.1} MB of text, index {:.1} MB ({share:.2} of the text); {} files read, \
         {} kept, {} gone",
        output.display(),
        done.n_documents,
        done.text_bytes as f64 / 1e6,
        done.index_bytes as f64 / 1e6,
        done.n_read - n_failed.min(done.n_read),
        done.n_kept,
        done.n_removed,
    ));
    Ok(ExitCode::SUCCESS)
}
