//! Looking for damage. A store in, what is not as it was written out, each with its place: the database's
//! own structure, every hash of what is kept, every segment of the index.

use crate::database::engine::{Dialect, Engine};
use crate::database::fault::Fault;
use crate::error::Error;
use crate::index::manifest::NAME;
use crate::index::verify;
use crate::store::identity::digest;
use crate::store::version::{COLUMNS, Version};
use crate::store::{Store, fact};
use crate::values;
use std::fs;

/// What was read, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Verified {
    /// Versions of documents.
    pub n_versions: usize,
    /// Findings.
    pub n_findings: usize,
    /// Versions of statements.
    pub n_shown: usize,
    /// Captures.
    pub n_captures: usize,
    /// Whether a run was stopped that the next one will finish; that is no damage.
    pub is_unfinished: bool,
    /// One line a fault: what, and where.
    pub faults: Vec<String>,
}

impl Store {
    /// Reads all of the store and compares it with its hashes.
    ///
    /// # Errors
    /// Where the database does not answer; what it answers wrongly is among the faults.
    pub fn verify(&self) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        self.database().read(|engine| structure(engine, &mut verified))?;
        self.database().read(|engine| versions(engine, &mut verified))?;
        self.database().read(|engine| findings(engine, &mut verified))?;
        self.database().read(|engine| shown(engine, &mut verified))?;
        verified.is_unfinished =
            self.database().read(|engine| Ok::<_, Fault>(fact(engine, "unsettled")?.is_some()))?;
        let index = self.index_folder();
        if index.join(NAME).exists()
            && let Err(error) = verify(&index)
        {
            verified.faults.push(error.to_string());
        }
        self.captures(&mut verified);
        Ok(verified)
    }

    /// Captures are called by the hash of their bytes.
    fn captures(&self, verified: &mut Verified) {
        let Ok(entries) = fs::read_dir(self.captures_folder()) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(hash) = name.strip_suffix(".warc.gz") else { continue };
            verified.n_captures += 1;
            match fs::read(entry.path()) {
                Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == hash => {}
                Ok(_) => verified.faults.push(format!("captures/{name} is not as it was written")),
                Err(error) => verified.faults.push(format!("captures/{name}: {error}")),
            }
        }
    }
}

/// A file's pages and references; a server sees to its own.
fn structure(engine: &mut dyn Engine, verified: &mut Verified) -> Result<(), Fault> {
    if engine.dialect() == Dialect::Sqlite {
        for row in engine.query("PRAGMA integrity_check", values![])? {
            let said = row.get::<String>(0)?;
            if said != "ok" {
                verified.faults.push(format!("the database's file: {said}"));
            }
        }
        for row in engine.query("PRAGMA foreign_key_check", values![])? {
            let (table, number) = (row.get::<String>(0)?, row.get::<Option<i64>>(1)?);
            let other = row.get::<String>(2)?;
            let number = number.unwrap_or_default();
            verified.faults.push(format!("row {number} of {table} refers to no row of {other}"));
        }
    }
    let dangling = engine.query(
        "SELECT document.id FROM document LEFT JOIN version
         ON version.document = document.id AND version.number = document.latest
         WHERE version.number IS NULL",
        values![],
    )?;
    for row in dangling {
        let id = row.get::<String>(0)?;
        verified.faults.push(format!("document {id} has no latest version"));
    }
    Ok(())
}

fn versions(engine: &mut dyn Engine, verified: &mut Verified) -> Result<(), Fault> {
    let ids = engine.query("SELECT id FROM document ORDER BY id", values![])?;
    let statement = format!(
        "SELECT {COLUMNS} FROM document JOIN version ON version.document = document.id
         WHERE document.id = $1 ORDER BY version.number"
    );
    for id in ids {
        let id = id.get::<String>(0)?;
        for row in engine.query(&statement, values![id.as_str()])? {
            let version = Version::of(&row)?;
            verified.n_versions += 1;
            let place = format!("version {} of document {id}", version.number);
            match version.reckoned() {
                Ok(hash) if hash == version.expected() => {}
                Ok(_) => {
                    verified.faults.push(format!("{place} has other bytes than its hash says"))
                }
                Err(error) => verified.faults.push(error.to_string()),
            }
        }
    }
    Ok(())
}

fn findings(engine: &mut dyn Engine, verified: &mut Verified) -> Result<(), Fault> {
    let ids = engine.query("SELECT DISTINCT document FROM finding ORDER BY document", values![])?;
    for id in ids {
        let id = id.get::<String>(0)?;
        let statement = "SELECT id, hash, body FROM finding WHERE document = $1 ORDER BY ordinal";
        for row in engine.query(statement, values![id.as_str()])? {
            verified.n_findings += 1;
            if digest(&[&row.get::<String>(2)?])[..16] != row.get::<String>(1)? {
                let finding = row.get::<String>(0)?;
                verified
                    .faults
                    .push(format!("finding {finding} of document {id} is not as it was written"));
            }
        }
    }
    Ok(())
}

/// Each version of a statement's page is hashed with the hash of the one before.
fn shown(engine: &mut dyn Engine, verified: &mut Verified) -> Result<(), Fault> {
    let ids = "SELECT DISTINCT statement FROM statement_version ORDER BY statement";
    for id in engine.query(ids, values![])? {
        let id = id.get::<String>(0)?;
        let statement = "SELECT number, body, hash FROM statement_version
                         WHERE statement = $1 ORDER BY number";
        let (mut previous, mut next) = (String::new(), 1);
        for row in engine.query(statement, values![id.as_str()])? {
            verified.n_shown += 1;
            let (number, hash) = (row.get::<u64>(0)?, row.get::<String>(2)?);
            if number != next {
                verified.faults.push(format!("version {next} of statement {id} is missing"));
            } else if digest(&[&previous, &row.get::<String>(1)?]) != hash {
                verified
                    .faults
                    .push(format!("version {number} of statement {id} is not as it was written"));
            }
            (previous, next) = (hash, number + 1);
        }
    }
    Ok(())
}
