//! The record on a server: PostgreSQL 15 or later. A connection string in, an engine out.

use crate::database::engine::{Dialect, Engine, Insert};
use crate::database::fault::Fault;
use crate::database::value::{Row, Value};
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};
use std::collections::HashMap;
use std::error::Error;

/// The protocol numbers the parameters of a statement with 16 bits; half of that leaves room.
const PARAMETERS: usize = 32_000;
/// Statements kept prepared on a connection.
const PREPARED: usize = 128;

/// A connection to a server.
pub struct Postgres {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl Postgres {
    /// Connects to the server that `url` names: `postgres://user@host/database`, or the form with keys. The
    /// connection is in the clear: use a socket, the loopback, or a tunnel.
    ///
    /// # Errors
    /// Where the server cannot be reached, or refuses.
    pub fn open(url: &str) -> Result<Postgres, Fault> {
        Ok(Postgres { client: Client::connect(url, NoTls)?, prepared: HashMap::new() })
    }

    fn prepare(&mut self, statement: &str) -> Result<Statement, Fault> {
        if let Some(prepared) = self.prepared.get(statement) {
            return Ok(prepared.clone());
        }
        if self.prepared.len() >= PREPARED {
            self.prepared.clear();
        }
        let prepared = self.client.prepare(statement)?;
        self.prepared.insert(statement.to_owned(), prepared.clone());
        Ok(prepared)
    }
}

impl Engine for Postgres {
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64, Fault> {
        let prepared = self.prepare(statement)?;
        Ok(self.client.execute(&prepared, &parameters(values))?)
    }

    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let prepared = self.prepare(statement)?;
        let rows = self.client.query(&prepared, &parameters(values))?;
        rows.iter().map(read).collect()
    }

    fn script(&mut self, statements: &str) -> Result<(), Fault> {
        Ok(self.client.batch_execute(statements)?)
    }

    fn put_many(&mut self, insert: Insert, rows: &[Vec<Value>]) -> Result<(), Fault> {
        let n_columns = insert.n_columns.max(1);
        for chunk in rows.chunks((PARAMETERS / n_columns).max(1)) {
            let row_of = |row: usize| {
                let places = (1..=n_columns).map(|column| format!("${}", row * n_columns + column));
                format!("({})", places.collect::<Vec<_>>().join(", "))
            };
            let places: Vec<String> = (0..chunk.len()).map(row_of).collect();
            let statement = format!("{} {} {}", insert.head, places.join(", "), insert.tail);
            let values: Vec<&(dyn ToSql + Sync)> =
                chunk.iter().flatten().map(|value| value as &(dyn ToSql + Sync)).collect();
            self.client.execute(&statement, &values)?;
        }
        Ok(())
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read(row: &postgres::Row) -> Result<Row, Fault> {
    let mut values = Vec::with_capacity(row.len());
    for (column, described) in row.columns().iter().enumerate() {
        let value = match *described.type_() {
            Type::INT8 => Value::from(row.try_get::<_, Option<i64>>(column)?),
            Type::INT4 => Value::from(row.try_get::<_, Option<i32>>(column)?.map(i64::from)),
            Type::BOOL => Value::from(row.try_get::<_, Option<bool>>(column)?),
            Type::FLOAT8 => Value::from(row.try_get::<_, Option<f64>>(column)?),
            Type::FLOAT4 => Value::from(row.try_get::<_, Option<f32>>(column)?.map(f64::from)),
            Type::TEXT | Type::VARCHAR | Type::NAME => {
                Value::from(row.try_get::<_, Option<String>>(column)?)
            }
            Type::BYTEA => Value::from(row.try_get::<_, Option<Vec<u8>>>(column)?),
            ref other => return Err(Fault::Type { column, name: other.name().to_owned() }),
        };
        values.push(value);
    }
    Ok(Row::new(values))
}

impl ToSql for Value {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) if *wanted == Type::INT4 => {
                i32::try_from(*number)?.to_sql(wanted, out)
            }
            Value::Integer(number) if *wanted == Type::FLOAT8 => {
                (*number as f64).to_sql(wanted, out)
            }
            Value::Integer(number) if *wanted == Type::INT8 => number.to_sql(wanted, out),
            Value::Real(number) if *wanted == Type::FLOAT8 => number.to_sql(wanted, out),
            Value::Text(text) if <&str as ToSql>::accepts(wanted) => text.to_sql(wanted, out),
            Value::Blob(bytes) if *wanted == Type::BYTEA => bytes.to_sql(wanted, out),
            value => Err(format!("{value:?} is no {wanted}").into()),
        }
    }

    /// Whether the type fits depends on the value, which this is not told: a null fits every type.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
