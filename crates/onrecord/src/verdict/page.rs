//! What the rules say of themselves: a code in, its page out. One file a code in `pages/`. Left out:
//! the levels, which each policy sets.

use crate::verdict::code::Code;
use serde::{Deserialize, Serialize};

/// The page of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What the rule looks at.
    pub looks: String,
    /// When it fires.
    pub fires: String,
    /// When it stays silent.
    pub silent: String,
    /// The house rule, the law or the measurement behind it.
    pub source: String,
    /// A record, a report of it, and what comes out.
    pub example: Example,
}

/// A record, a report of it, and what comes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The record's name, where it tells of the occasion; else it tells nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The record's turns, `NAME: text`, parted by blank lines.
    pub said: String,
    /// The article, in Markdown.
    pub printed: String,
    /// The name of the grade that the quotation gets.
    pub grade: String,
    /// The sentence of the difference.
    pub sentence: String,
}

impl Page {
    /// The page of `code`; `None` only if its text does not read, which a test of all pages rules out.
    #[must_use]
    pub fn of(code: Code) -> Option<Page> {
        toml::from_str(text(code)).ok()
    }
}

macro_rules! pages {
    ($($variant:ident $name:literal;)+) => {
        fn text(code: Code) -> &'static str {
            match code {
                $(Code::$variant => include_str!(concat!("pages/", $name, ".toml")),)+
            }
        }
    };
}

pages! {
    Typography "typography";
    Spelling "spelling";
    NumberFormat "number-format";
    Disfluency "disfluency";
    Contraction "contraction";
    BracketedSubstitution "bracketed-substitution";
    MarkedElision "marked-elision";
    Masking "masking";
    Translation "translation";
    Synonym "synonym";
    FunctionWord "function-word";
    Inflection "inflection";
    WordDropped "word-dropped";
    WordAdded "word-added";
    WordChanged "word-changed";
    Order "order";
    UnsupportedBracket "unsupported-bracket";
    Paraphrase "paraphrase";
    Negation "negation";
    Number "number";
    Name "name";
    Pronoun "pronoun";
    Agent "agent";
    Quantifier "quantifier";
    Modality "modality";
    Hedge "hedge";
    Tense "tense";
    Truncation "truncation";
    DroppedCondition "dropped-condition";
    Question "question";
    CoReason "co-reason";
    Splice "splice";
    Reordered "reordered";
    QuestionAnswer "question-answer";
    Tone "tone";
    Misattributed "misattributed";
    OtherOccasion "other-occasion";
}
