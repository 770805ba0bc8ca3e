//! An index at rest: a folder of segments and a manifest that names them. A folder in, an archive out.
//! What a run of [`writing::update`] has not published does not exist for a reader.

pub mod manifest;
mod mapped;
mod merging;
pub mod writing;

use crate::error::Error;
use crate::haystack::files;
use crate::index::manifest::{Manifest, stamp};
use crate::index::mapped::segment;
use onrecord::matching::archive::Archive;
use onrecord::matching::index::Held;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder that an index of a folder lies in by itself: hidden, so that it holds no records.
pub const FOLDER: &str = ".onrecord";

/// An index that was opened.
#[derive(Debug)]
pub struct Index {
    pub(crate) archive: Archive,
    pub(crate) manifest: Manifest,
    pub(crate) paths: Vec<PathBuf>,
}

/// The folder of the index that `path` is or has: itself, or its own `.onrecord`.
#[must_use]
pub fn folder(path: &Path) -> Option<PathBuf> {
    let inside = path.join(FOLDER);
    [path.to_owned(), inside].into_iter().find(|folder| folder.join(manifest::NAME).is_file())
}

impl Index {
    /// Opens the index in `folder`. Its segments are mapped, and their bytes checked as they are read.
    ///
    /// # Errors
    /// Where the manifest or a segment is missing, damaged, or of another version.
    pub fn open(folder: &Path) -> Result<Index, Error> {
        let manifest = Manifest::read(folder)?;
        let mut paths = Vec::new();
        let mut held = Vec::new();
        for kept in &manifest.segments {
            let path = folder.join(&kept.name);
            let segment = Arc::new(segment(&path)?);
            let records = vec![None; segment.n_documents() as usize];
            held.push(Held { segment, records });
            paths.push(path);
        }
        let mut next = 0;
        for run in manifest.files.iter().flat_map(|file| &file.runs) {
            for document in run.first..run.first.saturating_add(run.n) {
                let slot = held
                    .get_mut(run.segment)
                    .and_then(|held| held.records.get_mut(document as usize));
                if let Some(slot) = slot {
                    *slot = Some(next);
                    next += 1;
                }
            }
        }
        Ok(Index { archive: Archive::of(&held), manifest, paths })
    }

    /// Whether the files in `root` are those that the index was built from, as they were.
    pub(crate) fn is_fresh(&self, root: &Path) -> Result<bool, Error> {
        let mut read = self.manifest.files.iter();
        for file in files(root) {
            let file = file?;
            let is_known = read.next().is_some_and(|read| read.path == file.path);
            let stamped = self.manifest.stamp_of(&file.path);
            if !is_known || stamped != Some(stamp(&file)?.as_str()) {
                return Ok(false);
            }
        }
        Ok(read.next().is_none())
    }

    /// What was found damaged while the archive was searched; what it gave is then not to be used.
    #[must_use]
    pub fn damage(&self) -> Option<Error> {
        let (segment, fault) = self.archive.fault()?;
        let path = self.paths.get(segment).cloned().unwrap_or_default();
        Some(Error::Damaged { path, fault })
    }
}

/// Reads every byte of the index in `folder` and compares it with its checksum.
///
/// # Errors
/// Where one differs.
pub fn verify(folder: &Path) -> Result<(), Error> {
    for kept in &Manifest::read(folder)?.segments {
        let path = folder.join(&kept.name);
        segment(&path)?.verify().map_err(|fault| Error::Damaged { path, fault })?;
    }
    Ok(())
}
