//! The index over the words of the records that are kept. Tables in, segments in the store's folder out.
//!
//! Which segment a record goes to follows from its id and from how many bytes all records have, and its
//! place there from its id: the same records give the same segments, in whatever order they came. A
//! segment is called by the digest of what it holds, and one that is there is not made again.

use crate::database::Database;
use crate::database::fault::Fault;
use crate::error::Error;
use crate::index::Index;
use crate::index::manifest::{Kept, Manifest, Read, Run, write};
use crate::parallel::each;
use crate::store::identity::digest;
use crate::store::version::Version;
use crate::values;
use onrecord::matching::segment::building::{Builder, Texts};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of records for one segment: a record that is added costs as much as one segment does.
const PART: u64 = 32 << 20;
/// Most segments: a look-up asks each.
const MOST: u64 = 256;
/// The form of segments: part of their names, so that another form is made anew.
const FORM: &str = "1";

/// One record of the tables.
#[derive(Debug, Clone)]
struct Held {
    id: String,
    hash: String,
    /// Of the bytes that are read: another one once an erasure rewrote them.
    read: String,
    n_bytes: u64,
}

/// The records that are kept, and their index.
#[derive(Debug)]
pub(crate) struct Segments {
    pub(crate) index: Index,
    /// The id of each record, in the order of the index.
    pub(crate) records: Vec<String>,
    /// Of all records with their versions.
    pub(crate) digest: String,
}

fn digest_of(held: &[Held]) -> String {
    let parts: Vec<&str> =
        held.iter().flat_map(|one| [one.id.as_str(), one.hash.as_str()]).collect();
    digest(&parts)
}

/// Brings the index in `folder` up to date and opens it.
pub(crate) fn update(
    database: &Database,
    folder: &Path,
    n_threads: usize,
) -> Result<Segments, Error> {
    fs::create_dir_all(folder)
        .map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    let held = held(database)?;
    let total: u64 = held.iter().map(|one| one.n_bytes).sum();
    let n_parts = total.div_ceil(PART).next_power_of_two().clamp(1, MOST);
    let mut parts: BTreeMap<u64, Vec<&Held>> = BTreeMap::new();
    for one in &held {
        parts.entry(part_of(&one.id, n_parts)).or_default().push(one);
    }
    let parts: Vec<Vec<&Held>> = parts.into_values().collect();
    let names: Vec<String> = parts.iter().map(|part| name(part)).collect();
    // What is missing or damaged of an index is made again: all of it comes from the tables.
    let before = Manifest::read(folder).ok();
    let before_segments = before.as_ref().map_or(&[][..], |before| &before.segments);
    let is_same = before.is_some() && before_segments.iter().map(|kept| &kept.name).eq(&names);
    let mut manifest = Manifest::default();
    let built = each(parts.len(), n_threads, |at| {
        let known = before_segments.iter().find(|kept| kept.name == names[at]);
        let known = known.filter(|kept| folder.join(&kept.name).is_file());
        match known {
            Some(known) => Ok(known.clone()),
            None => build(database, &parts[at], folder, &names[at]),
        }
    })?;
    for (segment, (kept, part)) in built.into_iter().zip(&parts).enumerate() {
        manifest.segments.push(kept);
        manifest.files.extend((0..).zip(part).map(|(first, one)| Read {
            path: PathBuf::from(&one.id),
            stamp: one.read.clone(),
            runs: vec![Run { segment, first, n: 1 }],
        }));
    }
    if !is_same {
        manifest.publish(folder)?;
        manifest.sweep(folder);
    }
    open(folder, digest_of(&held))
}

/// Opens the index in `folder` as it is.
fn open(folder: &Path, digest: String) -> Result<Segments, Error> {
    let index = Index::open(folder)?;
    let id = |read: &Read| read.path.to_string_lossy().into_owned();
    let records = index.manifest.files.iter().map(id).collect();
    Ok(Segments { index, records, digest })
}

/// Every record's latest version, by id.
fn held(database: &Database) -> Result<Vec<Held>, Fault> {
    database.read(|engine| {
        let statement =
            "SELECT document.id, version.hash, coalesce(version.rehashed, version.hash),
             version.n_bytes FROM document
             JOIN version ON version.document = document.id AND version.number = document.latest
             WHERE document.kind = 'record'";
        let rows = engine.query(statement, values![])?;
        let one = |row: &crate::database::value::Row| {
            Ok(Held { id: row.get(0)?, hash: row.get(1)?, read: row.get(2)?, n_bytes: row.get(3)? })
        };
        let mut held: Vec<Held> = rows.iter().map(one).collect::<Result<_, Fault>>()?;
        // By the bytes of the ids: a server may sort by the rules of a language.
        held.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(held)
    })
}

/// The part of `n_parts`, a power of two up to 256, that `id` belongs to: by its first digits, so that parts
/// follow one another as ids do.
fn part_of(id: &str, n_parts: u64) -> u64 {
    let first = id.get(1..3).and_then(|digits| u64::from_str_radix(digits, 16).ok());
    first.unwrap_or(0) * n_parts / MOST
}

fn name(part: &[&Held]) -> String {
    let mut parts = vec![FORM];
    parts.extend(part.iter().flat_map(|one| [one.id.as_str(), one.read.as_str()]));
    format!("{}.seg", &digest(&parts)[..16])
}

fn build(database: &Database, part: &[&Held], folder: &Path, name: &str) -> Result<Kept, Error> {
    let mut builder = Builder::new(Texts::Kept);
    for one in part {
        let version = database.read(|engine| Version::latest(engine, &one.id))?;
        let version = version.ok_or_else(|| {
            Fault::Content(format!("record {} went while the index was made", one.id))
        })?;
        builder.push(&version.document()?);
    }
    let (documents, text_bytes) = (builder.n_documents(), builder.text_bytes());
    write(folder, name, &builder.finish())?;
    Ok(Kept { name: name.to_owned(), documents, text_bytes })
}
