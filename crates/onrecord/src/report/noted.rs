//! The record of a finding in, what the finding says of it out: kind, coverage, occasion, speaker, time,
//! and which words of the article picked it.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::document::transcript::Transcript;
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::report::finding::RecordNote;
use crate::verdict::choice::is_same_occasion;
use crate::verdict::circumstance::telling_apart;
use onrecord_model::Model;

/// What is said of the record that holds the first of `matches`; `None` where there is none. A transcript
/// without times takes its time from captions of the same occasion.
pub(crate) fn note(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    matches: &[Match],
) -> Option<RecordNote> {
    let found = matches.first()?;
    let record = archive.records().get(found.passage.record)?;
    let transcript = record.transcript.as_ref();
    let time = |found: &Match| {
        let record = archive.records().get(found.passage.record)?;
        record.transcript.as_ref()?.time_at(found.passage.span.start())
    };
    let is_there = |other: &&Match| {
        let other = archive.records().get(other.passage.record);
        other.is_some_and(|other| is_same_occasion(other, record))
    };
    let others = matches.iter().filter(|other| other.passage.record != found.passage.record);
    let others: Vec<&Document> =
        others.filter_map(|other| archive.records().get(other.passage.record)).collect();
    let setting = &attribution.setting;
    Some(RecordNote {
        picked_by: telling_apart(&model.wording, document, setting, record, &others),
        speaker: transcript.and_then(|t| speaker_at(t, found.passage.span.start())),
        time_ms: time(found).or_else(|| matches.iter().filter(is_there).find_map(time)),
        ..note_of(record)
    })
}

/// What is said of a record in which no passage was found.
pub(crate) fn note_of(record: &Document) -> RecordNote {
    let transcript = record.transcript.as_ref();
    RecordNote {
        origin: record.origin.clone(),
        kind: transcript.map(|t| t.kind).unwrap_or_default(),
        coverage: transcript.map(|t| t.coverage.clone()).unwrap_or_default(),
        occasion: transcript.map(|t| t.occasion.clone()).unwrap_or_default(),
        speaker: None,
        time_ms: None,
        picked_by: Vec::new(),
    }
}

fn speaker_at(transcript: &Transcript, at: usize) -> Option<String> {
    transcript.turn_at(at).and_then(|turn| transcript.turns[turn].speaker.clone())
}
