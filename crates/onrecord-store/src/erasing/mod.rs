//! Erasure, where the law asks for it. A replier or a person in; the data gone from the store's files, and a
//! log that verifies as before out.

pub mod names;
pub mod person;
pub mod replier;
mod rewriting;
pub mod rows;

use crate::database::engine::{Dialect, Engine};
use crate::database::fault::Fault;

/// Tables whose rows an erasure empties or rewrites.
const TABLES: &str = "subject, reply, reply_version, ticket, log_nonce, person, version, utterance, \
     statement, statement_version, finding, relation, capture, occasion, outlet, document, word";

/// Rewrites the database's files without what was deleted from them: free pages, the write-ahead log, dead
/// rows. Outside of a transaction, once the erasure holds; it reads and writes all of the database.
///
/// On a server the write-ahead log, replicas and backups are the server's own: its keeper has to let those
/// run out.
///
/// # Errors
/// Where another connection reads at the same time for long.
pub fn scour(engine: &mut dyn Engine) -> Result<(), Fault> {
    match engine.dialect() {
        // The index over the words keeps those of rows that are gone until it is made anew.
        Dialect::Sqlite => engine.script(
            "INSERT INTO word (word) VALUES ('rebuild');
             PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)",
        ),
        Dialect::Postgres => engine.script(&format!("VACUUM (FULL) {TABLES}")),
    }
}
