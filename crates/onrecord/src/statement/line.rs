//! A line: one wording as one speaker is given with it in one month. A rendition in, the line's numbers
//! out, with the order in which lines come before one another and what speaks against two being one.

use crate::statement::laying::{Laid, Sketch, TOPIC_WORD};
use crate::statement::rendition::{NAT, Rendition, Word, weight};
use crate::statement::seeds::{Seed, told};
use std::hash::Hasher as _;

/// The fuller line first: the one that tells more, then by the number that its words give. Two lines are
/// never equal in it, and it knows nothing of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    less: u32,
    name: u64,
}

impl Order {
    /// The number of the line, which follows from its words, speaker and month.
    pub(crate) fn name(self) -> u64 {
        self.name
    }
}

/// Days of a month, roughly: reports of one utterance come within days.
const MONTH: i32 = 30;

/// What is kept in memory of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) order: Order,
    /// The line that it stands in; itself for the fullest line of a statement; [`LOOSE`] while it is
    /// being placed.
    pub(crate) fullest: u32,
    /// What it shares with the fullest line beyond what speaks against them, in points.
    pub(crate) margin: i32,
    pub(crate) sketch: Sketch,
    /// What its words tell, and what its best seeds tell, in points.
    pub(crate) total: i32,
    pub(crate) seeds: i32,
    /// The number of the words alone.
    pub(crate) wording: u64,
    pub(crate) speaker: Option<u64>,
    pub(crate) month: Option<i32>,
    /// Whether only all its seeds, not its best, led to the fullest line.
    pub(crate) is_far: bool,
    /// Whether all its seeds are among those of the fullest lines.
    pub(crate) is_listed: bool,
    /// How many words it has.
    pub(crate) n_words: u32,
}

/// The place of a line that is being placed.
pub(crate) const LOOSE: u32 = u32::MAX;

impl Line {
    /// The line that `rendition` of quotation `name` is of; `seeds` are its best. Words that tell a topic
    /// alone, of nobody known, are a line of their own each time.
    pub(crate) fn of(name: u64, rendition: &Rendition, seeds: &[Seed]) -> Line {
        let total = rendition.words.iter().map(|word| weight(*word)).sum::<i32>();
        let month = rendition.day.map(|day| day.div_euclid(MONTH));
        let mut hasher = rustc_hash::FxHasher::default();
        for word in &rendition.words {
            hasher.write_u32(word.key);
        }
        let wording = finish(hasher.finish());
        hasher.write_u64(rendition.speaker.map_or(0, |speaker| speaker | 1));
        hasher.write_i32(month.unwrap_or(i32::MIN));
        let words = &rendition.words;
        let mut line = Line {
            order: Order { less: u32::MAX - total as u32, name: 0 },
            fullest: LOOSE,
            margin: 0,
            sketch: Sketch::of(&rendition.words),
            total,
            seeds: told(seeds),
            wording,
            speaker: rendition.speaker,
            month,
            is_far: false,
            is_listed: false,
            n_words: words.len() as u32,
        };
        if !is_one_line(&line, words) {
            hasher.write_u64(name);
        }
        line.order.name = finish(hasher.finish());
        line
    }
}

/// Fewest words that are one line when the same speaker is given with them again.
const FEWEST: u32 = 3;

/// Whether the two are the same words of the same speaker, and words enough to be known again.
pub(crate) fn is_said_again(short: &Line, long: &Line) -> bool {
    let is_one = short.speaker.is_some() && short.speaker == long.speaker;
    is_one && short.wording == long.wording && short.n_words >= FEWEST
}

/// Spreads the bits (the finaliser of SplitMix64).
fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// What the words in common must tell together where none counts for more than a topic's, unless one speaker
/// is given with both: two or three rare words or names are no statement.
const TOPIC: i32 = 26 * NAT;
const TOPIC_OF_ONE: i32 = 20 * NAT;

/// What speaks against one statement where two speakers are given, and where one is not.
const OTHERS: i32 = 25 * NAT;
const NOBODY: i32 = 12 * NAT;

/// What the words tell where none counts for more than a topic's, in points.
fn topic(words: &[Word]) -> i32 {
    words.iter().map(|word| weight(*word).min(TOPIC_WORD)).sum()
}

/// Whether quotations of the same words, speaker and month are one line.
pub(crate) fn is_one_line(line: &Line, words: &[Word]) -> bool {
    let is_known = line.speaker.is_some() && line.n_words >= FEWEST;
    is_known || topic(words) >= TOPIC
}

/// Whether, and by how much, `short` stands in `long`, as the two are laid: what is left of the words in
/// common beyond all that speaks against it. `None` where it does not stand there.
///
/// `threshold` is what chance gives among so many lines. (With the words that are missing held against it one
/// and a half times, 3 of 55 pairs of PolNeAR quotations were wrong; with a bare half of the shorter text in
/// common, 31 of 60.)
pub(crate) fn margin(short: &Line, long: &Line, laid: Laid, threshold: i32) -> Option<i32> {
    let (against, topic) = match short.speaker.zip(long.speaker) {
        Some((a, b)) if a != b => (OTHERS, TOPIC),
        Some(_) => (0, TOPIC_OF_ONE),
        None => (NOBODY, TOPIC),
    };
    // The same words of the same speaker are one line on every occasion; months apart, other words must
    // tell more.
    let apart = match months(short, long) {
        0 | 1 => 0,
        months => (2.0 * f64::from(months).ln() * f64::from(NAT)).round() as i32,
    };
    let missing = (short.total - laid.shared).max(0);
    let margin = laid.shared - missing - missing / 2 - against - apart;
    if is_said_again(short, long) {
        return Some(margin.max(threshold));
    }
    (margin >= threshold && laid.topic >= topic).then_some(margin)
}

/// Months between the two, 0 where one of them is not known.
fn months(a: &Line, b: &Line) -> u32 {
    a.month.zip(b.month).map_or(0, |(a, b)| a.abs_diff(b))
}

/// Whether both are of one speaker in one month or the next, as far as is known: then words in common are
/// words of one occasion.
pub(crate) fn is_one_occasion(a: &Line, b: &Line) -> bool {
    let is_known = a.month.is_some() && b.month.is_some();
    a.speaker.is_some() && a.speaker == b.speaker && is_known && months(a, b) <= 1
}

/// What a match must tell among `n_lines` lines, in points: chance finds better ones among more. The
/// number is taken to the next power of two, so that it changes rarely.
pub(crate) fn threshold(n_lines: usize) -> i32 {
    let n = n_lines.max(2).next_power_of_two() as f64;
    ((FLOOR + n.ln()) * f64::from(NAT)).round() as i32
}

/// Nats beyond the logarithm of the number of lines.
const FLOOR: f64 = 6.0;
