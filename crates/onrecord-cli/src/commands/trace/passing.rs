//! A store for one run: articles and records in, a store that goes with the run out. It lies in the folder for
//! temporary files, readable by its owner alone.

use anyhow::{Result, bail};
use onrecord::attribution::people::People;
use onrecord::verdict::policy::Policy;
use onrecord_store::store::Store;
use onrecord_store::store::adding::Adding;
use std::fs::{self, DirBuilder};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

/// The folder of a store that goes when it is dropped.
#[derive(Debug)]
pub(crate) struct Passing {
    folder: PathBuf,
}

impl Drop for Passing {
    fn drop(&mut self) {
        // What cannot be removed is the system's to clear: the folder is one of its temporary ones.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Passing {
    /// Reads `paths`: each is taken for an article or a record as what it is.
    pub(crate) fn read(paths: &[PathBuf], policy: &Policy, people: &People) -> Result<Passing> {
        let folder = made()?;
        let passing = Passing { folder };
        let n_threads = available_parallelism().map_or(1, NonZeroUsize::get);
        let adding = Adding { paths, kind: None, policy, people, n_threads };
        let done = passing.store()?.add(&adding, &|_| ())?;
        for error in done.errors {
            crate::message::error(error);
        }
        for (name, problem) in &done.lost {
            crate::message::say(&format!("{name}: {problem}"));
        }
        if done.n_added == 0 {
            bail!(
                "nothing could be read; give articles, transcripts, captions, or folders of them"
            );
        }
        Ok(passing)
    }

    pub(crate) fn store(&self) -> Result<Store> {
        Ok(Store::open(&self.folder.join("store"), None)?)
    }
}

/// A folder of this run's own.
fn made() -> Result<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let within = std::env::temp_dir();
    for number in 0..100 {
        let folder = within.join(format!("onrecord-trace-{}-{number}", std::process::id()));
        if builder.create(&folder).is_ok() {
            return Ok(folder);
        }
    }
    bail!("no folder can be made in {}", within.display())
}
