//! A person's names in a text, replaced by words of the same length. Names and a text in, the text with as
//! many bytes and as many characters out, so that every span, id and link into it stays.

use crate::store::identity::folded_name;
use onrecord::text::mask::mask;

/// The spellings to be replaced.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Words of each full spelling, in lower case: "ada", "moreau".
    spellings: Vec<Vec<String>>,
    /// Words that are replaced wherever they stand alone with a capital: "Moreau", "MOREAU".
    alone: Vec<String>,
    /// The full spellings without case, accents and middle initials.
    folded: Vec<String>,
}

/// Which words of a name are replaced where they stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alone {
    /// None.
    No,
    /// Those with a capital: in running text "long" is no Mr Long.
    Capital,
    /// All: in addresses every letter is small.
    Any,
}

/// Titles that are no part of a name: they stand before many.
const TITLES: [&str; 12] =
    ["mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "de", "van", "von", "the"];

impl Names {
    /// The names of somebody with these full spellings, "Ada Moreau"; their last words count alone, and their
    /// first ones.
    #[must_use]
    pub fn new(spellings: &[String]) -> Names {
        let mut names = Names::default();
        for spelling in spellings {
            let words: Vec<String> =
                words(spelling).map(|(at, end)| spelling[at..end].to_lowercase()).collect();
            if words.is_empty() {
                continue;
            }
            // Of a double name each part: "Lindqvist-Oe".
            let tokens = || spelling.split_whitespace();
            let ends = [tokens().next(), tokens().next_back()].into_iter().flatten();
            let parts = ends.flat_map(|token| {
                self::words(token).map(|(at, end)| token[at..end].to_lowercase())
            });
            for word in parts {
                let is_name = word.chars().count() > 2 && !TITLES.contains(&word.as_str());
                if is_name && !names.alone.contains(&word) {
                    names.alone.push(word);
                }
            }
            names.spellings.push(words);
            names.folded.push(folded_name(spelling));
        }
        names.spellings.sort_by_key(|words| std::cmp::Reverse(words.len()));
        names
    }

    /// Whether `text` says one of the full spellings, in whatever case.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        !self.places(text, Alone::No).is_empty()
    }

    /// Whether `name` is one of them as a whole, in whatever dress: "ADA M. MOREAU".
    #[must_use]
    pub fn are(&self, name: &str) -> bool {
        let name = folded_name(name);
        !name.is_empty() && self.folded.contains(&name)
    }

    /// Whether `text`, in lower case, may say a word of theirs: a quick look before a thorough one.
    #[must_use]
    pub fn may_be_in(&self, lower: &str) -> bool {
        self.alone.iter().chain(self.spellings.iter().flatten()).any(|word| lower.contains(word))
    }

    /// Whether a word of theirs has letters that a page may write as an entity.
    #[must_use]
    pub fn are_beyond_ascii(&self) -> bool {
        self.spellings.iter().flatten().any(|word| !word.is_ascii())
    }

    /// `text` with every mention replaced: "Ada Moreau" becomes "Xxx Xxxxxx".
    #[must_use]
    pub fn replaced(&self, text: &str) -> String {
        self.without(text, Alone::Capital)
    }

    /// As [`Names::replaced`], of an address or the name of a file: also "moreau" alone.
    #[must_use]
    pub fn replaced_in_address(&self, address: &str) -> String {
        self.without(address, Alone::Any)
    }

    fn without(&self, text: &str, alone: Alone) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (start, end) in self.places(text, alone) {
            out.push_str(&text[done..start]);
            let mut is_start = true;
            for c in text[start..end].chars() {
                out.push(if c.is_alphabetic() { mask(c, is_start || c.is_uppercase()) } else { c });
                is_start = !c.is_alphabetic();
            }
            done = end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Where the names stand, in order, apart from each other.
    fn places(&self, text: &str, alone: Alone) -> Vec<(usize, usize)> {
        let words: Vec<(usize, usize)> = words(text).collect();
        let lower: Vec<String> =
            words.iter().map(|(start, end)| text[*start..*end].to_lowercase()).collect();
        let mut places = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let full = self.spellings.iter().find(|spelling| lower[at..].starts_with(spelling));
            let n_words = full.map_or(0, Vec::len);
            if n_words > 0 {
                places.push((words[at].0, words[at + n_words - 1].1));
                at += n_words;
                continue;
            }
            let (start, end) = words[at];
            let is_looked_for = match alone {
                Alone::No => false,
                Alone::Capital => text[start..end].starts_with(char::is_uppercase),
                Alone::Any => true,
            };
            if is_looked_for && self.alone.contains(&lower[at]) {
                places.push((start, end));
            }
            at += 1;
        }
        places
    }
}

/// The runs of letters and marks of `text`.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, c)| c.is_alphabetic())?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphabetic() || is_mark(*c)) {
            end = at + c.len_utf8();
        }
        Some((start, end))
    })
}

/// Accents that stand after their letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use crate::erasing::names::Names;
    use proptest::prelude::*;

    fn names() -> Names {
        Names::new(&["Ada Moreau".to_owned(), "Édda Lindqvist-Ōe".to_owned()])
    }

    #[test]
    fn mentions_are_replaced_and_lengths_stay() {
        for (text, wanted) in [
            ("Ada Moreau spoke. Moreau’s plan", "Xxx Xxxxxx spoke. Xxxxxx’s plan"),
            ("ADA MOREAU: We stay.", "XXX XXXXXX: We stay."),
            ("ada moreau wrote; the moreau eel", "Xxx Xxxxxx wrote; the moreau eel"),
            ("Canada and Adaline", "Canada and Adaline"),
            ("<b>Ada</b> Moreau", "<b>Xxx</b> Xxxxxx"),
            ("Édda Lindqvist-Ōe", "Хxxx Xxxxxxxxx-Хx"),
        ] {
            let replaced = names().replaced(text);
            assert_eq!(replaced, wanted);
            assert_eq!(replaced.len(), text.len());
            assert_eq!(names().replaced(&replaced), replaced, "a second time changes nothing");
        }
        assert!(names().are_in("said ada\nmoreau") && !names().are_in("said Moreau"));
        assert!(names().are("ADA K. MOREAU") && !names().are("Ada") && !names().are(""));
        let address = "https://salter.example/2026/moreau-stays";
        assert_eq!(
            names().replaced_in_address(address),
            "https://salter.example/2026/Xxxxxx-stays"
        );
    }

    proptest! {
        #[test]
        fn every_text_keeps_its_places(text in "(?s)(.|Ada Moreau|MOREAU|Édda){0,40}") {
            let replaced = names().replaced(&text);
            prop_assert_eq!(replaced.len(), text.len());
            let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
            prop_assert_eq!(lengths(&replaced), lengths(&text));
            prop_assert!(!names().are_in(&replaced));
        }
    }
}
