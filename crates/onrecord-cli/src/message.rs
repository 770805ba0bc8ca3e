//! What the command tells its user on stderr, apart from the report.

use onrecord::document::Document;
use onrecord::document::problem::Problem;
use onrecord::report::visible::visible;
use onrecord_store::error::Error;
use std::io::Write;

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
