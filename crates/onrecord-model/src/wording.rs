//! The words whose change alters what a quotation says. Word lists in, questions about folded words
//! out; no text, no alignment.

use crate::lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// The lists of one language; keys are lower case, with ASCII apostrophes.
#[derive(Debug)]
pub struct Wording {
    /// Words that turn the sense round; note: full, weak, implicit.
    pub negators: Lexicon,
    /// Hedges of up to seven words; note: doubt, stress, about, filler.
    pub hedges: Lexicon,
    /// Modal words of up to two words; note: their group.
    pub modals: Lexicon,
    /// How many, how often; note: their group.
    pub quantifiers: Lexicon,
    /// Fillers of up to four words; note: pause, marker, joiner.
    pub fillers: Lexicon,
    /// Openers of limiting stretches, up to three words; note: limit or condition.
    pub reversals: Lexicon,
    /// Personal pronouns; note: person and number.
    pub pronouns: Lexicon,
    /// Closed-class words; note: the class.
    pub function_words: Lexicon,
    /// Units, magnitudes, currencies; note: what they measure.
    pub units: Lexicon,
    /// Number words; note: the value.
    pub numerals: Lexicon,
    irregular: Lexicon,
    distinct: Lexicon,
    antonyms: FxHashMap<&'static str, Vec<&'static str>>,
    synonyms: FxHashMap<&'static str, Vec<usize>>,
}

/// The time a verb's form gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// "closed", "went".
    Past,
    /// "closes", "is".
    Present,
}

impl Wording {
    /// Reads the embedded English lists.
    #[must_use]
    pub fn english() -> Wording {
        Wording {
            negators: Lexicon::parse(include_str!("../assets/en/wording/negators.tsv")),
            hedges: Lexicon::parse(include_str!("../assets/en/wording/hedges.tsv")),
            modals: Lexicon::parse(include_str!("../assets/en/wording/modals.tsv")),
            quantifiers: Lexicon::parse(include_str!("../assets/en/wording/quantifiers.tsv")),
            fillers: Lexicon::parse(include_str!("../assets/en/wording/fillers.tsv")),
            reversals: Lexicon::parse(include_str!("../assets/en/wording/reversals.tsv")),
            pronouns: Lexicon::parse(include_str!("../assets/en/wording/pronouns.tsv")),
            function_words: Lexicon::parse(include_str!("../assets/en/wording/function_words.tsv")),
            units: Lexicon::parse(include_str!("../assets/en/wording/units.tsv")),
            numerals: Lexicon::parse(include_str!("../assets/en/wording/numerals.tsv")),
            irregular: Lexicon::parse(include_str!("../assets/en/wording/irregular.tsv")),
            distinct: Lexicon::parse(include_str!("../assets/en/wording/distinct.tsv")),
            antonyms: antonyms(include_str!("../assets/en/wording/antonyms.tsv")),
            synonyms: synonyms(include_str!("../assets/en/wording/synonyms.tsv")),
        }
    }

    /// The word's ground form: by the table of irregular forms, else by cutting -s, -ed, -ing, -'s
    /// and what those endings hide (a final e, y, a doubled consonant). Rough, and no word of its
    /// own: two words are forms of one word if their ground forms are equal.
    #[must_use]
    pub fn ground<'a>(&self, word: &'a str) -> &'a str {
        match self.irregular.get(word).and_then(|note| note.split(' ').next()) {
            Some(lemma) => stem(lemma),
            None => stem(word),
        }
    }

    /// The time that the form of a verb gives; `None` for base forms, participles and other words.
    #[must_use]
    pub fn time(&self, word: &str) -> Option<Time> {
        if let Some(note) = self.irregular.get(word) {
            return match note.split(' ').nth(1) {
                Some("past") => Some(Time::Past),
                Some("present") => Some(Time::Present),
                _ => None,
            };
        }
        if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") {
            return Some(Time::Past);
        }
        (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")).then_some(Time::Present)
    }

    /// Whether one turns the sense of the other round: "rise" and "fall", "able" and "unable".
    #[must_use]
    pub fn are_opposed(&self, a: &str, b: &str) -> bool {
        let listed =
            |a: &str, b: &str| self.antonyms.get(a).is_some_and(|others| others.contains(&b));
        listed(a, b)
            || listed(self.ground(a), self.ground(b))
            || is_prefixed(a, b)
            || is_prefixed(b, a)
    }

    /// Whether two names a letter or two apart are known to be two: "australia", "austria".
    #[must_use]
    pub fn are_distinct(&self, a: &str, b: &str) -> bool {
        self.distinct.get(a).zip(self.distinct.get(b)).is_some_and(|(a, b)| a == b)
    }

    /// Whether both stand in one set of words of like meaning.
    #[must_use]
    pub fn are_synonyms(&self, a: &str, b: &str) -> bool {
        self.synonym_sets(a).iter().any(|set| self.synonym_sets(b).contains(set))
    }

    /// The sets of words of like meaning that the word stands in, as numbers of lines of the list.
    #[must_use]
    pub fn synonym_sets(&self, word: &str) -> &[usize] {
        self.synonyms.get(self.ground(word)).map_or(&[], Vec::as_slice)
    }
}

/// Whether `long` is `word` behind a prefix that turns it round. Four letters at least, so that
/// "form" and "inform" are not taken for such a pair by chance more often than need be.
fn is_prefixed(word: &str, long: &str) -> bool {
    word.len() >= 4
        && ["un", "in", "im", "ir", "il", "dis", "non", "mis"]
            .iter()
            .any(|prefix| long.strip_prefix(prefix) == Some(word))
        && !matches!(word, "form" | "formed" | "forms" | "formation" | "side" | "come" | "deed")
}

fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
    let cut = ["ing", "ies", "ied", "es", "ed", "s"].iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        let keeps = rest.len() >= 2 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        (keeps && !(*ending == "s" && rest.ends_with('s'))).then_some(rest)
    });
    let rest = cut.unwrap_or(word);
    let rest = match rest.strip_suffix(['e', 'y', 'i']) {
        Some(short) if short.len() >= 2 => short,
        _ => rest,
    };
    let bytes = rest.as_bytes();
    match bytes {
        [.., a, b] if a == b && b.is_ascii_alphabetic() && rest.len() > 3 => {
            rest.get(..rest.len() - 1).unwrap_or(rest)
        }
        _ => rest,
    }
}

fn entries(tsv: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    tsv.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

/// Each pair as written and by its stems, both ways.
fn antonyms(tsv: &'static str) -> FxHashMap<&'static str, Vec<&'static str>> {
    let mut pairs: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for (a, b) in entries(tsv) {
        for (a, b) in [(a, b), (b, a), (stem(a), stem(b)), (stem(b), stem(a))] {
            pairs.entry(a).or_default().push(b);
        }
    }
    pairs
}

fn synonyms(tsv: &'static str) -> FxHashMap<&'static str, Vec<usize>> {
    let mut sets: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    for (set, (first, others)) in entries(tsv).enumerate() {
        for word in std::iter::once(first).chain(others.split(' ')) {
            sets.entry(stem(word)).or_default().push(set);
        }
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_ground_form() {
        let wording = Wording::english();
        for (a, b) in [
            ("close", "closed"),
            ("closing", "closes"),
            ("plan", "planned"),
            ("city", "cities"),
            ("was", "are"),
            ("mayor", "mayor's"),
        ] {
            assert_eq!(wording.ground(a), wording.ground(b), "{a} {b}");
        }
        for (a, b) in [("plant", "plan"), ("thing", "the"), ("need", "kneel")] {
            assert_ne!(wording.ground(a), wording.ground(b), "{a} {b}");
        }
    }

    #[test]
    fn opposed_words_are_found_in_any_form() {
        let wording = Wording::english();
        assert!(wording.are_opposed("increased", "decreases"));
        assert!(wording.are_opposed("able", "unable"));
        assert!(!wording.are_opposed("form", "inform"));
        assert!(!wording.are_opposed("increase", "increased"));
    }
}
