//! Which of the labels a text could have are labels in it. Every line of a transcript in, one
//! [`Labelling`] out: a transcript keeps to one style, and what stands in another style in front of a
//! colon ("And the reason is this: …") was said.

use crate::document::label::{Label, Style, label};
use std::collections::BTreeMap;

/// The labels of one text, counted.
#[derive(Debug, Default)]
pub struct Labelling {
    n_of_style: BTreeMap<Style, usize>,
    names: BTreeMap<String, usize>,
    first: Option<(String, Style)>,
}

/// Words in front of a colon that head a page or a list and name no speaker.
const HEADERS: &[&str] = &[
    "title",
    "event",
    "date",
    "place",
    "location",
    "venue",
    "outlet",
    "source",
    "sources",
    "url",
    "link",
    "coverage",
    "participants",
    "speakers",
    "guests",
    "transcript",
    "recorded",
    "published",
    "updated",
    "duration",
    "length",
    "subject",
    "note",
    "notes",
    "copyright",
    "time",
    "episode",
    "topic",
    "summary",
    "kind",
    "warning",
    "update",
    "correction",
    "first",
    "second",
    "third",
    "example",
    "remember",
    "photo",
];

/// Fewest labels in bold or in capitals that make their style the transcript's: with two, the others
/// could still be a heading and a shout.
const FEWEST: usize = 3;

impl Labelling {
    /// Counts the labels of `lines`.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Labelling {
        let mut labelling = Labelling::default();
        for label in lines.filter_map(label).filter(|label| !is_header(label)) {
            *labelling.n_of_style.entry(label.style).or_default() += 1;
            if labelling.first.is_none() {
                labelling.first = Some((label.name.to_owned(), label.style));
            }
            match labelling.names.get_mut(label.name) {
                Some(count) => *count += 1,
                None => {
                    labelling.names.insert(label.name.to_owned(), 1);
                }
            }
        }
        labelling
    }

    /// Whether `label` is one, in this text.
    #[must_use]
    pub fn accepts(&self, label: &Label) -> bool {
        if is_header(label) {
            return false;
        }
        let n_bold = self.n(Style::Bold);
        let first = self.first.as_ref();
        let is_first = first.is_some_and(|(name, _)| name == label.name);
        let opens_in_capitals = first.is_some_and(|(_, style)| *style == Style::Capitals);
        match label.style {
            Style::Bold => n_bold > 1 || is_first,
            Style::Change | Style::Machine | Style::Timed => true,
            Style::Letter => self.n(Style::Letter) > 1,
            Style::Capitals => n_bold < FEWEST,
            Style::Name => {
                let capitals = self.n(Style::Capitals);
                let n = self.names.get(label.name).copied().unwrap_or(0);
                let upper = label.name.to_uppercase();
                if n_bold >= FEWEST || opens_sentence(label.name) {
                    return false;
                }
                // Beside labels in capitals a name in small letters is one if it is the same name,
                // or comes back: "Question:" among "ADA LOW:".
                if opens_in_capitals || capitals >= FEWEST && capitals >= self.n(Style::Name) {
                    return self.names.contains_key(&upper) || n >= FEWEST;
                }
                n > 1 || is_first || label.name.contains(' ')
            }
        }
    }

    /// Whether `name`, in capitals, labels a line of this text: such a label is believed in the
    /// middle of a line too, where a line end was lost.
    #[must_use]
    pub fn knows_capitals(&self, name: &str) -> bool {
        self.n(Style::Capitals) >= FEWEST && self.names.contains_key(name)
    }

    /// Whether the text has labels of at least two different names, or one that comes back.
    #[must_use]
    pub fn is_dialogue(&self) -> bool {
        self.names.len() > 1 || self.names.values().any(|n| *n > 1)
    }

    fn n(&self, style: Style) -> usize {
        self.n_of_style.get(&style).copied().unwrap_or(0)
    }
}

/// Words with which a sentence opens that leads up to a colon, and no name does.
const OPENERS: &[&str] = &[
    "and", "but", "so", "or", "ok", "okay", "now", "in", "on", "at", "after", "before", "then",
    "number", "ladies", "if", "when", "well", "yes", "no", "here", "look", "because", "this",
    "that", "these", "again", "finally", "once", "today", "tomorrow", "let", "as", "for", "to",
    "we", "i", "he", "she", "they", "you",
];

/// Whether `name` is rather the beginning of a sentence ("But Bernie:").
fn opens_sentence(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("").trim_end_matches('.').to_lowercase();
    OPENERS.contains(&first.as_str())
}

/// Whether the label is a heading's ("Date:").
#[must_use]
pub fn is_header(label: &Label) -> bool {
    HEADERS.contains(&label.name.to_lowercase().as_str())
}
