//! Which files a path stands for, and their bytes within the limit.

use crate::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Largest input read, in bytes (`ingest.md` §5.2: 32 MiB).
pub const MAX_BYTES: u64 = 32 << 20;

/// The files that `path` stands for, sorted: itself, or all below it, hidden ones left out.
pub fn files(path: &Path) -> Vec<Result<PathBuf, Error>> {
    WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        })
        .filter(|entry| entry.as_ref().map_or(true, |entry| !entry.file_type().is_dir()))
        .map(|entry| match entry {
            Ok(entry) => Ok(entry.into_path()),
            Err(error) => {
                let path = error.path().unwrap_or(path).to_owned();
                Err(Error::Read { path, source: error.into() })
            }
        })
        .collect()
}

/// The bytes of one file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let bytes = fs::metadata(path).map_err(read)?.len();
    if bytes > MAX_BYTES {
        return Err(Error::TooLarge { path: path.to_owned(), bytes, limit: MAX_BYTES });
    }
    fs::read(path).map_err(read)
}
