//! What may be added: paths in, the documents that they offer out, one at a time, unread. A file offers
//! itself; a file of JSON lines, a list, a feed or an archive of captures offers each document in it.

use crate::error::Error;
use crate::haystack::{Chosen, Haystack, bytes, files_and, side_files};
use crate::store::feed::entries;
use crate::store::identity::digest;
use crate::store::warc::pages;
use onrecord::document::limits::INPUT_BYTES;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Endings of files that hold other documents' texts: feeds, captures.
const MORE: [&str; 5] = ["xml", "rss", "atom", "warc", "warc.gz"];

/// One document that is offered.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What the side file beside it holds, and its name.
    pub side: Option<(Vec<u8>, String)>,
    /// The name that the bytes are read under.
    pub read_as: String,
    /// What the document is called if it gives no address of its own.
    pub name: String,
    /// The address that it was fetched from.
    pub url: Option<String>,
    /// When it was fetched, in microseconds.
    pub captured: Option<i64>,
    /// The capture that holds it.
    pub capture: Option<String>,
    /// Whether what cannot be read is complained of.
    pub is_named: bool,
}

/// Everything that `paths` offer, in their order. Files below `root` are called by their path from there,
/// others by their whole path.
pub(crate) fn offers(
    paths: &[PathBuf],
    root: &Path,
) -> impl Iterator<Item = Result<Offered, Error>> {
    let root = root.to_owned();
    paths.iter().flat_map(|path| files_and(path, &MORE)).flat_map(move |file| {
        let opened = file.and_then(|file| open(&file, &root));
        opened.unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
    })
}

type Offers = Box<dyn Iterator<Item = Result<Offered, Error>>>;

fn open(file: &Haystack, root: &Path) -> Result<Offers, Error> {
    let path = &file.path;
    let called = called(path, root)?;
    let read_as = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_named = file.chosen == Chosen::ByName;
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ending == "jsonl" || ending == "ndjson" {
        let failed = |source| Error::Read { path: path.clone(), source };
        let source = BufReader::new(File::open(path).map_err(failed)?);
        return Ok(Box::new(lines(source, path.clone(), called)));
    }
    if read_as.ends_with(".warc") || read_as.ends_with(".warc.gz") {
        let failed = |source| Error::Read { path: path.clone(), source };
        let capture = read_as.trim_end_matches(".gz").trim_end_matches(".warc").to_owned();
        let source = File::open(path).map_err(failed)?;
        let path = path.clone();
        return Ok(Box::new(pages(source).map(move |page| {
            let failed = |source| Error::Read { path: path.clone(), source };
            page.map_err(failed).map(|page| Offered { capture: Some(capture.clone()), ..page })
        })));
    }
    let held = bytes(path)?;
    if let Some(entries) = entries(&held) {
        return Ok(Box::new(entries.into_iter().map(move |entry| Ok(entry.offered(&called)))));
    }
    if ending == "json" {
        let origin = Origin { name: read_as.clone() };
        if read(&held, &origin, DocumentKind::Article).len() > 1
            && let Ok(Value::Array(list)) = serde_json::from_slice::<Value>(&held)
        {
            let one = move |(idx, value): (usize, Value)| {
                Ok(line(value.to_string(), &value, format!("{called}:{}", idx + 1), &called))
            };
            return Ok(Box::new(list.into_iter().enumerate().map(one)));
        }
    }
    let side = side_files(path).filter(|side| side.is_file()).last();
    let side = match side {
        Some(side) => {
            let name = side.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Some((bytes(&side)?, name))
        }
        None => None,
    };
    let offered =
        Offered { bytes: held, side, read_as, name: called, is_named, ..Offered::default() };
    Ok(Box::new(std::iter::once(Ok(offered))))
}

/// What the file at `path` is called, wherever the command was run: below `root` its path from there; elsewhere
/// `~`, eight digits that stand for its whole path, its folder and its name. A whole path would tell of the
/// machine and its user to whoever reads the record.
pub(crate) fn called(path: &Path, root: &Path) -> Result<String, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let whole = fs::canonicalize(path).map_err(failed)?;
    if let Ok(inside) = whole.strip_prefix(root) {
        return Ok(inside.to_string_lossy().replace('\\', "/"));
    }
    let name = |path: Option<&Path>| {
        path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
    };
    let digits = &digest(&[&whole.to_string_lossy()])[..8];
    Ok(format!("~{digits}/{}/{}", name(whole.parent()), name(Some(&whole))))
}

/// Each line of a file of JSON lines.
fn lines(
    mut source: BufReader<File>,
    path: PathBuf,
    called: String,
) -> impl Iterator<Item = Result<Offered, Error>> {
    let mut number = 0;
    let mut is_over = false;
    std::iter::from_fn(move || {
        while !is_over {
            let mut line = Vec::new();
            match source.by_ref().take(INPUT_BYTES as u64).read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {}
                Err(source) => {
                    is_over = true;
                    return Some(Err(Error::Read { path: path.clone(), source }));
                }
            }
            number += 1;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_start_matches('\u{FEFF}').trim();
            if text.is_empty() {
                continue;
            }
            let value = serde_json::from_str(text).unwrap_or_default();
            let place = format!("{called}:{number}");
            return Some(Ok(self::line(text.to_owned(), &value, place, &called)));
        }
        None
    })
}

/// The document of one JSON object, which stands at `place` of the file that is `called` so. Ids are a
/// file's own: two files may each have an article 17.
fn line(json: String, value: &Value, place: String, called: &str) -> Offered {
    let id = match value.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let name = id.as_ref().map_or_else(|| place.clone(), |id| format!("{called}#{id}"));
    Offered {
        bytes: json.into_bytes(),
        read_as: id.unwrap_or(place),
        name,
        is_named: true,
        ..Offered::default()
    }
}
