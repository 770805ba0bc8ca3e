//! Learns which content belongs to which cue, and which cue to which source: a softmax over the
//! candidates that the core names.

use crate::quotation::corpus::{Example, cover};
use onrecord::quotation::learned::link::{Candidate, Placed, Question, link, place};
use onrecord_gate::polnear::annotation::Points;
use onrecord_model::sequence::label::Part;

/// The size of a step.
const RATE: f32 = 0.1;

/// Weights of pairs.
pub struct Linker {
    weights: Vec<f32>,
    seen: Vec<f32>,
    mask: u32,
}

impl Linker {
    /// A linker with two to the power of `bits` weights, all zero.
    #[must_use]
    pub fn new(bits: u32) -> Linker {
        let n = 1usize << bits;
        Linker { weights: vec![0.0; n], seen: vec![0.0; n], mask: (n - 1) as u32 }
    }

    fn scores(&self, candidates: &[Candidate]) -> Vec<f32> {
        candidates
            .iter()
            .map(|c| c.features.iter().map(|h| self.weights[(h & self.mask) as usize]).sum())
            .collect()
    }

    /// The bytes that the model reads in place.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let most = self.weights.iter().fold(1e-6f32, |most, weight| most.max(weight.abs()));
        let byte = |weight: &f32| (weight / most * 127.0).round() as i8 as u8;
        self.weights.iter().map(byte).collect()
    }

    /// One pass over a document whose spans were read as `states`.
    pub fn learn(&mut self, example: &Example, states: &[Vec<u8>]) {
        let placed = place(&example.passages, states);
        let gold = gold_answers(example, &placed);
        link(&example.passages, &placed, |question, candidates| {
            let want = match question {
                Question::CueOf(content) => match gold[content] {
                    Some(attribution) => candidates
                        .iter()
                        .position(|c| c.span.is_some_and(|s| gold[s] == Some(attribution))),
                    None => None,
                },
                Question::SourceOf(cue) => match gold[cue] {
                    Some(attribution) => candidates
                        .iter()
                        .position(|c| c.span.is_some_and(|s| gold[s] == Some(attribution))),
                    None => return candidates.len() - 1,
                },
            };
            let want = want.unwrap_or(candidates.len() - 1);
            let scores = self.scores(candidates);
            let max = scores.iter().copied().fold(f32::MIN, f32::max);
            let exps: Vec<f32> = scores.iter().map(|s| (s - max).exp()).collect();
            let sum: f32 = exps.iter().sum();
            for (at, candidate) in candidates.iter().enumerate() {
                let g = f32::from(u8::from(at == want)) - exps[at] / sum;
                for hash in &candidate.features {
                    let idx = (hash & self.mask) as usize;
                    self.seen[idx] += g * g;
                    self.weights[idx] += RATE * g / (self.seen[idx] + 1.0).sqrt();
                }
            }
            want
        });
    }
}

/// For each span, the gold attribution with which it shares most words in its own part.
fn gold_answers(example: &Example, placed: &[Placed]) -> Vec<Option<usize>> {
    placed
        .iter()
        .map(|p| {
            let passage = &example.passages[p.passage];
            let mut best = (0, None);
            for (idx, attribution) in example.gold.iter().enumerate() {
                let parts: &[Points] = match p.span.part {
                    Part::Source => &attribution.source,
                    Part::Cue => &attribution.cue,
                    Part::Content => &attribution.content,
                };
                let shared: usize = parts
                    .iter()
                    .filter_map(|part| cover(passage, *part, &example.offsets))
                    .map(|(start, end)| end.min(p.span.end).saturating_sub(start.max(p.span.start)))
                    .sum();
                if shared > best.0 {
                    best = (shared, Some(idx));
                }
            }
            best.1
        })
        .collect()
}
