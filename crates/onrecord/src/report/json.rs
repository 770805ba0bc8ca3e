//! JSON: one value, versioned; `schema/report.v1.json` describes it.

use crate::matching::archive::Archive;
use crate::report::Checked;
use serde_json::{Value, json};

/// Renders every finding with its replies.
#[must_use]
pub fn render(_archive: &Archive, checked: &[Checked]) -> String {
    let reports: Vec<Value> = checked
        .iter()
        .map(|Checked { document, report }| {
            let findings: Vec<Value> = report
                .findings
                .iter()
                .map(|finding| {
                    let words = finding.attribution.quotation.content.iter();
                    json!({
                        "id": finding.id,
                        "content": words.map(|span| span.of(&document.text)).collect::<Vec<_>>(),
                        "fidelity": finding.verdict.fidelity,
                        "replies": finding.replies,
                    })
                })
                .collect();
            json!({ "origin": report.origin.name, "findings": findings })
        })
        .collect();
    format!("{:#}\n", json!({ "version": 1, "reports": reports }))
}
