//! The pinned floors in `eval/floors.toml`: a score may rise above its floor, never fall below it.
//!
//! One table a gate: the digest of its corpus, then a floor a score. A score counts up (higher is
//! better) unless its name begins with `max_`.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Scores by name, as a gate measured them.
pub type Scores = BTreeMap<&'static str, f64>;

/// Compares `scores` with the floors of `gate`.
///
/// # Errors
/// Names every score below its floor, every floor without a score, and a corpus whose bytes differ
/// from those that the floors were measured on.
pub fn hold(gate: &str, corpus: &[PathBuf], scores: &Scores) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/floors.toml");
    let text = fs::read_to_string(&path).context("reading eval/floors.toml")?;
    let floors: toml::Table = text.parse().context("eval/floors.toml is no TOML")?;
    let Some(floors) = floors.get(gate).and_then(toml::Value::as_table) else {
        bail!("eval/floors.toml has no table [{gate}]");
    };
    let digest = digest(corpus)?;
    let mut faults = Vec::new();
    for (name, floor) in floors {
        if name == "corpus" {
            if floor.as_str() != Some(&digest) {
                faults.push(format!("the corpus has digest {digest}, the floors are for {floor}"));
            }
            continue;
        }
        let floor = floor.as_float().or(floor.as_integer().map(|n| n as f64));
        match (floor, scores.get(name.as_str())) {
            (Some(floor), Some(score)) if name.starts_with("max_") && *score > floor => {
                faults.push(format!("{name} is {score:.4}, at most {floor} is allowed"));
            }
            (Some(floor), Some(score)) if !name.starts_with("max_") && *score < floor => {
                faults.push(format!("{name} is {score:.4}, the floor is {floor}"));
            }
            (Some(_), Some(_)) => {}
            (None, _) => faults.push(format!("{name} is no number")),
            (_, None) => faults.push(format!("{name} was not measured")),
        }
    }
    if faults.is_empty() { Ok(()) } else { bail!("gate {gate}: {}", faults.join("; ")) }
}

/// A digest of the files' names and bytes, in the order given (blake3, first 16 hex digits).
///
/// # Errors
/// Names the file that cannot be read.
pub fn digest(files: &[PathBuf]) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        hasher.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.update(&bytes);
    }
    Ok(hasher.finalize().to_hex()[..16].to_owned())
}
