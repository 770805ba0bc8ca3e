//! A list of phrases: text of a `.tsv` in, the longest one that a run of words begins with out.

use crate::lexicon::entries;
use rustc_hash::FxHashMap;

/// Phrases with their notes, by first word. `*` in a phrase stands for any one word but the first.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

impl Phrases {
    /// Reads `phrase<TAB>note` lines; blank lines and lines that open with `#` are passed over.
    #[must_use]
    pub fn parse(tsv: &'static str) -> Phrases {
        let mut by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>> =
            FxHashMap::default();
        for (phrase, note) in entries(tsv) {
            let words: Vec<&'static str> = phrase.split(' ').collect();
            if let Some(first) = words.first() {
                by_first.entry(first).or_default().push((words, note));
            }
        }
        Phrases { by_first }
    }

    /// How many words the longest phrase has with which `words` (lower case) begin, and its note.
    #[must_use]
    pub fn longest(&self, words: &[String]) -> Option<(usize, &'static str)> {
        let phrases = self.by_first.get(words.first()?.as_str())?;
        let fits = |phrase: &[&str]| {
            phrase.len() <= words.len()
                && phrase.iter().zip(words).all(|(wanted, word)| *wanted == "*" || *wanted == word)
        };
        let found = phrases.iter().filter(|(phrase, _)| fits(phrase));
        found.max_by_key(|(phrase, _)| phrase.len()).map(|(phrase, note)| (phrase.len(), *note))
    }
}
