//! Words that refer to somebody without a name, as they were read: pronouns of the third person and
//! definite descriptions. Whom they mean is [`crate::attribution::chain`]'s question.

use crate::attribution::name::{Gender, Place, Side};
use crate::text::span::Span;

/// A pronoun or description in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The pronoun, or the description from its article to its noun.
    pub(crate) span: Span,
    pub(crate) head: Head,
    /// What its phrase does in the sentence.
    pub(crate) place: Place,
    /// The block it stands in.
    pub(crate) block: usize,
    pub(crate) side: Side,
}

/// What a reference says of whom it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Head {
    Pronoun(Gender, Form),
    Definite(Description),
}

/// The grammatical form of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "she"
    Subject,
    /// "him"
    Object,
    /// "his"
    Owner,
    /// "herself"
    Reflexive,
}

/// "the former mayor of Hull".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Description {
    /// The noun for a person, lower case: "mayor".
    pub(crate) noun: String,
    /// The other words of the phrase, lower case: "former".
    pub(crate) dress: Vec<String>,
    /// The words of a phrase with "of", "for" or "at" after it, lower case: "hull".
    pub(crate) complement: Vec<String>,
}

/// The form of the pronoun `word`; `owns` says that a noun follows.
pub(crate) fn form(word: &str, owns: bool) -> Form {
    match word.to_lowercase().as_str() {
        "he" | "she" => Form::Subject,
        "his" | "hers" => Form::Owner,
        "her" if owns => Form::Owner,
        "himself" | "herself" => Form::Reflexive,
        _ => Form::Object,
    }
}
