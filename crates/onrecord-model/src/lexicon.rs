//! A word list: text of a `.tsv` in, look-ups by exact key out.

use rustc_hash::FxHashMap;

/// Keys with their notes, both borrowed from the embedded file.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: FxHashMap<&'static str, &'static str>,
}

impl Lexicon {
    /// Reads `key<TAB>note` lines; blank lines and lines that open with `#` are passed over.
    #[must_use]
    pub fn parse(tsv: &'static str) -> Lexicon {
        Lexicon { entries: entries(tsv).collect() }
    }

    /// The note of `key`: empty when the entry has none, `None` when there is no such entry.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.entries.get(key).copied()
    }

    /// Whether `key` is listed.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Every key with its note, in the order of the keys.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&'static str, &'static str)> {
        let mut entries: Vec<_> = self.entries.iter().map(|(key, note)| (*key, *note)).collect();
        entries.sort_unstable();
        entries
    }

    /// How many keys are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The keys of a `.tsv` with their notes, in file order; a key without a note has an empty one.
pub(crate) fn entries(tsv: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    tsv.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
}
