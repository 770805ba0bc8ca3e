//! The same place in a better record. A match in automatic captions in, the words laid against the
//! transcript of the occasion out, where one is held: what a recogniser misheard is no difference.
//!
//! A reworded quotation may have too few words in common with a transcript to be told from chance there.
//! The captions of the place share nearly all of theirs with it, and so tell where it is.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::document::transcript::RecordKind;
use crate::matching::archive::Archive;
use crate::matching::{Match, lay_at, search_record};
use crate::quotation::act::Act;
use crate::quotation::{Quotation, QuotationKind};
use crate::verdict::choice::is_same_occasion;

/// Puts the place in the transcript of the occasion before `matches` whose best is in captions; leaves
/// them as they are where no transcript is held, or it lacks the place. A text that was written before
/// it was spoken is no better record of what was said.
#[must_use]
pub fn better_first(
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    mut matches: Vec<Match>,
) -> Vec<Match> {
    let records = archive.records();
    let kind = |record: &Document| record.transcript.as_ref().map(|transcript| transcript.kind);
    let Some(best) = matches.first() else { return matches };
    let captions = records.get(best.passage.record);
    let Some(captions) = captions.filter(|captions| kind(captions) == Some(RecordKind::Captions))
    else {
        return matches;
    };
    let is_better = |record: &Document| {
        matches!(kind(record), Some(RecordKind::TapeTranscript | RecordKind::Official))
            && is_same_occasion(record, captions)
    };
    let heard = Quotation {
        kind: QuotationKind::Direct,
        content: vec![best.passage.span],
        marked: vec![best.passage.span],
        cue: None,
        source: None,
        block: 0,
        inside: None,
        act: Act::Speech,
    };
    let place = (0..records.len())
        .filter(|at| records.get(*at).is_some_and(&is_better))
        .find_map(|at| search_record(archive, captions, &heard, at).into_iter().next());
    let Some(place) = place else { return matches };
    let laid = lay_at(archive, document, &attribution.quotation, place.passage);
    if let Some(laid) = laid {
        matches.retain(|other| {
            other.passage.record != laid.passage.record
                || !other.passage.span.overlaps(laid.passage.span)
        });
        matches.insert(0, laid);
    }
    matches
}
