//! Published replies at rest: JSON lines in, what is published out.

use crate::error::Error;
use crate::haystack::bytes;
use onrecord::report::reply::{Published, Reply};
use std::path::Path;

/// Reads a file of replies, one JSON object a line; empty lines are passed over.
///
/// # Errors
/// Where the file cannot be read, or a line is no reply: the line and what it lacks.
pub fn read(path: &Path) -> Result<Published, Error> {
    let bytes = bytes(path)?;
    let mut replies: Vec<Reply> = Vec::new();
    for (line_idx, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let reply = serde_json::from_slice(line).map_err(|error| Error::Malformed {
            path: path.to_owned(),
            line: line_idx + 1,
            message: format!("no reply: {error}"),
        })?;
        replies.push(reply);
    }
    Ok(Published::new(replies))
}
