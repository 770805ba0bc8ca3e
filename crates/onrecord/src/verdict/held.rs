//! Which occasions a document is known to speak of, among those whose records are held. All matches of
//! the document in, out the record in which a quotation that was not found should have been.

use crate::attribution::Attribution;
use crate::attribution::speaker::Speaker;
use crate::document::Document;
use crate::document::transcript::{Coverage, Transcript};
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::matching::archive::Archive;
use crate::text::folded::tokens;
use crate::verdict::choice::is_later;
use crate::verdict::speaker::{Sameness, compare};
use onrecord_model::Model;

/// What is known of the occasions that one document speaks of.
#[derive(Debug)]
pub struct Held<'a> {
    model: &'a Model,
    archive: &'a Archive,
    document: &'a Document,
    /// Speakers of quotations that were found, with the record.
    found: Vec<(&'a Speaker, usize)>,
}

/// Words that both texts have before a find shows which occasion the document speaks of; a phrase of
/// fewer may be anybody's.
const TELLING: usize = 6;

/// The fewest words whose absence says anything. "We will win" may have been said at any time and be
/// missing by a slip of the transcriber.
const ENOUGH: usize = 4;

impl<'a> Held<'a> {
    /// What the finds of `document` show: one list of matches an attribution, the best first.
    #[must_use]
    pub fn of(
        model: &'a Model,
        archive: &'a Archive,
        document: &'a Document,
        attributions: &'a [Attribution],
        matches: &[Vec<Match>],
    ) -> Held<'a> {
        let found = attributions.iter().zip(matches).filter_map(|(attribution, matches)| {
            let best = matches.first()?;
            let steps = best.alignment.parts.iter().flat_map(|part| &part.steps);
            let n_same = steps.filter(|step| step.kind == StepKind::Same).count();
            let record = archive.records().get(best.passage.record)?;
            let tells = n_same >= TELLING && !is_later(document, record);
            tells.then_some((attribution.speaker.as_ref()?, best.passage.record))
        });
        Held { model, archive, document, found: found.collect() }
    }

    /// The record of the occasion that `attribution`'s words are given for, where it is held in full:
    /// one in which other words of the same speaker were found, or the only one given, if the speaker
    /// speaks in it or it names nobody. `None` where that cannot be told, and for very short words.
    #[must_use]
    pub fn expected(&self, attribution: &Attribution) -> Option<usize> {
        let marked = &attribution.quotation.marked;
        let words = marked.iter().flat_map(|span| tokens(&self.document.text, *span));
        if words.take(ENOUGH).count() < ENOUGH {
            return None;
        }
        let speaker = attribution.speaker.as_ref()?;
        let same = self.found.iter().find(|(other, _)| {
            compare(self.model, speaker, &other.name) == Sameness::Same
                || speaker.name == other.name
        });
        let record = match same {
            Some((_, record)) => *record,
            None => self.only(speaker)?,
        };
        self.is_whole(record).then_some(record)
    }

    /// The record of the only occasion held, where the speaker may speak in it.
    fn only(&self, speaker: &Speaker) -> Option<usize> {
        let records = self.archive.records();
        let first = occasion(records.first()?);
        if records.iter().any(|record| occasion(record) != first) {
            return None;
        }
        let whole = (0..records.len()).find(|record| self.is_whole(*record))?;
        let may_speak = records.iter().filter_map(|record| record.transcript.as_ref());
        may_speak.clone().any(|transcript| self.may_speak(transcript, speaker)).then_some(whole)
    }

    fn may_speak(&self, transcript: &Transcript, speaker: &Speaker) -> bool {
        let is_speaker = |name: &str| compare(self.model, speaker, name) == Sameness::Same;
        let mut labels = transcript.turns.iter().filter_map(|t| t.speaker.as_deref()).peekable();
        if labels.peek().is_some() {
            return labels.any(is_speaker);
        }
        let listed = &transcript.occasion.speakers;
        listed.is_empty() || listed.iter().any(|one| is_speaker(&one.name))
    }

    fn is_whole(&self, record: usize) -> bool {
        let transcript = self.archive.records().get(record).and_then(|r| r.transcript.as_ref());
        transcript.is_some_and(|transcript| !matches!(transcript.coverage, Coverage::Partial(_)))
    }
}

/// What tells occasions apart: the record's name without folders and endings, as "hearing.vtt" and
/// "hearing.txt" are two records of one.
fn occasion(record: &Document) -> &str {
    let name = record.origin.name.rsplit(['/', '\\']).next().unwrap_or("");
    name.split('.').next().unwrap_or(name)
}
