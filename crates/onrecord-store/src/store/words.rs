//! The words by which the search page finds documents, statements and persons. An id and its words in, rows
//! of the table `word` out.

use crate::database::engine::{Dialect, Engine};
use crate::database::fault::Fault;
use crate::values;

/// Puts `words` where `id`, of a `kind` such as "statement", is found by them, in place of those before.
pub(crate) fn put_words(
    engine: &mut dyn Engine,
    id: &str,
    kind: &str,
    words: &str,
) -> Result<(), Fault> {
    match engine.dialect() {
        Dialect::Sqlite => {
            let statement =
                "INSERT OR REPLACE INTO word (rowid, id, kind, words) VALUES ($1, $2, $3, $4)";
            engine.execute(statement, values![number(id), id, kind, words])?;
        }
        Dialect::Postgres => {
            remove_words(engine, id)?;
            let statement = "INSERT INTO word (id, kind, words) VALUES ($1, $2, $3)";
            engine.execute(statement, values![id, kind, words])?;
        }
    }
    Ok(())
}

/// Lets `id` no longer be found.
pub(crate) fn remove_words(engine: &mut dyn Engine, id: &str) -> Result<(), Fault> {
    match engine.dialect() {
        Dialect::Sqlite => {
            engine.execute("DELETE FROM word WHERE rowid = $1", values![number(id)])?
        }
        Dialect::Postgres => engine.execute("DELETE FROM word WHERE id = $1", values![id])?,
    };
    Ok(())
}

/// The row of `id`: FTS5 finds a row by its number alone, so that the number is made from the id.
fn number(id: &str) -> i64 {
    let hash = blake3::hash(id.as_bytes());
    let bytes = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
    i64::from_le_bytes(bytes) >> 1
}
