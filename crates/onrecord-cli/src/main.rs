//! The command `onrecord`: arguments in, a rendering and an exit code out.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

mod commands;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Sets the record straight: every quotation of a draft, laid beside the record of what was said.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(commands::check::Check),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Check(check) => commands::check::run(&check),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("onrecord: {error:#}");
        ExitCode::from(2)
    })
}
