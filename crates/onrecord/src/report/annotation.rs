//! W3C Web Annotation: one annotation a finding that assesses the article's words, links the record's
//! passage, and carries every reply. Positions are Unicode code points of the document's text.

use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape::json_text;
use crate::report::finding::Finding;
use crate::report::place::Places;
use crate::report::reply::{Party, Reply};
use crate::report::sarif::uri;
use crate::text::lines::Lines;
use crate::text::selector::select;
use crate::text::span::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Renders every document as one collection with one page.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut lines = BTreeMap::new();
    let mut items = Vec::new();
    for one in checked {
        let places = Places::new(&one.document);
        for finding in &one.report.findings {
            items.push(annotation(archive, &mut lines, one, &places, finding));
        }
    }
    let value = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:onrecord:findings",
        "type": "AnnotationCollection",
        "label": "Quotations beside the record",
        "total": items.len(),
        "first": {
            "id": "urn:onrecord:findings:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    format!("{}\n", json_text(&format!("{value:#}")))
}

fn annotation<'a>(
    archive: &'a Archive,
    lines: &mut BTreeMap<usize, Lines<'a>>,
    checked: &Checked,
    places: &Places,
    finding: &Finding,
) -> Value {
    let Checked { document, report } = checked;
    let span = places.span(&finding.attribution.quotation);
    let mut sentences = vec![finding.phrase().to_owned()];
    for difference in &finding.verdict.differences {
        let ignored = finding.ignoring(difference).map(|ignored| ignored.reason.as_str());
        let ignored = ignored.map(|reason| format!(" [ignored: {reason}]")).unwrap_or_default();
        let code = difference.code;
        let sentence = &difference.sentence;
        sentences.push(format!("{} {}: {sentence}{ignored}", code.number(), code.name()));
    }
    let mut body = vec![json!({
        "type": "TextualBody",
        "purpose": "assessing",
        "format": "text/plain",
        "language": "en",
        "value": sentences.join("\n"),
    })];
    body.extend(passage(archive, lines, finding));
    body.extend(finding.replies.iter().map(reply));
    let url = document.metadata.url.first().map(|url| url.value.as_str());
    json!({
        "id": format!("urn:onrecord:finding:{}", finding.id),
        "type": "Annotation",
        "motivation": "assessing",
        "generator": {
            "id": "urn:onrecord",
            "type": "Software",
            "name": concat!("onrecord ", env!("CARGO_PKG_VERSION")),
        },
        "body": body,
        "target": {
            "source": uri(url.unwrap_or(&report.origin.name)),
            "selector": selectors(&document.text, span, places.code_points(span)),
        },
    })
}

/// The record's passage, with the stretch of the medium where times are known.
fn passage<'a>(
    archive: &'a Archive,
    lines: &mut BTreeMap<usize, Lines<'a>>,
    finding: &Finding,
) -> Option<Value> {
    let found = finding.matches.first()?;
    let record = archive.records().get(found.passage.record)?;
    let span = found.passage.span;
    let index = lines.entry(found.passage.record).or_insert_with(|| Lines::new(&record.text));
    let mut selector = selectors(&record.text, span, index.code_point_range(span));
    if let Some(transcript) = &record.transcript {
        let next = transcript.times.partition_point(|time| time.span.start() < span.end());
        let last = next.checked_sub(1).and_then(|last| transcript.times.get(last));
        if let Some((start_ms, last)) = transcript.time_at(span.start()).zip(last) {
            selector.push(json!({
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": format!("t={},{}", seconds(start_ms), seconds(last.end_ms.max(start_ms))),
            }));
        }
    }
    Some(json!({
        "type": "SpecificResource",
        "purpose": "linking",
        "source": uri(&record.origin.name),
        "selector": selector,
    }))
}

fn selectors(text: &str, span: Span, (start, end): (usize, usize)) -> Vec<Value> {
    let selector = select(text, span);
    vec![
        json!({
            "type": "TextQuoteSelector",
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
        }),
        json!({ "type": "TextPositionSelector", "start": start, "end": end }),
    ]
}

fn reply(reply: &Reply) -> Value {
    let kind = match reply.party {
        Party::QuotedPerson | Party::Representative | Party::Reader => "Person",
        Party::Outlet => "Organization",
    };
    json!({
        "type": "TextualBody",
        "purpose": "replying",
        "format": "text/plain",
        "value": reply.text,
        "creator": { "type": kind, "name": reply.name },
        "created": format!("{}T00:00:00Z", reply.date),
    })
}

/// Seconds with milliseconds where there are any: "12.3".
fn seconds(ms: u64) -> String {
    let whole = format!("{}.{:03}", ms / 1000, ms % 1000);
    whole.trim_end_matches('0').trim_end_matches('.').to_owned()
}
