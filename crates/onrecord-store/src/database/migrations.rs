//! The steps from an empty database to the schema of this version. An engine in; the steps that it lacks
//! are taken, each in one transaction.

use crate::database::engine::{Dialect, Engine, first};
use crate::database::fault::Fault;
use crate::values;

/// The schemas in order; a step once released is never edited. Between the engines
/// differ the tokens `{STRICT}` and `{BYTES}`, and the name of whole numbers: strict tables know only `INTEGER`.
const STEPS: [Step; 4] = [
    Step {
        shared: include_str!("schema/0001.sql"),
        sqlite: include_str!("schema/0001-sqlite.sql"),
        postgres: include_str!("schema/0001-postgres.sql"),
    },
    Step { shared: include_str!("schema/0002.sql"), sqlite: "", postgres: "" },
    Step { shared: include_str!("schema/0003.sql"), sqlite: "", postgres: "" },
    Step { shared: include_str!("schema/0004.sql"), sqlite: "", postgres: "" },
];

struct Step {
    shared: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// How many schemas there are: the version of a database that is up to date.
#[must_use]
pub fn latest() -> u32 {
    STEPS.len() as u32
}

/// Brings the database to the latest schema. Several machines may try at once: the first one does it.
///
/// # Errors
/// Where a step fails (the database is then as before that step), or a later version made it.
pub fn migrate(engine: &mut dyn Engine) -> Result<(), Fault> {
    migrate_to(engine, latest())
}

/// As [`migrate`], up to schema `last`: tests begin with the schemas of earlier versions.
///
/// # Errors
/// As [`migrate`].
pub fn migrate_to(engine: &mut dyn Engine, last: u32) -> Result<(), Fault> {
    let dialect = engine.dialect();
    engine.script(match dialect {
        Dialect::Sqlite => "BEGIN IMMEDIATE",
        // The number is this project's own; the lock ends with the transaction.
        Dialect::Postgres => "BEGIN; SELECT pg_advisory_xact_lock(7236041)",
    })?;
    let done = steps(engine, dialect, last);
    engine.script(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn steps(engine: &mut dyn Engine, dialect: Dialect, last: u32) -> Result<(), Fault> {
    let written = |text: &str| match dialect {
        Dialect::Sqlite => text
            .replace("{STRICT}", "STRICT")
            .replace("{BYTES}", "BLOB")
            .replace("BIGINT", "INTEGER"),
        Dialect::Postgres => text.replace("{STRICT}", "").replace("{BYTES}", "BYTEA"),
    };
    engine.script(&written(
        "CREATE TABLE IF NOT EXISTS schema_version (
             one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL
         ) {STRICT}",
    ))?;
    let found = first(engine, "SELECT version FROM schema_version", values![])?
        .map_or(Ok(0), |row| row.get::<u32>(0))?;
    if found > latest() {
        return Err(Fault::Later { found, known: latest() });
    }
    for (version, step) in (1..).zip(&STEPS).skip(found as usize).take_while(|(v, _)| *v <= last) {
        engine.script(&written(step.shared))?;
        engine.script(match dialect {
            Dialect::Sqlite => step.sqlite,
            Dialect::Postgres => step.postgres,
        })?;
        engine.execute(
            "INSERT INTO schema_version (one, version) VALUES (1, $1)
             ON CONFLICT (one) DO UPDATE SET version = excluded.version",
            values![version],
        )?;
    }
    Ok(())
}
