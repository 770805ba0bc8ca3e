//! What every change must pass: gold readers, metrics, pinned floors. Nothing depends on this crate.
//!
//! A gate is a module with a `run(arguments)` that prints its table, and a test in `tests/` that
//! holds its scores against `eval/floors.toml`.

#![allow(clippy::print_stdout, reason = "a gate prints its table")]

pub mod captions;
pub mod debates;
pub mod demo;
pub mod denials;
pub mod flagged;
pub mod floors;
pub mod gap;
pub mod judgements;
pub mod locate;
pub mod pages;
pub mod peer;
pub mod polnear;
pub mod press;
pub mod records;
pub mod reference;
pub mod reported;
pub mod sample;
pub mod shared;
pub mod showing;
pub mod speed;
pub mod statements;
pub mod syntax;

use anyhow::Result;

/// One gate: the word on the command line, and what it runs.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// The word on the command line, and its table in `eval/floors.toml`.
    pub name: &'static str,
    /// Runs it on the words that follow its name, and prints what it measured.
    pub run: fn(&[String]) -> Result<()>,
}

/// Every gate.
pub const GATES: &[Gate] = &[
    Gate { name: "captions", run: captions::run },
    Gate { name: "debates", run: debates::run },
    Gate { name: "demo", run: demo::run },
    Gate { name: "denials", run: denials::run },
    Gate { name: "flagged", run: flagged::run },
    Gate { name: "gap", run: gap::run },
    Gate { name: "pages", run: pages::run },
    Gate { name: "locate", run: locate::run },
    Gate { name: "peer", run: peer::run },
    Gate { name: "polnear", run: polnear::command::run },
    Gate { name: "records", run: records::run },
    Gate { name: "reported", run: reported::run },
    Gate { name: "speed", run: speed::run },
    Gate { name: "statements", run: statements::run },
    Gate { name: "syntax", run: syntax::command::run },
];
