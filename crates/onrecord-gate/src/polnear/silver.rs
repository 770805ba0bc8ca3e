//! What the automatic parses say of a gold source: its sort and the names of its chain. A quick look at
//! many quotations, where the judged ones are few: chains err as often as we do, so a disagreement is
//! something to read and no error.

use crate::polnear::annotation::Points;
use crate::polnear::corpus::Text;
use crate::polnear::parse::Parse;

/// What a gold source is by its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadSort {
    /// A person's name.
    Name,
    /// "he", "she", "who".
    Pronoun,
    /// Other words: "the senator", "a spokesman".
    Description,
    /// The row has no source.
    Nobody,
}

impl HeadSort {
    /// Every sort with its name, in the order of the table.
    pub const ALL: [(&'static str, HeadSort); 4] = [
        ("name", HeadSort::Name),
        ("pronoun", HeadSort::Pronoun),
        ("description", HeadSort::Description),
        ("nobody", HeadSort::Nobody),
    ];
}

/// A gold source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silver {
    /// What its head is.
    pub sort: HeadSort,
    /// The gold words.
    pub words: String,
    /// The names of its chain, as printed.
    pub names: Vec<String>,
}

/// How our speaker goes with a gold source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A word of the chain's names, or of the gold words, is in ours.
    Alike,
    /// None is.
    Unlike,
    /// We give nobody.
    Unclear,
}

impl Likeness {
    /// Every answer with its name, in the order of the table.
    pub const ALL: [(&'static str, Likeness); 3] =
        [("alike", Likeness::Alike), ("unlike", Likeness::Unlike), ("unclear", Likeness::Unclear)];
}

impl Silver {
    /// Reads the gold source at `parts`.
    #[must_use]
    pub fn of(text: &Text, parse: &Parse, parts: &[Points]) -> Silver {
        let cut = |part: &Points| -> String {
            text.text.chars().skip(part.start).take(part.end - part.start).collect()
        };
        let join = |parts: &[Points]| parts.iter().map(cut).collect::<Vec<_>>().join(" ");
        let words = join(parts);
        let Some(head) = parse.head(parts) else {
            return Silver { sort: HeadSort::Nobody, words, names: Vec::new() };
        };
        let names: Vec<Vec<Points>> = parse.names_of(head);
        let is_pronoun = ["he", "she", "who", "him", "her", "his", "they"]
            .contains(&cut(&head).to_lowercase().as_str());
        let sort = match () {
            () if is_pronoun => HeadSort::Pronoun,
            () if names.len() == 1 && names[0].contains(&head) => HeadSort::Name,
            () => HeadSort::Description,
        };
        let mut names: Vec<String> = names.iter().map(|name| join(name)).collect();
        names.sort();
        names.dedup();
        Silver { sort, words, names }
    }

    /// How `speaker` goes with it.
    #[must_use]
    pub fn likeness(&self, speaker: Option<&str>) -> Likeness {
        let Some(speaker) = speaker else { return Likeness::Unclear };
        let words_of = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let long = words.filter(|word| word.chars().count() > 2);
            long.map(str::to_lowercase).filter(|word| word != "the").collect()
        };
        let ours = words_of(speaker);
        let last_of = |name: &String| words_of(name).pop();
        let is_named = self.names.iter().filter_map(last_of).any(|word| ours.contains(&word));
        let is_described = self.names.is_empty()
            && self.sort == HeadSort::Description
            && words_of(&self.words).iter().any(|word| ours.contains(word));
        if is_named || is_described { Likeness::Alike } else { Likeness::Unlike }
    }
}
