//! `dom-smoothie-peer FOLDER`: the gzipped pages of a folder in, the main text of each out, as one JSON
//! object `{"texts": {NAME: TEXT}, "seconds": …}`. The seconds are those of parsing and extraction
//! alone. A page that dom_smoothie declines has an empty text.

use anyhow::{Context, Result};
use dom_smoothie::Readability;
use flate2::read::GzDecoder;
use std::fs::{self, File};
use std::io::Read;
use std::time::Instant;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("name the folder of the pages")?;
    let mut texts = serde_json::Map::new();
    let mut seconds = 0.0;
    for entry in fs::read_dir(&folder).with_context(|| format!("listing {folder}"))? {
        let path = entry?.path();
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = file_name.strip_suffix(".html.gz") else { continue };
        let mut bytes = Vec::new();
        GzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
        let start = Instant::now();
        let html = String::from_utf8_lossy(&bytes);
        let text = Readability::new(html.as_ref(), None, None)
            .and_then(|mut readability| readability.parse())
            .map(|article| article.text_content.to_string())
            .unwrap_or_default();
        seconds += start.elapsed().as_secs_f64();
        texts.insert(name.to_owned(), text.into());
    }
    println!("{}", serde_json::json!({ "texts": texts, "seconds": seconds }));
    Ok(())
}
