//! The command `onrecord`: arguments in, a rendering and an exit code out.
//!
//! Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 usage, configuration, or nothing could
//! be done; 101 an internal fault.

#![allow(clippy::print_stderr, reason = "a command speaks to its user")]

mod commands;
mod configuration;
mod message;
mod output;
mod people;
mod place;
mod policy;
mod progress;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Sets the record straight: every quotation of a draft, laid beside the record of what was said.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    after_help = "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, configuration, \
                  or nothing could be done; 101 internal fault."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(commands::add::Add),
    Backup(commands::backup::Backup),
    Admin(commands::admin::Admin),
    Capture(commands::capture::Capture),
    Check(commands::check::Check),
    Extract(commands::extract::Extract),
    Read(commands::read::Read),
    Diff(commands::diff::Diff),
    Erase(commands::erase::Erase),
    Explain(commands::explain::Explain),
    Find(commands::find::Find),
    Index(commands::index::Index),
    Search(commands::search::Search),
    Show(commands::show::Show),
    Trace(commands::trace::Trace),
    Export(commands::export::Export),
    Log(commands::log::Log),
    Reply(commands::reply::Reply),
    Verify(commands::verify::Verify),
    Serve(commands::serve::Serve),
    Watch(commands::watch::Watch),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Add(add) => commands::add::run(&add),
        Command::Backup(backup) => commands::backup::run(&backup),
        Command::Admin(admin) => commands::admin::run(&admin),
        Command::Capture(capture) => commands::capture::run(&capture),
        Command::Check(check) => commands::check::run(&check),
        Command::Extract(extract) => commands::extract::run(&extract),
        Command::Read(read) => commands::read::run(&read),
        Command::Diff(diff) => commands::diff::run(&diff),
        Command::Erase(erase) => commands::erase::run(&erase),
        Command::Explain(explain) => commands::explain::run(&explain),
        Command::Find(find) => commands::find::run(&find),
        Command::Index(index) => commands::index::run(&index),
        Command::Search(search) => commands::search::run(&search),
        Command::Show(show) => commands::show::run(&show),
        Command::Trace(trace) => commands::trace::run(&trace),
        Command::Export(export) => commands::export::run(&export),
        Command::Log(log) => commands::log::run(&log),
        Command::Reply(reply) => commands::reply::run(&reply),
        Command::Verify(verify) => commands::verify::run(&verify),
        Command::Serve(serve) => commands::serve::run(&serve),
        Command::Watch(watch) => commands::watch::run(&watch),
    };
    outcome.unwrap_or_else(|error| {
        message::say(&format!("{error:#}"));
        ExitCode::from(2)
    })
}
