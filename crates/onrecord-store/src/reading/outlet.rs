//! An outlet's page: its documents and what they quote, newest first; no figure that ranks it. An id in, the
//! view out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::answered::{Answered, findings};
use crate::reading::condition::Conditions;
use crate::reading::statement::Found;
use crate::values;

/// What an outlet's page shows.
#[derive(Debug, Clone)]
pub struct OutletView {
    /// The outlet's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its domain.
    pub domain: Option<String>,
    /// Its quotations with their replies, newest first, from `offset` on.
    pub findings: Vec<Answered>,
    /// How many quotations are held.
    pub n_findings: u64,
    /// How many documents are held.
    pub n_documents: u64,
}

/// The outlet `id`, with at most `limit` findings from `offset` on.
///
/// # Errors
/// The engine's own.
pub fn outlet(
    engine: &mut dyn Engine,
    id: &str,
    offset: usize,
    limit: usize,
) -> Result<Found<OutletView>, Fault> {
    let query = "SELECT id, name, domain FROM outlet WHERE id = $1";
    let Some(row) = first(engine, query, values![id])? else { return Ok(Found::Nowhere) };
    let mut conditions = Conditions::default();
    conditions.and("d.outlet = ?", [Value::from(id)]);
    conditions.push(
        " ORDER BY COALESCE(v.published, '') DESC, f.document, f.ordinal LIMIT ? OFFSET ?",
        [Value::from(limit), Value::from(offset)],
    );
    let findings = findings(engine, &conditions)?;
    let counts = "SELECT COUNT(DISTINCT d.id), COUNT(f.id) FROM document d
        LEFT JOIN finding f ON f.document = d.id WHERE d.outlet = $1 AND d.withheld = 0";
    let counts = first(engine, counts, values![id])?.unwrap_or_default();
    Ok(Found::Here(OutletView {
        id: row.get(0)?,
        name: row.get(1)?,
        domain: row.get(2)?,
        findings,
        n_documents: counts.get(0)?,
        n_findings: counts.get(1)?,
    }))
}
