//! The database of a store. A location in, [`Database`] out: connections that are lent for one reading or
//! one writing, and nothing of a writing that failed.

pub mod engine;
pub mod fault;
pub mod migrations;
pub mod postgres;
pub mod sqlite;
pub mod value;

use crate::database::engine::{Dialect, Engine};
use crate::database::fault::Fault;
use crate::database::migrations::migrate;
use crate::database::postgres::Postgres;
use crate::database::sqlite::Sqlite;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Connections kept for the next reading: a server answers with as many threads as the machine has cores.
const IDLE: usize = 16;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file.
    File(PathBuf),
    /// A PostgreSQL server: `postgres://…`.
    Server(String),
}

/// A database that is up to date.
pub struct Database {
    location: Location,
    idle: Mutex<Vec<Box<dyn Engine>>>,
    /// One writer at a time within the process; other processes wait at the engine.
    writer: Mutex<Box<dyn Engine>>,
}

impl Database {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// Where it cannot be opened, or a later version made it.
    pub fn open(location: Location) -> Result<Database, Fault> {
        let mut writer = connect(&location)?;
        migrate(writer.as_mut())?;
        Ok(Database { location, idle: Mutex::default(), writer: Mutex::new(writer) })
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Reads with a connection of its own, in one transaction: what is read belongs together.
    ///
    /// # Errors
    /// Those of `reading`, and the engine's.
    pub fn read<T, E: From<Fault>>(
        &self,
        reading: impl FnOnce(&mut dyn Engine) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = lock(&self.idle).pop();
        let mut engine = idle.map_or_else(|| connect(&self.location), Ok)?;
        let begin = match engine.dialect() {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        engine.script(begin)?;
        let answer = reading(engine.as_mut());
        // A connection that cannot end its transaction is dropped and not lent again.
        if engine.script("ROLLBACK").is_ok() {
            let mut idle = lock(&self.idle);
            if idle.len() < IDLE {
                idle.push(engine);
            }
        }
        answer
    }

    /// Writes in one transaction: all of it, or nothing where `writing` fails.
    ///
    /// # Errors
    /// Those of `writing`, and the engine's.
    pub fn write<T, E: From<Fault>>(
        &self,
        writing: impl FnOnce(&mut dyn Engine) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut engine = lock(&self.writer);
        let begin = match engine.dialect() {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            // One writer at a time here too: chains of hashes and counters have one end.
            Dialect::Postgres => "BEGIN; SELECT pg_advisory_xact_lock(7236042)",
        };
        if engine.script(begin).is_err() {
            // The server may have been restarted since; a second failure is told.
            *engine = connect(&self.location)?;
            engine.script(begin)?;
        }
        match writing(engine.as_mut()) {
            Ok(written) => {
                engine.script("COMMIT")?;
                Ok(written)
            }
            Err(error) => {
                engine.script("ROLLBACK")?;
                Err(error)
            }
        }
    }
}

impl Database {
    /// Works with the writer's connection outside of a transaction: what rewrites the database's files can
    /// run in none. Connections that wait for the next reading are closed first.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn apart<T, E: From<Fault>>(
        &self,
        work: impl FnOnce(&mut dyn Engine) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut engine = lock(&self.writer);
        lock(&self.idle).clear();
        work(engine.as_mut())
    }
}

impl fmt::Debug for Database {
    /// Without the server's address, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").finish_non_exhaustive()
    }
}

fn connect(location: &Location) -> Result<Box<dyn Engine>, Fault> {
    Ok(match location {
        Location::File(path) => Box::new(Sqlite::open(path)?),
        Location::Server(url) => Box::new(Postgres::open(url)?),
    })
}

/// A thread that panicked while it held a connection left its transaction open; the next use of that
/// connection finds out and makes another.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
