//! The findings that are known and not raised again. A file in, entries to ignore out, and the other
//! way round.

use crate::error::Error;
use crate::haystack::bytes;
use onrecord::report::Checked;
use onrecord::report::ignore::{Entry, IgnoredBy};
use onrecord::verdict::policy::Level;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// The version of the file's shape.
const VERSION: u32 = 1;
/// Characters of the words kept beside each id, so that a reviewer can tell what the id stands for.
const WORDS: usize = 60;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// One known finding; the words and the document are there for the reader of the file only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    document: String,
    id: String,
    words: String,
}

/// What a checked document adds to a baseline: its findings that are raised.
#[must_use]
pub fn known(checked: &Checked) -> Vec<Known> {
    let Checked { document, report } = checked;
    let raised = report.findings.iter().filter(|finding| report.level(finding) > Level::Off);
    let known = raised.map(|finding| {
        let content = &finding.attribution.quotation.content;
        let words: Vec<&str> = content.iter().map(|span| span.of(&document.text)).collect();
        Known {
            document: report.origin.name.clone(),
            id: finding.id.clone(),
            words: words.join(" … ").chars().take(WORDS).collect(),
        }
    });
    known.collect()
}

/// Reads a baseline: one entry a known finding.
///
/// # Errors
/// Where the file cannot be read, or is no baseline.
pub fn read(path: &Path) -> Result<Vec<Entry>, Error> {
    let malformed = |line: usize, message: String| Error::Malformed {
        path: path.to_owned(),
        line,
        message: format!("no baseline: {message}"),
    };
    let baseline: Baseline = serde_json::from_slice(&bytes(path)?)
        .map_err(|error| malformed(error.line(), error.to_string()))?;
    if baseline.version != VERSION {
        let message = format!("version {} is not read, only {VERSION}", baseline.version);
        return Err(malformed(1, message));
    }
    let entries = baseline.findings.into_iter().map(|known| Entry {
        finding: Some(known.id),
        code: None,
        reason: "known when the baseline was written".to_owned(),
        by: IgnoredBy::Baseline,
    });
    Ok(entries.collect())
}

/// Writes a baseline of `findings`, in a fixed order.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(path: &Path, mut findings: Vec<Known>) -> Result<(), Error> {
    findings.sort();
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let baseline = Baseline { version: VERSION, findings };
    let mut json = serde_json::to_string_pretty(&baseline).map_err(|error| failed(error.into()))?;
    json.push('\n');
    fs::write(path, json).map_err(failed)
}
