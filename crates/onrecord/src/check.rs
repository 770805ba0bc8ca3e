//! The whole way: a document and an archive in, a report out.

use crate::attribution::attribute;
use crate::document::Document;
use crate::document::transcript::Transcript;
use crate::matching::archive::Archive;
use crate::matching::{Match, search};
use crate::quotation::extract;
use crate::report::finding::{Finding, RecordNote, Reply, Report};
use crate::verdict::judge;
use crate::verdict::policy::Policy;
use onrecord_model::Model;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Checks every quotation of `document` against `archive` under `policy`, and puts the published
/// `replies` beside the findings they answer.
#[must_use]
pub fn check(
    model: &Model,
    archive: &Archive,
    document: &Document,
    policy: &Policy,
    replies: &[Reply],
) -> Report {
    let quotations = extract(model, document);
    let (speech, unchecked): (Vec<_>, Vec<_>) = attribute(model, document, quotations)
        .into_iter()
        .partition(|attribution| attribution.quotation.kind.is_speech());
    let findings = speech.into_iter().map(|attribution| {
        let matches = search(archive, document, &attribution.quotation);
        let verdict = judge(archive, document, &attribution, &matches, policy);
        let mut hasher = FxHasher::default();
        hasher.write(document.origin.name.as_bytes());
        for span in &attribution.quotation.content {
            hasher.write(span.of(&document.text).as_bytes());
        }
        let id = format!("{:016x}", hasher.finish());
        Finding {
            record: matches.first().map(|found| note(archive, found)),
            replies: replies.iter().filter(|reply| reply.finding == id).cloned().collect(),
            id,
            attribution,
            matches,
            verdict,
        }
    });
    Report {
        origin: document.origin.clone(),
        policy: policy.name.clone(),
        findings: findings.collect(),
        unchecked,
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
