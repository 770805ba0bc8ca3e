//! A person's page: what they said, as the record has it and as it was reported. An id in, the view out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::condition::Conditions;
use crate::reading::statement::Found;
use crate::reading::told::{Told, statements};
use crate::values;

/// What a person's page shows.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person's id.
    pub id: String,
    /// The name, or the pseudonym that stands for it.
    pub name: String,
    /// Whether a pseudonym stands for the name.
    pub is_pseudonym: bool,
    /// Wikidata's id for the person.
    pub wikidata: Option<String>,
    /// Statements, newest first, from `offset` on.
    pub statements: Vec<Told>,
    /// How many statements are held.
    pub n_statements: u64,
    /// How many reports of them are held.
    pub n_reports: u64,
}

/// The person `id`, with at most `limit` statements from `offset` on.
///
/// # Errors
/// The engine's own.
pub fn person(
    engine: &mut dyn Engine,
    id: &str,
    offset: usize,
    limit: usize,
) -> Result<Found<PersonView>, Fault> {
    let query = "SELECT id, name, pseudonym, wikidata FROM person WHERE id = $1";
    let Some(row) = first(engine, query, values![id])? else { return Ok(Found::Nowhere) };
    let pseudonym: Option<String> = row.get(2)?;
    let mut conditions = Conditions::default();
    conditions.and("s.person = ?", [Value::from(id)]);
    conditions.push(
        " ORDER BY COALESCE(s.day, '') DESC, s.id LIMIT ? OFFSET ?",
        [Value::from(limit), Value::from(offset)],
    );
    let statements = statements(engine, &conditions)?;
    let counts = "SELECT COUNT(*), CAST(COALESCE(SUM(n_reports), 0) AS BIGINT) FROM statement
        WHERE person = $1";
    let counts = first(engine, counts, values![id])?.unwrap_or_default();
    Ok(Found::Here(PersonView {
        id: row.get(0)?,
        is_pseudonym: pseudonym.is_some(),
        name: pseudonym.map_or_else(|| row.get(1), Ok)?,
        wikidata: row.get(3)?,
        statements,
        n_statements: counts.get(0)?,
        n_reports: counts.get(1)?,
    }))
}
