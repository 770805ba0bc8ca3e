//! Links that are mailed. A purpose in, a token that is shown once out; only its hash is kept.

use crate::answering::refused::Refused;
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::machine::chance;
use crate::values;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To show that the e-mail is the sender's: holds once.
    Confirm,
    /// To edit or withdraw one's reply, or see what is kept of it: holds until it is withdrawn.
    Manage,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Purpose::Confirm => "confirm",
            Purpose::Manage => "manage",
        }
    }
}

/// Makes a link for `reply` that holds for `hours`; its token, 43 characters that fit into a path.
///
/// # Errors
/// The engine's own.
pub fn issue(
    engine: &mut dyn Engine,
    purpose: Purpose,
    reply: &str,
    hours: u32,
    at: Timestamp,
) -> Result<String, Fault> {
    let token = URL_SAFE_NO_PAD.encode(chance::<32>());
    let expires = at.as_microsecond().saturating_add(i64::from(hours) * 3_600_000_000);
    engine.execute(
        "INSERT INTO ticket (hash, purpose, reply, expires) VALUES ($1, $2, $3, $4)",
        values![hash(&token), purpose.word(), reply, expires],
    )?;
    Ok(token)
}

/// The reply that `token` opens for `purpose`; nothing is used up, so a page can ask "is it you?" first.
/// Programs that look into mails open links, too.
///
/// # Errors
/// Where there is no such link, it was used, or its time is over.
pub fn look(
    engine: &mut dyn Engine,
    purpose: Purpose,
    token: &str,
    at: Timestamp,
) -> Result<String, Refused> {
    let statement = "SELECT reply FROM ticket
                     WHERE hash = $1 AND purpose = $2 AND expires > $3 AND used IS NULL";
    let row = first(engine, statement, values![hash(token), purpose.word(), at.as_microsecond()])?;
    let reply = row.map(|row| row.get::<Option<String>>(0)).transpose()?.flatten();
    reply.ok_or(Refused::Link)
}

/// As [`look`], and the link holds no longer.
///
/// # Errors
/// As [`look`].
pub fn redeem(
    engine: &mut dyn Engine,
    purpose: Purpose,
    token: &str,
    at: Timestamp,
) -> Result<String, Refused> {
    let reply = look(engine, purpose, token, at)?;
    engine.execute(
        "UPDATE ticket SET used = $1 WHERE hash = $2",
        values![at.as_microsecond(), hash(token)],
    )?;
    Ok(reply)
}

/// Takes back every link to `reply`.
///
/// # Errors
/// The engine's own.
pub fn revoke(engine: &mut dyn Engine, reply: &str) -> Result<(), Fault> {
    engine.execute("DELETE FROM ticket WHERE reply = $1", values![reply])?;
    Ok(())
}

fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}
