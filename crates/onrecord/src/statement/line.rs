//! A line: one wording as one speaker is given with it in one month. A rendition in, the line's numbers
//! out, with the order in which lines come before one another and what speaks against two being one.

use crate::statement::laying::Sketch;
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
        let is_known = rendition.speaker.is_some() && words.len() >= FEWEST as usize;
        if !is_known && !is_more_than_topic(words, words) {
            hasher.write_u64(name);
        }
        Line {
            order: Order { less: u32::MAX - total as u32, name: finish(hasher.finish()) },
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
        }
    }
}

/// The most that one word counts, and what all must reach together: those who speak of one thing use the same
/// rare words and names, so that two or three of them are no statement. (Of 60 pairs of PolNeAR quotations that
/// were drawn without this bound, most had but a name or a term in common.)
const TOPIC: (i32, i32) = (5 * NAT, 20 * NAT);

/// Fewest words that are one line when the same speaker is given with them again.
const FEWEST: u32 = 3;

/// Whether two texts have more in common than what they speak of: each word once, whatever its form.
pub(crate) fn is_more_than_topic(short: &[Word], long: &[Word]) -> bool {
    let mut common = 0;
    for (at, word) in short.iter().enumerate() {
        let is_first = short.iter().take(at).all(|other| other.class != word.class);
        if is_first && long.iter().any(|other| other.class == word.class) {
            common += weight(*word).min(TOPIC.0);
        }
    }
    common >= TOPIC.1
}

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

/// What two given speakers speak against one statement, and how much of the shorter must then be shared.
const OTHER_SPEAKER: (i32, i32) = (25 * NAT, 80);

/// How much of the shorter text must be shared, in hundredths: a head and a tail that overlap by half
/// still meet. (On 100,000 altered quotations B-cubed F1 is .992; with 45, which brings more copies of
/// altered copies in, .987.)
const SHARE: i32 = 50;

/// Whether, and by how much, `short` stands in `long`, of which `shared` points are laid in common: what
/// is left beyond all that speaks against it. `None` where it does not stand there.
///
/// `threshold` is what chance gives among so many lines.
pub(crate) fn margin(short: &Line, long: &Line, shared: i32, threshold: i32) -> Option<i32> {
    let both = short.speaker.zip(long.speaker);
    let (against, share) = match both {
        Some((a, b)) if a != b => OTHER_SPEAKER,
        _ => (0, SHARE),
    };
    // The same words of the same speaker are one line on every occasion; months apart, other words must
    // tell more.
    let is_same = short.wording == long.wording;
    let months = short.month.zip(long.month).map_or(0, |(a, b)| a.abs_diff(b));
    let apart = match months {
        0 | 1 => 0,
        months => (2.0 * f64::from(months).ln() * f64::from(NAT)).round() as i32,
    };
    let margin = shared - against - apart;
    let is_told = margin >= threshold || is_same && against == 0;
    let is_most = i64::from(shared) * 100 >= i64::from(short.total) * i64::from(share);
    (is_told && is_most).then_some(margin)
}

/// What a match must tell among `n_lines` lines, in points: chance finds better ones among more. The
/// number is taken to the next power of two, so that it changes rarely.
pub(crate) fn threshold(n_lines: usize) -> i32 {
    let n = n_lines.max(2).next_power_of_two() as f64;
    ((FLOOR + n.ln()) * f64::from(NAT)).round() as i32
}

/// Nats beyond the logarithm of the number of lines.
const FLOOR: f64 = 6.0;
