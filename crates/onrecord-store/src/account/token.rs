//! Tokens for programs. An account, scopes and a time in, a token that is shown once out; only its hash is
//! kept.

use crate::account::{Account, account};
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::machine::chance;
use crate::values;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};

/// What a token begins with, so that programs that look for lost secrets know one.
pub const PREFIX: &str = "onrecord_";

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// To read what moderators see.
    Queue,
    /// To decide on replies.
    Decide,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 2] = [Scope::Queue, Scope::Decide];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Scope::Queue => "queue",
            Scope::Decide => "decide",
        }
    }

    /// The scope that `word` stands for.
    #[must_use]
    pub fn of(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// Who a program works for, and what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// For whom.
    pub account: Account,
    /// What for.
    pub scopes: Vec<Scope>,
}

/// A token as it is listed: all but itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The name of its account.
    pub account: String,
    /// What it is called.
    pub label: String,
    /// The words of its scopes, with spaces between.
    pub scopes: String,
    /// Until when it holds, microseconds.
    pub expires: i64,
    /// Since when it is revoked.
    pub revoked: Option<i64>,
}

/// Every token that was made, by account and label.
///
/// # Errors
/// The engine's own.
pub fn list(engine: &mut dyn Engine) -> Result<Vec<Listed>, Fault> {
    let statement = "SELECT account.name, label, scopes, expires, revoked FROM api_token
                     JOIN account ON account.id = api_token.account
                     ORDER BY account.name, label, api_token.created";
    let rows = engine.query(statement, values![])?;
    let listed = rows.iter().map(|row| {
        Ok(Listed {
            account: row.get(0)?,
            label: row.get(1)?,
            scopes: row.get(2)?,
            expires: row.get::<Option<i64>>(3)?.unwrap_or(i64::MAX),
            revoked: row.get(4)?,
        })
    });
    listed.collect()
}

/// Makes a token of `account` that holds for `days`; it cannot be shown again.
///
/// # Errors
/// The engine's own.
pub fn issue(
    engine: &mut dyn Engine,
    account: &str,
    label: &str,
    scopes: &[Scope],
    days: u32,
    at: Timestamp,
) -> Result<String, Fault> {
    let token = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(chance::<32>()));
    let words: Vec<&str> = scopes.iter().map(|scope| scope.word()).collect();
    let span = SignedDuration::from_hours(24 * i64::from(days));
    let expires = at.saturating_add(span).unwrap_or(at);
    engine.execute(
        "INSERT INTO api_token (hash, account, label, scopes, created, expires)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            hash(&token),
            account,
            label,
            words.join(" "),
            at.as_microsecond(),
            expires.as_microsecond()
        ],
    )?;
    Ok(token)
}

/// What `token` grants; `None` where it is none, was revoked, or its time is over.
///
/// # Errors
/// The engine's own.
pub fn of(engine: &mut dyn Engine, token: &str, at: Timestamp) -> Result<Option<Granted>, Fault> {
    if !token.starts_with(PREFIX) {
        return Ok(None);
    }
    let statement = "SELECT account.id, account.name, account.role, account.created, account.disabled,
                            api_token.scopes
                     FROM api_token JOIN account ON account.id = api_token.account
                     WHERE api_token.hash = $1 AND api_token.expires > $2 AND api_token.revoked IS NULL
                         AND account.disabled IS NULL";
    let row = first(engine, statement, values![hash(token), at.as_microsecond()])?;
    let granted = row.map(|row| {
        let scopes: String = row.get(5)?;
        let scopes = scopes.split(' ').filter_map(Scope::of).collect();
        Ok(Granted { account: account(&row)?, scopes })
    });
    granted.transpose()
}

/// Revokes the tokens of `account` that are called `label`; how many.
///
/// # Errors
/// The engine's own.
pub fn revoke(
    engine: &mut dyn Engine,
    account: &str,
    label: &str,
    at: Timestamp,
) -> Result<u64, Fault> {
    engine.execute(
        "UPDATE api_token SET revoked = $1 WHERE account = $2 AND label = $3 AND revoked IS NULL",
        values![at.as_microsecond(), account, label],
    )
}

fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}
