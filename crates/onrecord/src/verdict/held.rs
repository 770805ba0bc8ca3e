//! Which occasions a document is known to speak of, among those whose records are held. All matches of
//! the document in, out the record in which a quotation that was not found should have been.

use crate::attribution::Attribution;
use crate::attribution::speaker::Speaker;
use crate::document::Document;
use crate::document::transcript::{Coverage, RecordKind, Transcript};
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::text::folded::tokens;
use crate::verdict::choice::{is_later, is_same_occasion, n_same, speaker_is};
use crate::verdict::speaker::{Sameness, compare};
use onrecord_model::Model;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is known of the occasions that one document speaks of.
#[derive(Debug)]
pub struct Held<'a> {
    model: &'a Model,
    archive: &'a Archive,
    document: &'a Document,
    /// Speakers of quotations that were found, with the record.
    found: Vec<(&'a Speaker, usize)>,
    /// How many quotations of each speaker, by name, were not.
    missing: BTreeMap<&'a str, usize>,
}

/// Words that both texts have before a find shows which occasion the document speaks of; a phrase of
/// fewer may be anybody's.
const TELLING: usize = 6;

/// The fewest words whose absence says anything. "We will win" may have been said at any time and be
/// missing by a slip of the transcriber.
const ENOUGH: usize = 4;

/// The share of the printed words, in tenths, that a passage must have to be taken for the one that
/// is quoted. Below it PolNeAR's quotations lie on commonplaces of other occasions ("on the campaign
/// trail", "all in the same boat"), above it on their own.
const SHARE: usize = 6;

/// The same where the document is known to speak of the occasion: a rewording there is a rewording.
const SHARE_THERE: usize = 3;

/// The same against captions, which lose up to 37 words in 100 to the recogniser.
const SHARE_IN_CAPTIONS: usize = 4;

/// The same for words that the record gives to somebody else.
const SHARE_OF_OTHER: usize = 9;

/// The expected number of such matches by chance above which words that do not all agree are taken for
/// a commonplace. Read on a seeded sample (`onrecord-gate grades 60 5`): above it, words that differ
/// lay on another occasion with one exception; below it, mostly on their own.
const BY_CHANCE: f64 = 1e-10;

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
        let mut held =
            Held { model, archive, document, found: Vec::new(), missing: BTreeMap::new() };
        for (attribution, matches) in attributions.iter().zip(matches) {
            let Some(speaker) = &attribution.speaker else { continue };
            let shown = matches.first().filter(|best| {
                let record = archive.records().get(best.passage.record);
                has_share(best, SHARE)
                    && n_same(best) >= TELLING
                    && record.is_some_and(|record| !is_later(document, record))
            });
            match shown {
                Some(best) => held.found.push((speaker, best.passage.record)),
                None if held.is_enough(attribution) => {
                    *held.missing.entry(speaker.name.as_str()).or_default() += 1;
                }
                None => {}
            }
        }
        held
    }

    /// Whether `found` may be the passage that `attribution` quotes, and no commonplace that both
    /// share.
    #[must_use]
    pub fn is_passage(&self, attribution: &Attribution, found: &Match) -> bool {
        let is_there = self.only_occasion()
            || attribution.speaker.as_ref().is_some_and(|speaker| {
                let mut shown = self.found.iter().filter(|(_, at)| *at == found.passage.record);
                shown.any(|(other, _)| self.is_same(speaker, other))
            });
        let record = self.archive.records().get(found.passage.record);
        let kind = record.and_then(|record| record.transcript.as_ref()).map(|t| t.kind);
        let share = match (is_there, kind) {
            (true, _) => SHARE_THERE,
            (false, Some(RecordKind::Captions)) => SHARE_IN_CAPTIONS,
            (false, _) => SHARE,
        };
        if is_there {
            return has_share(found, share);
        }
        let is_other = record.is_some_and(|record| {
            speaker_is(self.model, attribution, record, found) == Sameness::Different
        });
        match is_other {
            true => has_share(found, SHARE_OF_OTHER) && found.expected <= BY_CHANCE,
            false => {
                has_share(found, 10) || (has_share(found, share) && found.expected <= BY_CHANCE)
            }
        }
    }

    /// The record of the occasion that `attribution`'s words are given for, where it is held in full:
    /// one in which more of the same speaker's quotations were found than are missing, or the only
    /// occasion held, if the speaker speaks in it or it names nobody. `None` where that cannot be
    /// told, and for very short words.
    #[must_use]
    pub fn expected(&self, attribution: &Attribution) -> Option<usize> {
        let speaker = attribution.speaker.as_ref().filter(|_| self.is_enough(attribution))?;
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (other, record) in &self.found {
            if self.is_same(speaker, other) {
                *counts.entry(*record).or_default() += 1;
            }
        }
        let n_missing = self.missing.get(speaker.name.as_str()).copied().unwrap_or(0);
        let most = counts.iter().max_by_key(|(record, count)| (**count, Reverse(**record)));
        let record = match most {
            Some((record, count)) if *count >= n_missing => *record,
            _ => self.only(speaker)?,
        };
        self.is_whole(record).then_some(record)
    }

    fn is_same(&self, speaker: &Speaker, other: &Speaker) -> bool {
        speaker.name == other.name || compare(self.model, speaker, &other.name) == Sameness::Same
    }

    fn is_enough(&self, attribution: &Attribution) -> bool {
        let marked = &attribution.quotation.marked;
        let words = marked.iter().flat_map(|span| tokens(&self.document.text, *span));
        words.take(ENOUGH).count() == ENOUGH
    }

    fn only_occasion(&self) -> bool {
        let mut records = self.archive.records().iter();
        let first = records.next();
        first.is_some_and(|first| records.all(|other| is_same_occasion(first, other)))
    }

    /// The record of the only occasion held, where the speaker may speak in it.
    fn only(&self, speaker: &Speaker) -> Option<usize> {
        let records = self.archive.records();
        if !self.only_occasion() {
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

/// Whether at least `tenths` of the printed words stand in the passage.
fn has_share(found: &Match, tenths: usize) -> bool {
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    let n_printed = steps.filter(|step| !step.content.is_empty()).count();
    10 * n_same(found) >= tenths * n_printed
}
