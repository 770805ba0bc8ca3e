//! Later speech about a statement, and the earlier statements that it speaks of itself. An id in, each relation
//! with the words that say so and the other statement, with its replies, out.

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::condition::{Conditions, one_of};
use crate::reading::told::{Told, statements};
use crate::store::identity::shown_name;
use crate::values;

/// Relations that are shown.
const MOST: usize = 100;

/// What is done to earlier words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaterKind {
    /// They are said not to have been said.
    Denies,
    /// They are said to have meant something else, or this.
    Clarifies,
    /// They are said to be reported wrongly.
    Disputes,
    /// They are taken back.
    Retracts,
    /// They are said again.
    Repeats,
    /// A report of them is corrected.
    Corrects,
}

/// One relation between a statement and what was said or printed later.
#[derive(Debug, Clone)]
pub struct LaterView {
    /// What is done to the earlier words.
    pub kind: LaterKind,
    /// The words that say so; empty where the same words are said again.
    pub phrase: String,
    /// What leads from one to the other.
    pub why: String,
    /// The day of the later speech or of its report, YYYY-MM-DD.
    pub day: Option<String>,
    /// The other statement with its replies; `None` for a correction.
    pub other: Option<Told>,
    /// The document that says so.
    pub document: String,
    /// Its outlet, else its headline.
    pub who: String,
}

impl LaterKind {
    /// The kind that `word` stands for in the tables.
    fn of(word: &str) -> Result<LaterKind, Fault> {
        Ok(match word {
            "denies" => LaterKind::Denies,
            "clarifies" => LaterKind::Clarifies,
            "disputes" => LaterKind::Disputes,
            "retracts" => LaterKind::Retracts,
            "repeats" => LaterKind::Repeats,
            "corrects" => LaterKind::Corrects,
            other => return Err(Fault::Content(format!("no relation is called {other}"))),
        })
    }

    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LaterKind::Denies => "denies",
            LaterKind::Clarifies => "clarifies",
            LaterKind::Disputes => "disputes",
            LaterKind::Retracts => "retracts",
            LaterKind::Repeats => "repeats",
            LaterKind::Corrects => "corrects",
        }
    }

    /// What happened to the earlier words, in plain words.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            LaterKind::Denies => "Said not to have been said",
            LaterKind::Clarifies => "Clarified",
            LaterKind::Disputes => "Report of it disputed",
            LaterKind::Retracts => "Taken back",
            LaterKind::Repeats => "Said again",
            LaterKind::Corrects => "Report of it corrected",
        }
    }
}

/// What was later said or printed about statement `id`, by day.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn later(engine: &mut dyn Engine, id: &str) -> Result<Vec<LaterView>, Fault> {
    related(engine, "relation.statement = $1", "relation.later", id)
}

/// The earlier statements that statement `id` speaks of, by day.
///
/// # Errors
/// As [`later`].
pub fn earlier(engine: &mut dyn Engine, id: &str) -> Result<Vec<LaterView>, Fault> {
    related(engine, "relation.later = $1", "relation.statement", id)
}

fn related(
    engine: &mut dyn Engine,
    condition: &str,
    other: &str,
    id: &str,
) -> Result<Vec<LaterView>, Fault> {
    let query = format!(
        "SELECT relation.kind, relation.phrase, relation.why, relation.day, {other}, relation.document,
                outlet.name, version.title, document.name
         FROM relation JOIN document ON document.id = relation.document
         JOIN version ON version.document = document.id AND version.number = document.latest
         LEFT JOIN outlet ON outlet.id = document.outlet
         WHERE {condition} AND document.withheld = 0
         ORDER BY COALESCE(relation.day, '9999'), relation.document, relation.ordinal LIMIT {MOST}"
    );
    let rows = engine.query(&query, values![id])?;
    let mut ids: Vec<String> = Vec::new();
    for row in &rows {
        ids.extend(row.get::<Option<String>>(4)?);
    }
    let mut conditions = Conditions::default();
    conditions.and(&one_of("s.id", ids.len()), ids.iter().map(|id| Value::from(id.as_str())));
    let others = statements(engine, &conditions)?;
    let mut views: Vec<LaterView> = Vec::new();
    for row in &rows {
        let other: Option<String> = row.get(4)?;
        let named: (Option<String>, Option<String>) = (row.get(6)?, row.get(7)?);
        let origin: String = row.get(8)?;
        let view = LaterView {
            kind: LaterKind::of(&row.get::<String>(0)?)?,
            phrase: row.get(1)?,
            why: row.get(2)?,
            day: row.get(3)?,
            other: others.iter().find(|told| Some(told.id()) == other.as_deref()).cloned(),
            document: row.get(5)?,
            who: named.0.or(named.1).unwrap_or_else(|| shown_name(&origin).to_owned()),
        };
        // Two reports of one later statement are one relation; the earlier one shows it.
        let is_known = views.iter().any(|held| {
            let (a, b) = (held.other.as_ref(), view.other.as_ref());
            held.kind == view.kind && a.zip(b).is_some_and(|(a, b)| a.id() == b.id())
        });
        if !is_known {
            views.push(view);
        }
    }
    Ok(views)
}
