//! One pronoun with its candidates and a label.

use onrecord::attribution::resolver::Pronoun;
use onrecord::text::span::Span;

/// What is learned from: the features of each candidate, and which of them the label means.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    /// The candidates' features, the answer "nobody named" last where it is an answer.
    pub(crate) candidates: Vec<Vec<u16>>,
    /// Which of them are right.
    pub(crate) right: Vec<bool>,
    /// Kept back from learning.
    pub(crate) is_held_out: bool,
}

/// `pronoun` labelled by `is_right`, which is asked of each candidate's names; where none is right,
/// nobody is.
pub(crate) fn labelled(
    pronoun: &Pronoun,
    is_held_out: bool,
    is_right: impl Fn(&[Span]) -> bool,
) -> Instance {
    let mut right: Vec<bool> =
        pronoun.candidates.iter().map(|candidate| is_right(&candidate.names)).collect();
    right.push(!right.contains(&true));
    let mut candidates: Vec<Vec<u16>> =
        pronoun.candidates.iter().map(|candidate| candidate.features.clone()).collect();
    candidates.push(pronoun.nobody.1.clone());
    Instance { candidates, right, is_held_out }
}

/// As [`labelled`], of those candidates alone whose gender is the pronoun's for sure, without the
/// features that say who is a person: what is left is their places. `None` where fewer than two are
/// left, or none is right.
pub(crate) fn by_place(
    pronoun: &Pronoun,
    is_held_out: bool,
    is_right: impl Fn(&[Span]) -> bool,
) -> Option<Instance> {
    let sure: Vec<_> =
        pronoun.candidates.iter().filter(|candidate| candidate.agrees == Some(true)).collect();
    let right: Vec<bool> = sure.iter().map(|candidate| is_right(&candidate.names)).collect();
    let candidates = sure.iter().map(|candidate| candidate.place_features.clone()).collect();
    (sure.len() > 1 && right.contains(&true)).then_some(Instance { candidates, right, is_held_out })
}
