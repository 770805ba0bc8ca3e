//! How much of an archive may be one speaker's. A speaker in, a share of all words out: words found in
//! the speaker's own turns were looked for in those alone, and chance had as much less room.

use crate::attribution::Attribution;
use crate::attribution::speaker::Speaker;
use crate::document::Document;
use crate::matching::archive::Archive;
use crate::matching::{Match, is_significant, search_likely};
use crate::verdict::choice::speaker_is;
use crate::verdict::speaker::{Sameness, compare};
use onrecord_model::Model;
use std::collections::BTreeMap;

/// Words that every speaker is taken to have said, as many as in an interview of an hour: who says
/// little on the record says the rest elsewhere.
const LEAST: f64 = 10_000.0;

/// Expected chance matches, in the words of the speaker alone, up to which a passage is looked at. Of
/// 400 quotations of 55 interviews that are not in a record of 2,029 others, as many are located up to
/// this bound as without it, five; up to 1 it is eight.
pub const LIKELY: f64 = 1e-2;

/// For each attribution the share of the archive's words that its speaker said.
#[must_use]
pub fn shares(model: &Model, archive: &Archive, attributions: &[Attribution]) -> Vec<f64> {
    let mut known: BTreeMap<&str, f64> = BTreeMap::new();
    let mut shares = Vec::with_capacity(attributions.len());
    for attribution in attributions {
        let speaker = attribution.speaker.as_ref();
        let name = speaker.map_or("", |speaker| speaker.name.as_str());
        shares.push(*known.entry(name).or_insert_with(|| share(model, archive, speaker)));
    }
    shares
}

/// The passages that chance would hardly give: of all words, or of those that the speaker said.
#[must_use]
pub fn likely(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    share: f64,
) -> Vec<Match> {
    let room = LIKELY / share;
    let mut matches = search_likely(archive, document, &attribution.quotation, room);
    let records = archive.records();
    matches.retain(|found| {
        let is_own = || {
            let record = records.get(found.passage.record);
            let is_speaker = |record| speaker_is(model, document, attribution, record, found);
            record.is_some_and(|record| is_speaker(record) == Sameness::Same)
        };
        found.expected > room || is_significant(archive, found) || is_own()
    });
    matches
}

/// The share of the archive's words that `speaker` said, at least that of [`LEAST`] words; 1 where nobody
/// is named.
fn share(model: &Model, archive: &Archive, speaker: Option<&Speaker>) -> f64 {
    let least = LEAST / (archive.n_words().max(1) as f64);
    let Some(speaker) = speaker.filter(|_| least < 1.0) else { return 1.0 };
    let is_speaker = |label: &str| compare(model, speaker, label) == Sameness::Same;
    archive.voices().share(is_speaker).clamp(least, 1.0)
}
