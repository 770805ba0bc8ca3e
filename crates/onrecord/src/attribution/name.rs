//! A printed name as it was read: its titles, its place in the sentence, and whether it stands in the
//! narration, inside a quotation or in a caption. Which names mean the same person is
//! [`crate::attribution::roster`]'s question.

use crate::text::span::Span;

/// What a pronoun, title or given name says of gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// One printed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The name without titles and without a possessive ending.
    pub(crate) span: Span,
    /// Its words as printed.
    pub(crate) words: Vec<String>,
    /// Titles and nouns for persons that stand with it, lower case: "sen", "singer".
    pub(crate) roles: Vec<String>,
    /// The other words of descriptions beside it, lower case: "vermont" of "the Vermont senator".
    pub(crate) dress: Vec<String>,
    /// Whether a title stands right before it.
    pub(crate) titled: bool,
    /// Whether an article stands right before it: "the Senate", "a Democrat".
    pub(crate) articled: bool,
    /// The block it stands in.
    pub(crate) block: usize,
    /// Its part in the sentence.
    pub(crate) place: Place,
    /// Where it is printed.
    pub(crate) side: Side,
}

/// What a name does in its sentence, as far as the word before it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The first phrase of its sentence.
    Opening,
    Subject,
    /// After a verb.
    Object,
    /// After a preposition.
    Oblique,
    Owner,
    /// Before a noun: "the Poe campaign".
    Modifier,
}

/// Where a name is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Narration,
    Quoted,
    /// A title of the text.
    Headline,
    /// A caption, credit or byline.
    Margin,
}

/// The gender that a pronoun says.
pub(crate) fn gender(word: &str) -> Option<Gender> {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// The word without a possessive ending.
pub(crate) fn without_owner(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}
