//! SARIF 2.1.0 for the reports of a statement and the quotations of a document. Findings with their replies in,
//! a log out; the replies stand in each result's message and properties.

use crate::answer::json;
use crate::api::shape::Reply;
use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord::verdict::code::{Class, Code};
use onrecord::verdict::fidelity::Fidelity;
use onrecord_store::reading::answered::Answered;
use onrecord_store::reading::statement::Found;
use onrecord_store::reading::{document, statement};
use serde_json::{Value, json};

/// `GET /s/{id}/report.sarif`
pub async fn statement(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    match site.read(move |engine| statement::statement(engine, &id)).await? {
        Found::Here(view) => Ok(log(&view.reports, &site.presentation().address)),
        Found::Moved(to) => Err(Trouble::Moved(format!("/s/{to}/report.sarif"))),
        Found::Nowhere => Err(Trouble::NotFound),
    }
}

/// `GET /d/{id}/report.sarif`
pub async fn document(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    match site.read(move |engine| document::document(engine, &id)).await? {
        Found::Here(view) => Ok(log(&view.findings, &site.presentation().address)),
        Found::Moved(_) | Found::Nowhere => Err(Trouble::NotFound),
    }
}

fn log(findings: &[Answered], address: &str) -> Response {
    let codes = Code::ALL.iter().map(|code| {
        json!({
            "id": code.number(),
            "name": code.name(),
            "shortDescription": { "text": code.summary() },
            "defaultConfiguration": { "level": match code.class() {
                Class::Harmless => "none",
                Class::Wording => "note",
                Class::Attribution | Class::Meaning => "warning",
            } },
        })
    });
    let grades = Fidelity::ALL
        .iter()
        .map(|grade| json!({ "id": grade.name(), "shortDescription": { "text": grade.phrase() } }));
    let results: Vec<Value> = findings.iter().map(|one| result(one, address)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "onrecord",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.chain(grades).collect::<Vec<Value>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    json("application/sarif+json", &log)
}

fn result(finding: &Answered, address: &str) -> Value {
    let report = finding.report();
    let differences = finding.differences();
    let mut message = format!("“{}”: {}.", finding.words(), finding.phrase());
    for difference in &differences {
        message.push_str(&format!(" {}: {}", difference.name, difference.sentence));
    }
    for reply in finding.replies() {
        message.push_str(&format!(
            " Reply by {}, {}: “{}”",
            reply.name,
            reply.party.phrase(),
            reply.text
        ));
    }
    let rank = |level: &str| match level {
        "error" => 3,
        "warning" => 2,
        "note" => 1,
        _ => 0,
    };
    let worst = differences.iter().max_by_key(|one| rank(&one.level));
    let rule = worst.map_or(finding.fidelity().name(), |one| one.code.as_str());
    let (start, end) = finding.position();
    let replies: Vec<Reply> = finding.replies().iter().map(Reply::from).collect();
    json!({
        "ruleId": rule,
        "level": match finding.level() {
            "off" => "none",
            level => level,
        },
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": {
                "uri": report.url.clone().unwrap_or_else(|| format!("{address}/d/{}", report.document)),
            },
            "region": { "charOffset": start, "charLength": end.saturating_sub(start) },
        } }],
        "partialFingerprints": { "onrecordQuote/v1": finding.id() },
        "properties": { "fidelity": finding.fidelity().name(), "replies": replies },
    })
}
