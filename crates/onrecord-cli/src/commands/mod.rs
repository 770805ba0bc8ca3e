//! One file a command: its arguments and its run.

pub(crate) mod add;
pub(crate) mod admin;
pub(crate) mod backup;
pub(crate) mod capture;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod erase;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod find;
pub(crate) mod index;
pub(crate) mod log;
pub(crate) mod read;
pub(crate) mod reply;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod trace;
pub(crate) mod verify;
pub(crate) mod watch;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord::report::Format;

/// Reads the name of a format.
pub(crate) fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .try_map(|name| Format::find(&name).ok_or("no such format"))
}
