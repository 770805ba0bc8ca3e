//! A reply as it is kept: for its sender and for moderators, never for a page that anybody sees. An id in,
//! the row with what is sealed opened out.

use crate::answering::form::{Secret, Wording};
use crate::answering::refused::Refused;
use crate::answering::{State, Target};
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Row;
use crate::values;
use crate::vault;
use onrecord::report::reply::Party;
use serde::{Deserialize, Serialize};

/// A reply with all that is kept of it. Times are microseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// What it answers.
    pub target: Target,
    /// Under whose key it is sealed.
    pub subject: String,
    /// Where it is in its life.
    pub state: State,
    /// Who its sender is said to be.
    pub party: Party,
    /// How that was verified; `None` where it was not.
    pub verified_by: Option<String>,
    /// The number of its wording: the published one once it is published.
    pub version: u32,
    /// That wording; `None` once it is withdrawn or erased.
    pub wording: Option<Wording>,
    /// The wording that a moderator has yet to decide on, with its number, where one was sent in later.
    pub pending: Option<(u32, Wording)>,
    /// Where its sender can be reached; `None` once its time is over.
    pub email: Option<Secret>,
    /// Whether name and e-mail may be passed on to the outlet.
    pub consent: bool,
    /// When it was sent in.
    pub submitted: i64,
    /// When the mailed link was opened.
    pub confirmed: Option<i64>,
    /// By when it is to be decided.
    pub due: Option<i64>,
    /// When it was first published, or refused.
    pub decided: Option<i64>,
    /// The id of the account that decided.
    pub decided_by: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What is sealed of a sender's address.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Contact {
    /// The address.
    Email(String),
    /// What it hashes to under the store's own key: the same sender is known again.
    Mac(String),
}

pub(crate) const COLUMNS: &str = "id, statement, finding, subject, state, party, verified_by, version, sealed, \
     contact, consent, submitted, confirmed, due, decided, decided_by, reason";

/// The reply `id`.
///
/// # Errors
/// Where there is none, and the engine's own.
pub fn read(engine: &mut dyn Engine, id: &str) -> Result<Kept, Refused> {
    let statement = format!("SELECT {COLUMNS} FROM reply WHERE id = $1");
    match first(engine, &statement, values![id])? {
        Some(row) => Ok(of(engine, &row)?),
        None => Err(Refused::Missing(format!("reply {id}"))),
    }
}

/// The reply in a row of [`COLUMNS`].
pub(crate) fn of(engine: &mut dyn Engine, row: &Row) -> Result<Kept, Fault> {
    let (id, subject) = (row.get::<String>(0)?, row.get::<String>(3)?);
    let (state, party) = (row.get::<String>(4)?, row.get::<String>(5)?);
    let version: u32 = row.get(7)?;
    let contact: Option<Contact> = opened(engine, &subject, row.get(9)?)?;
    let wording = opened(engine, &subject, row.get(8)?)?;
    let later = "SELECT number, sealed FROM reply_version
                 WHERE reply = $1 AND number > $2 AND what = 'edited' ORDER BY number DESC LIMIT 1";
    let pending = match first(engine, later, values![id.as_str(), version])? {
        Some(row) => opened(engine, &subject, row.get(1)?)?.map(|w| (row.get(0), w)),
        None => None,
    };
    Ok(Kept {
        target: target(row.get(1)?, row.get(2)?)?,
        state: State::of(&state).ok_or_else(|| Fault::Content(format!("no state is {state}")))?,
        party: Party::of(&party).ok_or_else(|| Fault::Content(format!("no party is {party}")))?,
        verified_by: row.get(6)?,
        version,
        wording,
        pending: pending.map(|(number, wording)| number.map(|n| (n, wording))).transpose()?,
        email: contact.and_then(|contact| match contact {
            Contact::Email(email) => Some(Secret(email)),
            Contact::Mac(_) => None,
        }),
        consent: row.get(10)?,
        submitted: row.get(11)?,
        confirmed: row.get(12)?,
        due: row.get(13)?,
        decided: row.get(14)?,
        decided_by: row.get(15)?,
        reason: row.get(16)?,
        id,
        subject,
    })
}

pub(crate) fn target(statement: Option<String>, finding: Option<String>) -> Result<Target, Fault> {
    match (statement, finding) {
        (_, Some(finding)) => Ok(Target::Finding(finding)),
        (Some(statement), None) => Ok(Target::Statement(statement)),
        (None, None) => Err(Fault::Content("a reply answers nothing".to_owned())),
    }
}

/// What is sealed in a column, read as JSON; `None` where it is empty or its subject was erased.
pub(crate) fn opened<T: serde::de::DeserializeOwned>(
    engine: &mut dyn Engine,
    subject: &str,
    sealed: Option<Vec<u8>>,
) -> Result<Option<T>, Fault> {
    let Some(sealed) = sealed else { return Ok(None) };
    let Some(plain) = vault::open(engine, subject, &sealed)? else { return Ok(None) };
    serde_json::from_slice(&plain)
        .map(Some)
        .map_err(|_| Fault::Content(format!("what is sealed of subject {subject} is no reply's")))
}

/// `plain` as JSON, sealed.
pub(crate) fn sealed<T: Serialize>(
    engine: &mut dyn Engine,
    subject: &str,
    plain: &T,
) -> Result<Vec<u8>, Fault> {
    let plain = serde_json::to_vec(plain)
        .map_err(|error| Fault::Content(format!("a reply cannot be written: {error}")))?;
    vault::seal(engine, subject, &plain)
}

/// The number that the next wording of `reply` gets.
pub(crate) fn next_version(engine: &mut dyn Engine, reply: &str) -> Result<u32, Fault> {
    let statement = "SELECT max(number) FROM reply_version WHERE reply = $1";
    let row = first(engine, statement, values![reply])?;
    let last = row.map(|row| row.get::<Option<u32>>(0)).transpose()?.flatten();
    Ok(last.unwrap_or(0) + 1)
}

/// Writes one line of the history of `reply`; its number.
pub(crate) fn note(
    engine: &mut dyn Engine,
    reply: &str,
    at: jiff::Timestamp,
    what: &str,
    wording: Option<&[u8]>,
) -> Result<u32, Fault> {
    let number = next_version(engine, reply)?;
    engine.execute(
        "INSERT INTO reply_version (reply, number, at, what, sealed) VALUES ($1, $2, $3, $4, $5)",
        values![reply, number, at.as_microsecond(), what, wording],
    )?;
    Ok(number)
}
