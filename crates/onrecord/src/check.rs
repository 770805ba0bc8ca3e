//! The whole way: a document and an archive in, a report out.

use crate::attribution::{Attribution, attribute};
use crate::document::Document;
use crate::document::transcript::Transcript;
use crate::matching::archive::Archive;
use crate::matching::{Match, search};
use crate::quotation::{Quotation, QuotationKind, extract};
use crate::report::finding::{Finding, PolicyNote, RecordNote, Report};
use crate::report::identity::identify;
use crate::report::ignore::ignore_by_comments;
use crate::report::reply::Published;
use crate::verdict::judge;
use crate::verdict::policy::{Level, Policy};
use onrecord_model::Model;

/// Checks every quotation of `document` against `archive` under `policy`, and puts what is
/// `published` in reply beside the findings answered.
#[must_use]
pub fn check(
    model: &Model,
    archive: &Archive,
    document: &Document,
    policy: &Policy,
    published: &Published,
) -> Report {
    let quotations = extract(model, document);
    let in_comment = |attribution: &Attribution| {
        let content = attribution.quotation.content.first().copied().unwrap_or_default();
        let next = document.comments.partition_point(|c| c.span.start() <= content.start());
        let before = next.checked_sub(1).and_then(|at| document.comments.get(at));
        before.is_some_and(|comment| comment.span.contains(content))
    };
    let (speech, unchecked): (Vec<_>, Vec<_>) = attribute(model, document, quotations)
        .into_iter()
        .filter(|attribution| !in_comment(attribution))
        .partition(|attribution| attribution.quotation.kind.is_speech());
    let mut report = beside(archive, document, speech, policy, published);
    report.unchecked = unchecked;
    ignore_by_comments(&mut report, document);
    report
}

/// Lays each paragraph of `document` that may hold speech beside `archive`, as if all of it stood
/// between marks: what a comparison of two texts asks for.
#[must_use]
pub fn compare(archive: &Archive, document: &Document, policy: &Policy) -> Report {
    let blocks = document.blocks.iter().enumerate().filter(|(_, block)| block.role.holds_speech());
    let whole = blocks.map(|(block_idx, block)| Attribution {
        quotation: Quotation {
            kind: QuotationKind::Direct,
            content: vec![block.span],
            marked: vec![block.span],
            cue: None,
            source: None,
            block: block_idx,
            inside: None,
        },
        speaker: None,
        mention: None,
        why: "the words themselves are compared".to_owned(),
    });
    beside(archive, document, whole.collect(), policy, &Published::default())
}

fn beside(
    archive: &Archive,
    document: &Document,
    attributions: Vec<Attribution>,
    policy: &Policy,
    published: &Published,
) -> Report {
    let ids = identify(document, &attributions);
    let findings = ids.into_iter().zip(attributions).map(|(id, attribution)| {
        let matches = search(archive, document, &attribution.quotation);
        let verdict = judge(archive, document, &attribution, &matches, policy);
        Finding {
            record: matches.first().map(|found| note(archive, found)),
            replies: published.replies_to(&id),
            ignored: Vec::new(),
            id,
            attribution,
            matches,
            verdict,
        }
    });
    Report {
        origin: document.origin.clone(),
        policy: PolicyNote {
            name: policy.name.clone(),
            version: policy.version,
            hash: policy.hash(),
        },
        not_checkable: Level::Off,
        findings: findings.collect(),
        unchecked: Vec::new(),
        problems: document.problems.clone(),
    }
}

fn note(archive: &Archive, found: &Match) -> RecordNote {
    let record = &archive.records()[found.passage.record];
    let transcript = record.transcript.as_ref();
    let at = found.passage.span.start();
    RecordNote {
        origin: record.origin.clone(),
        kind: transcript.map(|t| t.kind).unwrap_or_default(),
        coverage: transcript.map(|t| t.coverage.clone()).unwrap_or_default(),
        occasion: transcript.map(|t| t.occasion.clone()).unwrap_or_default(),
        speaker: transcript.and_then(|t| speaker_at(t, at)),
        time_ms: transcript.and_then(|t| t.time_at(at)),
    }
}

fn speaker_at(transcript: &Transcript, at: usize) -> Option<String> {
    transcript.turn_at(at).and_then(|turn| transcript.turns[turn].speaker.clone())
}
