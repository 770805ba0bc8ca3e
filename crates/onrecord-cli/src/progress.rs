//! How far a long run has come, on stderr, at a terminal only and never under CI.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::Instant;

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

/// Milliseconds between two updates of a gauge.
const PAUSE: u128 = 200;

/// A line that tells how far a run of several steps has come, at what rate, and how long it may still take.
pub(crate) struct Gauge {
    is_shown: bool,
    step: Cell<&'static str>,
    begun: Cell<Instant>,
    told: Cell<Option<Instant>>,
}

impl Gauge {
    /// A line at a terminal that is not CI's.
    pub(crate) fn new() -> Gauge {
        let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        Gauge {
            is_shown: std::io::stderr().is_terminal() && !is_ci,
            step: Cell::new(""),
            begun: Cell::new(Instant::now()),
            told: Cell::new(None),
        }
    }

    /// A step of which nobody knows how long it takes.
    pub(crate) fn begin(&self, step: &'static str) {
        if self.step.replace(step) != step {
            self.begun.set(Instant::now());
            self.told.set(None);
        }
        self.tell("");
    }

    /// A step that has done `n_done` things of `n_bytes` in all, of unknown many.
    pub(crate) fn bytes(&self, step: &'static str, n_done: usize, n_bytes: u64) {
        self.begin(step);
        let rate = n_bytes as f64 / 1e6 / self.seconds();
        self.tell(&format!(": {n_done} documents, {:.1} MB, {rate:.1} MB/s", n_bytes as f64 / 1e6));
    }

    /// A step that has done `n_done` things of `n_all`.
    pub(crate) fn share(&self, step: &'static str, n_done: usize, n_all: usize) {
        self.begin(step);
        let rate = n_done as f64 / self.seconds();
        let left = n_all.saturating_sub(n_done) as f64 / rate.max(1e-3);
        let left =
            if n_done == 0 { String::new() } else { format!(", {} left", clock(left as u64)) };
        self.tell(&format!(": {n_done} of {n_all}, {rate:.0}/s{left}"));
    }

    fn seconds(&self) -> f64 {
        self.begun.get().elapsed().as_secs_f64().max(1e-3)
    }

    fn tell(&self, text: &str) {
        let is_due = self.told.get().is_none_or(|told| told.elapsed().as_millis() >= PAUSE);
        if self.is_shown && is_due {
            self.told.set(Some(Instant::now()));
            let _ = write!(std::io::stderr(), "\r\u{1b}[Konrecord: {}{text}", self.step.get());
        }
    }
}

impl Drop for Gauge {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Seconds as "1:05" or "2:03:00".
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
