//! A statement's page as it was kept: `id@version`. An id and a number in; the words, the speaker and the reports
//! that the page had then, and every reply that is published today, out. The page never changes; replies come to
//! stand beside it, and what is withheld since is left out.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::reading::answered::{Answered, ReportNote};
use crate::reading::reply::{PublishedReply, replies_to};
use crate::store::identity::shown_name;
use crate::values;
use onrecord::verdict::fidelity::Fidelity;
use serde_json::Value as Json;

/// Which version of a statement's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageVersion {
    /// Its number, from 1.
    pub number: u32,
    /// When it was kept, microseconds.
    pub at: i64,
    /// The digest of what it shows, chained with the versions before.
    pub hash: String,
}

/// What a statement's page showed.
#[derive(Debug, Clone)]
pub struct KeptPage {
    /// Which version it is.
    pub version: PageVersion,
    /// What was said.
    pub words: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// The day.
    pub day: Option<String>,
    /// The record that holds it.
    pub record: Option<String>,
    /// Its reports as they were, each with the replies that are published today.
    pub reports: Vec<Answered>,
    /// Every reply that is published today to the statement or to one of these reports.
    pub replies: Vec<PublishedReply>,
}

/// Version `number` of the page of statement `id`; `None` where it was not kept.
///
/// # Errors
/// The engine's own, and where the kept page is no JSON.
pub fn kept(engine: &mut dyn Engine, id: &str, number: u32) -> Result<Option<KeptPage>, Fault> {
    let query =
        "SELECT number, at, hash, body FROM statement_version WHERE statement = $1 AND number = $2";
    let Some(row) = first(engine, query, values![id, number])? else { return Ok(None) };
    let body: Json = serde_json::from_str(&row.get::<String>(3)?).map_err(|error| {
        Fault::Content(format!("version {number} of {id} is not JSON: {error}"))
    })?;
    let version = PageVersion { number: row.get(0)?, at: row.get(1)?, hash: row.get(2)? };
    let mut reports = Vec::new();
    for report in body["reports"].as_array().into_iter().flatten() {
        reports.extend(answered(engine, id, report)?);
    }
    // Where the statement became a part of another, its replies stand there.
    let alias = "SELECT statement FROM statement_alias WHERE id = $1";
    let now: Option<String> =
        first(engine, alias, values![id])?.map(|row| row.get(0)).transpose()?;
    let statements: Vec<&str> = [Some(id), now.as_deref()].into_iter().flatten().collect();
    let findings: Vec<&str> = reports.iter().map(Answered::id).collect();
    let replies = replies_to(engine, &findings, &statements)?;
    for report in &mut reports {
        let answers = |reply: &&PublishedReply| {
            reply.finding.as_ref() == Some(&report.id) || reply.finding.is_none()
        };
        report.replies = replies.iter().filter(answers).cloned().collect();
    }
    let text = |key: &str| body[key].as_str().map(str::to_owned);
    Ok(Some(KeptPage {
        version,
        words: text("words").unwrap_or_default(),
        speaker: text("speaker"),
        day: text("day"),
        record: text("record"),
        reports,
        replies,
    }))
}

/// A report of a kept page, before its replies; `None` where its document is withheld since.
fn answered(
    engine: &mut dyn Engine,
    statement: &str,
    report: &Json,
) -> Result<Option<Answered>, Fault> {
    let Some(document) = report["document"].as_str() else { return Ok(None) };
    let number = |value: &Json| value.as_u64().and_then(|number| u32::try_from(number).ok());
    let version = number(&report["version"]).unwrap_or(1);
    let Some(note) = note(engine, document, version)? else { return Ok(None) };
    let body = report["finding"].clone();
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let grade = text(&body["fidelity"]);
    let fidelity = Fidelity::ALL.iter().find(|one| one.name() == grade);
    let quotation = &body["quotation"];
    let parts = quotation["content"].as_array().into_iter().flatten();
    let words: Vec<String> = parts.map(|part| text(&part["text"])).collect();
    let range = |place: &Json| number(&place["start"]).zip(number(&place["end"]));
    let (starts, ends) = range(&quotation["position"]).unwrap_or_default();
    Ok(Some(Answered {
        id: text(&body["id"]),
        ordinal: 0,
        statement: Some(statement.to_owned()),
        kind: text(&quotation["kind"]),
        words: words.join(" … "),
        starts,
        ends,
        person: None,
        speaker: body["speaker"]["name"].as_str().map(str::to_owned),
        fidelity: *fidelity.ok_or_else(|| Fault::Content(format!("no grade is called {grade}")))?,
        level: text(&body["level"]),
        record: None,
        passage: range(&body["passage"]["position"]),
        time_ms: body["record"]["time_ms"].as_u64(),
        policy: String::new(),
        body,
        report: note,
        replies: Vec::new(),
    }))
}

fn note(
    engine: &mut dyn Engine,
    document: &str,
    version: u32,
) -> Result<Option<ReportNote>, Fault> {
    let query =
        "SELECT v.title, d.name, d.url, d.outlet, o.name, v.published, v.captured, v.added, v.hash
        FROM document d JOIN version v ON v.document = d.id
        LEFT JOIN outlet o ON o.id = d.outlet
        WHERE d.id = $1 AND v.number = $2 AND d.withheld = 0";
    let Some(row) = first(engine, query, values![document, version])? else { return Ok(None) };
    let title: Option<String> = row.get(0)?;
    let captured: Option<i64> = row.get(6)?;
    let origin: String = row.get(1)?;
    let name = shown_name(&origin).to_owned();
    Ok(Some(ReportNote {
        document: document.to_owned(),
        version,
        title: title.unwrap_or_else(|| name.clone()),
        name,
        url: row.get(2)?,
        outlet: row.get(3)?,
        outlet_name: row.get(4)?,
        published: row.get(5)?,
        captured: captured.map_or_else(|| row.get(7), Ok)?,
        hash: row.get(8)?,
    }))
}
