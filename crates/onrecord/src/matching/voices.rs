//! Who speaks in the records, and how much. A name in, the share of all words that are theirs and the
//! records that they speak in out; or each label of a turn, with its share.

use crate::matching::archive::Archive;
use crate::matching::segment::hash;
use crate::text::folded::tokens;
use crate::text::span::Span;
use rustc_hash::FxHashMap;

/// The turns of those who go by one name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voice {
    /// The records that they speak in, ascending.
    pub records: Vec<usize>,
    /// The share of the archive's text that is theirs, from 0 to 1.
    pub share: f64,
}

/// Every speaker of an archive, by the label of the turns.
#[derive(Debug, Default)]
pub struct Voices {
    speakers: Vec<Speaker>,
    /// The speakers whose names hold a word.
    by_word: FxHashMap<u32, Vec<usize>>,
    text_bytes: u64,
}

#[derive(Debug)]
struct Speaker {
    label: String,
    /// The folded words of the label.
    words: Vec<u32>,
    /// Records, and bytes of the turns there.
    turns: Vec<(usize, u64)>,
}

impl Voices {
    pub(crate) fn of(archive: &Archive) -> Voices {
        let mut found = Voices { text_bytes: archive.index().text_bytes(), ..Voices::default() };
        let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
        for record_idx in 0..archive.records().len() {
            for (name, n_bytes) in speakers(archive, record_idx) {
                let nth = *by_name.entry(name).or_insert_with_key(|name| {
                    let (label, words) = (name.clone(), words(name));
                    let nth = found.speakers.len();
                    for word in &words {
                        found.by_word.entry(*word).or_default().push(nth);
                    }
                    found.speakers.push(Speaker { label, words, turns: Vec::new() });
                    nth
                });
                if let Some(speaker) = found.speakers.get_mut(nth) {
                    speaker.turns.push((record_idx, n_bytes));
                }
            }
        }
        found
    }

    /// The share of the archive's text, 0 to 1, that stands in turns whose label satisfies `is_theirs`.
    pub fn share(&self, is_theirs: impl Fn(&str) -> bool) -> f64 {
        let theirs = self.speakers.iter().filter(|speaker| is_theirs(&speaker.label));
        let n_bytes: u64 = theirs.flat_map(|speaker| &speaker.turns).map(|(_, n)| n).sum();
        n_bytes as f64 / self.text_bytes.max(1) as f64
    }

    /// The turns of all whom `name` may name.
    pub(crate) fn voice(&self, name: &str) -> Voice {
        let name = words(name);
        let of_word = |word| self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let mut named: Vec<usize> = name.iter().flat_map(of_word).copied().collect();
        named.sort_unstable();
        named.dedup();
        let named = named.into_iter().filter_map(|nth| self.speakers.get(nth));
        let (mut records, mut n_bytes) = (Vec::new(), 0_u64);
        for speaker in named.filter(|speaker| is_one(&name, &speaker.words)) {
            for (record, n) in &speaker.turns {
                records.push(*record);
                n_bytes += n;
            }
        }
        records.sort_unstable();
        records.dedup();
        let share = n_bytes as f64 / self.text_bytes.max(1) as f64;
        Voice { records, share: share.min(1.0) }
    }
}

/// The speakers of a record, and bytes of their turns, each once.
fn speakers(archive: &Archive, record_idx: usize) -> Vec<(String, u64)> {
    if let Some(held) = archive.index().speakers(record_idx) {
        return held;
    }
    let record = archive.records().get(record_idx);
    let turns = record.and_then(|record| record.transcript.as_ref()).map(|said| &said.turns);
    let mut found: Vec<(String, u64)> = Vec::new();
    for turn in turns.into_iter().flatten() {
        let Some(name) = &turn.speaker else { continue };
        let n_bytes = turn.span.len() as u64;
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, n)) => *n += n_bytes,
            None => found.push((name.clone(), n_bytes)),
        }
    }
    found
}

/// Whether both may name one person: every word of the shorter name is in the longer one, as in
/// "MOREAU" and "Ada Moreau".
#[must_use]
pub fn is_one_name(one: &str, other: &str) -> bool {
    is_one(&words(one), &words(other))
}

fn is_one(one: &[u32], other: &[u32]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

fn words(name: &str) -> Vec<u32> {
    tokens(name, Span::new(0, name.len())).into_iter().map(|token| hash(&token.key)).collect()
}
