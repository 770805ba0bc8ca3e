//! Building and updating an index. A folder of records and the folder of the index in, what was done
//! out. Nothing of it is seen by a reader until the manifest is renamed into its place.

use crate::error::Error;
use crate::haystack::{Haystack, files};
use crate::index::manifest::{Kept, Manifest, NAME, Read, Run, stamp, write};
use crate::index::mapped::segment;
use crate::index::merging::{FULL, groups};
use crate::parallel::each;
use crate::stream::open;
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::matching::segment::building::{Builder, Texts};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What an update did.
#[derive(Debug, Default)]
pub struct Done {
    /// Files read: new ones and those that changed.
    pub n_read: usize,
    /// Files that are no longer there.
    pub n_removed: usize,
    /// Files that are as they were.
    pub n_kept: usize,
    /// Documents of the index.
    pub n_documents: u64,
    /// Bytes of their texts.
    pub text_bytes: u64,
    /// Bytes of the segments.
    pub index_bytes: u64,
    /// One a file that could not be read.
    pub errors: Vec<Error>,
}

/// A document that was taken, and how many of its file are done.
pub trait Watch: Sync {
    /// Is told of each document as it is taken.
    fn took(&self, document: &Document);
}

/// Brings the index in `folder` up to date with the records in `root`: new and changed files are read,
/// documents of those that are gone are removed. With `n_threads` threads; the segments do not depend
/// on how many.
///
/// # Errors
/// Where another run is at work, or the index cannot be read or written. The index is then as before.
pub fn update(
    root: &Path,
    folder: &Path,
    n_threads: usize,
    watch: &dyn Watch,
) -> Result<Done, Error> {
    let failed = |source| Error::Write { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let lock = File::create(folder.join("lock")).map_err(failed)?;
    lock.try_lock().map_err(|_| Error::Busy { path: folder.to_owned() })?;
    let before = match folder.join(NAME).exists() {
        true => Manifest::read(folder)?,
        false => Manifest::default(),
    };
    before.sweep(folder);
    let mut done = Done::default();
    let mut known: BTreeMap<&Path, &Read> =
        before.files.iter().map(|read| (read.path.as_path(), read)).collect();
    let mut manifest = Manifest { files: Vec::new(), ..before.clone() };
    let mut changed: Vec<(Haystack, String)> = Vec::new();
    for file in files(root) {
        let stamped = file.and_then(|file| stamp(&file).map(|stamp| (file, stamp)));
        let (file, stamp) = match stamped {
            Ok(stamped) => stamped,
            Err(error) => {
                done.errors.push(error);
                continue;
            }
        };
        match known.remove(file.path.as_path()) {
            Some(read) if read.stamp == stamp => manifest.files.push(read.clone()),
            _ => changed.push((file, stamp)),
        }
    }
    done.n_kept = manifest.files.len();
    done.n_removed = known.len();
    done.n_read = changed.len();
    if changed.is_empty() && known.is_empty() && folder.join(NAME).exists() {
        return settle(done, &manifest, folder);
    }
    let parts = parts(&changed);
    let wrote = each(parts.len(), n_threads, |part| {
        let files = parts.get(part).copied().unwrap_or(&[]);
        build(files, folder, manifest.next + (part as u32) * PART, watch)
    })?;
    for (_, built) in (0..).zip(wrote) {
        let base = manifest.segments.len();
        manifest.segments.extend(built.segments);
        manifest.files.extend(built.files.into_iter().map(|mut read| {
            read.runs.iter_mut().for_each(|run| run.segment += base);
            read
        }));
        done.errors.extend(built.errors);
    }
    manifest.next += parts.len() as u32 * PART;
    manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
    merge(&mut manifest, folder, n_threads)?;
    manifest.publish(folder)?;
    manifest.sweep(folder);
    settle(done, &manifest, folder)
}

/// Numbers of segments that one part may use.
const PART: u32 = 1000;

fn settle(mut done: Done, manifest: &Manifest, folder: &Path) -> Result<Done, Error> {
    for kept in &manifest.segments {
        let path = folder.join(&kept.name);
        let size = fs::metadata(&path).map_err(|source| Error::Read { path, source })?.len();
        done.index_bytes += size;
        done.text_bytes += kept.text_bytes;
    }
    let runs = manifest.files.iter().flat_map(|file| &file.runs);
    done.n_documents = runs.map(|run| u64::from(run.n)).sum();
    Ok(done)
}

/// The files in parts of about one segment each, by their sizes.
fn parts(files: &[(Haystack, String)]) -> Vec<&[(Haystack, String)]> {
    let mut parts = Vec::new();
    let (mut first, mut size) = (0, 0);
    for (at, (file, _)) in files.iter().enumerate() {
        size += fs::metadata(&file.path).map_or(0, |metadata| metadata.len());
        if size >= FULL {
            parts.push(&files[first..=at]);
            (first, size) = (at + 1, 0);
        }
    }
    if first < files.len() {
        parts.push(&files[first..]);
    }
    parts
}

/// What became of some files.
#[derive(Debug, Default)]
struct Built {
    segments: Vec<Kept>,
    files: Vec<Read>,
    errors: Vec<Error>,
}

impl Built {
    /// Writes the segment of `builder`, the `nth` from `number` on.
    fn finish(&mut self, builder: Builder, folder: &Path, number: u32) -> Result<(), Error> {
        let (documents, text_bytes) = (builder.n_documents(), builder.text_bytes());
        if documents == 0 {
            return Ok(());
        }
        let name = format!("{:08}.seg", number + self.segments.len() as u32);
        write(folder, &name, &builder.finish())?;
        self.segments.push(Kept { name, documents, text_bytes });
        Ok(())
    }
}

/// Reads `files` into segments named from `number` on.
fn build(
    files: &[(Haystack, String)],
    folder: &Path,
    number: u32,
    watch: &dyn Watch,
) -> Result<Built, Error> {
    let mut built = Built::default();
    let mut builder = Builder::new(Texts::Kept);
    for (file, stamp) in files {
        let mut runs: Vec<Run> = Vec::new();
        let documents = match open(file, DocumentKind::Record) {
            Ok(documents) => documents,
            Err(error) => {
                built.errors.push(error);
                continue;
            }
        };
        for document in documents {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    built.errors.push(error);
                    continue;
                }
            };
            watch.took(&document);
            if builder.text_bytes() >= 2 * FULL {
                let full = std::mem::replace(&mut builder, Builder::new(Texts::Kept));
                built.finish(full, folder, number)?;
            }
            let (segment, first) = (built.segments.len(), builder.n_documents());
            builder.push(&document);
            match runs.last_mut().filter(|run| run.segment == segment) {
                Some(run) => run.n += 1,
                None => runs.push(Run { segment, first, n: 1 }),
            }
        }
        built.files.push(Read { path: file.path.clone(), stamp: stamp.clone(), runs });
    }
    built.finish(builder, folder, number)?;
    Ok(built)
}

/// Makes segments of `manifest` into fewer, without the documents that were removed.
fn merge(manifest: &mut Manifest, folder: &Path, n_threads: usize) -> Result<(), Error> {
    let groups = groups(manifest);
    let paths: Vec<PathBuf> =
        manifest.segments.iter().map(|kept| folder.join(&kept.name)).collect();
    // By segment: each document's new number, once it has one.
    let live = live(manifest);
    let wrote = each(groups.len(), n_threads, |nth| {
        let group = groups.get(nth).map_or(&[][..], |group| group);
        let mut builder = Builder::new(Texts::Kept);
        let mut numbers: BTreeMap<(usize, u32), u32> = BTreeMap::new();
        for at in group {
            let Some(path) = paths.get(*at) else { continue };
            let segment = segment(path)?;
            let damaged = |fault| Error::Damaged { path: path.clone(), fault };
            segment.verify().map_err(damaged)?;
            let documents = live.get(*at).map_or(&[][..], |documents| documents);
            for number in documents {
                let document = segment.document(*number);
                if let Some(fault) = segment.fault() {
                    return Err(damaged(fault));
                }
                let Some(document) = document else { continue };
                numbers.insert((*at, *number), builder.n_documents());
                builder.push(&document);
            }
        }
        let mut built = Built::default();
        built.finish(builder, folder, manifest.next + nth as u32)?;
        Ok((built.segments, numbers))
    })?;
    manifest.next += groups.len() as u32;
    let mut numbers = BTreeMap::new();
    let mut merged = Vec::new();
    for (segments, of_group) in wrote {
        let at = manifest.segments.len() + merged.len();
        merged.extend(segments);
        numbers.extend(of_group.into_iter().map(|(from, to)| (from, (at, to))));
    }
    manifest.segments.extend(merged);
    renumber(manifest, &numbers);
    Ok(())
}

/// The numbers of each segment's documents that were not removed, ascending.
fn live(manifest: &Manifest) -> Vec<Vec<u32>> {
    let mut live = vec![Vec::new(); manifest.segments.len()];
    for run in manifest.files.iter().flat_map(|file| &file.runs) {
        if let Some(live) = live.get_mut(run.segment) {
            live.extend(run.first..run.first.saturating_add(run.n));
        }
    }
    live.iter_mut().for_each(|numbers| numbers.sort_unstable());
    live
}

/// Puts the documents where `numbers` says they went, and drops segments that none is left in.
fn renumber(manifest: &mut Manifest, numbers: &BTreeMap<(usize, u32), (usize, u32)>) {
    for file in &mut manifest.files {
        let mut runs: Vec<Run> = Vec::new();
        for run in &file.runs {
            for number in run.first..run.first.saturating_add(run.n) {
                let from = (run.segment, number);
                let (segment, document) = numbers.get(&from).copied().unwrap_or(from);
                match runs.last_mut() {
                    Some(last) if last.segment == segment && last.first + last.n == document => {
                        last.n += 1;
                    }
                    _ => runs.push(Run { segment, first: document, n: 1 }),
                }
            }
        }
        file.runs = runs;
    }
    let mut is_used = vec![false; manifest.segments.len()];
    for run in manifest.files.iter().flat_map(|file| &file.runs) {
        if let Some(is_used) = is_used.get_mut(run.segment) {
            *is_used = true;
        }
    }
    let mut next = 0;
    let places: Vec<usize> = is_used
        .iter()
        .map(|is_used| {
            let place = next;
            next += usize::from(*is_used);
            place
        })
        .collect();
    let mut used = is_used.iter();
    manifest.segments.retain(|_| used.next().copied().unwrap_or(false));
    for run in manifest.files.iter_mut().flat_map(|file| &mut file.runs) {
        run.segment = places.get(run.segment).copied().unwrap_or(0);
    }
}
