//! The record that is kept. A folder, or a server's address with a folder, in; [`Store`] out: documents with
//! all their versions, what was found in them, and the statements that the findings add up to.
//!
//! What the tables hold in the end depends on the documents alone: not on the order in which they came, on
//! how often a run was stopped, or on the number of threads. Only times, keys and the history of what pages
//! showed tell of the runs.

pub mod adding;
pub mod asking;
mod backup;
pub mod capture;
mod checking;
pub mod feed;
pub(crate) mod gathering;
pub mod identity;
mod intake;
mod names;
pub mod offer;
mod page;
mod persons;
mod recalling;
mod relating;
pub(crate) mod segments;
pub(crate) mod settling;
mod statement;
pub mod verifying;
pub mod version;
pub mod warc;
pub(crate) mod words;

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::{Database, Location};
use crate::error::Error;
use crate::values;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The folder of a store where none is named.
pub const FOLDER: &str = "onrecord-record";
/// The database's file in the folder.
pub const FILE: &str = "record.sqlite";

/// A store that is open.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    database: Database,
}

impl Store {
    /// Opens the store at `place`, and makes it where there is none: a folder, or `postgres://…` with its
    /// captures and its index in `folder`, which is [`FOLDER`] if not given.
    ///
    /// # Errors
    /// Where the folder cannot be made, or the database cannot be opened.
    pub fn open(place: &Path, folder: Option<&Path>) -> Result<Store, Error> {
        match (place.to_str().filter(|place| is_server(place)), folder) {
            (Some(url), folder) => Store::at(url, folder.unwrap_or(Path::new(FOLDER))),
            (None, folder) => {
                let folder = made(folder.unwrap_or(place))?;
                let database = Database::open(Location::File(folder.join(FILE)))?;
                Ok(Store { folder, database })
            }
        }
    }

    /// Opens the store on the server that `url` names, in whichever form its client takes, with captures
    /// and index in `folder`.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn at(url: &str, folder: &Path) -> Result<Store, Error> {
        let folder = made(folder)?;
        let database = Database::open(Location::Server(url.to_owned()))?;
        Ok(Store { folder, database })
    }

    /// Opens the store at `place` only if there is one.
    ///
    /// # Errors
    /// As [`Store::open`], and where a folder holds no store.
    pub fn open_existing(place: &Path, folder: Option<&Path>) -> Result<Store, Error> {
        if is_store(place) {
            Store::open(place, folder)
        } else {
            Err(Error::NoStore { path: place.to_owned() })
        }
    }

    /// The folder of what is no table: the index, the captures.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The tables.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The folder of the index over the records' words.
    #[must_use]
    pub fn index_folder(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// The folder of captured pages, each a WARC file called by the hash of its bytes.
    #[must_use]
    pub fn captures_folder(&self) -> PathBuf {
        self.folder.join("captures")
    }

    /// Holds off other runs that add to the store until it is dropped.
    pub(crate) fn lock(&self) -> Result<File, Error> {
        let failed = |source| Error::Write { path: self.folder.clone(), source };
        let lock = File::create(self.folder.join("lock")).map_err(failed)?;
        lock.try_lock().map_err(|_| Error::Busy { path: self.folder.clone() })?;
        Ok(lock)
    }
}

/// The folder at `path`, made where there is none, by its whole path.
fn made(path: &Path) -> Result<PathBuf, Error> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    fs::create_dir_all(path).map_err(failed)?;
    fs::canonicalize(path).map_err(failed)
}

/// Whether `place` names a PostgreSQL server.
#[must_use]
pub fn is_server(place: &str) -> bool {
    place.starts_with("postgres://") || place.starts_with("postgresql://")
}

/// Whether `place` is a server, or a folder that holds a store.
#[must_use]
pub fn is_store(place: &Path) -> bool {
    place.to_str().is_some_and(is_server) || place.join(FILE).is_file()
}

/// What the store knows of itself under `name`.
pub(crate) fn fact(engine: &mut dyn Engine, name: &str) -> Result<Option<String>, Fault> {
    first(engine, "SELECT value FROM fact WHERE name = $1", values![name])?
        .map(|row| row.get(0))
        .transpose()
}

/// Writes down `value` under `name`.
pub(crate) fn set_fact(engine: &mut dyn Engine, name: &str, value: &str) -> Result<(), Fault> {
    engine.execute(
        "INSERT INTO fact (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values![name, value],
    )?;
    Ok(())
}
