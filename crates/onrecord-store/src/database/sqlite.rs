//! The record in one file: SQLite, write-ahead logging, strict tables. A path in, an engine out.

use crate::database::engine::{Dialect, Engine, Insert};
use crate::database::fault::Fault;
use crate::database::value::{Row, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use std::path::Path;
use std::time::Duration;

/// How long a writer waits for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(30);
/// Statements kept prepared on a connection: more than any page asks.
const PREPARED: usize = 128;

/// A connection to a file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens the file at `path`, and makes it where there is none. What is deleted is overwritten, so that
    /// an erasure leaves nothing in the file's free pages.
    ///
    /// # Errors
    /// Where it cannot be opened, or is no database.
    pub fn open(path: &Path) -> Result<Sqlite, Fault> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;",
        )?;
        Ok(Sqlite { connection })
    }

    /// The connection itself, for what only a file can do: a backup, a check of its pages.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Engine for Sqlite {
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64, Fault> {
        let mut prepared = self.connection.prepare_cached(statement)?;
        bind(&mut prepared, values)?;
        Ok(prepared.raw_execute()? as u64)
    }

    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let mut prepared = self.connection.prepare_cached(statement)?;
        bind(&mut prepared, values)?;
        let n_columns = prepared.column_count();
        let mut rows = prepared.raw_query();
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(n_columns);
            for column in 0..n_columns {
                values.push(match row.get_ref(column)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Real(number),
                    ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                    ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                });
            }
            answer.push(Row::new(values));
        }
        Ok(answer)
    }

    fn script(&mut self, statements: &str) -> Result<(), Fault> {
        Ok(self.connection.execute_batch(statements)?)
    }

    fn put_many(&mut self, insert: Insert, rows: &[Vec<Value>]) -> Result<(), Fault> {
        let places: Vec<String> = (1..=insert.n_columns).map(|place| format!("${place}")).collect();
        let statement = format!("{} ({}) {}", insert.head, places.join(", "), insert.tail);
        for row in rows {
            self.execute(&statement, row)?;
        }
        Ok(())
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
}

fn bind(prepared: &mut Statement, values: &[Value]) -> Result<(), Fault> {
    for (place, value) in values.iter().enumerate() {
        prepared.raw_bind_parameter(place + 1, value)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
