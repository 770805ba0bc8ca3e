//! How likely each part is, word by word. Scores and steps in, shares of one out, summed over every
//! sequence of states (forward and backward sums of a conditional random field).

use crate::sequence::decode::{Scores, Steps, allowed};
use crate::sequence::label::{LABELS, START, STATES, label, may_end};

type Sums = [f32; STATES];

/// For each word how likely it is a word of a source, of a cue and of a content. `unit` is how much of
/// the natural logarithm a unit of a score is worth.
#[must_use]
pub fn shares(scores: &[Scores], steps: &Steps, unit: f32) -> Vec<[f32; 3]> {
    let mut factors = [[0.0f32; STATES]; STATES];
    let mut turned = [[0.0f32; STATES]; STATES];
    for (before, after) in allowed() {
        let factor = exp((steps[*before][*after] as f32 * unit).clamp(-30.0, 30.0));
        factors[*before][*after] = factor;
        turned[*after][*before] = factor;
    }
    let potentials: Vec<Sums> = scores.iter().map(|scores| potential(scores, unit)).collect();
    let mut forward: Vec<Sums> = Vec::with_capacity(scores.len());
    let mut sums = [0.0; STATES];
    sums[START] = 1.0;
    for potential in &potentials {
        sums = times(&sums, &factors);
        for (sum, factor) in sums.iter_mut().zip(potential) {
            *sum *= factor;
        }
        scale(&mut sums);
        forward.push(sums);
    }
    let mut after: Sums = std::array::from_fn(|state| f32::from(u8::from(may_end(state))));
    let mut found = vec![[0.0; 3]; scores.len()];
    for ((slot, forward), potential) in found.iter_mut().zip(&forward).zip(&potentials).rev() {
        let mut here: Sums = std::array::from_fn(|state| forward[state] * after[state]);
        scale(&mut here);
        for (part, share) in slot.iter_mut().enumerate() {
            *share = here.iter().skip(4 + 4 * part).take(4).sum();
        }
        for (sum, factor) in after.iter_mut().zip(potential) {
            *sum *= factor;
        }
        after = times(&after, &turned);
        scale(&mut after);
    }
    found
}

fn potential(scores: &Scores, unit: f32) -> Sums {
    let most = scores.iter().copied().max().unwrap_or(0);
    let mut of_label = [0.0; LABELS];
    for (slot, score) in of_label.iter_mut().zip(scores) {
        *slot = exp((score - most) as f32 * unit);
    }
    std::array::from_fn(|state| of_label[label(state)])
}

fn times(sums: &Sums, factors: &[[f32; STATES]; STATES]) -> Sums {
    let mut next = [0.0; STATES];
    for (sum, row) in sums.iter().zip(factors) {
        for (slot, factor) in next.iter_mut().zip(row) {
            *slot += sum * factor;
        }
    }
    next
}

fn scale(sums: &mut Sums) {
    let total: f32 = sums.iter().sum();
    let factor = 1.0 / total.max(1e-30);
    sums.iter_mut().for_each(|sum| *sum *= factor);
}

/// The exponential by a polynomial, good to a thousandth: only sums and products, so that every
/// machine gives the same bits. 1e-30 at the least.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-69.0, 69.0) * std::f32::consts::LOG2_E;
    // What `floor` gives, for which the oldest of the processors that this is built for ask a library.
    let toward_zero = x as i32 as f32;
    let whole = if toward_zero > x { toward_zero - 1.0 } else { toward_zero };
    let part = x - whole;
    let fraction = 1.0 + part * (0.695_56 + part * (0.226_17 + part * 0.078_27));
    let exponent = (whole as i32 + 127).clamp(1, 254) as u32;
    fraction * f32::from_bits(exponent << 23)
}

#[cfg(test)]
mod tests {
    use super::{exp, shares};
    use crate::sequence::label::{LABELS, Part, Place, STATES, inside, label};

    #[test]
    fn the_exponential_is_good_to_a_thousandth() {
        for x in [-20.0f32, -3.3, -0.5, 0.0, 0.7, 5.1] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-3, "{x}");
        }
    }

    #[test]
    fn a_word_that_is_surely_a_cue_has_a_share_near_one() {
        let mut scores = vec![[0; LABELS]; 3];
        scores[1][label(inside(Part::Cue, Place::Only))] = 100;
        let found = shares(&scores, &[[0; STATES]; STATES], 0.1);
        assert!(found[1][1] > 0.99);
        assert!(found[0][1] < 0.9);
    }
}
