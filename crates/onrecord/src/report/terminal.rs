//! The terminal's rendering, 80 columns wide.

use crate::matching::archive::Archive;
use crate::report::Checked;
use std::fmt::Write;

/// Renders every finding with its replies.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut out = String::new();
    for Checked { document, report } in checked {
        for finding in &report.findings {
            let quotation = &finding.attribution.quotation;
            let words: Vec<&str> =
                quotation.content.iter().map(|span| span.of(&document.text)).collect();
            let _ = writeln!(out, "{}: \"{}\"", report.origin.name, words.join(" … "));
            let _ = writeln!(out, "  {}", finding.verdict.fidelity.phrase());
            if let Some(found) = finding.matches.first() {
                let record = &archive.records()[found.passage.record];
                let _ = writeln!(
                    out,
                    "  {}: \"{}\"",
                    record.origin.name,
                    found.passage.span.of(&record.text)
                );
            }
            for difference in &finding.verdict.differences {
                let _ = writeln!(
                    out,
                    "  {} {}: {}",
                    difference.code.number(),
                    difference.code.name(),
                    difference.sentence
                );
            }
            for reply in &finding.replies {
                let _ = writeln!(out, "  reply by {}, {}: {}", reply.name, reply.date, reply.text);
            }
        }
    }
    out
}
