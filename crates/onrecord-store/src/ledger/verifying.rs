//! Whether the log is as it was written. The log in; where it breaks, and in which field, out.
//!
//! A chain of hashes says that an entry was changed, not what in it. Where its neighbours do not tell
//! either, each single byte of its fields is tried: the change that restores the hash names the field.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Row;
use crate::ledger::checkpoint::{Checkpoint, keys};
use crate::ledger::event::What;
use crate::ledger::note::Verifier;
use crate::ledger::{Entry, GENESIS, commitment};
use crate::values;
use std::collections::BTreeMap;
use std::fmt;

/// Entries read at a time.
const PAGE: u64 = 4096;

/// What verifying the log gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries read.
    pub n_entries: u64,
    /// Entries whose nonce an erasure took.
    pub n_erased: u64,
    /// Checkpoints read.
    pub n_checkpoints: u64,
    /// The hash of the last entry; [`GENESIS`] where there is none.
    pub head: String,
    /// Where it is not as it was written, in order; empty where all holds.
    pub breaks: Vec<Break>,
}

/// One place where the log is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The entry, or the checkpoint.
    pub place: Place,
    /// The column at fault; several, where it cannot be told which.
    pub field: &'static str,
    /// What is wrong with it.
    pub why: String,
}

/// A line of the log or of its checkpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The entry of this number.
    Entry(u64),
    /// The checkpoint of this size.
    Checkpoint(i64),
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Entry(seq) => write!(f, "entry {seq}, {}: {}", self.field, self.why),
            Place::Checkpoint(size) => write!(f, "checkpoint {size}, {}: {}", self.field, self.why),
        }
    }
}

/// Verifies every entry and checkpoint. Checkpoints count where one of `trusted` signed them; where that is
/// empty, one of the keys that the log itself names.
///
/// What was cut off the end since the last checkpoint cannot be seen from the log alone: keep its
/// checkpoints elsewhere.
///
/// # Errors
/// The engine's own: a log that cannot be read is not verified.
pub fn verify(engine: &mut dyn Engine, trusted: &[Verifier]) -> Result<Verified, Fault> {
    let mut walk = Walk::default();
    let below = "SELECT count(*) FROM log WHERE seq < 1";
    if first(engine, below, values![])?.map_or(Ok(0), |row| row.get::<i64>(0))? > 0 {
        walk.mark(Place::Entry(0), "seq", "entries are numbered from 1");
    }
    loop {
        let statement =
            "SELECT log.seq, at, what, subject, commitment, previous, hash, nonce, digest
                         FROM log LEFT JOIN log_nonce ON log_nonce.seq = log.seq
                         WHERE log.seq > $1 ORDER BY log.seq LIMIT $2";
        let after = walk.last.as_ref().map_or(0, |last| last.seq);
        let rows = engine.query(statement, values![after, PAGE])?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            walk.step(engine, row)?;
        }
    }
    for seq in walk.missing.clone().into_values().flatten() {
        walk.mark(Place::Entry(seq), "nonce", "it is gone, and no entry says that it was erased");
    }
    let n_checkpoints = checkpoints(engine, trusted, &mut walk)?;
    walk.breaks.sort_by_key(|found| found.place);
    Ok(Verified {
        n_entries: walk.n_entries,
        n_erased: walk.n_erased,
        n_checkpoints,
        head: walk.last.map_or_else(|| GENESIS.to_owned(), |last| last.hash),
        breaks: walk.breaks,
    })
}

#[derive(Default)]
struct Walk {
    n_entries: u64,
    n_erased: u64,
    last: Option<Entry>,
    /// Entries without a nonce, by subject, until the tombstone that explains them.
    missing: BTreeMap<String, Vec<u64>>,
    breaks: Vec<Break>,
}

impl Walk {
    fn mark(&mut self, place: Place, field: &'static str, why: &str) {
        self.breaks.push(Break { place, field, why: why.to_owned() });
    }

    fn step(&mut self, engine: &mut dyn Engine, row: &Row) -> Result<(), Fault> {
        let entry = Entry::read(row)?;
        let opened = match (row.get::<Option<Vec<u8>>>(7)?, row.get::<Option<String>>(8)?) {
            (Some(nonce), Some(digest)) => Some(
                blake3::Hash::from_hex(&digest)
                    .map_or_else(|_| String::new(), |digest| commitment(&nonce, &digest)),
            ),
            _ => None,
        };
        let expected = self.last.as_ref().map_or(1, |last| last.seq + 1);
        let place = Place::Entry(entry.seq);
        let follows = entry.seq == expected;
        if !follows {
            let why = format!("there is none; the next has number {}", entry.seq);
            self.mark(Place::Entry(expected), "seq", &why);
        }
        let reckoned = entry.reckoned();
        // Where the hash before it was altered, that entry says so; this one still follows from it.
        let links = !follows
            || self.last.as_ref().map_or(entry.previous == GENESIS, |last| {
                entry.previous == last.hash || entry.previous == last.reckoned()
            });
        if !links {
            self.mark(place, "previous", "it is not the hash of the entry before it");
        } else if reckoned != entry.hash {
            let field = match self.last.as_ref().filter(|_| !follows) {
                Some(_) => "seq",
                None => field_at_fault(engine, &entry, &reckoned, opened.as_deref())?,
            };
            self.mark(place, field, "the entry does not have its hash");
        } else if opened.as_ref().is_some_and(|opened| *opened != entry.commitment) {
            self.mark(place, "nonce", "the commitment does not open with its nonce and digest");
        }
        if opened.is_none() {
            self.n_erased += 1;
            self.missing.entry(entry.subject.clone()).or_default().push(entry.seq);
        }
        if entry.what == What::Erased.word() {
            self.missing.remove(&entry.subject);
        }
        self.n_entries += 1;
        self.last = Some(entry);
        Ok(())
    }
}

fn field_at_fault(
    engine: &mut dyn Engine,
    entry: &Entry,
    reckoned: &str,
    opened: Option<&str>,
) -> Result<&'static str, Fault> {
    let next = "SELECT previous FROM log WHERE seq = $1";
    let next = first(engine, next, values![entry.seq + 1])?.map(|row| row.get::<String>(0));
    let n_other = reckoned.bytes().zip(entry.hash.bytes()).filter(|(a, b)| a != b).count();
    // Two hashes of different texts share about 4 of 64 digits; one that was altered shares most.
    if next.transpose()?.as_deref() == Some(reckoned) || n_other + 32 < reckoned.len() {
        return Ok("hash");
    }
    if opened.is_some_and(|opened| opened != entry.commitment) {
        return Ok("commitment");
    }
    if What::of(&entry.what).is_none() {
        return Ok("what");
    }
    for byte_idx in 0..8 {
        for other in 1..=u8::MAX {
            let mut bytes = entry.at.to_be_bytes();
            bytes[byte_idx] ^= other;
            let restored = Entry { at: i64::from_be_bytes(bytes), ..entry.clone() };
            if restored.reckoned() == entry.hash {
                return Ok("at");
            }
        }
    }
    let fields =
        [("what", &entry.what), ("subject", &entry.subject), ("commitment", &entry.commitment)];
    let text = entry.text();
    for (field, value) in fields {
        let Some(start) = text.find(&format!("\n{value}\n")).map(|start| start + 1) else {
            continue;
        };
        let mut bytes = text.clone().into_bytes();
        for byte_idx in start..start + value.len() {
            for other in 1..=u8::MAX {
                bytes[byte_idx] ^= other;
                if blake3::hash(&bytes).to_hex().as_str() == entry.hash {
                    return Ok(field);
                }
                bytes[byte_idx] ^= other;
            }
        }
    }
    Ok("at, what, subject or commitment")
}

fn checkpoints(
    engine: &mut dyn Engine,
    trusted: &[Verifier],
    walk: &mut Walk,
) -> Result<u64, Fault> {
    let named = keys(engine)?;
    let keys = if trusted.is_empty() { &named } else { trusted };
    let rows = engine.query("SELECT size, at, note FROM checkpoint ORDER BY size", values![])?;
    for row in &rows {
        let (size, at, note) = (row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?);
        let place = Place::Checkpoint(size);
        let tried: Vec<_> = keys.iter().map(|key| key.verify(&note)).collect();
        let Some(text) = tried.iter().find_map(|tried| tried.ok()) else {
            let why = tried.first().map_or_else(
                || "no key is known that could have signed it".to_owned(),
                |tried| tried.err().map(|error| error.to_string()).unwrap_or_default(),
            );
            walk.mark(place, "note", &why);
            continue;
        };
        let Some(checkpoint) = Checkpoint::parse(text) else {
            walk.mark(place, "note", "its text is no checkpoint: name, size, hash, time");
            continue;
        };
        if i64::try_from(checkpoint.size) != Ok(size) {
            let why = format!("the note is of {} entries", checkpoint.size);
            walk.mark(place, "size", &why);
            continue;
        }
        if checkpoint.at.as_microsecond() != at {
            walk.mark(place, "at", &format!("the note is of {}", checkpoint.at));
        }
        let entry = "SELECT hash FROM log WHERE seq = $1";
        match first(engine, entry, values![size])?.map(|row| row.get::<String>(0)).transpose()? {
            None => {
                let why = format!("the log has {} entries: some are gone", walk.n_entries);
                walk.mark(place, "size", &why);
            }
            Some(hash) if hash != checkpoint.hash => {
                walk.mark(place, "hash", &format!("entry {size} has another hash than was signed"));
            }
            Some(_) => {}
        }
    }
    Ok(rows.len() as u64)
}
