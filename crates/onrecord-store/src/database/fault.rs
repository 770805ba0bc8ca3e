//! What can go wrong between a statement and its answer.

/// Why an engine did not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// SQLite's own reason.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL's own reason.
    #[error("PostgreSQL: {}", postgres_reason(.0))]
    Postgres(#[from] postgres::Error),
    /// A column is not of the type that was asked for.
    #[error("column {column} holds {found}, not {wanted}")]
    Column {
        /// Which, from 0.
        column: usize,
        /// The type asked for.
        wanted: &'static str,
        /// What it holds.
        found: &'static str,
    },
    /// The answer holds a type that the record does not use.
    #[error("column {column} has the type {name}, which is not read")]
    Type {
        /// Which, from 0.
        column: usize,
        /// The engine's name of the type.
        name: String,
    },
    /// The database was made by a later version.
    #[error("it has schema {found}; this version reads up to {known}: use a newer onrecord")]
    Later {
        /// The schema found.
        found: u32,
        /// The last schema known.
        known: u32,
    },
    /// What was asked for is held in a way that this version cannot read.
    #[error("{0}")]
    Content(String),
}

/// The server's own message where there is one: the client's says only "db error".
fn postgres_reason(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}
