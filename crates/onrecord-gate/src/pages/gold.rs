//! `gold.json` and the gzipped pages beside it in, pages with gold out, sorted by name.

use crate::shared::shared;
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

/// A page and what it is known to say.
#[derive(Debug)]
pub struct Page {
    /// The file's name without endings.
    pub name: String,
    /// The page's bytes.
    pub html: Vec<u8>,
    /// What it is known to say.
    pub gold: Gold,
}

/// Title, authors, date and body by hand-written rules for each outlet.
#[derive(Debug, Deserialize)]
pub struct Gold {
    /// The headline.
    pub title: String,
    /// Names in printed order; `None` where the page names nobody.
    pub authors: Option<Vec<String>>,
    /// `2024-05-03 15:47:42+00:00`.
    pub date: String,
    /// The article's words.
    pub body: Body,
}

/// The article's words.
#[derive(Debug, Deserialize)]
pub struct Body {
    /// Paragraphs before the first section: the standfirst.
    pub summary: Vec<String>,
    /// Sections in order.
    pub sections: Vec<Section>,
}

/// A heading with its paragraphs.
#[derive(Debug, Deserialize)]
pub struct Section {
    /// The heading's lines; empty for the first section.
    pub headline: Vec<String>,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

impl Gold {
    /// Everything that counts as body: summary, headings and paragraphs, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        let sections = self.body.sections.iter();
        let parts = sections.flat_map(|section| section.headline.iter().chain(&section.paragraphs));
        self.body.summary.iter().chain(parts).map(String::as_str)
    }

    /// The paragraphs joined by blank lines.
    #[must_use]
    pub fn body_text(&self) -> String {
        self.paragraphs().collect::<Vec<_>>().join("\n\n")
    }
}

/// The corpus' files, for its digest: the gold and every page, sorted.
///
/// # Errors
/// Names the folder that is missing.
pub fn files() -> Result<Vec<PathBuf>> {
    let folder = shared("pages")?;
    let mut files = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()
        .with_context(|| format!("listing {}", folder.display()))?;
    files.sort();
    Ok(files)
}

/// Every page with its gold, sorted by name.
///
/// # Errors
/// Names the file that is missing or no gzip.
pub fn pages() -> Result<Vec<Page>> {
    let folder = shared("pages")?;
    let text = fs::read_to_string(folder.join("gold.json")).context("reading pages/gold.json")?;
    let gold: BTreeMap<String, Gold> = serde_json::from_str(&text).context("pages/gold.json")?;
    gold.into_iter()
        .map(|(name, gold)| {
            let path = folder.join(format!("{name}.html.gz"));
            let mut html = Vec::new();
            File::open(&path)
                .and_then(|file| GzDecoder::new(file).read_to_end(&mut html))
                .with_context(|| format!("reading {}", path.display()))?;
            Ok(Page { name, html, gold })
        })
        .collect()
}
