//! What happened to statements since a moment. A time in; each report that came, changed or went, each later
//! word about a statement and each reply that was published since, with the statement and all its replies, out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Row;
use crate::database::value::Value;
use crate::reading::answered::{Answered, findings};
use crate::reading::condition::Conditions;
use crate::reading::later::{LaterKind, later};
use crate::reading::told::{Told, statements};
use crate::store::identity::shown_name;
use crate::values;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Statements that are looked at.
const MOST: usize = 500;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    /// A document reports it that did not before.
    Report,
    /// A document has other words of it, or another grade, or has it no more.
    Change,
    /// Something was said or printed about it.
    Later(LaterKind),
    /// A party's reply was published.
    Reply,
}

/// One thing that happened to a statement.
#[derive(Debug, Clone)]
pub struct Alert {
    /// The same for the same event, however often it is asked for.
    pub id: String,
    /// What happened.
    pub kind: AlertKind,
    /// When it came to the record, microseconds.
    pub at: i64,
    /// The statement with every published reply.
    pub told: Told,
    /// The report with its replies, where one came or changed.
    pub report: Option<Answered>,
    /// Who reports, speaks or replies.
    pub who: String,
    /// What is said, where something is: the words that say so, or the reply.
    pub words: String,
}

impl AlertKind {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AlertKind::Report => "report",
            AlertKind::Change => "change",
            AlertKind::Later(kind) => kind.word(),
            AlertKind::Reply => "reply",
        }
    }

    /// What happened, in plain words.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            AlertKind::Report => "Reported",
            AlertKind::Change => "A report of it changed",
            AlertKind::Later(kind) => kind.phrase(),
            AlertKind::Reply => "Answered",
        }
    }
}

/// What happened after `since` (microseconds), oldest first; of at most 500 statements, the latest.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn alerts(engine: &mut dyn Engine, since: i64) -> Result<Vec<Alert>, Fault> {
    let mut found = Vec::new();
    for told in touched(engine, since)? {
        found.extend(reports(engine, &told, since)?);
        found.extend(spoken(engine, &told, since)?);
        let answered = told.replies().iter().filter(|reply| reply.at > since);
        found.extend(answered.map(|reply| Alert {
            id: format!("{}-{}-{}", told.id(), reply.id, reply.version),
            kind: AlertKind::Reply,
            at: reply.at,
            told: told.clone(),
            report: None,
            who: reply.name.clone(),
            words: reply.text.clone(),
        }));
    }
    found.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Ok(found)
}

/// The statements that something happened to.
fn touched(engine: &mut dyn Engine, since: i64) -> Result<Vec<Told>, Fault> {
    let mut conditions = Conditions::default();
    let since = || Value::from(since);
    conditions.and(
        "(s.changed > ? OR s.id IN (SELECT statement FROM relation WHERE at > ?)
          OR s.id IN (SELECT statement FROM reply WHERE state = 'published' AND decided > ?)
          OR s.id IN (SELECT finding.statement FROM finding JOIN reply ON reply.finding = finding.id
                      WHERE reply.state = 'published' AND reply.decided > ?))",
        [since(), since(), since(), since()],
    );
    conditions.push(" ORDER BY s.changed DESC, s.id LIMIT ?", [Value::from(MOST)]);
    statements(engine, &conditions)
}

/// A report as its statement's page had it: the finding and its grade, by document.
type Printed = BTreeMap<String, BTreeSet<(String, String)>>;

fn reports(engine: &mut dyn Engine, told: &Told, since: i64) -> Result<Vec<Alert>, Fault> {
    if told.changed() <= since {
        return Ok(Vec::new());
    }
    let before = shown(engine, told.id(), since)?;
    let mut conditions = Conditions::default();
    conditions.and("f.statement = ?", [Value::from(told.id())]);
    conditions.push(" ORDER BY f.document, f.ordinal", []);
    let current = findings(engine, &conditions)?;
    let mut since_then: Printed = BTreeMap::new();
    let mut alerts = Vec::new();
    for one in &current {
        let document = &one.report().document;
        let key = (one.id().to_owned(), one.fidelity().name().to_owned());
        let kind = match before.get(document) {
            None => Some(AlertKind::Report),
            Some(held) if !held.contains(&key) => Some(AlertKind::Change),
            Some(_) => None,
        };
        since_then.entry(document.clone()).or_default().insert(key);
        let report = one.report();
        alerts.extend(kind.map(|kind| Alert {
            id: format!("{}-{}-{}-{}", told.id(), document, report.version, one.id()),
            kind,
            at: told.changed(),
            told: told.clone(),
            report: Some(one.clone()),
            who: report.outlet_name.clone().unwrap_or_else(|| report.title.clone()),
            words: one.words().to_owned(),
        }));
    }
    for document in before.keys().filter(|document| !since_then.contains_key(*document)) {
        let Some((number, who)) = named(engine, document)? else { continue };
        alerts.push(Alert {
            id: format!("{}-{document}-{number}-gone", told.id()),
            kind: AlertKind::Change,
            at: told.changed(),
            told: told.clone(),
            report: None,
            who,
            words: String::new(),
        });
    }
    Ok(alerts)
}

/// What the page of `id` showed at `since`; nothing where it was not there.
fn shown(engine: &mut dyn Engine, id: &str, since: i64) -> Result<Printed, Fault> {
    let query = "SELECT body FROM statement_version WHERE statement = $1 AND at <= $2
                 ORDER BY number DESC LIMIT 1";
    let Some(row) = first(engine, query, values![id, since])? else { return Ok(Printed::new()) };
    let body: Json = serde_json::from_str(&row.get::<String>(0)?)
        .map_err(|error| Fault::Content(format!("a version of {id} is not JSON: {error}")))?;
    let mut printed = Printed::new();
    for one in body["reports"].as_array().into_iter().flatten() {
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        let key = (text(&one["finding"]["id"]), text(&one["finding"]["fidelity"]));
        printed.entry(text(&one["document"])).or_default().insert(key);
    }
    Ok(printed)
}

/// The latest version and the outlet of a document that may be shown.
fn named(engine: &mut dyn Engine, document: &str) -> Result<Option<(u32, String)>, Fault> {
    let query = "SELECT document.latest, COALESCE(outlet.name, version.title, document.name)
         FROM document JOIN version ON version.document = document.id AND version.number = document.latest
         LEFT JOIN outlet ON outlet.id = document.outlet
         WHERE document.id = $1 AND document.withheld = 0";
    let row = first(engine, query, values![document])?;
    let named = |row: Row| {
        let name: String = row.get(1)?;
        Ok((row.get(0)?, shown_name(&name).to_owned()))
    };
    row.map(named).transpose()
}

fn spoken(engine: &mut dyn Engine, told: &Told, since: i64) -> Result<Vec<Alert>, Fault> {
    let query = "SELECT document, MAX(at) FROM relation WHERE statement = $1 AND at > $2
                 GROUP BY document";
    let mut fresh: BTreeMap<String, i64> = BTreeMap::new();
    for row in engine.query(query, values![told.id(), since])? {
        fresh.insert(row.get(0)?, row.get(1)?);
    }
    let mut alerts = Vec::new();
    for one in if fresh.is_empty() { Vec::new() } else { later(engine, told.id())? } {
        let Some(at) = fresh.get(&one.document) else { continue };
        let speaker = one.other.as_ref().and_then(Told::speaker);
        alerts.push(Alert {
            id: format!("{}-{}-{}", told.id(), one.kind.word(), one.document),
            kind: AlertKind::Later(one.kind),
            at: *at,
            who: speaker.unwrap_or(&one.who).to_owned(),
            words: one.phrase,
            told: told.clone(),
            report: None,
        });
    }
    Ok(alerts)
}
