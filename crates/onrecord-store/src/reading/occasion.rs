//! An occasion's page: its record, and where in it the quotations come from. The id of an occasion or of a
//! record in, the view out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::answered::{Answered, findings};
use crate::reading::condition::Conditions;
use crate::reading::document::{DocumentNote, note};
use crate::reading::statement::Found;
use crate::reading::text::text;
use crate::store::identity::shown_name;
use crate::values;
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;

/// Findings shown on one page.
const FINDINGS: usize = 2000;

/// What an occasion's page shows.
#[derive(Debug, Clone)]
pub struct OccasionView {
    /// The occasion.
    pub note: OccasionNote,
    /// The record shown; `None` where none is held.
    pub record: Option<DocumentNote>,
    /// Every record of the occasion: id and title.
    pub records: Vec<(String, String)>,
    /// The record's text.
    pub document: Option<Document>,
    /// The quotations that come from the record, with their replies, in the order of their passages.
    pub findings: Vec<Answered>,
}

/// Who met where and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OccasionNote {
    /// Its id; that of the record where the record stands for no known occasion.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day, YYYY-MM-DD.
    pub day: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who held it.
    pub outlet: Option<String>,
    /// Where it can be heard or read.
    pub url: Option<String>,
    /// Who spoke.
    pub speakers: Vec<String>,
}

/// The occasion or record `id`.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn occasion(engine: &mut dyn Engine, id: &str) -> Result<Found<OccasionView>, Fault> {
    let (occasion, record) = match occasion_note(engine, id)? {
        Some(occasion) => {
            let record = records(engine, id)?.into_iter().next();
            let record = match record {
                Some((record, _)) => note(engine, &record)?,
                None => None,
            };
            (occasion, record)
        }
        None => {
            let Some(record) = note(engine, id)? else { return Ok(Found::Nowhere) };
            if record.kind == DocumentKind::Article {
                return Ok(Found::Moved(record.id));
            }
            let occasion = match &record.occasion {
                Some(occasion) => occasion_note(engine, occasion)?,
                None => None,
            };
            let unnamed = || OccasionNote {
                id: record.id.clone(),
                title: record.title.clone(),
                day: record.published.clone(),
                url: record.url.clone(),
                ..OccasionNote::default()
            };
            (occasion.unwrap_or_else(unnamed), Some(record))
        }
    };
    let records = records(engine, &occasion.id)?;
    let (mut document, mut from_record) = (None, Vec::new());
    if let Some(record) = &record {
        document = text(engine, &record.id)?;
        let mut conditions = Conditions::default();
        conditions.and("f.record = ?", [Value::from(record.id.as_str())]);
        conditions.push(
            " ORDER BY f.passage_starts, f.document, f.ordinal LIMIT ?",
            [Value::from(FINDINGS)],
        );
        from_record = findings(engine, &conditions)?;
    }
    Ok(Found::Here(OccasionView {
        note: occasion,
        record,
        records,
        document,
        findings: from_record,
    }))
}

fn records(engine: &mut dyn Engine, occasion: &str) -> Result<Vec<(String, String)>, Fault> {
    let query = "SELECT d.id, v.title, d.name,
        (SELECT COUNT(*) FROM finding f WHERE f.record = d.id) AS n_findings
        FROM document d JOIN version v ON v.document = d.id AND v.number = d.latest
        WHERE d.occasion = $1 AND d.kind = 'record' AND d.withheld = 0
        ORDER BY n_findings DESC, d.id LIMIT 50";
    let rows = engine.query(query, values![occasion])?;
    rows.iter()
        .map(|row| {
            let title: Option<String> = row.get(1)?;
            let name: String = row.get(2)?;
            Ok((row.get(0)?, title.unwrap_or_else(|| shown_name(&name).to_owned())))
        })
        .collect()
}

fn occasion_note(engine: &mut dyn Engine, id: &str) -> Result<Option<OccasionNote>, Fault> {
    let query = "SELECT title, day, place, outlet, url, speakers FROM occasion WHERE id = $1";
    let Some(row) = first(engine, query, values![id])? else { return Ok(None) };
    let title: Option<String> = row.get(0)?;
    let day: Option<String> = row.get(1)?;
    let speakers: String = row.get(5)?;
    let speakers: serde_json::Value = serde_json::from_str(&speakers).unwrap_or_default();
    let speakers = speakers.as_array().map(Vec::as_slice).unwrap_or_default().iter();
    let name = |one: &serde_json::Value| one["name"].as_str().or(one.as_str()).map(str::to_owned);
    Ok(Some(OccasionNote {
        id: id.to_owned(),
        title: title
            .or_else(|| day.as_ref().map(|day| format!("Occasion of {day}")))
            .unwrap_or_else(|| "Occasion without a title".to_owned()),
        day,
        place: row.get(2)?,
        outlet: row.get(3)?,
        url: row.get(4)?,
        speakers: speakers.filter_map(name).collect(),
    }))
}
