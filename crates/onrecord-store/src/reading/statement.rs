//! A statement's page: what was said, every report of it, the replies, what happened when. An id in, the view
//! out; an id that the statement had before leads to it.

use crate::answering::Target;
use crate::answering::shown::{Trace, traces_of};
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::answered::{Answered, day_of, findings};
use crate::reading::condition::Conditions;
use crate::reading::kept::PageVersion;
use crate::reading::later::{LaterView, earlier, later};
use crate::reading::told::{Told, statements};
use crate::store::identity::shown_name;
use crate::values;
use serde_json::Value as Json;

/// Reports shown on one page.
pub const REPORTS: usize = 200;

/// What an id stands for.
#[derive(Debug, Clone)]
pub enum Found<T> {
    /// The thing itself.
    Here(T),
    /// It is held under this id.
    Moved(String),
    /// Nothing.
    Nowhere,
}

/// Everything that a statement's page shows.
#[derive(Debug, Clone)]
pub struct StatementView {
    /// The statement with its replies.
    pub told: Told,
    /// Every report of it with its replies, by day; at most [`REPORTS`].
    pub reports: Vec<Answered>,
    /// The record that holds it.
    pub record: Option<RecordNote>,
    /// What is left of replies that were published and taken back.
    pub traces: Vec<Trace>,
    /// What was later said or printed about it, by day.
    pub later: Vec<LaterView>,
    /// The earlier statements that it speaks of, by day.
    pub earlier: Vec<LaterView>,
    /// What happened when, oldest first.
    pub timeline: Vec<Moment>,
    /// Each version of the page, newest first.
    pub history: Vec<PageVersion>,
}

/// The record behind a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordNote {
    /// The record's id.
    pub id: String,
    /// Its title; its name where it has none.
    pub title: String,
    /// Where the record is published.
    pub url: Option<String>,
    /// Kind and coverage in plain words: "official transcript, whole occasion"; empty where neither is known.
    pub kind: String,
    /// The digest of its bytes.
    pub hash: String,
    /// Where it was said.
    pub place: Option<String>,
    /// Where the occasion can be heard or read.
    pub occasion_url: Option<String>,
}

/// Something that happened to a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day, YYYY-MM-DD; empty where it is not known.
    pub day: String,
    /// What happened.
    pub what: String,
    /// Who did it: an outlet, a party; empty for the utterance itself.
    pub who: String,
    /// Where on this site to read on.
    pub href: String,
}

/// The statement `id`.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn statement(engine: &mut dyn Engine, id: &str) -> Result<Found<StatementView>, Fault> {
    let mut conditions = Conditions::default();
    conditions.and("s.id = ?", [Value::from(id)]);
    let Some(told) = statements(engine, &conditions)?.into_iter().next() else {
        let alias = "SELECT statement FROM statement_alias WHERE id = $1";
        return Ok(match first(engine, alias, values![id])? {
            Some(row) => Found::Moved(row.get(0)?),
            None => Found::Nowhere,
        });
    };
    let mut conditions = Conditions::default();
    conditions.and("f.statement = ?", [Value::from(id)]);
    conditions.push(
        " ORDER BY COALESCE(v.published, '9999'), o.name, f.document, f.ordinal LIMIT ?",
        [Value::from(REPORTS)],
    );
    let reports = findings(engine, &conditions)?;
    let record = match told.record() {
        Some(record) => record_note(engine, record, told.occasion(), &reports)?,
        None => None,
    };
    let traces = traces(engine, id)?;
    let (later, earlier) = (later(engine, id)?, earlier(engine, id)?);
    let timeline = timeline(&told, &reports, &traces, (&later, &earlier));
    let history = history(engine, id)?;
    Ok(Found::Here(StatementView {
        told,
        reports,
        record,
        traces,
        later,
        earlier,
        timeline,
        history,
    }))
}

fn history(engine: &mut dyn Engine, id: &str) -> Result<Vec<PageVersion>, Fault> {
    let query = "SELECT number, at, hash FROM statement_version WHERE statement = $1
        ORDER BY number DESC LIMIT 100";
    let rows = engine.query(query, values![id])?;
    rows.iter()
        .map(|row| Ok(PageVersion { number: row.get(0)?, at: row.get(1)?, hash: row.get(2)? }))
        .collect()
}

fn record_note(
    engine: &mut dyn Engine,
    record: &str,
    occasion: Option<&str>,
    reports: &[Answered],
) -> Result<Option<RecordNote>, Fault> {
    let query =
        "SELECT d.id, d.name, d.url, v.title, v.hash, c.place, c.url, c.title FROM document d
        JOIN version v ON v.document = d.id AND v.number = d.latest
        LEFT JOIN occasion c ON c.id = $1 WHERE d.id = $2";
    let Some(row) = first(engine, query, values![occasion, record])? else { return Ok(None) };
    let noted = reports.iter().find(|one| one.record() == Some(record));
    let title: Option<String> = match row.get::<Option<String>>(3)? {
        Some(title) => Some(title),
        None => row.get(7)?,
    };
    let name: String = row.get(1)?;
    Ok(Some(RecordNote {
        id: row.get(0)?,
        title: title.unwrap_or_else(|| shown_name(&name).to_owned()),
        url: row.get(2)?,
        kind: noted.map(|one| kind_of(one.record_note())).unwrap_or_default(),
        hash: row.get(4)?,
        place: row.get(5)?,
        occasion_url: row.get(6)?,
    }))
}

/// Kind and coverage in plain words.
fn kind_of(note: &Json) -> String {
    use onrecord::document::transcript::{Coverage, RecordKind};
    use onrecord::report::phrase::{coverage, record_kind};
    let kind = serde_json::from_value::<RecordKind>(note["kind"].clone()).ok();
    let held = serde_json::from_value::<Coverage>(note["coverage"].clone()).ok();
    let words = [kind.map(|kind| record_kind(kind).to_owned()), held.map(|held| coverage(&held))];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn traces(engine: &mut dyn Engine, id: &str) -> Result<Vec<Trace>, Fault> {
    let gone = "SELECT DISTINCT finding FROM reply WHERE state IN ('withdrawn', 'erased')
        AND finding IN (SELECT id FROM finding WHERE statement = $1) ORDER BY finding";
    let mut targets = vec![Target::Statement(id.to_owned())];
    for row in engine.query(gone, values![id])? {
        targets.push(Target::Finding(row.get(0)?));
    }
    let mut traces = Vec::new();
    for target in &targets {
        traces.extend(traces_of(engine, target)?);
    }
    Ok(traces)
}

fn timeline(
    told: &Told,
    reports: &[Answered],
    traces: &[Trace],
    (later, earlier): (&[LaterView], &[LaterView]),
) -> Vec<Moment> {
    let mut moments = Vec::new();
    for one in earlier {
        let Some(other) = &one.other else { continue };
        moments.push(Moment {
            day: other.day().unwrap_or_default().to_owned(),
            what: "Earlier statement that this speaks of".to_owned(),
            who: other.speaker().unwrap_or_default().to_owned(),
            href: format!("/s/{}", other.id()),
        });
    }
    for one in later {
        let said = one.other.as_ref();
        moments.push(Moment {
            day: one.day.clone().unwrap_or_default(),
            what: one.kind.phrase().to_owned(),
            who: said.and_then(Told::speaker).unwrap_or(&one.who).to_owned(),
            href: match said {
                Some(other) => format!("/s/{}", other.id()),
                None => format!("/d/{}", one.document),
            },
        });
    }
    if let Some(day) = told.day() {
        moments.push(Moment {
            day: day.to_owned(),
            what: "Said".to_owned(),
            who: told.speaker().unwrap_or_default().to_owned(),
            href: String::new(),
        });
    }
    for one in reports {
        let report = one.report();
        moments.push(Moment {
            day: report.published.clone().unwrap_or_default(),
            what: format!("Reported: {}", one.phrase()),
            who: report.outlet_name.clone().unwrap_or_else(|| report.title.clone()),
            href: format!("#f-{}", one.id()),
        });
    }
    for reply in told.replies() {
        moments.push(Moment {
            day: day_of(reply.at),
            what: "Answered".to_owned(),
            who: reply.name.clone(),
            href: format!("#reply-{}", reply.id),
        });
    }
    for trace in traces {
        moments.push(Moment {
            day: day_of(trace.withdrawn),
            what: format!("Reply of {} taken back", day_of(trace.published)),
            who: trace.party.phrase().to_owned(),
            href: String::new(),
        });
    }
    // What has no day stands last.
    moments.sort_by_key(|moment| (moment.day.is_empty(), moment.day.clone()));
    moments
}
