//! What is not kept longer than it is needed. The time in; how much was let go out. Run it daily; the server
//! does.

use crate::answering::kept::{Contact, opened, sealed};
use crate::answering::settings::Settings;
use crate::answering::{State, ticket};
use crate::database::Database;
use crate::database::engine::{Dialect, Engine};
use crate::database::fault::Fault;
use crate::ledger::event::What;
use crate::ledger::{Event, append};
use crate::values;
use crate::vault;
use jiff::{SignedDuration, Timestamp};
use std::fmt;

/// What was let go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Replies whose link was not opened in time: nothing of them is left.
    pub n_unconfirmed: u64,
    /// E-mails of replies that are not published.
    pub n_unpublished: u64,
    /// E-mails of published replies: their keyed hash stays.
    pub n_published: u64,
    /// Links and sessions whose time was over.
    pub n_links: u64,
}

impl fmt::Display for Swept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Swept { n_unconfirmed, n_unpublished, n_published, n_links } = self;
        write!(
            f,
            "let go: {n_unconfirmed} replies that nobody confirmed, the e-mails of {n_unpublished} unpublished \
             and {n_published} published replies, {n_links} links and sessions"
        )
    }
}

/// Lets go what the settings no longer keep at `at`.
///
/// # Errors
/// The engine's own.
pub fn sweep(engine: &mut dyn Engine, settings: &Settings, at: Timestamp) -> Result<Swept, Fault> {
    let mut swept = Swept::default();
    let now = at.as_microsecond();
    let links = before(at, i64::from(settings.link_hours));
    let statement = "SELECT id, subject FROM reply WHERE state = $1 AND submitted < $2";
    for row in engine.query(statement, values![State::Unconfirmed.word(), links])? {
        let (id, subject) = (row.get::<String>(0)?, row.get::<String>(1)?);
        ticket::revoke(engine, &id)?;
        for statement in
            ["DELETE FROM reply_version WHERE reply = $1", "DELETE FROM reply WHERE id = $1"]
        {
            engine.execute(statement, values![id.as_str()])?;
        }
        engine.execute("DELETE FROM subject WHERE id = $1", values![subject])?;
        swept.n_unconfirmed += 1;
    }

    let unpublished = before(at, 24 * i64::from(settings.unpublished_days));
    let statement = "SELECT id FROM reply
                     WHERE contact IS NOT NULL AND state IN ('waiting', 'refused') AND submitted < $1";
    for row in engine.query(statement, values![unpublished])? {
        let id: String = row.get(0)?;
        engine.execute("UPDATE reply SET contact = NULL WHERE id = $1", values![id.as_str()])?;
        append(engine, at, Event { what: What::ReplyExpired, subject: &id, content: b"" })?;
        swept.n_unpublished += 1;
    }

    let published = before(at, 24 * i64::from(settings.published_days));
    let secret = vault::secret(engine, "reply")?;
    let statement = "SELECT id, subject, contact FROM reply
                     WHERE contact IS NOT NULL AND state = 'published' AND decided < $1";
    for row in engine.query(statement, values![published])? {
        let (id, subject) = (row.get::<String>(0)?, row.get::<String>(1)?);
        let contact: Option<Contact> = opened(engine, &subject, row.get(2)?)?;
        let Some(Contact::Email(email)) = contact else { continue };
        let contact = sealed(engine, &subject, &Contact::Mac(mac(&secret, &email)))?;
        let keep = "UPDATE reply SET contact = $1 WHERE id = $2";
        engine.execute(keep, values![contact, id.as_str()])?;
        append(engine, at, Event { what: What::ReplyExpired, subject: &id, content: b"" })?;
        swept.n_published += 1;
    }

    for statement in
        ["DELETE FROM ticket WHERE expires < $1", "DELETE FROM session WHERE expires < $1"]
    {
        swept.n_links += engine.execute(statement, values![now])?;
    }
    Ok(swept)
}

/// As [`sweep`], and nothing of it is left in a file's write-ahead log either. On a server that log is the
/// server's.
///
/// # Errors
/// The engine's own.
pub fn sweep_out(database: &Database, settings: &Settings, at: Timestamp) -> Result<Swept, Fault> {
    let swept = database.write(|engine| sweep(engine, settings, at))?;
    if swept != Swept::default() {
        database.apart(|engine| match engine.dialect() {
            Dialect::Sqlite => engine.script("PRAGMA wal_checkpoint(TRUNCATE)"),
            Dialect::Postgres => Ok(()),
        })?;
    }
    Ok(swept)
}

/// The keyed hash of an address: the same sender is known again, and nobody without the store's key can try
/// addresses against it.
fn mac(secret: &[u8; 32], email: &str) -> String {
    blake3::keyed_hash(secret, email.to_lowercase().as_bytes()).to_hex().to_string()
}

fn before(at: Timestamp, hours: i64) -> i64 {
    at.checked_sub(SignedDuration::from_hours(hours))
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .as_microsecond()
}
