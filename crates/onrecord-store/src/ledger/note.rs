//! Signed notes: a text and a key in, a note that others can verify out, and back. The format is C2SP's
//! `signed-note`, with Ed25519; keys are written as Go's `golang.org/x/mod/sumdb/note` writes them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The byte for Ed25519 before a key.
const ED25519: u8 = 1;
/// Notes have at most this many signatures; a longer one is no note of ours.
const SIGNATURES: usize = 100;

/// A private key with the name that its notes carry.
pub struct Signer {
    name: String,
    key: SigningKey,
}

/// A public key with the name of its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

/// Why a text is no note, or no note of the key's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsigned {
    /// It is not a text, an empty line and lines of signatures.
    #[error("it is no signed note: a text, an empty line, then lines that begin with an em dash")]
    Form,
    /// None of the signatures is by the key.
    #[error("it has no signature by the log's key")]
    Stranger,
    /// The signature is not of this text.
    #[error("its signature is not of this text")]
    Text,
}

impl fmt::Debug for Signer {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Signer {
    /// The key that 32 random bytes give. `name` has neither spaces nor plus signs.
    #[must_use]
    pub fn new(name: &str, seed: &[u8; 32]) -> Signer {
        Signer { name: name.to_owned(), key: SigningKey::from_bytes(seed) }
    }

    /// Reads `PRIVATE+KEY+name+id+base64`; `None` where it is no such line.
    #[must_use]
    pub fn parse(line: &str) -> Option<Signer> {
        let (name, key) = parse(line.trim().strip_prefix("PRIVATE+KEY+")?)?;
        let signer = Signer::new(&name, &key);
        (signer.written() == line.trim()).then_some(signer)
    }

    /// The key as [`Signer::parse`] reads it. It is a secret.
    #[must_use]
    pub fn written(&self) -> String {
        let id = hex_id(&self.name, self.key.verifying_key().as_bytes());
        let key = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        format!("PRIVATE+KEY+{}+{id}+{key}", self.name)
    }

    /// The public part.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The note of `text`, which ends with a line break.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        let id = id(&self.name, self.key.verifying_key().as_bytes());
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let signature = STANDARD.encode([id.as_slice(), signature.as_slice()].concat());
        format!("{text}\n— {} {signature}\n", self.name)
    }
}

impl Verifier {
    /// Reads `name+id+base64`; `None` where it is no such line, or the id is not the key's.
    #[must_use]
    pub fn parse(line: &str) -> Option<Verifier> {
        let (name, key) = parse(line.trim())?;
        let verifier = Verifier { name, key: VerifyingKey::from_bytes(&key).ok()? };
        (verifier.to_string() == line.trim()).then_some(verifier)
    }

    /// The text of `note`, where this key signed it.
    ///
    /// # Errors
    /// Where it did not.
    pub fn verify<'a>(&self, note: &'a str) -> Result<&'a str, Unsigned> {
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(Unsigned::Form)?;
        let text = &note[..text.len() + 1];
        let lines = signatures.strip_suffix('\n').ok_or(Unsigned::Form)?;
        if note.chars().any(|c| c < ' ' && c != '\n') || lines.split('\n').count() > SIGNATURES {
            return Err(Unsigned::Form);
        }
        let id = id(&self.name, self.key.as_bytes());
        let mut own = None;
        for line in lines.split('\n') {
            let rest = line.strip_prefix("— ").ok_or(Unsigned::Form)?;
            let (name, signature) = rest.split_once(' ').ok_or(Unsigned::Form)?;
            let signature = STANDARD.decode(signature).map_err(|_| Unsigned::Form)?;
            let (its_id, signature) = signature.split_first_chunk::<4>().ok_or(Unsigned::Form)?;
            if name == self.name && *its_id == id {
                own = own.or(Some(signature.to_vec()));
            }
        }
        let signature = Signature::from_slice(&own.ok_or(Unsigned::Stranger)?);
        let signature = signature.map_err(|_| Unsigned::Text)?;
        self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| Unsigned::Text)?;
        Ok(text)
    }
}

impl fmt::Display for Verifier {
    /// `name+id+base64`, as other tools for signed notes take it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        write!(f, "{}+{}+{key}", self.name, hex_id(&self.name, self.key.as_bytes()))
    }
}

/// `name+id+base64` taken apart; the id is compared by whoever writes the line again.
fn parse(line: &str) -> Option<(String, [u8; 32])> {
    let (name, rest) = line.split_once('+')?;
    let (_, key) = rest.split_once('+')?;
    let key = STANDARD.decode(key).ok()?;
    let (&form, key) = key.split_first()?;
    let is_name = !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control());
    (is_name && form == ED25519).then_some((name.to_owned(), key.try_into().ok()?))
}

/// The first four bytes of SHA-256 over the name, a line break, the byte for Ed25519 and the public key.
fn id(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([b'\n', ED25519]);
    hasher.update(key);
    let [a, b, c, d, ..] = <[u8; 32]>::from(hasher.finalize());
    [a, b, c, d]
}

fn hex_id(name: &str, key: &[u8; 32]) -> String {
    id(name, key).iter().map(|byte| format!("{byte:02x}")).collect()
}
