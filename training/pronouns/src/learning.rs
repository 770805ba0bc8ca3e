//! Labelled pronouns in, a weight a feature out: logistic regression over the candidates of each
//! pronoun, by full batches with steps that shrink by feature (Duchi 2011, AdaGrad). No chance is used.

use crate::instance::Instance;
use onrecord::attribution::weights::Weights;

const STEPS: usize = 250;
const RATE: f64 = 0.3;

/// Learns the weights of `n_features` from `train`, each pronoun with what it counts. `shrink` says how
/// strongly they are drawn to zero, as a share of one pronoun's weight.
pub(crate) fn learn(train: &[(&Instance, f64)], n_features: usize, shrink: f64) -> Weights {
    let mut weights = vec![0.0_f64; n_features];
    let mut squares = vec![1e-8_f64; n_features];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -shrink * weight).collect();
        for (instance, weight) in train {
            let all = shares(instance, &weights, |_| true);
            let right = shares(instance, &weights, |at| instance.right[at]);
            for (at, features) in instance.candidates.iter().enumerate() {
                let pull = weight * (right[at] - all[at]);
                for feature in features {
                    gradient[usize::from(*feature)] += pull;
                }
            }
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(&gradient) {
            *square += slope * slope;
            *weight += RATE * slope / square.sqrt();
        }
    }
    Weights::new(weights.iter().map(|weight| (1000.0 * weight).round() as i32).collect())
}

/// The share of each candidate among those that `counts` lets in; 0 for the others.
fn shares(instance: &Instance, weights: &[f64], counts: impl Fn(usize) -> bool) -> Vec<f64> {
    let sums: Vec<Option<f64>> = instance
        .candidates
        .iter()
        .enumerate()
        .map(|(at, features)| {
            counts(at).then(|| features.iter().map(|f| weights[usize::from(*f)]).sum())
        })
        .collect();
    let most = sums.iter().flatten().copied().fold(f64::MIN, f64::max);
    let raised: Vec<f64> =
        sums.iter().map(|sum| sum.map_or(0.0, |sum| (sum - most).exp())).collect();
    let total: f64 = raised.iter().sum();
    raised.iter().map(|share| if total > 0.0 { share / total } else { 0.0 }).collect()
}

/// The share of pronouns whose heaviest candidate is right.
pub(crate) fn accuracy(held_out: &[&Instance], weights: &Weights) -> f64 {
    let is_right = |instance: &&&Instance| {
        let sum = |at: &usize| weights.sum(&instance.candidates[*at]);
        let best = (0..instance.candidates.len()).max_by_key(sum);
        best.is_some_and(|best| instance.right[best])
    };
    let n_right = held_out.iter().filter(is_right).count();
    n_right as f64 / held_out.len().max(1) as f64
}
