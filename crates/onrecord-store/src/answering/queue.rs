//! What moderators have to decide, most urgent first. The store in, replies with their clocks out.

use crate::answering::State;
use crate::answering::kept::{COLUMNS, Kept, of};
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::values;
use jiff::Timestamp;

/// How much there is to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Replies and changed wordings that wait.
    pub n_waiting: u64,
    /// Those of them whose time is over.
    pub n_overdue: u64,
}

/// Every reply that is to be decided, or whose sender changed it after it was published; by the time that
/// it is due.
///
/// # Errors
/// The engine's own.
pub fn waiting(engine: &mut dyn Engine, limit: u64) -> Result<Vec<Kept>, Fault> {
    let statement =
        format!("SELECT {COLUMNS} FROM reply WHERE due IS NOT NULL ORDER BY due, id LIMIT $1");
    let rows = engine.query(&statement, values![limit])?;
    rows.iter().map(|row| of(engine, row)).collect()
}

/// Replies in `state`, the latest first.
///
/// # Errors
/// The engine's own.
pub fn in_state(engine: &mut dyn Engine, state: State, limit: u64) -> Result<Vec<Kept>, Fault> {
    let statement = format!(
        "SELECT {COLUMNS} FROM reply WHERE state = $1 ORDER BY submitted DESC, id LIMIT $2"
    );
    let rows = engine.query(&statement, values![state.word(), limit])?;
    rows.iter().map(|row| of(engine, row)).collect()
}

/// How many wait, and how many are overdue at `at`.
///
/// # Errors
/// The engine's own.
pub fn load(engine: &mut dyn Engine, at: Timestamp) -> Result<Load, Fault> {
    let count = "SELECT count(*) FROM reply WHERE due IS NOT NULL";
    let late = "SELECT count(*) FROM reply WHERE due < $1";
    let n_waiting = first(engine, count, values![])?.map_or(Ok(0), |row| row.get(0))?;
    let n_overdue =
        first(engine, late, values![at.as_microsecond()])?.map_or(Ok(0), |row| row.get(0))?;
    Ok(Load { n_waiting, n_overdue })
}

/// Microseconds that are left until `kept` is due, negative once it is over; `None` where nothing waits.
#[must_use]
pub fn left(kept: &Kept, at: Timestamp) -> Option<i64> {
    kept.due.map(|due| due - at.as_microsecond())
}
