//! A hop in plain words. Edges and the texts of both printings in, names and sentences out: what was done to
//! the words, and why one printing is given as made from the other.

use crate::chain::change::{Change, ChangeKind};
use crate::chain::copy::Hop;
use crate::chain::evidence::Ground;
use crate::text::folded::each_token;
use crate::text::span::Span;
use std::ops::{ControlFlow, Range};

/// The name of a kind of hop: what programs read.
#[must_use]
pub fn hop_name(hop: Hop) -> &'static str {
    match hop {
        Hop::Report => "report",
        Hop::WireReprint => "wire-reprint",
        Hop::VerbatimCopy => "verbatim-copy",
        Hop::LightRewrite => "light-rewrite",
        Hop::Paraphrase => "machine-paraphrased-copy",
    }
}

/// A kind of hop for readers.
#[must_use]
pub fn hop(hop: Hop) -> &'static str {
    match hop {
        Hop::Report => "report",
        Hop::WireReprint => "wire reprint",
        Hop::VerbatimCopy => "verbatim copy",
        Hop::LightRewrite => "light rewrite",
        Hop::Paraphrase => "machine-paraphrased copy",
    }
}

/// Why a printing is given as made from another. `outlet` printed the other.
#[must_use]
pub fn ground(ground: Ground, outlet: &str) -> String {
    let counted = |n: usize, one: &str, many: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    };
    match ground {
        Ground::Link => format!("it links to {outlet}"),
        Ground::Credit => format!("it names {outlet}"),
        Ground::SharedDifferences(n) => {
            format!("both have {}", counted(n, "difference in common", "differences in common"))
        }
        Ground::Surroundings(n) => {
            format!("both have {} around the words", counted(n, "sentence", "sentences"))
        }
        Ground::SameWords => "the words are the same".to_owned(),
        Ground::Date => "it came later; nothing else tells".to_owned(),
    }
}

/// What one change did, with the words of both printings as `words` gives them.
#[must_use]
pub fn change(change: &Change, before: &Wording, after: &Wording) -> String {
    let (old, new) = (before.of(&change.before), after.of(&change.after));
    match change.kind {
        ChangeKind::Alike | ChangeKind::Changed => format!("“{old}” is “{new}”"),
        ChangeKind::Dropped => format!("“{old}” is left out"),
        ChangeKind::Trimmed if change.before.start == 0 => {
            format!("“{old}” is left out at the beginning")
        }
        ChangeKind::Trimmed => format!("“{old}” is left out at the end"),
        ChangeKind::Added => format!("“{new}” is put in"),
    }
}

/// The name of a change: what programs read.
#[must_use]
pub fn change_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Alike => "alike",
        ChangeKind::Changed => "changed",
        ChangeKind::Dropped => "left-out",
        ChangeKind::Trimmed => "trimmed",
        ChangeKind::Added => "put-in",
    }
}

/// A text with the places of its words, in the order in which
/// [`words_of`](crate::statement::rendition::words_of) numbers them.
#[derive(Debug, Clone)]
pub struct Wording<'a> {
    text: &'a str,
    places: Vec<Span>,
}

impl<'a> Wording<'a> {
    /// Finds the words of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Wording<'a> {
        let mut places = Vec::new();
        let _whole = each_token(text, Span::new(0, text.len()), &mut |_, place| {
            places.push(place);
            ControlFlow::Continue(())
        });
        Wording { text, places }
    }

    /// The text from the first to the last of these words; empty for no word.
    #[must_use]
    pub fn of(&self, words: &Range<usize>) -> &'a str {
        let places = self.places.get(words.clone()).unwrap_or_default();
        let whole = places.iter().copied().reduce(Span::hull);
        whole.map_or("", |whole| whole.of(self.text))
    }
}

#[cfg(test)]
mod tests {
    use crate::chain::change::changes;
    use crate::chain::phrase::{Wording, change};
    use crate::statement::rendition::words_of;
    use onrecord_model::Model;

    fn told(before: &str, after: &str) -> Vec<String> {
        let words = |text| words_of(Model::english(), text);
        let (old, new) = (Wording::new(before), Wording::new(after));
        let (found, _) = changes(&words(before), &words(after));
        found.iter().map(|one| change(one, &old, &new)).collect()
    }

    #[test]
    fn a_change_is_told_in_the_words_as_they_stand() {
        let said = "We don’t sell the old harbour, not to a bank.";
        assert_eq!(told(said, said), Vec::<String>::new());
        assert_eq!(
            told(said, "We don’t sell the old harbour"),
            ["“not to a bank” is left out at the end"]
        );
        assert_eq!(
            told(said, "We don’t sell the harbour, not to a brewery."),
            ["“old” is left out", "“bank” is “brewery”"]
        );
        assert_eq!(told("we sell it", "we surely sell it"), ["“surely” is put in"]);
    }

    #[test]
    fn no_place_outside_the_text_is_read() {
        assert_eq!(Wording::new("one two").of(&(1..9)), "");
        assert_eq!(Wording::new("").of(&(0..0)), "");
    }
}
