//! What the command tells its user on stderr, apart from the report.

use onrecord::document::Document;
use onrecord::document::problem::Problem;
use onrecord::report::visible::visible;
use onrecord_store::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Bytes of text from which on reading records takes longer than a user waits for: a second and a half
/// of 140 MB in eight.
const LARGE: usize = 25_000_000;

/// One message; control characters in names of files and words of documents are made visible.
pub(crate) fn say(message: &str) {
    let _ = writeln!(std::io::stderr(), "onrecord: {}", visible(message));
}

/// An error with its causes.
pub(crate) fn error(error: Error) {
    say(&format!("{:#}", anyhow::Error::from(error)));
}

/// What was wrong with a document, one message a problem.
pub(crate) fn problems(name: &str, problems: &[Problem]) {
    for problem in problems {
        let line = problem.line.map(|line| format!("{line}:")).unwrap_or_default();
        say(&format!("{name}:{line} {}", problem.message));
    }
}

/// Whether nothing of `document` could be read.
pub(crate) fn is_lost(document: &Document) -> bool {
    !document.problems.is_empty() && document.text.trim().is_empty()
}

/// Tells the user of a large folder without an index that one can be built; nothing is written into a
/// folder unasked. `n_bytes` is the text of the records that were read from `paths`.
pub(crate) fn unindexed(paths: &[PathBuf], n_bytes: usize) {
    if let Some(folder) = paths.iter().find(|path| path.is_dir())
        && let Some(hint) = hint(folder, n_bytes)
    {
        say(&hint);
    }
}

fn hint(folder: &Path, n_bytes: usize) -> Option<String> {
    let folder = folder.display();
    let megabytes = n_bytes / 1_000_000;
    (n_bytes >= LARGE).then(|| {
        format!(
            "{megabytes} MB of records were read for this run; `onrecord index {folder}` keeps them in an \
             index that `check` and `find` open at once"
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::message::hint;
    use std::path::Path;

    #[test]
    fn a_large_folder_without_an_index_is_told_of_one() {
        let told = hint(Path::new("tapes"), 140_600_000).expect("140 MB are large");
        assert!(told.starts_with("140 MB ") && told.contains("`onrecord index tapes`"), "{told}");
        assert_eq!(hint(Path::new("tapes"), 3_000_000), None);
    }
}
