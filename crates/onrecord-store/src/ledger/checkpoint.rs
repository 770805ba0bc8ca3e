//! Signed checkpoints: the end of the log at a moment, signed, so that others can keep it and hold the log
//! to it. The log and its key in, a note out.
//!
//! A note's text has four lines: the log's name, the number of entries, the base64 of the last one's hash,
//! the time. It is laid out as C2SP's `tlog-checkpoint`, with the hash of the chain's end in the place of a
//! tree's.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::error::Error;
use crate::ledger::event::What;
use crate::ledger::note::{Signer, Verifier};
use crate::ledger::{Event, append, last};
use crate::machine::chance;
use crate::values;
use crate::vault::hex;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The file of the key in the folder of a store.
pub const KEY_FILE: &str = "log.key";

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name.
    pub name: String,
    /// How many entries the log had.
    pub size: u64,
    /// The hash of the last of them, 64 hex digits.
    pub hash: String,
    /// When it was signed.
    pub at: Timestamp,
}

impl Checkpoint {
    /// The lines that are signed.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes: Vec<u8> = blake3::Hash::from_hex(&self.hash)
            .map_or_else(|_| Vec::new(), |hash| hash.as_bytes().to_vec());
        format!("{}\n{}\n{}\n{}\n", self.name, self.size, STANDARD.encode(bytes), self.at)
    }

    /// Reads what [`Checkpoint::text`] writes; `None` where it is anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Checkpoint> {
        let mut lines = text.lines();
        let (name, size, hash, at) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
        let hash: [u8; 32] = STANDARD.decode(hash).ok()?.try_into().ok()?;
        let checkpoint = Checkpoint {
            name: name.to_owned(),
            size: size.parse().ok()?,
            hash: hex(&hash),
            at: at.parse().ok()?,
        };
        (checkpoint.text() == text).then_some(checkpoint)
    }
}

/// The key in the file at `path`. Where there is none, one is made that only its owner can read; its name is
/// drawn, so that two logs never share one.
///
/// # Errors
/// Where the file cannot be read, is no key, or cannot be written.
pub fn key(path: &Path) -> Result<Signer, Error> {
    match fs::read_to_string(path) {
        Ok(line) => Signer::parse(&line).ok_or_else(|| Error::Malformed {
            path: path.to_owned(),
            line: 1,
            message: "no key of a log: one line PRIVATE+KEY+name+id+base64".to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = format!("onrecord-{}", hex(&chance::<4>()));
            let signer = Signer::new(&name, &chance::<32>());
            write(path, &signer.written())
                .map_err(|source| Error::Write { path: path.to_owned(), source })?;
            Ok(signer)
        }
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

fn write(path: &Path, line: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{line}")?;
    file.sync_all()
}

/// Signs the end of the log. The key is logged the first time that it signs, so the log itself says whose
/// signatures count.
///
/// # Errors
/// The engine's own.
pub fn sign(
    engine: &mut dyn Engine,
    at: Timestamp,
    signer: &Signer,
) -> Result<(Checkpoint, String), Fault> {
    let verifier = signer.verifier().to_string();
    if !keys(engine)?.contains(&signer.verifier()) {
        let event = Event { what: What::KeyMade, subject: &verifier, content: verifier.as_bytes() };
        append(engine, at, event)?;
    }
    let last = last(engine)?
        .ok_or_else(|| Fault::Content("the log is empty; there is nothing to sign".to_owned()))?;
    let name = verifier.split('+').next().unwrap_or_default().to_owned();
    let at = at.round(jiff::Unit::Microsecond).unwrap_or(at);
    let checkpoint = Checkpoint { name, size: last.seq, hash: last.hash, at };
    let note = signer.sign(&checkpoint.text());
    engine.execute(
        "INSERT INTO checkpoint (size, at, note) VALUES ($1, $2, $3)
         ON CONFLICT (size) DO UPDATE SET at = excluded.at, note = excluded.note",
        values![checkpoint.size, at.as_microsecond(), note.as_str()],
    )?;
    Ok((checkpoint, note))
}

/// The keys that the log names as its own.
///
/// # Errors
/// The engine's own.
pub fn keys(engine: &mut dyn Engine) -> Result<Vec<Verifier>, Fault> {
    let statement = "SELECT subject FROM log WHERE what = $1 ORDER BY seq";
    let rows = engine.query(statement, values![What::KeyMade.word()])?;
    let lines: Result<Vec<String>, Fault> = rows.iter().map(|row| row.get(0)).collect();
    Ok(lines?.iter().filter_map(|line| Verifier::parse(line)).collect())
}

/// The latest note; `None` where none was signed.
///
/// # Errors
/// The engine's own.
pub fn latest(engine: &mut dyn Engine) -> Result<Option<String>, Fault> {
    let statement = "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1";
    first(engine, statement, values![])?.map(|row| row.get(0)).transpose()
}
