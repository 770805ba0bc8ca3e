//! What may name a person, sealed under a key of that person's own. A subject and plain bytes in, sealed
//! bytes out, and back; without its key, nothing comes back: that is what an erasure is.
//!
//! Sealed bytes: one byte 1 for this form, 24 bytes of nonce, the text under XChaCha20-Poly1305, 16 bytes of
//! its tag. The id of the subject is authenticated with them, so that sealed bytes cannot be laid under
//! another subject.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::machine::chance;
use crate::values;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use jiff::Timestamp;

const FORM: u8 = 1;
const NONCE: usize = 24;
const KEY: usize = 32;

/// Whom data is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Someone whose words are reported.
    Person,
    /// Someone who answered a finding.
    Replier,
    /// A moderator or editor.
    Account,
}

impl Kind {
    /// The word for it in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Replier => "replier",
            Kind::Account => "account",
        }
    }
}

/// Makes a subject with a key of its own; its id, which says nothing of whom it stands for.
///
/// # Errors
/// The engine's own.
pub fn new_subject(engine: &mut dyn Engine, kind: Kind, at: Timestamp) -> Result<String, Fault> {
    let id = format!("k{}", hex(&chance::<16>()));
    engine.execute(
        "INSERT INTO subject (id, kind, key, created) VALUES ($1, $2, $3, $4)",
        values![id.as_str(), kind.word(), chance::<KEY>().as_slice(), at.as_microsecond()],
    )?;
    Ok(id)
}

/// Seals `plain` under the key of `subject`.
///
/// # Errors
/// Where there is no such subject, or it was erased: nothing more may be kept of it.
pub fn seal(engine: &mut dyn Engine, subject: &str, plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let Some(key) = key(engine, subject)? else {
        return Err(Fault::Content(format!("subject {subject} was erased; nothing is kept of it")));
    };
    let nonce = chance::<NONCE>();
    let payload = Payload { msg: plain, aad: subject.as_bytes() };
    let text = XChaCha20Poly1305::new(&key)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Fault::Content(format!("{} bytes are too many to seal", plain.len())))?;
    Ok([&[FORM], nonce.as_slice(), &text].concat())
}

/// Opens what [`seal`] gave for `subject`; `None` once the subject is erased.
///
/// # Errors
/// Where there is no such subject, or the bytes are not as they were sealed.
pub fn open(
    engine: &mut dyn Engine,
    subject: &str,
    sealed: &[u8],
) -> Result<Option<Vec<u8>>, Fault> {
    let Some(key) = key(engine, subject)? else { return Ok(None) };
    let damaged = || Fault::Content(format!("what is sealed of subject {subject} is damaged"));
    let (&form, rest) = sealed.split_first().ok_or_else(damaged)?;
    if form != FORM {
        return Err(Fault::Content(format!(
            "what is sealed of subject {subject} has form {form}; this version reads form {FORM}"
        )));
    }
    let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
    let payload = Payload { msg: text, aad: subject.as_bytes() };
    let plain = XChaCha20Poly1305::new(&key)
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| damaged())?;
    Ok(Some(plain))
}

/// Destroys the key of `subject`: what was sealed under it can never be read again. Whether there was a key.
///
/// # Errors
/// The engine's own.
pub fn destroy(engine: &mut dyn Engine, subject: &str, at: Timestamp) -> Result<bool, Fault> {
    let destroyed = engine.execute(
        "UPDATE subject SET key = NULL, erased = $1 WHERE id = $2 AND key IS NOT NULL",
        values![at.as_microsecond(), subject],
    )?;
    Ok(destroyed > 0)
}

/// 32 random bytes that the store keeps under `name`; drawn the first time that they are asked for, so ask
/// within a writing.
///
/// # Errors
/// The engine's own.
pub fn secret(engine: &mut dyn Engine, name: &str) -> Result<[u8; KEY], Fault> {
    let name = format!("secret-{name}");
    let kept = "SELECT value FROM fact WHERE name = $1";
    let drawn = match first(engine, kept, values![name.as_str()])? {
        Some(row) => row.get::<String>(0)?,
        None => {
            let drawn = hex(&chance::<KEY>());
            let keep = "INSERT INTO fact (name, value) VALUES ($1, $2)";
            engine.execute(keep, values![name.as_str(), drawn.as_str()])?;
            drawn
        }
    };
    blake3::Hash::from_hex(&drawn)
        .map(|hash| *hash.as_bytes())
        .map_err(|_| Fault::Content(format!("the fact {name} is not 64 hex digits")))
}

fn key(engine: &mut dyn Engine, subject: &str) -> Result<Option<Key>, Fault> {
    let row = first(engine, "SELECT key FROM subject WHERE id = $1", values![subject])?
        .ok_or_else(|| Fault::Content(format!("there is no subject {subject}")))?;
    let Some(key) = row.get::<Option<Vec<u8>>>(0)? else { return Ok(None) };
    let key: [u8; KEY] = key
        .try_into()
        .map_err(|_| Fault::Content(format!("the key of subject {subject} is damaged")))?;
    Ok(Some(Key::from(key)))
}

/// Bytes as lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
