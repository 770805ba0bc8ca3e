//! SARIF 2.1.0: one run, one result a difference that the policy raises or that an editor ignored, one
//! for a grade that is raised by itself. Columns and offsets count code points.

use crate::document::problem::Problem;
use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape::{json_text, uri_path};
use crate::report::finding::{Finding, RecordNote};
use crate::report::ignore::{Ignored, IgnoredBy};
use crate::report::json::reply;
use crate::report::phrase;
use crate::report::place::Places;
use crate::text::span::Span;
use crate::verdict::code::{Class, Code};
use crate::verdict::fidelity::Fidelity;
use crate::verdict::policy::Level;
use serde_json::{Value, json};

/// The grades that are results of their own, each with its rule id.
const GRADES: [Fidelity; 3] = [Fidelity::OtherSpeaker, Fidelity::NotFound, Fidelity::NotCheckable];
/// The rule id of a finding that is shown for the replies to it.
const REPLY: &str = "reply";

/// Renders every document as one run.
#[must_use]
pub fn render(_archive: &Archive, checked: &[Checked]) -> String {
    let results: Vec<Value> = checked.iter().flat_map(document).collect();
    let notifications: Vec<Value> = checked.iter().flat_map(problems).collect();
    let value = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "onrecord",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    format!("{}\n", json_text(&format!("{value:#}")))
}

fn rules() -> Vec<Value> {
    let codes = Code::ALL.iter().map(|code| {
        let level = match code.class() {
            Class::Harmless => "none",
            Class::Wording => "warning",
            Class::Meaning | Class::Attribution => "error",
        };
        json!({
            "id": code.number(),
            "name": code.name(),
            "shortDescription": { "text": code.summary() },
            "defaultConfiguration": { "level": level },
        })
    });
    let grades = GRADES
        .iter()
        .map(|grade| json!({ "id": grade.name(), "shortDescription": { "text": grade.phrase() } }));
    let reply = json!({
        "id": REPLY,
        "shortDescription": { "text": "a reply to a finding that raises nothing is published" },
    });
    codes.chain(grades).chain([reply]).collect()
}

fn document(checked: &Checked) -> Vec<Value> {
    let places = Places::new(&checked.document);
    checked.report.findings.iter().flat_map(|one| finding(checked, &places, one)).collect()
}

fn finding(checked: &Checked, places: &Places, finding: &Finding) -> Vec<Value> {
    let Checked { document, report } = checked;
    let mut results = Vec::new();
    let raised = finding.verdict.differences.iter().filter(|one| one.level > Level::Off);
    for (nth, difference) in raised.enumerate() {
        let caveat = difference.caveat.as_ref().map(|caveat| format!(" ({caveat})"));
        let sentence = format!("{}{}", difference.sentence, caveat.unwrap_or_default());
        let place = match difference.content.of(&document.text) {
            "" => places.span(&finding.attribution.quotation),
            _ => difference.content,
        };
        let mut result = result(checked, places, finding, place, &sentence);
        result["ruleId"] = json!(difference.code.number());
        result["level"] = json!(level(difference.level));
        result["partialFingerprints"] = json!({
            "onrecordQuote/v1": format!("{}:{}:{nth}", finding.id, difference.code.number()),
        });
        if let Some(ignored) = finding.ignoring(difference) {
            result["suppressions"] = json!([suppression(ignored)]);
        }
        results.push(result);
    }
    let grade = finding.verdict.fidelity;
    let grade_level = report.level_of(grade);
    if grade_level > Level::Off {
        let mut result = result(
            checked,
            places,
            finding,
            places.span(&finding.attribution.quotation),
            grade.phrase(),
        );
        result["ruleId"] = json!(grade.name());
        result["level"] = json!(level(grade_level));
        if let Some(ignored) = finding.ignored_whole() {
            result["suppressions"] = json!([suppression(ignored)]);
        }
        results.push(result);
    }
    if results.is_empty() && !finding.replies.is_empty() {
        let mut result = result(
            checked,
            places,
            finding,
            places.span(&finding.attribution.quotation),
            grade.phrase(),
        );
        result["ruleId"] = json!(REPLY);
        result["level"] = json!("none");
        result["kind"] = json!("informational");
        results.push(result);
    }
    results
}

/// A result but for its rule: where, in which words, beside which record, with every reply.
fn result(
    checked: &Checked,
    places: &Places,
    finding: &Finding,
    place: Span,
    sentence: &str,
) -> Value {
    let Checked { document, report } = checked;
    let quoted = places.span(&finding.attribution.quotation).of(&document.text);
    let mut text = format!("{sentence}\nQuoted: {quoted}");
    for reply in &finding.replies {
        let party = reply.party.phrase();
        text.push_str(&format!(
            "\nReply by {}, {party}, {}: {}",
            reply.name, reply.date, reply.text
        ));
    }
    let related: Vec<Value> = finding.record.iter().map(record).collect();
    json!({
        "kind": "fail",
        "message": { "text": text },
        "locations": [location(&report.origin.name, places, place, finding)],
        "relatedLocations": related,
        "partialFingerprints": { "onrecordQuote/v1": finding.id },
        "properties": {
            "finding": finding.id,
            "fidelity": finding.verdict.fidelity,
            "speaker": finding.attribution.speaker.as_ref().map(|speaker| &speaker.name),
            "replies": finding.replies.iter().map(reply).collect::<Vec<_>>(),
        },
    })
}

fn location(name: &str, places: &Places, span: Span, finding: &Finding) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(name) } });
    let paragraph = format!("paragraph {}", finding.attribution.quotation.block + 1);
    if let Some((from, to)) = places.in_file(span) {
        let (start, end) = places.code_points(span);
        physical["region"] = json!({
            "startLine": from.line,
            "startColumn": from.column,
            "endLine": to.line,
            "endColumn": to.column,
            "charOffset": start,
            "charLength": end - start,
        });
    }
    json!({
        "physicalLocation": physical,
        "logicalLocations": [{ "name": paragraph, "kind": "element" }],
    })
}

fn record(note: &RecordNote) -> Value {
    let who = note.speaker.as_deref().unwrap_or("speaker not named");
    let when = note.time_ms.map(|ms| format!(" at {}", phrase::clock(ms))).unwrap_or_default();
    json!({
        "id": 0,
        "message": { "text": format!("{who}{when}: {}", phrase::record(note)) },
        "physicalLocation": { "artifactLocation": { "uri": uri(&note.origin.name) } },
    })
}

fn problems(checked: &Checked) -> Vec<Value> {
    let uri = uri(&checked.report.origin.name);
    let problem = |problem: &Problem| {
        let mut physical = json!({ "artifactLocation": { "uri": uri } });
        if let Some(line) = problem.line.filter(|line| *line > 0) {
            physical["region"] = json!({ "startLine": line });
        }
        json!({
            "level": "warning",
            "message": { "text": problem.message },
            "locations": [{ "physicalLocation": physical }],
        })
    };
    checked.report.problems.iter().map(problem).collect()
}

fn suppression(ignored: &Ignored) -> Value {
    let kind = match ignored.by {
        IgnoredBy::Article(_) => "inSource",
        IgnoredBy::Configuration(_) | IgnoredBy::Baseline => "external",
    };
    json!({ "kind": kind, "status": "accepted", "justification": ignored.reason })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// The name of a document as a URI reference: a URL as it is, a path percent-encoded.
pub(crate) fn uri(name: &str) -> String {
    if name.starts_with("https://") || name.starts_with("http://") {
        return uri_url(name);
    }
    uri_path(name)
}

/// A URL with what no URI may hold percent-encoded.
fn uri_url(url: &str) -> String {
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    url.chars().map(|c| if plain(c) { c.to_string() } else { uri_path(&c.to_string()) }).collect()
}
