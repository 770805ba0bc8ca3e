//! The log: what happened to the record, in order. Events in, entries chained by their hashes out; nothing
//! of an event's content is in the log, only a commitment that can be opened while its nonce is kept.
//!
//! Hashes are blake3. `digest` = hash of the content; `commitment` = hash of the nonce's 32 bytes followed by
//! the digest's 32; `hash` = hash of the lines that [`Entry::text`] gives. `docs/log.md` shows how to verify
//! all of it with other tools.

pub mod checkpoint;
pub mod event;
pub mod note;
pub mod verifying;

use crate::database::engine::{Engine, Insert, first};
use crate::database::fault::Fault;
use crate::database::value::{Row, Value};
use crate::ledger::event::What;
use crate::machine::chance;
use crate::values;
use jiff::Timestamp;

/// What the first entry has in place of the hash before it.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One event to be logged.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// What happened.
    pub what: What,
    /// The public id of what it happened to; never a name or an address.
    pub subject: &'a str,
    /// What the entry commits to: the thing's bytes as they then were.
    pub content: &'a [u8],
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without gaps.
    pub seq: u64,
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// The word for the event.
    pub what: String,
    /// The public id of what it happened to.
    pub subject: String,
    /// The commitment to the content, 64 hex digits.
    pub commitment: String,
    /// The hash of the entry before it, or [`GENESIS`].
    pub previous: String,
    /// The hash of this entry, 64 hex digits.
    pub hash: String,
}

/// The columns of an entry, in the order that [`Entry::read`] takes them.
pub const COLUMNS: &str = "seq, at, what, subject, commitment, previous, hash";

impl Entry {
    /// The entry in a row of [`COLUMNS`].
    ///
    /// # Errors
    /// Where a column is of another type.
    pub fn read(row: &Row) -> Result<Entry, Fault> {
        Ok(Entry {
            seq: row.get(0)?,
            at: row.get(1)?,
            what: row.get(2)?,
            subject: row.get(3)?,
            commitment: row.get(4)?,
            previous: row.get(5)?,
            hash: row.get(6)?,
        })
    }

    /// What is hashed: a line that names the form, then each field but the hash on a line of its own.
    #[must_use]
    pub fn text(&self) -> String {
        let Entry { seq, at, what, subject, commitment, previous, .. } = self;
        format!("onrecord log 1\n{seq}\n{at}\n{what}\n{subject}\n{commitment}\n{previous}\n")
    }

    /// The hash that the other fields give.
    #[must_use]
    pub fn reckoned(&self) -> String {
        blake3::hash(self.text().as_bytes()).to_hex().to_string()
    }
}

/// Logs one event.
///
/// # Errors
/// Where `subject` holds a line break, and the engine's own.
pub fn append(engine: &mut dyn Engine, at: Timestamp, event: Event) -> Result<Entry, Fault> {
    let mut entries = append_all(engine, at, &[event])?;
    entries.pop().ok_or_else(|| Fault::Content("one event gives one entry".to_owned()))
}

/// Logs several events of one moment, in their order. Within [`crate::database::Database::write`], which
/// lets one writer at a time come to the end of the chain.
///
/// # Errors
/// As [`append`].
pub fn append_all(
    engine: &mut dyn Engine,
    at: Timestamp,
    events: &[Event],
) -> Result<Vec<Entry>, Fault> {
    let last = last(engine)?;
    let (mut seq, mut previous) = last.map_or((0, GENESIS.to_owned()), |e| (e.seq, e.hash));
    let (mut entries, mut rows, mut nonces) = (Vec::new(), Vec::new(), Vec::new());
    for event in events {
        if event.subject.chars().any(char::is_control) {
            return Err(Fault::Content("the subject of an entry is one line".to_owned()));
        }
        seq += 1;
        let nonce = chance::<32>();
        let digest = blake3::hash(event.content);
        let mut entry = Entry {
            seq,
            at: at.as_microsecond(),
            what: event.what.word().to_owned(),
            subject: event.subject.to_owned(),
            commitment: commitment(&nonce, &digest),
            previous,
            hash: String::new(),
        };
        entry.hash = entry.reckoned();
        previous = entry.hash.clone();
        rows.push(
            values![
                entry.seq,
                entry.at,
                entry.what.as_str(),
                entry.subject.as_str(),
                entry.commitment.as_str(),
                entry.previous.as_str(),
                entry.hash.as_str()
            ]
            .to_vec(),
        );
        nonces.push(values![entry.seq, nonce.as_slice(), digest.to_hex().as_str()].to_vec());
        entries.push(entry);
    }
    engine.put_many(PUT, &rows)?;
    engine.put_many(PUT_NONCE, &nonces)?;
    Ok(entries)
}

const PUT: Insert = Insert {
    head: "INSERT INTO log (seq, at, what, subject, commitment, previous, hash) VALUES",
    n_columns: 7,
    tail: "",
};
const PUT_NONCE: Insert =
    Insert { head: "INSERT INTO log_nonce (seq, nonce, digest) VALUES", n_columns: 3, tail: "" };

fn commitment(nonce: &[u8], digest: &blake3::Hash) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(nonce).update(digest.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// The last entry; `None` where nothing happened.
///
/// # Errors
/// The engine's own.
pub fn last(engine: &mut dyn Engine) -> Result<Option<Entry>, Fault> {
    let statement = format!("SELECT {COLUMNS} FROM log ORDER BY seq DESC LIMIT 1");
    first(engine, &statement, values![])?.map(|row| Entry::read(&row)).transpose()
}

/// Up to `limit` entries after `seq`, in order; those of `subject` alone where it is given.
///
/// # Errors
/// The engine's own.
pub fn entries(
    engine: &mut dyn Engine,
    after: u64,
    subject: Option<&str>,
    limit: u64,
) -> Result<Vec<Entry>, Fault> {
    let all = format!("SELECT {COLUMNS} FROM log WHERE seq > $1 ORDER BY seq LIMIT $2");
    let of_one =
        format!("SELECT {COLUMNS} FROM log WHERE seq > $1 AND subject = $2 ORDER BY seq LIMIT $3");
    let rows = match subject {
        None => engine.query(&all, values![after, limit])?,
        Some(subject) => engine.query(&of_one, values![after, subject, limit])?,
    };
    rows.iter().map(Entry::read).collect()
}

/// Whether entry `seq` commits to `content`; `None` where its nonce was erased, or there is no such entry.
///
/// # Errors
/// The engine's own.
pub fn commits_to(
    engine: &mut dyn Engine,
    seq: u64,
    content: &[u8],
) -> Result<Option<bool>, Fault> {
    let statement = "SELECT log.commitment, log_nonce.nonce FROM log
                     JOIN log_nonce ON log_nonce.seq = log.seq WHERE log.seq = $1";
    let Some(row) = first(engine, statement, values![seq])? else { return Ok(None) };
    let nonce = row.get::<Vec<u8>>(1)?;
    Ok(Some(row.get::<String>(0)? == commitment(&nonce, &blake3::hash(content))))
}

/// Removes the nonces and digests of every entry about `subject` and logs the tombstone; how many went.
/// `reason` is what the tombstone commits to: the ground in law, without a name.
///
/// # Errors
/// As [`append`].
pub fn forget(
    engine: &mut dyn Engine,
    at: Timestamp,
    subject: &str,
    reason: &str,
) -> Result<u64, Fault> {
    let n_gone = engine.execute(
        "DELETE FROM log_nonce WHERE seq IN (SELECT seq FROM log WHERE subject = $1)",
        &[Value::from(subject)],
    )?;
    append(engine, at, Event { what: What::Erased, subject, content: reason.as_bytes() })?;
    Ok(n_gone)
}
