//! Which files a path stands for, and their bytes within the limit.

use crate::error::Error;
use onrecord::document::limits::INPUT_BYTES;
use onrecord::document::side_file::ENDINGS;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file that may hold documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Haystack {
    /// Where it lies.
    pub path: PathBuf,
    /// Whether the user named it, or the folder that holds it was named. What can't be read in a
    /// folder is passed over; what was named is complained of.
    pub chosen: Chosen,
}

/// How a file was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Its own path was given.
    ByName,
    /// It lies in a folder that was given.
    ByFolder,
}

/// Endings of files that are looked at in a folder.
const READ: [&str; 13] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "json", "jsonl", "ndjson",
    "vtt", "srt",
];

/// Endings of transcripts that no other program writes.
const TRANSCRIPTS: [&str; 1] = ["said"];

/// Names, without ending, of files that tell about a folder and hold no document.
const ABOUT: [&str; 6] = ["license", "licence", "copying", "notice", "readme", "changelog"];

/// The files that `path` stands for, sorted: itself, or all below it that may hold documents. Hidden
/// files, side files and files of other formats are left out of a folder; links are followed, and a
/// link that leads back to a folder it lies in is passed over.
pub fn files(path: &Path) -> Vec<Result<Haystack, Error>> {
    files_and(path, &[])
}

/// As [`files`], with the files of a folder whose names have one of the endings `more`.
pub(crate) fn files_and(path: &Path, more: &[&str]) -> Vec<Result<Haystack, Error>> {
    let is_hidden = |entry: &DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut files = Vec::new();
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.depth() == 0 && !entry.file_type().is_dir() => {
                files.push(Ok(Haystack { path: entry.into_path(), chosen: Chosen::ByName }));
            }
            Ok(entry)
                if entry.file_type().is_file() && (may_hold(entry.path()) || has(&entry, more)) =>
            {
                files.push(Ok(Haystack { path: entry.into_path(), chosen: Chosen::ByFolder }));
            }
            Ok(_) => {}
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(path).to_owned();
                // The walk's own message repeats the path; the system's reason is enough.
                let source = error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into());
                files.push(Err(Error::Read { path, source }));
            }
        }
    }
    let beside: BTreeSet<PathBuf> = files
        .iter()
        .flatten()
        .filter(|file| !ENDINGS.contains(&ending(&file.path).as_str()))
        .flat_map(|file| side_files(&file.path))
        .collect();
    files.retain(|file| {
        file.as_ref()
            .map_or(true, |file| file.chosen == Chosen::ByName || !beside.contains(&file.path))
    });
    files
}

/// Where the side files of the record at `path` lie if it has some, in the order of preference.
pub fn side_files(path: &Path) -> impl Iterator<Item = PathBuf> {
    let own = ending(path);
    let path = path.to_owned();
    ENDINGS
        .into_iter()
        .filter(move |ending| *ending != own)
        .map(move |ending| path.with_extension(ending))
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn has(entry: &DirEntry, endings: &[&str]) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    endings.iter().any(|ending| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
}

fn may_hold(path: &Path) -> bool {
    let ending = ending(path);
    let stem =
        path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    (READ.contains(&ending.as_str()) || TRANSCRIPTS.contains(&ending.as_str()))
        && !ABOUT.contains(&stem.as_str())
}

/// The bytes of one file. A file that is larger than the limit is refused by its size, unread; one
/// without a size (a pipe, a device) is read up to the limit.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let too_large =
        |bytes| Err(Error::TooLarge { path: path.to_owned(), bytes, limit: INPUT_BYTES as u64 });
    let limit = INPUT_BYTES as u64;
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > limit {
        return too_large(size);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit { too_large(bytes.len() as u64) } else { Ok(bytes) }
}
