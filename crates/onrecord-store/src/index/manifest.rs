//! Which segments make up an index, and which files their documents came from. A folder in, the
//! manifest out, and back: one file, renamed into place when it is whole.

use crate::error::Error;
use crate::haystack::{Haystack, side_files};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The manifest's name in the folder of an index.
pub const NAME: &str = "manifest.json";
/// The version of its shape.
const VERSION: u32 = 1;

/// What an index consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub(crate) version: u32,
    /// The number that the next segment is named by.
    pub(crate) next: u32,
    /// In the order in which they are searched.
    pub(crate) segments: Vec<Kept>,
    /// By path.
    pub(crate) files: Vec<Read>,
}

/// A segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    /// Its file in the folder of the index.
    pub(crate) name: String,
    /// Documents, removed ones included.
    pub(crate) documents: u32,
    /// Bytes of their texts.
    pub(crate) text_bytes: u64,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Read {
    /// As it was given, or found in the folder that was given.
    pub(crate) path: PathBuf,
    /// Size and time of change of the file and of what tells about it.
    pub(crate) stamp: String,
    /// Where its documents are, in their order; none for a file that holds no document.
    pub(crate) runs: Vec<Run>,
}

/// Documents side by side in one segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    /// Index of the segment.
    pub(crate) segment: usize,
    /// The first document's number there.
    pub(crate) first: u32,
    /// Documents.
    pub(crate) n: u32,
}

/// Size and time of change of `file` and of its side files: a file with another stamp is read again.
pub(crate) fn stamp(file: &Haystack) -> Result<String, Error> {
    let failed = |source| Error::Read { path: file.path.clone(), source };
    let told = |path: &Path| -> std::io::Result<String> {
        let metadata = fs::metadata(path)?;
        let changed = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(format!("{}@{}", metadata.len(), changed.as_nanos()))
    };
    let mut stamp = told(&file.path).map_err(failed)?;
    for side in side_files(&file.path).filter(|side| side.is_file()) {
        stamp.push('+');
        stamp.push_str(&told(&side).map_err(failed)?);
    }
    Ok(stamp)
}

impl Manifest {
    /// Reads the manifest of the index in `folder`.
    pub(crate) fn read(folder: &Path) -> Result<Manifest, Error> {
        let path = folder.join(NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(source) => return Err(Error::Read { path, source }),
        };
        let malformed = |message: &str| Error::Malformed {
            path: path.clone(),
            line: 1,
            message: format!("{message}; build the index again"),
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| malformed("damaged manifest"))?;
        let (json, sum) =
            text.trim_end().rsplit_once('\n').ok_or_else(|| malformed("manifest cut short"))?;
        if sum != checksum(json) {
            return Err(malformed("damaged manifest"));
        }
        let manifest: Manifest = serde_json::from_str(json)
            .map_err(|error| malformed(&format!("no manifest: {error}")))?;
        if manifest.version != VERSION {
            let version = manifest.version;
            return Err(malformed(&format!("manifest {version} is not read, only {VERSION}")));
        }
        Ok(manifest)
    }

    /// The stamp of the file when it was read.
    pub(crate) fn stamp_of(&self, path: &Path) -> Option<&str> {
        let at = self.files.binary_search_by(|read| read.path.as_path().cmp(path)).ok()?;
        Some(self.files.get(at)?.stamp.as_str())
    }

    /// Puts the manifest in the place of the one before, whole or not at all.
    pub(crate) fn publish(&mut self, folder: &Path) -> Result<(), Error> {
        self.version = VERSION;
        let failed = |source: std::io::Error| Error::Write { path: folder.join(NAME), source };
        let json = serde_json::to_string(self).map_err(|error| failed(error.into()))?;
        let bytes = format!("{json}\n{}\n", checksum(&json));
        write(folder, NAME, bytes.as_bytes())
    }

    /// Removes what lies in `folder` and is no part of the index: what a run left that was stopped.
    pub(crate) fn sweep(&self, folder: &Path) {
        let names: BTreeSet<&str> = self.segments.iter().map(|kept| kept.name.as_str()).collect();
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_ours = name.ends_with(".seg") || name.ends_with(".part");
            if is_ours && !names.contains(name.as_str()) {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn checksum(json: &str) -> String {
    format!("{:08x}", crc32fast::hash(json.as_bytes()))
}

/// Writes a file of the index: under another name first, and renamed when all of it is on the disk.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    let part = folder.join(format!("{name}.part"));
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &path)?;
        // The rename itself is on the disk when the folder is.
        File::open(folder)?.sync_all()
    });
    written.map_err(|source| Error::Write { path, source })
}
