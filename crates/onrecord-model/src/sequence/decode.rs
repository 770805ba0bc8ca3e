//! The best sequence of states. Scores of labels a word and of steps between states in, a state a word
//! out.

use crate::sequence::label::{LABELS, START, STATES, label, may_end, may_follow};
use std::sync::LazyLock;

/// What a step from one state to the next adds, by state before and state after; steps that may not
/// be made are never looked at.
pub type Steps = [[i32; STATES]; STATES];

/// The scores of one word's labels.
pub type Scores = [i32; LABELS];

const NEVER: i32 = i32::MIN / 4;

/// The states with the highest sum of scores and steps; the earlier state wins a tie. As many as
/// there are `scores`.
#[must_use]
pub fn best(scores: &[Scores], steps: &Steps) -> Vec<u8> {
    let allowed = allowed();
    let mut back: Vec<[u8; STATES]> = Vec::with_capacity(scores.len());
    let mut sums = [NEVER; STATES];
    sums[START] = 0;
    for (at, scores) in scores.iter().enumerate() {
        let mut next = [NEVER; STATES];
        let mut from = [0u8; STATES];
        for (before, after) in allowed {
            let (before, after) = (before % STATES, after % STATES);
            // Before the first word only the start has a sum.
            let sum = sums[before].wrapping_add(steps[before][after]);
            if sum > next[after] {
                next[after] = sum;
                from[after] = before as u8;
            }
        }
        for (state, sum) in next.iter_mut().enumerate() {
            *sum = if *sum <= NEVER / 2 && at > 0 { NEVER } else { *sum }
                .wrapping_add(scores[label(state)]);
        }
        sums = next;
        back.push(from);
    }
    let mut state = START;
    for at in 0..STATES {
        if may_end(at) && (sums[at] > sums[state] || !may_end(state)) {
            state = at;
        }
    }
    let mut found = vec![0; scores.len()];
    for (slot, from) in found.iter_mut().zip(&back).rev() {
        *slot = state as u8;
        state = usize::from(from[state]);
    }
    found
}

/// Every step that may be made, by the state before.
#[must_use]
pub fn allowed() -> &'static [(usize, usize)] {
    static ALLOWED: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
        let steps = (0..STATES).flat_map(|before| (0..STATES).map(move |next| (before, next)));
        steps.filter(|(before, next)| may_follow(*before, *next)).collect()
    });
    &ALLOWED
}

#[cfg(test)]
mod tests {
    use crate::sequence::decode::best;
    use crate::sequence::label::{LABELS, Part, Place, STATES, inside, label};

    #[test]
    fn the_labels_with_the_highest_scores_come_out() {
        let mut scores = vec![[0; LABELS]; 3];
        let only = inside(Part::Cue, Place::Only);
        scores[1][label(only)] = 5;
        let states = best(&scores, &[[0; STATES]; STATES]);
        assert_eq!(usize::from(states[1]), only);
        assert_eq!(states[0], 0);
        assert_eq!(states[2], 2);
    }

    #[test]
    fn a_span_that_never_ends_is_not_chosen() {
        let mut scores = vec![[0; LABELS]; 2];
        scores[1][label(inside(Part::Cue, Place::First))] = 50;
        let states = best(&scores, &[[0; STATES]; STATES]);
        assert_eq!(states, [0, 0]);
    }
}
