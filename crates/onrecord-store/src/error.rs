//! What can go wrong between a path and a document.

use crate::database::fault::Fault as Database;
use onrecord::document::limits::Size;
use onrecord::matching::segment::layout::Fault;
use std::io;
use std::path::PathBuf;

/// What was tried, on what, and why it did not work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file or folder could not be opened or read.
    #[error("cannot read {path}")]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file is larger than the limit.
    #[error("{path} has {}; at most {} are read", Size(*bytes), Size(*limit))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The file could not be written.
    #[error("cannot write {path}")]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A part of an index is not as it was written.
    #[error("cannot use {path}: {fault}")]
    Damaged {
        /// The segment.
        path: PathBuf,
        /// What is wrong with it, and in which section.
        fault: Fault,
    },
    /// Files have changed since the index was built.
    #[error("the index in {path} is older than its records and was not used; run onrecord index")]
    Stale {
        /// The folder of the index.
        path: PathBuf,
    },
    /// Another run is at work on the index or the store.
    #[error("another run is writing in {path}; wait until it has ended")]
    Busy {
        /// The folder of the index or the store.
        path: PathBuf,
    },
    /// An export could not be made, or written where it was to go.
    #[error("cannot write the export")]
    Export {
        /// The reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The tables could not be read or written.
    #[error("the record's database did not answer")]
    Database(#[from] Database),
    /// What was asked for means nothing in the store, or was done before.
    #[error("{0}")]
    Asked(String),
    /// A folder was given for a copy that holds something.
    #[error("{path} is not empty; name a folder that is, or one to be made")]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A folder was given for a store that holds none.
    #[error("{path} is no store; make one with onrecord add PATH --store {path}")]
    NoStore {
        /// The folder.
        path: PathBuf,
    },
    /// The file is not what it was given as.
    #[error("{path}:{line}: {message}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
}
