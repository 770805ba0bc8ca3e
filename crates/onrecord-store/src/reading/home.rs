//! The first page: how much is held, and what changed last. An engine in, the view out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::condition::Conditions;
use crate::reading::told::{Told, statements};
use crate::values;

/// What the first page shows.
#[derive(Debug, Clone)]
pub struct HomeView {
    /// Statements held.
    pub n_statements: u64,
    /// Quotations held.
    pub n_findings: u64,
    /// Articles held.
    pub n_articles: u64,
    /// Records held.
    pub n_records: u64,
    /// Replies published.
    pub n_replies: u64,
    /// The statements that changed last and have a report, newest first.
    pub latest: Vec<Told>,
}

/// The first page, with at most `limit` statements.
///
/// # Errors
/// The engine's own.
pub fn home(engine: &mut dyn Engine, limit: usize) -> Result<HomeView, Fault> {
    let counts = "SELECT (SELECT COUNT(*) FROM statement), (SELECT COUNT(*) FROM finding),
        (SELECT COUNT(*) FROM document WHERE kind = 'article' AND withheld = 0),
        (SELECT COUNT(*) FROM document WHERE kind = 'record' AND withheld = 0),
        (SELECT COUNT(*) FROM reply WHERE state = 'published')";
    let counts = first(engine, counts, values![])?.unwrap_or_default();
    let mut conditions = Conditions::default();
    conditions.and("s.n_reports > 0 ORDER BY s.changed DESC, s.id LIMIT ?", [Value::from(limit)]);
    Ok(HomeView {
        n_statements: counts.get(0)?,
        n_findings: counts.get(1)?,
        n_articles: counts.get(2)?,
        n_records: counts.get(3)?,
        n_replies: counts.get(4)?,
        latest: statements(engine, &conditions)?,
    })
}
