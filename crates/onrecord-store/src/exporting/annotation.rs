//! W3C Web Annotation. Findings in, one assessing annotation each out, whose bodies are what the record shows and
//! then every published reply. Positions are code points of the normalised text.

use crate::error::Error;
use crate::exporting::{Export, place, put};
use crate::reading::answered::Answered;
use crate::reading::reply::PublishedReply;
use crate::store::Store;
use jiff::Timestamp;
use onrecord::report::escape::json_text;
use serde_json::{Value, json};

const HEAD: &str = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationCollection","label":"Findings","first":{"type":"AnnotationPage","startIndex":0,"items":["#;

pub(crate) fn write(store: &Store, export: &mut Export) -> Result<(), Error> {
    let mut total = 0_u64;
    put(export.sink, HEAD)?;
    store.articles("1 = 1", &mut |found| {
        for one in found {
            let comma = if total == 0 { "\n" } else { ",\n" };
            total += 1;
            let item = assessing(one, export.address).to_string();
            put(export.sink, &format!("{comma}{}", json_text(&item)))?;
        }
        Ok(())
    })?;
    put(export.sink, &format!("\n]}},\"total\":{total}}}\n"))
}

/// The annotation of one finding; ids begin with `address`.
#[must_use]
pub fn assessing(finding: &Answered, address: &str) -> Value {
    let report = finding.report();
    let body = finding.json();
    let (start, end) = finding.position();
    let page = place(address, "d", &report.document);
    let sentences: Vec<String> = finding
        .differences()
        .into_iter()
        .map(|one| format!("{}: {}", one.name, one.sentence))
        .collect();
    let text = format!("{}\n{}", finding.phrase(), sentences.join("\n"));
    let mut bodies = vec![json!({
        "type": "TextualBody",
        "purpose": "assessing",
        "format": "text/plain",
        "value": text.trim_end(),
    })];
    bodies.extend(finding.replies().iter().map(replying));
    json!({
        "id": format!("{page}#f-{}", finding.id()),
        "type": "Annotation",
        "motivation": "assessing",
        "body": bodies,
        "target": {
            "source": report.url.clone().unwrap_or(page),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": body["quotation"]["selector"]["exact"],
                    "prefix": body["quotation"]["selector"]["prefix"],
                    "suffix": body["quotation"]["selector"]["suffix"],
                },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
            "state": { "type": "TimeState", "sourceDate": moment(report.captured) },
        },
    })
}

fn replying(reply: &PublishedReply) -> Value {
    json!({
        "type": "TextualBody",
        "purpose": "replying",
        "format": "text/plain",
        "value": reply.text,
        "created": moment(reply.at),
        "creator": { "type": "Person", "name": reply.name },
    })
}

/// A time in microseconds as RFC 3339 has it, to the second.
pub(crate) fn moment(at: i64) -> String {
    let moment = Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
