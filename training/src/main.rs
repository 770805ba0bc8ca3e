//! `onrecord-training WHAT`: trains the weights and writes them.

use anyhow::{Context, Result, bail};
use onrecord_training::{quotation, syntax};
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["syntax"] => syntax::run(&assets("syntax")).context("training the syntax"),
        ["quotation"] => quotation::run(&assets("quotation")).context("training the extractor"),
        _ => bail!("usage: onrecord-training syntax · quotation"),
    }
}

fn assets(what: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/onrecord-model/assets/en")).join(what)
}
