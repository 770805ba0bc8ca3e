//! Which occasions a document is known to speak of, among those whose records are held. All matches of
//! the document in, out the record in which a quotation that was not found should have been.

use crate::attribution::Attribution;
use crate::attribution::speaker::Speaker;
use crate::document::Document;
use crate::document::transcript::{Coverage, RecordKind, Transcript};
use crate::matching::Match;
use crate::matching::alignment::Passage;
use crate::matching::archive::Archive;
use crate::text::folded::tokens;
use crate::verdict::choice::{days_before, is_same_occasion};
use crate::verdict::proof::{Place, Proof};
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
    /// By attribution: the share of the archive's words that its speaker said.
    shares: Vec<f64>,
    /// Quotations found whose words show the occasion.
    found: Vec<Find<'a>>,
    /// How many quotations of each speaker, by name, were not.
    missing: BTreeMap<&'a str, usize>,
}

/// A quotation that was found.
#[derive(Debug)]
struct Find<'a> {
    /// Which of the document's attributions.
    index: usize,
    speaker: Option<&'a Speaker>,
    passage: Passage,
}

/// The fewest words whose absence says anything. "We will win" may have been said at any time and be
/// missing by a slip of the transcriber.
const ENOUGH: usize = 4;

/// Days for which an occasion is news that a report in other words may be about.
const NEWS: i64 = 3;

impl<'a> Held<'a> {
    /// What the finds of `document` show: for each attribution the share of the archive's words that its
    /// speaker said, and a list of matches, the best first.
    #[must_use]
    pub fn of(
        model: &'a Model,
        archive: &'a Archive,
        document: &'a Document,
        attributions: &'a [Attribution],
        shares: Vec<f64>,
        matches: &[Vec<Match>],
    ) -> Held<'a> {
        let (found, missing) = (Vec::new(), BTreeMap::new());
        let mut held = Held { model, archive, document, shares, found, missing };
        for (index, (attribution, matches)) in attributions.iter().zip(matches).enumerate() {
            let speaker = attribution.speaker.as_ref();
            let shown = matches.first().filter(|best| {
                let share = held.share(index);
                let proof = Proof::of(model, archive, document, attribution, best, share);
                proof.is_some_and(|proof| proof.shows_occasion())
            });
            match (shown, speaker) {
                (Some(best), _) => held.found.push(Find { index, speaker, passage: best.passage }),
                (None, Some(speaker)) if held.is_enough(attribution) => {
                    *held.missing.entry(speaker.name.as_str()).or_default() += 1;
                }
                _ => {}
            }
        }
        held
    }

    fn share(&self, index: usize) -> f64 {
        self.shares.get(index).copied().unwrap_or(1.0)
    }

    /// Whether `found` may be the passage that the attribution at `index` quotes, and no commonplace that
    /// both share.
    #[must_use]
    pub fn is_passage(&self, index: usize, attribution: &Attribution, found: &Match) -> bool {
        let Held { model, archive, document, .. } = self;
        let share = self.share(index);
        let proof = Proof::of(model, archive, document, attribution, found, share);
        proof.is_some_and(|proof| proof.holds(self.place_of(index, found)))
    }

    /// A find of the same words elsewhere in the document shows nothing that they do not show themselves.
    fn place_of(&self, index: usize, found: &Match) -> Place {
        if self.only_occasion() {
            return Place::Only;
        }
        let records = self.archive.records();
        let here = records.get(found.passage.record);
        let is_here = |other: &Find| {
            let there = records.get(other.passage.record);
            here.zip(there).is_some_and(|(here, there)| is_same_occasion(here, there))
        };
        let is_another = |other: &Find| {
            other.index != index
                && !(other.passage.record == found.passage.record
                    && other.passage.span.overlaps(found.passage.span))
        };
        match self.found.iter().any(|other| is_another(other) && is_here(other)) {
            true => Place::Known,
            false => Place::Unknown,
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
        for find in &self.found {
            if find.speaker.is_some_and(|other| self.is_same(speaker, other)) {
                *counts.entry(find.passage.record).or_default() += 1;
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

    /// Every record, captions left out, of the occasions that the document is known to speak of, and of
    /// those of the last [`NEWS`] days before it.
    #[must_use]
    pub fn occasions(&self) -> Vec<usize> {
        let records = self.archive.records();
        let is_text = |record: &Document| {
            record.transcript.as_ref().is_some_and(|t| t.kind != RecordKind::Captions)
        };
        let is_known = |record: &Document| {
            let mut found = self.found.iter().filter_map(|find| records.get(find.passage.record));
            let days = days_before(self.document, record);
            days.is_some_and(|days| (-1..=NEWS).contains(&days))
                || found.any(|other| is_same_occasion(other, record))
        };
        let only = self.only_occasion();
        let all = records.iter().enumerate();
        all.filter(|(_, one)| is_text(one) && (only || is_known(one))).map(|(at, _)| at).collect()
    }

    /// Whether the turn may be the attribution's speaker's; where nobody is named in the document,
    /// nothing is laid against anybody. A turn that names nobody is the speaker's where the record
    /// lists the speaker, or lists nobody and holds another find of the speaker's or is all that is
    /// held.
    #[must_use]
    pub fn may_say(&self, attribution: &Attribution, record: usize, turn: usize) -> bool {
        let transcript = self.archive.records().get(record).and_then(|r| r.transcript.as_ref());
        let turn = transcript.and_then(|transcript| transcript.turns.get(turn));
        let (Some(speaker), Some(transcript), Some(turn)) =
            (&attribution.speaker, transcript, turn)
        else {
            return false;
        };
        if let Some(label) = &turn.speaker {
            return compare(self.model, speaker, label) == Sameness::Same;
        }
        let listed = &transcript.occasion.speakers;
        if !listed.is_empty() {
            return listed
                .iter()
                .any(|one| compare(self.model, speaker, &one.name) == Sameness::Same);
        }
        let of_speaker = |find: &Find| find.speaker.is_some_and(|one| self.is_same(speaker, one));
        self.only_occasion()
            || self.found.iter().any(|find| find.passage.record == record && of_speaker(find))
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
