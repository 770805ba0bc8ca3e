//! Erasing who sent in a reply. The reply's id in; key, words, address, links, nonces and spooled mails gone,
//! a tombstone in the log.

use crate::answering::refused::Refused;
use crate::answering::{State, kept, ticket};
use crate::database::engine::Engine;
use crate::ledger::forget;
use crate::values;
use crate::vault;
use jiff::Timestamp;

/// Erases the sender of reply `id`: afterwards nothing tells who it was or what was said, but that there was
/// a reply and when. `reason` is the ground in law, without a name; the log commits to it. Then
/// [`crate::erasing::scour`] the database and [`crate::post::outbox::forget`] the mails.
///
/// # Errors
/// Where there is no such reply, or it was erased before.
pub fn erase(
    engine: &mut dyn Engine,
    id: &str,
    reason: &str,
    at: Timestamp,
) -> Result<(), Refused> {
    let kept = kept::read(engine, id)?;
    if kept.state == State::Erased {
        return Err(Refused::State { state: kept.state, wanted: "not erased" });
    }
    engine.execute(
        "UPDATE reply SET state = $1, sealed = NULL, contact = NULL, verified_by = NULL, reason = NULL,
                          due = NULL WHERE id = $2",
        values![State::Erased.word(), id],
    )?;
    engine.execute("UPDATE reply_version SET sealed = NULL WHERE reply = $1", values![id])?;
    if kept.state == State::Published {
        kept::note(engine, id, at, "withdrawn", None)?;
    }
    ticket::revoke(engine, id)?;
    vault::destroy(engine, &kept.subject, at)?;
    forget(engine, at, id, reason)?;
    Ok(())
}
