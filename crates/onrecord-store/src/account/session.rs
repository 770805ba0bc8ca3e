//! Sessions. An account in, a cookie's token out, and the account again; only the token's hash is kept.

use crate::account::{Account, Role, account};
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::machine::chance;
use crate::values;
use crate::vault::hex;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};

/// How long a session holds: a working day.
pub const HOURS: i64 = 12;

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub account: Account,
    /// What each form of theirs has to carry, 64 hex digits: another site does not know it.
    pub csrf: String,
}

impl Session {
    /// Whether they may do what `role` may.
    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.account.role >= role
    }

    /// Whether a form carried the session's own token; compared in constant time.
    #[must_use]
    pub fn is_own_form(&self, csrf: &str) -> bool {
        match (blake3::Hash::from_hex(csrf), blake3::Hash::from_hex(&self.csrf)) {
            (Ok(given), Ok(own)) => given == own,
            _ => false,
        }
    }
}

/// Begins a session of `account`; the cookie's token, 43 characters.
///
/// # Errors
/// The engine's own.
pub fn begin(engine: &mut dyn Engine, account: &str, at: Timestamp) -> Result<String, Fault> {
    let token = URL_SAFE_NO_PAD.encode(chance::<32>());
    let expires = at.saturating_add(SignedDuration::from_hours(HOURS)).unwrap_or(at);
    engine.execute(
        "INSERT INTO session (hash, account, csrf, created, expires) VALUES ($1, $2, $3, $4, $5)",
        values![
            hash(&token),
            account,
            hex(&chance::<32>()),
            at.as_microsecond(),
            expires.as_microsecond()
        ],
    )?;
    Ok(token)
}

/// The session of a cookie's token; `None` where there is none, its time is over, or the account is disabled.
///
/// # Errors
/// The engine's own.
pub fn of(engine: &mut dyn Engine, token: &str, at: Timestamp) -> Result<Option<Session>, Fault> {
    let statement =
        "SELECT account.id, account.name, account.role, account.created, account.disabled,
                            session.csrf
                     FROM session JOIN account ON account.id = session.account
                     WHERE session.hash = $1 AND session.expires > $2 AND account.disabled IS NULL";
    let row = first(engine, statement, values![hash(token), at.as_microsecond()])?;
    row.map(|row| Ok(Session { account: account(&row)?, csrf: row.get(5)? })).transpose()
}

/// Ends the session of a cookie's token.
///
/// # Errors
/// The engine's own.
pub fn end(engine: &mut dyn Engine, token: &str) -> Result<(), Fault> {
    engine.execute("DELETE FROM session WHERE hash = $1", values![hash(token)])?;
    Ok(())
}

/// Ends every session of `account`.
///
/// # Errors
/// The engine's own.
pub fn end_all(engine: &mut dyn Engine, account: &str) -> Result<(), Fault> {
    engine.execute("DELETE FROM session WHERE account = $1", values![account])?;
    Ok(())
}

fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}
