//! What was learned or listed. Word lists in, look-ups out; knows strings and numbers, not quotations.
//!
//! Lists live in `assets/en/*.tsv`: one entry a line, key first, notes after a tab; `#` opens a
//! comment line.

pub mod folding;
pub(crate) mod lanes;
pub mod lexicon;
pub mod phrases;
pub mod sequence;
pub mod syntax;
pub mod wording;

use std::sync::LazyLock;

pub use lexicon::Lexicon;
pub use phrases::Phrases;
pub use wording::{Time, Wording};

/// The word lists of one language.
#[derive(Debug)]
pub struct Model {
    /// Reporting words, lower case, as inflected forms: "said", "says"; the note gives the class, which
    /// the head of the file explains.
    pub cues: Lexicon,
    /// Words of cues that name another act than speech; the note is the act, which the head of the file
    /// explains.
    pub acts: Lexicon,
    /// How often a reporting word reports words in marks after it, of a hundred: "said" 82; only words
    /// that were counted.
    pub reports: Lexicon,
    /// Verbs that report a claim in a headline without marks; the note is `told` where the hearer
    /// stands before the claim.
    pub headline_cues: Lexicon,
    /// Words before a name that are not part of it: "Mr", "President", "Sen"; the note is `m` or `f`
    /// where the word says so.
    pub titles: Lexicon,
    /// Word classes that spelling does not show, lower case: "he" is a `pronoun`, "the" a `det`.
    pub words: Lexicon,
    /// Given names, lower case; the note is `f`, `m` or `u`.
    pub given_names: Lexicon,
    /// Nouns for persons, singular, lower case; the note is `f`, `m` or empty.
    pub roles: Lexicon,
    /// Words that make a name the name of a body, or, with the note `place`, of no person.
    pub bodies: Lexicon,
    /// Nouns for occasions of speech, lower case: "rally".
    pub occasions: Lexicon,
    /// Phrases that speak of earlier speech: "never said". The note says what they do to it and where
    /// its words stand, which the head of the file explains.
    pub earlier: Phrases,
    /// Weights of what speaks for a candidate of a pronoun, in thousandths: a line a group of features,
    /// one number a value.
    pub pronouns: Lexicon,
    /// Weights of the features of a pronoun inside a sentence, by grammar.
    pub clauses: Lexicon,
    /// The words whose change alters what a quotation says.
    pub wording: Wording,
}

static ENGLISH: LazyLock<Model> = LazyLock::new(|| Model {
    cues: Lexicon::parse(include_str!("../assets/en/cues.tsv")),
    acts: Lexicon::parse(include_str!("../assets/en/acts.tsv")),
    reports: Lexicon::parse(include_str!("../assets/en/reports.tsv")),
    headline_cues: Lexicon::parse(include_str!("../assets/en/headline_cues.tsv")),
    titles: Lexicon::parse(include_str!("../assets/en/titles.tsv")),
    words: Lexicon::parse(include_str!("../assets/en/words.tsv")),
    given_names: Lexicon::parse(include_str!("../assets/en/given_names.tsv")),
    roles: Lexicon::parse(include_str!("../assets/en/roles.tsv")),
    bodies: Lexicon::parse(include_str!("../assets/en/bodies.tsv")),
    occasions: Lexicon::parse(include_str!("../assets/en/occasions.tsv")),
    earlier: Phrases::parse(include_str!("../assets/en/earlier.tsv")),
    pronouns: Lexicon::parse(include_str!("../assets/en/pronouns.tsv")),
    clauses: Lexicon::parse(include_str!("../assets/en/clauses.tsv")),
    wording: Wording::english(),
});

impl Model {
    /// The English lists, parsed once a process.
    #[must_use]
    pub fn english() -> &'static Model {
        &ENGLISH
    }
}
