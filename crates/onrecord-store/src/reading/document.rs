//! A document's page: its text with its quotations in their places. An id in, the view out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::reading::answered::{Answered, findings};
use crate::reading::condition::Conditions;
use crate::reading::statement::Found;
use crate::reading::text::text;
use crate::reading::versions::{VersionChange, version_changes};
use crate::store::identity::shown_name;
use crate::values;
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;

/// Findings shown on one page.
const FINDINGS: usize = 1000;

/// What a document's page shows.
#[derive(Debug, Clone)]
pub struct DocumentView {
    /// What is known of it.
    pub note: DocumentNote,
    /// The text of its latest version; empty where it is not held.
    pub document: Option<Document>,
    /// How each further version differs from the one before, the latest first.
    pub changes: Vec<VersionChange>,
    /// Its quotations with their replies, in text order.
    pub findings: Vec<Answered>,
}

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNote {
    /// Its id.
    pub id: String,
    /// An article, or a record of an occasion.
    pub kind: DocumentKind,
    /// Its headline; its name where it has none.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// The outlet's id.
    pub outlet: Option<String>,
    /// The outlet's name.
    pub outlet_name: Option<String>,
    /// The day of publication, YYYY-MM-DD.
    pub published: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The occasion that it reports or records.
    pub occasion: Option<String>,
    /// The versions, newest first.
    pub versions: Vec<VersionNote>,
}

/// What is known of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionNote {
    /// Its number, from 1.
    pub number: u32,
    /// The digest of its bytes.
    pub hash: String,
    /// Its size.
    pub n_bytes: u64,
    /// When it was added, microseconds.
    pub added: i64,
    /// When it was captured, microseconds; `None` for a file that was given.
    pub captured: Option<i64>,
}

/// What is known of document `id`; what is withheld is nowhere.
///
/// # Errors
/// The engine's own.
pub fn note(engine: &mut dyn Engine, id: &str) -> Result<Option<DocumentNote>, Fault> {
    let query = "SELECT d.kind, d.name, d.url, d.outlet, o.name, d.occasion, v.title, v.published, v.language
        FROM document d JOIN version v ON v.document = d.id AND v.number = d.latest
        LEFT JOIN outlet o ON o.id = d.outlet WHERE d.id = $1 AND d.withheld = 0";
    let Some(row) = first(engine, query, values![id])? else { return Ok(None) };
    let versions = "SELECT number, hash, n_bytes, added, captured FROM version WHERE document = $1
        ORDER BY number DESC LIMIT 100";
    let versions = engine
        .query(versions, values![id])?
        .iter()
        .map(|row| {
            Ok(VersionNote {
                number: row.get(0)?,
                hash: row.get(1)?,
                n_bytes: row.get(2)?,
                added: row.get(3)?,
                captured: row.get(4)?,
            })
        })
        .collect::<Result<Vec<VersionNote>, Fault>>()?;
    let title: Option<String> = row.get(6)?;
    let name: String = row.get(1)?;
    Ok(Some(DocumentNote {
        id: id.to_owned(),
        kind: match row.get::<String>(0)?.as_str() {
            "record" => DocumentKind::Record,
            _ => DocumentKind::Article,
        },
        title: title.unwrap_or_else(|| shown_name(&name).to_owned()),
        url: row.get(2)?,
        outlet: row.get(3)?,
        outlet_name: row.get(4)?,
        published: row.get(7)?,
        language: row.get(8)?,
        occasion: row.get(5)?,
        versions,
    }))
}

/// The article `id`.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn document(engine: &mut dyn Engine, id: &str) -> Result<Found<DocumentView>, Fault> {
    let Some(note) = note(engine, id)? else { return Ok(Found::Nowhere) };
    if note.kind == DocumentKind::Record {
        return Ok(Found::Moved(note.id));
    }
    let mut conditions = Conditions::default();
    conditions.and("f.document = ?", [Value::from(id)]);
    conditions.push(" ORDER BY f.ordinal LIMIT ?", [Value::from(FINDINGS)]);
    let findings = findings(engine, &conditions)?;
    let document = text(engine, id)?;
    let changes = version_changes(engine, id)?;
    Ok(Found::Here(DocumentView { note, document, changes, findings }))
}
