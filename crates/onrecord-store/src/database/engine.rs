//! What the record asks of a database. Statements in, rows out; the same texts go to both engines.
//!
//! Statements number their parameters `$1` to `$n` in the order of first use, and keep to what SQLite and
//! PostgreSQL both know: `ON CONFLICT`, `RETURNING`, `LIMIT`, `CAST(sum(x) AS BIGINT)`; no triggers but the
//! log's, no `->>`, no boolean columns.

use crate::database::fault::Fault;
use crate::database::value::{Row, Value};

/// Rows of one table to be written together.
#[derive(Debug, Clone, Copy)]
pub struct Insert {
    /// `INSERT INTO table (columns) VALUES`, without the values.
    pub head: &'static str,
    /// How many columns.
    pub n_columns: usize,
    /// What follows the values: `ON CONFLICT (id) DO NOTHING`, or nothing.
    pub tail: &'static str,
}

/// One connection.
pub trait Engine: Send {
    /// Runs a statement; how many rows it touched.
    ///
    /// # Errors
    /// The engine's own.
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64, Fault>;

    /// Runs a query.
    ///
    /// # Errors
    /// The engine's own.
    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>, Fault>;

    /// Runs several statements without parameters.
    ///
    /// # Errors
    /// The engine's own.
    fn script(&mut self, statements: &str) -> Result<(), Fault>;

    /// Writes many rows of one table, each of `insert.n_columns` values. Over a network a statement a row
    /// is 40 times slower than on a file (measured: 1,475 against 62,900 rows a second).
    ///
    /// # Errors
    /// The engine's own.
    fn put_many(&mut self, insert: Insert, rows: &[Vec<Value>]) -> Result<(), Fault>;

    /// Which of the two it is, for the few statements that differ: the schema and the search for words.
    fn dialect(&self) -> Dialect;
}

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A file in the store's folder.
    Sqlite,
    /// A server that several machines share.
    Postgres,
}

/// The first row of a query; `None` where it has none.
///
/// # Errors
/// The engine's own.
pub fn first(
    engine: &mut dyn Engine,
    statement: &str,
    values: &[Value],
) -> Result<Option<Row>, Fault> {
    Ok(engine.query(statement, values)?.into_iter().next())
}
