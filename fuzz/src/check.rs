//! What a whole check promises on any bytes: a report with a finding for each quotation checked, every
//! span on char boundaries of the text it lies in, every rendering made, and the same bytes checked the
//! same twice. An article and a record in; a broken promise is a panic that says which. The fuzz target
//! and `crates/onrecord/tests/check_spans.rs` both call it.

use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::matching::Match;
use onrecord::matching::archive::Archive;
use onrecord::report::finding::Report;
use onrecord::report::reply::Published;
use onrecord::report::{Checked, Format, render};
use onrecord::text::span::Span;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;

/// Checks the bytes up to the first NUL as a plain article against those after it, read as a
/// transcript where they carry speakers' labels, and holds the report to the promises.
pub fn hold(bytes: &[u8]) {
    let (article, record) = match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, bytes),
    };
    let records = read(record, &origin("talk.txt"), DocumentKind::Record);
    let archive = Archive::new(records);
    let policy = Policy::verbatim();
    let published = Published::default();
    let checked: Vec<Checked> = read(article, &origin("article.txt"), DocumentKind::Article)
        .into_iter()
        .map(|document| {
            let report = check(Model::english(), &archive, &document, &policy, &published);
            let again = check(Model::english(), &archive, &document, &policy, &published);
            assert_eq!(format!("{report:?}"), format!("{again:?}"), "checked differently");
            hold_report(&archive, &document, &report);
            Checked { document, report }
        })
        .collect();
    for format in Format::ALL {
        let rendered = render(&archive, &checked, *format);
        assert_eq!(rendered, render(&archive, &checked, *format), "{format:?} differs");
    }
}

fn origin(name: &str) -> Origin {
    Origin { name: name.to_owned() }
}

/// Holds one report to the promises of its parts.
pub fn hold_report(archive: &Archive, document: &Document, report: &Report) {
    let of_findings = report.findings.iter().map(|finding| &finding.attribution);
    for attribution in of_findings.chain(&report.unchecked) {
        let quotation = &attribution.quotation;
        let named = quotation.cue.iter().chain(&quotation.source).chain(&attribution.mention);
        let spans = quotation.content.iter().chain(&quotation.marked).chain(named);
        spans.for_each(|span| inside(&document.text, "article", *span));
    }
    for finding in &report.findings {
        finding.matches.iter().for_each(|found| hold_match(archive, document, found));
        let first = finding.matches.first().map(|found| found.passage.record);
        for difference in &finding.verdict.differences {
            inside(&document.text, "difference in the article", difference.content);
            let Some(record) = first else { continue };
            inside(&archive.records()[record].text, "in the record", difference.passage);
        }
    }
}

/// Holds one match to the promises of its alignment: words in order on both sides. Words folded from
/// one word ("$10") share its span, so a position between them may stand after it and is not asked.
fn hold_match(archive: &Archive, document: &Document, found: &Match) {
    let record = &archive.records()[found.passage.record];
    inside(&record.text, "passage", found.passage.span);
    assert!(!found.alignment.parts.is_empty(), "a match without parts");
    for part in &found.alignment.parts {
        inside(&document.text, "part in the article", part.content);
        inside(&record.text, "part in the record", part.passage);
        let (mut content_start, mut passage_start) = (0, 0);
        for step in &part.steps {
            inside(&document.text, "step in the article", step.content);
            inside(&record.text, "step in the record", step.passage);
            for (span, last) in
                [(step.content, &mut content_start), (step.passage, &mut passage_start)]
            {
                assert!(span.is_empty() || span.start() >= *last, "out of order: {part:?}");
                *last = (*last).max(if span.is_empty() { 0 } else { span.start() });
            }
        }
    }
}

fn inside(text: &str, what: &str, span: Span) {
    assert!(text.get(span.start()..span.end()).is_some(), "{what}: {span:?} is on no boundaries");
}
