//! JSON: one value, versioned; `schema/report.v1.json` describes it. Each finding carries its words, a
//! selector and positions in code points, so that it can be read without its document.

use crate::document::Document;
use crate::matching::Match;
use crate::matching::alignment::Passage;
use crate::matching::archive::Archive;
use crate::report::Checked;
use crate::report::escape::json_text;
use crate::report::finding::{Finding, RecordNote};
use crate::report::ignore::Ignored;
use crate::report::phrase;
use crate::report::place::Places;
use crate::report::reply::Reply;
use crate::report::summary::Summary;
use crate::text::lines::Lines;
use crate::text::selector::select;
use crate::text::span::Span;
use crate::verdict::difference::Difference;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The version of the shape; it rises when a field goes or changes its meaning.
pub const VERSION: u32 = 1;

/// Renders every document as one value.
#[must_use]
pub fn render(archive: &Archive, checked: &[Checked]) -> String {
    let mut records = Records::default();
    let reports: Vec<Value> =
        checked.iter().map(|one| report(archive, &mut records, one)).collect();
    let value = json!({
        "version": VERSION,
        "tool": { "name": "onrecord", "version": env!("CARGO_PKG_VERSION") },
        "summary": Summary::of(checked).json(),
        "reports": reports,
    });
    format!("{}\n", json_text(&format!("{value:#}")))
}

/// The lines of records already counted, so that a long record is counted once.
#[derive(Debug, Default)]
pub struct Records<'a> {
    lines: BTreeMap<usize, Lines<'a>>,
}

impl<'a> Records<'a> {
    /// `span` of record `record_idx` in code points.
    fn code_points(
        &mut self,
        archive: &'a Archive,
        record_idx: usize,
        span: Span,
    ) -> (usize, usize) {
        let Some(record) = archive.records().get(record_idx) else { return (0, 0) };
        let lines = self.lines.entry(record_idx).or_insert_with(|| Lines::new(&record.text));
        lines.code_point_range(span)
    }
}

/// One document's report as a value: a line of JSON lines, an entry of `reports`.
#[must_use]
pub fn report<'a>(archive: &'a Archive, records: &mut Records<'a>, checked: &Checked) -> Value {
    let Checked { document, report } = checked;
    let places = Places::new(document);
    let metadata = &document.metadata;
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|one| finding(archive, records, checked, &places, one))
        .collect();
    let unchecked: Vec<Value> = report
        .unchecked
        .iter()
        .map(|attribution| {
            json!({
                "kind": attribution.quotation.kind,
                "content": spans(document, &places, &attribution.quotation.content),
            })
        })
        .collect();
    let only: Option<Vec<Value>> = report.comparison.as_ref().map(|comparison| {
        let one = |only: &Passage| only_in_record(archive, records, only);
        comparison.only_in_record.iter().filter_map(one).collect()
    });
    let mut value = json!({
        "version": VERSION,
        "origin": report.origin.name,
        "title": metadata.title(),
        "url": metadata.url.first().map(|url| &url.value),
        "date": metadata.published(),
        "language": metadata.language.first().map(|language| &language.value),
        "policy": report.policy,
        "level": report.worst(),
        "findings": findings,
        "unchecked": unchecked,
        "problems": report.problems,
    });
    if let Some(only) = only {
        value["only_in_record"] = json!(only);
    }
    value
}

/// A paragraph that only the second of two compared texts has.
fn only_in_record<'a>(
    archive: &'a Archive,
    records: &mut Records<'a>,
    only: &Passage,
) -> Option<Value> {
    let record = archive.records().get(only.record)?;
    let (start, end) = records.code_points(archive, only.record, only.span);
    Some(json!({
        "origin": record.origin.name,
        "start": start,
        "end": end,
        "text": only.span.of(&record.text),
    }))
}

fn finding<'a>(
    archive: &'a Archive,
    records: &mut Records<'a>,
    checked: &Checked,
    places: &Places,
    finding: &Finding,
) -> Value {
    let Checked { document, report } = checked;
    let quotation = &finding.attribution.quotation;
    let span = places.span(&finding.attribution.quotation);
    let (start, end) = places.code_points(span);
    let place = places.in_file(span).map(|(place, _)| place);
    let best = finding.matches.first();
    let differences: Vec<Value> = finding
        .verdict
        .differences
        .iter()
        .map(|one| difference(archive, records, document, places, finding, one))
        .collect();
    let elsewhere: Vec<Value> = finding
        .matches
        .iter()
        .skip(1)
        .filter_map(|other| passage(archive, records, other))
        .collect();
    json!({
        "id": finding.id,
        "fidelity": finding.verdict.fidelity,
        "phrase": finding.phrase(),
        "level": report.level(finding),
        "quotation": {
            "kind": quotation.kind,
            "content": spans(document, places, &quotation.content),
            "marked": spans(document, places, &quotation.marked),
            "cue": quotation.cue.map(|cue| place_of(document, places, cue)),
            "source": quotation.source.map(|source| place_of(document, places, source)),
            "selector": select(&document.text, span),
            "position": { "start": start, "end": end },
            "line": place.map(|place| place.line),
            "column": place.map(|place| place.column),
            "link": places.link(quotation),
        },
        "speaker": finding.attribution.speaker,
        "reason": finding.attribution.why,
        "record": finding.record.as_ref().map(note),
        "passage": best.and_then(|best| passage(archive, records, best)),
        "differences": differences,
        "elsewhere": elsewhere,
        "ignored": finding.ignored.iter().map(ignored).collect::<Vec<_>>(),
        "replies": finding.replies.iter().map(reply).collect::<Vec<_>>(),
    })
}

/// A reply as published; the finding that it answers is the object that holds it.
pub(crate) fn reply(reply: &Reply) -> Value {
    json!({
        "name": reply.name,
        "party": reply.party,
        "verified_by": reply.verified_by,
        "date": reply.date,
        "text": reply.text,
    })
}

fn ignored(ignored: &Ignored) -> Value {
    json!({
        "code": ignored.code.map(|code| code.number()),
        "reason": ignored.reason,
        "by": ignored.by.phrase(),
    })
}

fn note(note: &RecordNote) -> Value {
    json!({
        "origin": note.origin.name,
        "kind": note.kind,
        "coverage": note.coverage,
        "occasion": note.occasion,
        "speaker": note.speaker,
        "time_ms": note.time_ms,
        "time": note.time_ms.map(phrase::clock),
        "picked_by": note.picked_by,
    })
}

fn passage<'a>(archive: &'a Archive, records: &mut Records<'a>, found: &Match) -> Option<Value> {
    let record_idx = found.passage.record;
    let record = archive.records().get(record_idx)?;
    let span = found.passage.span;
    let (start, end) = records.code_points(archive, record_idx, span);
    let transcript = record.transcript.as_ref();
    let time_ms = transcript.and_then(|transcript| transcript.time_at(span.start()));
    Some(json!({
        "origin": record.origin.name,
        "selector": select(&record.text, span),
        "position": { "start": start, "end": end },
        "time_ms": time_ms,
        "expected_by_chance": found.expected,
    }))
}

fn difference<'a>(
    archive: &'a Archive,
    records: &mut Records<'a>,
    document: &Document,
    places: &Places,
    finding: &Finding,
    difference: &Difference,
) -> Value {
    let record = finding.matches.first().map(|found| found.passage.record);
    let said = record.and_then(|record_idx| {
        let text = &archive.records().get(record_idx)?.text;
        let (start, end) = records.code_points(archive, record_idx, difference.passage);
        Some(json!({ "start": start, "end": end, "text": difference.passage.of(text) }))
    });
    json!({
        "code": difference.code.number(),
        "name": difference.code.name(),
        "class": difference.code.class(),
        "level": difference.level,
        "article": place_of(document, places, difference.content),
        "record": said,
        "sentence": difference.sentence,
        "caveat": difference.caveat,
        "ignored": finding.ignoring(difference).is_some(),
    })
}

fn spans(document: &Document, places: &Places, spans: &[Span]) -> Vec<Value> {
    spans.iter().map(|span| place_of(document, places, *span)).collect()
}

/// A span with its words; start and end in code points of the document's text.
pub(crate) fn place_of(document: &Document, places: &Places, span: Span) -> Value {
    let (start, end) = places.code_points(span);
    json!({ "start": start, "end": end, "text": span.of(&document.text) })
}
