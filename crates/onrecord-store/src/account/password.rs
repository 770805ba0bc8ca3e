//! Passwords. A password in, what is kept of it out, and whether another one is the same. Hashing takes tens
//! of milliseconds on purpose: do it outside of a transaction.

use crate::account::Unchanged;
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::values;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::fmt;

/// Fewest characters of a password: at this length nobody needs rules about signs and digits (NIST SP
/// 800-63B).
pub const FEWEST: usize = 12;
/// Most bytes of one: longer ones only cost time.
pub const MOST: usize = 1024;

/// What is kept of a password: Argon2id with 19 MiB and two passes, as a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct Hashed(String);

impl fmt::Debug for Hashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(not shown)")
    }
}

impl Hashed {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

/// What is kept of `password`, for the account of `name`.
///
/// # Errors
/// Where it is too short or too long, or says the name.
pub fn hashed(name: &str, password: &str) -> Result<Hashed, Unchanged> {
    if password.chars().count() < FEWEST {
        return Err(Unchanged::Password("a password has at least 12 characters"));
    }
    if password.len() > MOST {
        return Err(Unchanged::Password("a password has at most 1024 bytes"));
    }
    if password.to_lowercase().contains(&name.to_lowercase()) {
        return Err(Unchanged::Password("a password does not say the name of its account"));
    }
    let first = password.chars().next();
    if password.chars().all(|c| Some(c) == first) {
        return Err(Unchanged::Password("a password is more than one character again and again"));
    }
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| Hashed(hash.to_string()))
        .map_err(|_| Unchanged::Password("the password could not be hashed"))
}

/// The account's id and what is kept of its password; `None` where there is no account of that name that is
/// enabled.
///
/// # Errors
/// The engine's own.
pub fn kept(engine: &mut dyn Engine, name: &str) -> Result<Option<(String, Hashed)>, Fault> {
    let statement = "SELECT id, password FROM account WHERE name = $1 AND disabled IS NULL";
    let row = first(engine, statement, values![name])?;
    row.map(|row| Ok((row.get(0)?, Hashed(row.get(1)?)))).transpose()
}

/// Whether `password` is the one that `kept` was made of. Takes as long where there is no account, so that
/// time does not tell which names there are.
#[must_use]
pub fn matches(kept: Option<&Hashed>, password: &str) -> bool {
    // It has the form of a kept password; no password is known that it would be made of.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHlzYWx0eXNhbHQ$\
                          tJ9C0g3bJcS1o0aYyWc1mYJcS0d9x0yQ1sVtS4r5k2E";
    if password.len() > MOST {
        return false;
    }
    let text = kept.map_or(NOBODY, |kept| kept.0.as_str());
    let Ok(hash) = PasswordHash::new(text) else { return false };
    let is_same = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    is_same && kept.is_some()
}
