//! Words of two occasions in one pair of marks. A quotation's best match in, the stretches of other
//! records that the rest of its words are from out, and the [`Verdict`] on it.
//!
//! Speakers repeat themselves, and the occasion on which both halves were said may not be held. So each
//! half has to stand word for word, long enough to leave no doubt, and on one occasion only.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::alignment::StepKind;
use crate::matching::archive::Archive;
use crate::matching::{Match, search};
use crate::quotation::Quotation;
use crate::text::span::Span;
use crate::verdict::choice::{is_same_occasion, n_same, speaker_is};
use crate::verdict::code::Code;
use crate::verdict::difference::Difference;
use crate::verdict::fidelity::{Fidelity, grade};
use crate::verdict::policy::Policy;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::speaker::Sameness;
use crate::verdict::{Verdict, claims, levelled};
use onrecord_model::Model;

/// The fewest words of a stretch.
const STRETCH: usize = 6;

/// Expected chance matches above which a stretch may be anybody's.
const SURE: f64 = 1e-6;

/// What such a difference says of itself where one speaker may have said both halves: of PolNeAR, two
/// quotations were so joined, and both had been said in one go on an occasion of which no record, or
/// only another one of the same saying, is held.
const CAVEAT: &str = "both may have been said on one occasion that is not held";

/// A stretch of the quotation that another record has.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// The words in the article.
    pub content: Span,
    /// Where they stand.
    pub place: Match,
}

/// What the words that `matches`' best lacks are in other records; empty unless all of the quotation
/// is accounted for.
#[must_use]
pub fn patches(
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    matches: &[Match],
) -> Vec<Patch> {
    let Some(best) = matches.first() else { return Vec::new() };
    let stretches = stretches(best);
    let is_half = |stretch: &Stretch| !stretch.lacks && stretch.n_words >= STRETCH;
    let lacking: Vec<&Stretch> = stretches.iter().filter(|stretch| stretch.lacks).collect();
    if lacking.is_empty()
        || !stretches.iter().any(is_half)
        || lacking.iter().any(|stretch| stretch.n_words < STRETCH)
    {
        return Vec::new();
    }
    let kept: Vec<Span> =
        stretches.iter().filter(|s| is_half(s)).map(|stretch| stretch.content).collect();
    let alone = kept.iter().all(|content| only(archive, document, attribution, *content).is_some());
    let patches: Vec<Patch> = (lacking.iter())
        .filter_map(|stretch| {
            let place = only(archive, document, attribution, stretch.content)?;
            let is_elsewhere = !is_one_occasion(archive, &place, best);
            is_elsewhere.then_some(Patch { content: stretch.content, place })
        })
        .collect();
    if alone && patches.len() == lacking.len() { patches } else { Vec::new() }
}

/// Judges `best`, which has a part of the quotation, and the `patches` that have the rest: as
/// [`crate::verdict::judge`] does, with each patch a splice.
#[must_use]
pub fn judge_quilt(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    best: &Match,
    patches: &[Patch],
    policy: &Policy,
) -> Verdict {
    let Some(record) = archive.records().get(best.passage.record) else {
        return Verdict { fidelity: Fidelity::NotCheckable, differences: Vec::new() };
    };
    let mut scene = Scene::new(model, document, record, attribution, best);
    let is_patched = |content: Span| {
        let patch = |patch: &Patch| patch.content.start() <= content.start();
        patches.iter().filter(|one| patch(one)).any(|one| content.end() <= one.content.end())
    };
    let patched: Vec<usize> = (0..scene.pairs.len())
        .filter(|at| !scene.pairs[*at].content.is_empty() && is_patched(scene.pairs[*at].content))
        .collect();
    scene.close(&patched);
    let mut found = claims(&mut scene);
    // What lies at the edge of the half is no edge of the quotation.
    found.retain(|claim| !claim.pairs.is_empty());
    let is_other = |record: &Document, place: &Match| {
        speaker_is(model, document, attribution, record, place) == Sameness::Different
    };
    found.extend(patches.iter().map(|patch| {
        let claim = splice(archive, best, patch);
        let there = archive.records().get(patch.place.passage.record);
        let are_two =
            is_other(record, best) || there.is_some_and(|there| is_other(there, &patch.place));
        if are_two { claim } else { claim.but(CAVEAT) }
    }));
    let mut differences: Vec<Difference> =
        found.into_iter().map(|claim| levelled(claim, policy)).collect();
    differences.sort_by_key(|difference| (difference.content, difference.passage, difference.code));
    Verdict { fidelity: grade(&differences), differences }
}

fn splice(archive: &Archive, best: &Match, patch: &Patch) -> Claim {
    let record = archive.records().get(patch.place.passage.record);
    let name = record.map_or("another record", |record| record.origin.name.as_str());
    let speaker = record.and_then(|record| {
        let transcript = record.transcript.as_ref()?;
        let turn = transcript.turn_at(patch.place.passage.span.start())?;
        transcript.turns.get(turn)?.speaker.as_deref()
    });
    let by = speaker.map(|speaker| format!(", said by {speaker}")).unwrap_or_default();
    let sentence = format!("joined here; these words stand in another record, {name}{by}");
    let place = Span::empty(best.passage.span.end());
    Claim::new(Code::Splice, patch.content, place, sentence)
}

/// The place of `content`, word for word, where it has but one.
fn only(
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    content: Span,
) -> Option<Match> {
    let quotation = Quotation {
        content: vec![content],
        marked: vec![content],
        ..attribution.quotation.clone()
    };
    let found = search(archive, document, &quotation);
    let is_whole = |found: &Match| {
        let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
        let n_differing = steps.filter(|step| step.kind != StepKind::Same).count();
        n_differing == 0 && n_same(found) >= STRETCH && found.expected <= SURE
    };
    let mut whole = found.into_iter().filter(is_whole);
    let first = whole.next()?;
    whole.all(|other| is_one_occasion(archive, &other, &first)).then_some(first)
}

fn is_one_occasion(archive: &Archive, one: &Match, other: &Match) -> bool {
    let records = archive.records();
    let (one, other) = (records.get(one.passage.record), records.get(other.passage.record));
    one.zip(other).is_some_and(|(one, other)| is_same_occasion(one, other))
}

/// Words of the quotation in a row that the passage has, or that it lacks.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    content: Span,
    n_words: usize,
    lacks: bool,
}

/// The words of the quotation by what the passage has of them. Up to two words in common between words
/// that it lacks are chance.
fn stretches(found: &Match) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    for step in steps.filter(|step| step.kind != StepKind::Dropped) {
        let lacks = step.kind != StepKind::Same;
        match stretches.last_mut().filter(|last| last.lacks == lacks) {
            Some(last) => {
                last.n_words += 1;
                last.content = last.content.hull(step.content);
            }
            None => stretches.push(Stretch { content: step.content, n_words: 1, lacks }),
        }
    }
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        let is_chance = !stretch.lacks && stretch.n_words <= 2;
        let stretch = Stretch { lacks: stretch.lacks || is_chance, ..stretch };
        match joined.last_mut().filter(|last| last.lacks == stretch.lacks) {
            Some(last) => {
                last.n_words += stretch.n_words;
                last.content = last.content.hull(stretch.content);
            }
            None => joined.push(stretch),
        }
    }
    joined
}
