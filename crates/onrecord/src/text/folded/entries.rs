//! What the word lists say of a folded word. A key in, its entry out.

use crate::text::folded::number::Atom;
use onrecord_model::folding;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a listed word folds to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entry {
    /// Other words, parted by spaces.
    Words(&'static str),
    /// A part of a number, or a word that may stand inside one.
    Atom(Atom),
    /// A month, after which an ordinal is printed as a plain number.
    Month,
}

static ENTRIES: LazyLock<FxHashMap<&'static str, Entry>> = LazyLock::new(|| {
    let words = folding::variants().map(|(key, words)| (key, Entry::Words(words)));
    let numerals = folding::numerals().filter_map(|(key, note)| {
        let entry =
            if note == "month" { Entry::Month } else { Entry::Atom(Atom::listed(key, note)?) };
        Some((key, entry))
    });
    words.chain(numerals).collect()
});

/// The entry of `key`; `None` for a word that folds to itself.
pub(crate) fn entry(key: &str) -> Option<&'static Entry> {
    ENTRIES.get(key)
}
