//! The readings of a document. Its passages in, the states of their words out: read once, then again
//! with what the first reading found.

use crate::quotation::learned::features::{Features, describe};
use crate::quotation::learned::link::{Candidate, Linked, Placed, link, place};
use crate::quotation::learned::passage::Passage;
use crate::quotation::learned::stack::{Reading, describe_again, gather, odds};
use onrecord_model::sequence::decode::best;
use onrecord_model::sequence::labeller::Labeller;
use onrecord_model::sequence::likelihood::shares;
use onrecord_model::sequence::weights::{PairWeights, Weights};

/// The spans of a document and how they belong together.
#[must_use]
pub fn read(labeller: &Labeller<'_>, passages: &[Passage]) -> (Vec<Placed>, Vec<Linked>) {
    let (features, readings): (Vec<Features>, Vec<Reading>) = passages
        .iter()
        .map(|passage| {
            let mut features = Features::default();
            describe(passage, &mut features);
            let reading = first(&labeller.first, &features);
            (features, reading)
        })
        .unzip();
    let states = second(&labeller.second, passages, &features, &readings);
    let placed = place(passages, &states);
    let linked = link(passages, &placed, |_, candidates| answer(&labeller.links, candidates));
    (placed, linked)
}

/// The first reading of a passage with these features.
#[must_use]
pub fn first(weights: &Weights<'_>, features: &Features) -> Reading {
    let scores = weights.scores((0..features.len()).map(|at| [features.of(at)]));
    let shares = shares(&scores, weights.steps(), weights.unit());
    Reading {
        states: best(&scores, weights.steps()),
        odds: shares.iter().map(|shares| shares.map(odds)).collect(),
    }
}

/// The states of the second reading, a list a passage.
#[must_use]
pub fn second(
    weights: &Weights<'_>,
    passages: &[Passage],
    features: &[Features],
    readings: &[Reading],
) -> Vec<Vec<u8>> {
    let gathered = gather(passages, readings);
    let mut more = Features::default();
    let mut found = Vec::with_capacity(passages.len());
    for (passage_idx, features) in features.iter().enumerate() {
        if readings.get(passage_idx).is_some_and(Reading::is_bare) {
            found.push(vec![0; features.len()]);
            continue;
        }
        describe_again(passages, readings, &gathered, passage_idx, &mut more);
        let words = (0..features.len()).map(|at| [features.of(at), more.of(at)]);
        let scores = weights.scores(words);
        found.push(best(&scores, weights.steps()));
    }
    found
}

/// The index of the candidate with the highest sum, the first of equals.
#[must_use]
pub fn answer(weights: &PairWeights<'_>, candidates: &[Candidate]) -> usize {
    let mut best = (i32::MIN, 0);
    for (at, candidate) in candidates.iter().enumerate() {
        let score = weights.score(&candidate.features);
        if score > best.0 {
            best = (score, at);
        }
    }
    best.1
}
