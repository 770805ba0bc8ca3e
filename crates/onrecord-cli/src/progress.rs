//! How far a long run has come, on stderr, at a terminal only and never under CI.

use std::io::{IsTerminal, Write};

/// Documents between two updates of the line.
const STEP: usize = 25;

/// A line that is overwritten as documents go by.
pub(crate) struct Progress {
    is_shown: bool,
    n_documents: usize,
}

impl Progress {
    /// A line for `what` is being done; nothing is shown where the report itself goes to a terminal.
    pub(crate) fn new() -> Progress {
        let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        let is_shown =
            std::io::stderr().is_terminal() && !std::io::stdout().is_terminal() && !is_ci;
        Progress { is_shown, n_documents: 0 }
    }

    /// One more document is done.
    pub(crate) fn step(&mut self) {
        self.n_documents += 1;
        if self.is_shown && self.n_documents.is_multiple_of(STEP) {
            let _ = write!(std::io::stderr(), "\ronrecord: {} documents", self.n_documents);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown && self.n_documents >= STEP {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}
