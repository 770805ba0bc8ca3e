//! What two texts must share for a closer look. Words in, seeds out: runs of three words or, where these
//! are common, of as many as tell enough, and pairs of telling words with at most two others between them, each told by what the words mean alike.
//!
//! A pair is looked at when enough of the shorter's few best seeds are among all seeds of the longer; where
//! that leads nowhere, when enough of all its seeds are. That depends on the two texts alone, so the order
//! in which they came does not matter.

use crate::statement::rendition::{NAT, Word, weight};
use std::ops::Range;

/// The least that the words of a seed tell together: runs of common words stand in thousands of texts.
/// (On 300,000 altered quotations 5.1 million postings are read, 9.2 million with 11 nats.)
const LEAST: i32 = 14 * NAT;

/// Words of a run, at least and at most.
const RUN: Range<usize> = 3..6;

/// A word that tells as much is not one of the commonest three hundred or so.
const TELLING: i32 = 11 * NAT / 2;

/// Words between the two of a pair, at most.
const BETWEEN: usize = 2;

/// Seeds that are looked up of a text, at most.
const LOOKED_UP: usize = 8;

/// What the seeds in common must tell together, or a third of what all that are looked up tell: one pair
/// of telling words is not enough. (On 300,000 altered quotations 1.6 million pairs are left of 7.8 million,
/// at a loss of 0.4 points of F1.)
pub(crate) const ENOUGH: i32 = 18 * NAT;

/// One seed: what it is, what it tells, and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seed {
    pub(crate) name: u32,
    pub(crate) weight: i32,
    at: usize,
}

/// What the seeds that a text shares with a longer one must tell, if `all` its best seeds tell so much.
pub(crate) fn enough(all: i32) -> i32 {
    ENOUGH.min(all / 3)
}

/// What seeds tell together.
pub(crate) fn told(seeds: &[Seed]) -> i32 {
    seeds.iter().map(|seed| seed.weight).sum()
}

/// Every seed of the text, and the text as a whole, which makes even the shortest findable.
pub(crate) fn all(words: &[Word], seeds: &mut Vec<Seed>) {
    seeds.clear();
    seeds.extend(found(words));
    seeds.push(whole(words));
    seeds.sort_unstable_by_key(|seed| seed.name);
    seeds.dedup_by_key(|seed| seed.name);
}

/// The seeds by which the text is looked for in longer ones: the most telling of each eighth of it, and
/// the text as a whole.
pub(crate) fn best(words: &[Word], seeds: &mut Vec<Seed>) {
    seeds.clear();
    let mut best: [Option<Seed>; LOOKED_UP] = [None; LOOKED_UP];
    let n_bins = words.len().clamp(1, LOOKED_UP);
    for seed in found(words) {
        if let Some(held) = best.get_mut(seed.at * n_bins / words.len().max(1)) {
            let is_better = |held: &Seed| (seed.weight, seed.name) > (held.weight, held.name);
            if held.as_ref().is_none_or(is_better) {
                *held = Some(seed);
            }
        }
    }
    seeds.extend(best.iter().flatten());
    seeds.push(whole(words));
    seeds.sort_unstable_by_key(|seed| seed.name);
    seeds.dedup_by_key(|seed| seed.name);
}

fn found(words: &[Word]) -> Vec<Seed> {
    let weights: Vec<i32> = words.iter().map(|word| weight(*word)).collect();
    let mut seeds = Vec::with_capacity(2 * words.len());
    for at in 0..words.len() {
        let (mut told, mut name) = (0, 3);
        let run = words.iter().zip(&weights).skip(at).take(RUN.end);
        for (n_words, (word, weight)) in (1..).zip(run) {
            told += weight;
            name = mix(name, word.class);
            if n_words >= RUN.start && told >= LEAST {
                seeds.push(Seed { name, weight: told, at });
                break;
            }
        }
    }
    let telling = || weights.iter().enumerate().filter(|(_, weight)| **weight >= TELLING);
    for ((at, first), (next, second)) in telling().zip(telling().skip(1)) {
        if let (Some(a), Some(b)) = (words.get(at), words.get(next))
            && next - at <= BETWEEN + 1
            && first + second >= LEAST
        {
            seeds.push(Seed { name: mix(mix(2, a.class), b.class), weight: first + second, at });
        }
    }
    seeds
}

/// The text as a whole, which alone is enough.
fn whole(words: &[Word]) -> Seed {
    let name = words.iter().fold(1, |sum, word| mix(sum, word.key));
    Seed { name, weight: ENOUGH, at: 0 }
}

/// Two numbers as one (the finaliser of MurmurHash3).
pub(crate) fn mix(sum: u32, next: u32) -> u32 {
    let mut mixed = sum.rotate_left(13).wrapping_mul(5).wrapping_add(0xE654_6B64) ^ next;
    mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85EB_CA6B);
    mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 16)
}
