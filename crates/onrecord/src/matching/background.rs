//! How common words are in speech at large. A token's hash in, its share of all words out. A record of
//! one speech is too short to tell that "the" is common and "harbour" is not.

use crate::matching::segment::hash;
use onrecord_model::folding;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Share of a word that is not listed: of the words of the campaign transcripts beyond the listed
/// ones, half are commoner.
pub(crate) const UNLISTED: f64 = 1.0 / 16_384.0;

static SHARES: LazyLock<FxHashMap<u32, f64>> = LazyLock::new(|| listed().collect());

/// The tokens that are listed, each with its share.
pub(crate) fn listed() -> impl Iterator<Item = (u32, f64)> {
    let share = |tenths: &str| Some((-tenths.parse::<f64>().ok()? / 10.0).exp2());
    folding::common().filter_map(move |(key, tenths)| Some((hash(key), share(tenths)?)))
}

/// The share of the token in speech.
pub(crate) fn share(hash: u32) -> f64 {
    SHARES.get(&hash).copied().unwrap_or(UNLISTED)
}

/// Whether the token is one of the commoner words of speech.
pub(crate) fn is_listed(hash: u32) -> bool {
    SHARES.contains_key(&hash)
}
