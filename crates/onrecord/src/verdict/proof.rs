//! Whether a match is the passage that is quoted, and no saying that both texts share. A match laid
//! against its quotation in, yes or no out. Who speaks, when, and how much of what tells agrees decide
//! it. Left out: which of several passages is the best, which [`crate::verdict::choice`] says.
//!
//! Speakers repeat themselves. A saying comes back for months in other words, and chance has no part in
//! it: `expected` alone can't tell the saying of today from that of last year. So a match that differs
//! has to be near in time, or agree in more than any saying does.
//!
//! The bounds were chosen by reading all 368 quotations of PolNeAR train that were located in the whole
//! record (`onrecord-gate locate 400 1 train`), 26 of them in passages that were not quoted.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::matching::archive::Archive;
use crate::text::span::Span;
use crate::verdict::agreement::Agreement;
use crate::verdict::choice::{days_before, speaker_is};
use crate::verdict::claims;
use crate::verdict::code::{Class, Code};
use crate::verdict::rules::scene::Scene;
use crate::verdict::speaker::Sameness;
use crate::verdict::voice::LIKELY;
use onrecord_model::Model;

/// What speaks for a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proof {
    /// How the words agree.
    pub agreement: Agreement,
    /// Whether words differ beyond what every house allows or the article marks.
    differs: bool,
    /// Whether the record gives the words to the speaker that the article gives.
    speaker: Sameness,
    /// Whether the record's speaker tells what somebody said elsewhere.
    second_hand: bool,
    day: Day,
    /// Expected number of such matches by chance, in the words of the speaker alone where they are the
    /// speaker's.
    expected: f64,
}

/// When the words were said, seen from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// Up to a month before.
    Fresh,
    /// Longer ago.
    Old,
    /// One of the two has no date.
    Unknown,
    /// The day after, which a time zone or a late date may explain.
    Next,
    /// Later.
    Later,
}

/// Days after which words are no longer quoted as news.
const FRESH: i64 = 31;

/// Where a quotation is from, as far as it can be told without its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Only this occasion is held.
    Only,
    /// Another quotation of the document was found on this occasion.
    Known,
    /// Nothing is known.
    Unknown,
}

impl Proof {
    /// Lays `found` against `attribution`'s quotation, whose speaker said `share` of the archive's words;
    /// `None` where it names no record.
    #[must_use]
    pub fn of(
        model: &Model,
        archive: &Archive,
        document: &Document,
        attribution: &Attribution,
        found: &Match,
        share: f64,
    ) -> Option<Proof> {
        let record = archive.records().get(found.passage.record)?;
        let mut scene = Scene::new(model, document, record, attribution, found);
        let differs = claims(&mut scene).iter().any(|claim| {
            let is_inside = !claim.pairs.is_empty()
                || matches!(claim.difference.code, Code::Splice | Code::Reordered)
                || matches!(claim.difference.code, Code::WordDropped | Code::QuestionAnswer);
            // A bracket marks itself, whether the record bears it out or not.
            let is_marked = claim.difference.code == Code::UnsupportedBracket;
            !matches!(claim.difference.code.class(), Class::Harmless | Class::Attribution)
                && is_inside
                && !is_marked
        });
        let speaker = speaker_is(model, document, attribution, record, found);
        Some(Proof {
            agreement: Agreement::of(archive, document, record, found),
            differs,
            speaker,
            second_hand: is_second_hand(&scene),
            day: match days_before(document, record) {
                Some(..-1) => Day::Later,
                Some(-1) => Day::Next,
                Some(0..=FRESH) => Day::Fresh,
                Some(_) => Day::Old,
                None => Day::Unknown,
            },
            expected: found.expected * if speaker == Sameness::Same { share } else { 1.0 },
        })
    }

    /// Whether the match may be the passage that is quoted.
    #[must_use]
    pub fn holds(&self, place: Place) -> bool {
        let Agreement { n_printed, n_same, core } = self.agreement;
        if place == Place::Only {
            return 10 * n_same >= 3 * n_printed;
        }
        // Words given to another person prove only themselves: they have to be the same words.
        if self.speaker == Sameness::Different {
            return !self.second_hand
                && self.day != Day::Later
                && self.expected <= 1e-10
                && 10 * n_same >= 9 * n_printed;
        }
        if !self.differs {
            return true;
        }
        // Somebody reads out or retells what was said elsewhere.
        if self.second_hand && self.speaker != Sameness::Same && core < 0.6 {
            return false;
        }
        // Of the speaker's own words, all but one: in a short quotation no run of words is long.
        let is_near = n_printed >= SHORTEST && n_printed - n_same <= 1 && self.expected <= LIKELY;
        match (self.day, self.speaker) {
            // A report can't quote tomorrow.
            (Day::Later, _) => false,
            (Day::Next, _) => core >= 0.5 && 100 * n_same >= 85 * n_printed,
            _ if place == Place::Known => core >= 0.25,
            (Day::Fresh | Day::Unknown, Sameness::Same) if is_near => true,
            (Day::Fresh, Sameness::Same) => core >= 1.0 / 3.0 && 10 * n_same >= 6 * n_printed,
            (Day::Fresh, _) => core >= 0.5 && self.expected <= 1e-8,
            // Without dates the name has to do: of the same speaker's sayings, one that agrees this well.
            (Day::Unknown, Sameness::Same) => core >= 0.5 && self.expected <= 1e-3,
            (Day::Old | Day::Unknown, _) => core >= 0.5 && self.expected <= 1e-14,
        }
    }

    /// Whether the match alone shows that the document speaks of the occasion.
    #[must_use]
    pub fn shows_occasion(&self) -> bool {
        let Agreement { n_printed, n_same, core } = self.agreement;
        let is_likely = self.day != Day::Later && self.speaker != Sameness::Different;
        let is_strong = self.expected <= 1e-6 && core >= 1.0 / 3.0;
        is_likely && is_strong && n_same >= TELLING && 10 * n_same >= 6 * n_printed
    }
}

/// The fewest words of which one may differ.
const SHORTEST: usize = 5;

/// Words that both texts have before a find shows which occasion the document speaks of; a phrase of
/// fewer may be anybody's.
const TELLING: usize = 6;

/// Words before a passage among which its speaker may say whose words follow: "what she said a couple of
/// days ago out on the stump, that …".
const LEAD: usize = 14;

/// Whether what is said right before the passage gives it to somebody else, or names the speaker whom
/// the article names: then the turn tells what was said elsewhere.
fn is_second_hand(scene: &Scene) -> bool {
    // What leads in may lie inside, in the place of other words.
    let first = scene.pairs.iter().find(|pair| pair.kind == StepKind::Same);
    let start = first.map_or(scene.found.passage.span.start(), |pair| pair.passage.start());
    let turn = scene.record.transcript.as_ref().and_then(|transcript| {
        let turn = transcript.turn_at(start)?;
        transcript.turns.get(turn).map(|turn| turn.span.start())
    });
    let from = turn.unwrap_or(0).max(start.saturating_sub(240));
    let before = scene.said_words(Span::new(from, start));
    let speaker = scene.attribution.speaker.as_ref();
    let surname = speaker.and_then(|speaker| speaker.name.split_whitespace().last());
    let surname = surname.unwrap_or("").to_lowercase();
    before.iter().rev().take(LEAD).any(|token| {
        let word = token.key.as_str();
        let reports = matches!(
            word,
            "said" | "says" | "wrote" | "writes" | "tweeted" | "quote" | "quoted" | "quoting"
        );
        reports || word == surname || word == "president"
    })
}
