//! Articles and bytes a second through reading, extraction and attribution, on one thread.

use crate::shared::shared;
use anyhow::{Context, Result};
use onrecord::attribution::attribute;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use onrecord::quotation::extract;
use onrecord_model::Model;
use std::fs;
use std::time::Instant;

/// How often the corpus is gone through; the fastest pass counts, the others warm caches.
const PASSES: usize = 3;

/// Goes through every text of PolNeAR train and prints the fastest of three passes.
///
/// # Errors
/// Names the corpus or file that is missing.
pub fn run(_arguments: &[String]) -> Result<()> {
    let folder = shared("polnear/train/text")?;
    let mut articles = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        articles.push((Origin { name: path.display().to_string() }, bytes));
    }
    let n_bytes: usize = articles.iter().map(|(_, bytes)| bytes.len()).sum();
    let model = Model::english();
    let mut fastest = f64::INFINITY;
    let mut n_quotations = 0;
    for _ in 0..PASSES {
        let start = Instant::now();
        n_quotations = 0;
        for (origin, bytes) in &articles {
            for document in read(bytes, origin, DocumentKind::Article) {
                let quotations = extract(model, &document);
                n_quotations += attribute(model, &document, quotations).len();
            }
        }
        fastest = fastest.min(start.elapsed().as_secs_f64());
    }
    println!(
        "extract, one thread: {:.0} articles/s, {:.1} MB/s ({} articles, {n_quotations} quotations)",
        articles.len() as f64 / fastest,
        n_bytes as f64 / 1e6 / fastest,
        articles.len(),
    );
    Ok(())
}
