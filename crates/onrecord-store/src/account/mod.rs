//! Who may decide and change. Names and passwords in, accounts, sessions and tokens out; no account comes
//! with the program, and none has a password that somebody else chose.

pub mod password;
pub mod session;
pub mod token;

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Row;
use crate::ledger::event::What;
use crate::ledger::{Event, append};
use crate::machine::chance;
use crate::values;
use crate::vault::{self, Kind, hex};
use jiff::Timestamp;

/// What somebody may do; each role may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Decide on replies.
    Moderator,
    /// Withhold documents, and pseudonymise persons.
    Editor,
    /// Erase, and manage accounts.
    Admin,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Role; 3] = [Role::Moderator, Role::Editor, Role::Admin];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Moderator => "moderator",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }

    /// The role that `word` stands for.
    #[must_use]
    pub fn of(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// An account, without its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// The name that it signs in with.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When it was made, microseconds.
    pub created: i64,
    /// Since when it is disabled.
    pub disabled: Option<i64>,
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unchanged {
    /// The name cannot be one.
    #[error("a name has 2 to 40 letters, digits, dots or dashes, and begins with a letter")]
    Name,
    /// Another account has it.
    #[error("there is an account {0} already")]
    Taken(String),
    /// There is none of the name.
    #[error("there is no account {0}")]
    Missing(String),
    /// The password is none to trust.
    #[error("{0}")]
    Password(&'static str),
    /// What was asked for would leave nobody who can manage accounts.
    #[error("{0} is the last admin; make another one first")]
    Last(String),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Fault),
}

const COLUMNS: &str = "account.id, account.name, account.role, account.created, account.disabled";

/// Makes an account; its id. `hashed` is what [`password::hashed`] gave.
///
/// # Errors
/// Where the name is none, or taken.
pub fn create(
    engine: &mut dyn Engine,
    name: &str,
    hashed: &password::Hashed,
    role: Role,
    at: Timestamp,
) -> Result<String, Unchanged> {
    let is_name = (2..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if !is_name {
        return Err(Unchanged::Name);
    }
    if find(engine, name)?.is_some() {
        return Err(Unchanged::Taken(name.to_owned()));
    }
    let subject = vault::new_subject(engine, Kind::Account, at)?;
    let id = format!("a{}", hex(&chance::<8>()));
    engine.execute(
        "INSERT INTO account (id, name, password, role, subject, created)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![id.as_str(), name, hashed.text(), role.word(), subject, at.as_microsecond()],
    )?;
    let content = role.word().as_bytes();
    append(engine, at, Event { what: What::AccountMade, subject: &id, content })?;
    Ok(id)
}

/// Every account, by name.
///
/// # Errors
/// The engine's own.
pub fn list(engine: &mut dyn Engine) -> Result<Vec<Account>, Fault> {
    let statement = format!("SELECT {COLUMNS} FROM account ORDER BY name");
    engine.query(&statement, values![])?.iter().map(account).collect()
}

/// The account of `name`; `None` where there is none.
///
/// # Errors
/// The engine's own.
pub fn find(engine: &mut dyn Engine, name: &str) -> Result<Option<Account>, Fault> {
    let statement = format!("SELECT {COLUMNS} FROM account WHERE name = $1");
    first(engine, &statement, values![name])?.as_ref().map(account).transpose()
}

/// Disables the account of `name`: its sessions end, its tokens hold no longer.
///
/// # Errors
/// Where there is none, or it is the last admin.
pub fn disable(engine: &mut dyn Engine, name: &str, at: Timestamp) -> Result<(), Unchanged> {
    let account = find(engine, name)?.ok_or_else(|| Unchanged::Missing(name.to_owned()))?;
    let admins =
        "SELECT count(*) FROM account WHERE role = 'admin' AND disabled IS NULL AND id <> $1";
    let others = first(engine, admins, values![account.id.as_str()])?;
    let n_others = others.map_or(Ok(0), |row| row.get::<u32>(0))?;
    if account.role == Role::Admin && account.disabled.is_none() && n_others == 0 {
        return Err(Unchanged::Last(name.to_owned()));
    }
    let now = at.as_microsecond();
    let id = account.id.as_str();
    engine.execute("UPDATE account SET disabled = $1 WHERE id = $2", values![now, id])?;
    session::end_all(engine, id)?;
    let revoke = "UPDATE api_token SET revoked = $1 WHERE account = $2 AND revoked IS NULL";
    engine.execute(revoke, values![now, id])?;
    append(engine, at, Event { what: What::AccountChanged, subject: id, content: b"disabled" })?;
    Ok(())
}

/// Gives the account of `name` another password; its sessions end, and it is enabled.
///
/// # Errors
/// Where there is none.
pub fn set_password(
    engine: &mut dyn Engine,
    name: &str,
    hashed: &password::Hashed,
    at: Timestamp,
) -> Result<(), Unchanged> {
    let account = find(engine, name)?.ok_or_else(|| Unchanged::Missing(name.to_owned()))?;
    let id = account.id.as_str();
    engine.execute(
        "UPDATE account SET password = $1, disabled = NULL WHERE id = $2",
        values![hashed.text(), id],
    )?;
    session::end_all(engine, id)?;
    append(engine, at, Event { what: What::AccountChanged, subject: id, content: b"password" })?;
    Ok(())
}

/// The account in a row that begins with [`COLUMNS`].
fn account(row: &Row) -> Result<Account, Fault> {
    let role: String = row.get(2)?;
    Ok(Account {
        id: row.get(0)?,
        name: row.get(1)?,
        role: Role::of(&role).ok_or_else(|| Fault::Content(format!("no role is {role}")))?,
        created: row.get(3)?,
        disabled: row.get(4)?,
    })
}
