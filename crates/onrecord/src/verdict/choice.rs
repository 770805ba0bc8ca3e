//! Which of several places a quotation is laid against. Matches in, the same matches out, the most
//! likely first.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::document::transcript::{RecordKind, Transcript};
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::matching::archive::Archive;
use crate::verdict::circumstance::against;
use crate::verdict::claims;
use crate::verdict::code::Class;
use crate::verdict::rules::scene::Scene;
use crate::verdict::speaker::{Sameness, compare};
use crate::verdict::sureness::is_sure;
use onrecord_model::Model;
use std::collections::BTreeMap;

/// Bits by which the evidence for two places of one saying may differ: the words around weigh as much.
/// Each bit more counts as a harmless difference, however few differences the rules make of an end that
/// has nothing to do with the record's.
const EVEN: f64 = 10.0;

/// Bits that count at most, so that they outweigh a difference of meaning and no other speaker.
const TELLING: f64 = 24.0;

/// Sorts `matches` by what speaks against each: another speaker, a day after publication, another occasion
/// than the one that the report gives, every difference, and the bits that it tells less than the best.
/// Equal ones keep their order.
#[must_use]
pub fn choose(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    matches: Vec<Match>,
) -> Vec<Match> {
    if matches.len() < 2 {
        return matches;
    }
    let doubles: Vec<bool> = matches
        .iter()
        .map(|found| is_double(model, archive, document, attribution, found, &matches))
        .collect();
    let bits = |found: &Match| -found.expected.max(f64::MIN_POSITIVE).log2();
    let most = matches.iter().map(bits).fold(f64::MIN, f64::max);
    let mut costs: Vec<_> = matches
        .into_iter()
        .zip(doubles)
        .map(|(found, double)| {
            let (against, days) = cost(model, archive, document, attribution, &found);
            let weaker = (most - bits(&found) - EVEN).clamp(0.0, TELLING) as u32;
            ((double, against.saturating_add(weaker), days), found)
        })
        .collect();
    costs.sort_by_key(|(cost, _)| *cost);
    costs.into_iter().map(|(_, found)| found).collect()
}

/// Whether `found` lies in captions, and a transcript of the same occasion has as many of the words in
/// the mouth of the same speaker: captions have no turns, and would show one answer where two were
/// joined.
fn is_double(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    found: &Match,
    matches: &[Match],
) -> bool {
    let is_captions = |record: &Document| {
        record.transcript.as_ref().is_some_and(|said| said.kind == RecordKind::Captions)
    };
    let records = archive.records();
    let Some(record) = records.get(found.passage.record).filter(|record| is_captions(record))
    else {
        return false;
    };
    matches.iter().any(|other| {
        records.get(other.passage.record).is_some_and(|transcript| {
            !is_captions(transcript)
                && is_same_occasion(transcript, record)
                && n_same(other) >= n_same(found)
                && speaker_is(model, document, attribution, transcript, other)
                    != Sameness::Different
        })
    })
}

/// Whether two records are of one occasion: their names or their side files say so.
#[must_use]
pub fn is_same_occasion(one: &Document, other: &Document) -> bool {
    let told = |record: &Document| {
        let occasion = record.transcript.as_ref().map(|transcript| &transcript.occasion);
        occasion.and_then(|o| o.date.zip(o.title.clone()))
    };
    occasion(one) == occasion(other) || told(one).is_some_and(|one| told(other) == Some(one))
}

/// What tells occasions apart: the record's name without folders and endings, as "hearing.en.vtt" and
/// "hearing.txt" are two records of one. A number after a point ("2016-02-09 22.00.00") is no ending.
fn occasion(record: &Document) -> &str {
    let mut name = record.origin.name.rsplit(['/', '\\']).next().unwrap_or("");
    while let Some((stem, ending)) = name.rsplit_once('.') {
        let is_ending = ending.len() <= 5
            && ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_ending || stem.is_empty() {
            break;
        }
        name = stem;
    }
    name
}

/// How many words both texts have.
#[must_use]
pub fn n_same(found: &Match) -> usize {
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    steps.filter(|step| step.kind == StepKind::Same).count()
}

/// What speaks against a match, then how many days its occasion lies from publication.
fn cost(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    found: &Match,
) -> (u32, i64) {
    let Some(record) = archive.records().get(found.passage.record) else { return (u32::MAX, 0) };
    let mut scene = Scene::new(model, document, record, attribution, found);
    // One difference of meaning weighs as much as four of wording; another speaker and another day
    // as much as two differences of meaning.
    let differences: u32 = claims(&mut scene)
        .iter()
        .map(|claim| match claim.difference.code.class() {
            Class::Harmless => 1,
            // Speaker and day are weighed below.
            Class::Attribution => 0,
            _ if claim.difference.caveat.is_some() => 2,
            Class::Wording => 4,
            Class::Meaning => 16,
        })
        .sum();
    let other = match speaker_is(model, document, attribution, record, found) {
        Sameness::Different => 32,
        Sameness::Unclear => 3,
        Sameness::Same => 0,
    };
    let days = days_before(document, record);
    let later = if is_later(document, record) { 32 } else { 0 };
    let captions = u32::from(scene.is_captions()) * 3;
    let occasion = against(&model.wording, document, &attribution.setting, record);
    (differences + other + later + captions + occasion, days.map_or(0, i64::abs))
}

/// Days from the record's occasion to the article's publication; `None` where either is undated.
#[must_use]
pub fn days_before(document: &Document, record: &Document) -> Option<i64> {
    let occasion = record.transcript.as_ref()?.occasion.date?;
    let published = document.metadata.published()?;
    let days = published.since((jiff::Unit::Day, occasion)).ok()?.get_days();
    Some(i64::from(days))
}

/// Whether the record is of a day after publication; the next day may be the zone's doing.
#[must_use]
pub fn is_later(document: &Document, record: &Document) -> bool {
    days_before(document, record).is_some_and(|days| days < -1)
}

/// Whether the record gives the words to the speaker that the article gives. Two names are two persons
/// only where the article leaves no doubt whom it names.
#[must_use]
pub fn speaker_is(
    model: &Model,
    document: &Document,
    attribution: &Attribution,
    record: &Document,
    found: &Match,
) -> Sameness {
    let Some(speaker) = &attribution.speaker else { return Sameness::Unclear };
    match record.transcript.as_ref().and_then(|transcript| label(transcript, found)) {
        Some(label) => match compare(model, speaker, label) {
            Sameness::Different if !is_sure(document, attribution, label) => Sameness::Unclear,
            sameness => sameness,
        },
        None => Sameness::Unclear,
    }
}

/// The label of the turns that hold most of the words. An authorised or published text without labels
/// has none.
fn label<'r>(transcript: &'r Transcript, found: &Match) -> Option<&'r str> {
    if transcript.kind == RecordKind::Captions && transcript.turns.len() < 2 {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n_unnamed = 0;
    let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
    for step in steps.filter(|step| step.kind == StepKind::Same) {
        let turn = transcript.turn_at(step.passage.start());
        match turn.and_then(|turn| transcript.turns.get(turn)?.speaker.as_deref()) {
            Some(name) => *counts.entry(name).or_default() += 1,
            None => n_unnamed += 1,
        }
    }
    let most = counts.values().copied().max().filter(|most| *most > n_unnamed)?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(name, _)| name)
}
