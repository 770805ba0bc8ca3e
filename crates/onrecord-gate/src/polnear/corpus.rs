//! The texts of PolNeAR with their gold and their parses. A compartment's name in, its texts out.

use crate::polnear::annotation::{self, GoldAttribution};
use crate::polnear::parse::{self, Parse};
use crate::shared::shared;
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// One article.
#[derive(Debug)]
pub struct Text {
    /// The file's name without `.txt`.
    pub id: String,
    /// The file's text.
    pub text: String,
    /// Its parse; `None` for the few texts without one, which are not scored.
    pub parse: Option<Parse>,
    /// One list of attributions an annotator, by annotator's name.
    pub annotations: Vec<Vec<GoldAttribution>>,
}

/// The files of `compartment`: parses, then attributions, then texts, each by name.
///
/// # Errors
/// Names the folder that is absent or cannot be listed.
pub fn paths(compartment: &str) -> Result<Vec<PathBuf>> {
    let root = shared("polnear")?.join(compartment);
    let mut found = vec![root.join("corenlp.jsonl.gz")];
    found.extend(files(&root.join("attributions"), "ann")?);
    found.extend(files(&root.join("text"), "txt")?);
    Ok(found)
}

/// Every text of `compartment` ("train" or "dev"), by name.
///
/// # Errors
/// Names the file that is absent or cannot be read.
pub fn read(compartment: &str) -> Result<Vec<Text>> {
    let root = shared("polnear")?.join(compartment);
    let mut parses = parses(&root.join("corenlp.jsonl.gz"))?;
    let mut annotations: BTreeMap<String, Vec<Vec<GoldAttribution>>> = BTreeMap::new();
    for path in files(&root.join("attributions"), "ann")? {
        let stem = stem(&path);
        let id = stem.rsplit_once('_').map_or(stem.as_str(), |(id, _)| id).to_owned();
        annotations.entry(id).or_default().push(annotation::read(&read_text(&path)?));
    }
    files(&root.join("text"), "txt")?
        .iter()
        .map(|path| {
            let id = stem(path);
            Ok(Text {
                text: read_text(path)?,
                parse: parses.remove(&id),
                annotations: annotations.remove(&id).unwrap_or_default(),
                id,
            })
        })
        .collect()
}

fn parses(path: &Path) -> Result<BTreeMap<String, Parse>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    BufReader::new(MultiGzDecoder::new(file))
        .lines()
        .map(|line| parse::read(&line.with_context(|| format!("reading {}", path.display()))?))
        .collect()
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut found = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<PathBuf>>>()
        .with_context(|| format!("listing {}", folder.display()))?;
    found.retain(|path| path.extension().is_some_and(|found| found == extension));
    found.sort();
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}
