//! The names of differences: one list, each with its stable number and class.
//!
//! Numbers: `OR0xx` extraction and attribution, `OR1xx` wording, `OR2xx` meaning-bearing, `OR3xx`
//! context and headline, `OR4xx` record quality, `OR5xx` another speaker, occasion or date.

use serde::{Deserialize, Serialize, Serializer};

/// Whether a difference touches what a reader takes away; the first three are ordered
/// from harmless to meaning-bearing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Same words, or an edit that every house allows or that is marked.
    Harmless,
    /// Words differ; none of the known carriers of meaning is touched.
    Wording,
    /// May alter the meaning.
    Meaning,
    /// Whose words they are and on what occasion they were said; the words themselves may agree.
    Attribution,
}

macro_rules! codes {
    ($($variant:ident $number:literal $name:literal $class:ident $doc:literal;)+) => {
        /// What a difference is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $variant,)+ }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The stable number: "OR201".
            #[must_use]
            pub fn number(self) -> &'static str { match self { $(Code::$variant => $number,)+ } }

            /// The name: "negation".
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Code::$variant => $name,)+ } }

            /// Its class.
            #[must_use]
            pub fn class(self) -> Class { match self { $(Code::$variant => Class::$class,)+ } }

            /// One line on what it is.
            #[must_use]
            pub fn summary(self) -> &'static str { match self { $(Code::$variant => $doc,)+ } }
        }
    };
}

codes! {
    Typography "OR101" "typography" Harmless "Marks, case, dashes or spaces differ.";
    Spelling "OR102" "spelling" Harmless "The same word in another spelling.";
    NumberFormat "OR103" "number-format" Harmless "The same number written another way.";
    Disfluency "OR104" "disfluency" Harmless "Fillers, repeats or broken-off starts are left out.";
    Contraction "OR105" "contraction" Harmless "A contraction is written out, or the reverse.";
    BracketedSubstitution "OR106" "bracketed-substitution" Harmless "Words in brackets stand for words that the record gives.";
    MarkedElision "OR107" "marked-elision" Harmless "Words are left out under an ellipsis, inside one turn.";
    Masking "OR108" "masking" Harmless "Letters of a word are masked.";
    Translation "OR109" "translation" Harmless "The quotation is a translation, and says so.";
    Synonym "OR121" "synonym" Wording "Another word of like meaning.";
    FunctionWord "OR122" "function-word" Wording "An article, preposition or the like differs.";
    Inflection "OR123" "inflection" Wording "The same word in another form.";
    WordDropped "OR124" "word-dropped" Wording "A word of the record is left out without a mark.";
    WordAdded "OR125" "word-added" Wording "A word stands in the quotation that the record does not have.";
    WordChanged "OR126" "word-changed" Wording "Another word stands in its place.";
    Order "OR127" "order" Wording "Words inside a sentence stand in another order.";
    UnsupportedBracket "OR128" "unsupported-bracket" Wording "Words in brackets for which the record gives no antecedent nearby.";
    Paraphrase "OR129" "paraphrase" Wording "Fewer than six in ten of the words between the marks are the record's.";
    Negation "OR201" "negation" Meaning "A negation, or a word that turns the sense round, is dropped, added or changed.";
    Number "OR202" "number" Meaning "A number, unit or magnitude differs.";
    Name "OR203" "name" Meaning "Another person, place or body is named.";
    Pronoun "OR204" "pronoun" Meaning "Another pronoun: who did it changes.";
    Agent "OR205" "agent" Meaning "Subject and object are swapped.";
    Quantifier "OR206" "quantifier" Meaning "How many or how often differs: all, some, ever, never, only.";
    Modality "OR207" "modality" Meaning "Will, may, must or should differs.";
    Hedge "OR208" "hedge" Meaning "A hedge or a stress on certainty is dropped or added.";
    Tense "OR209" "tense" Meaning "The time of an act is moved.";
    Truncation "OR210" "truncation" Meaning "The sentence goes on in the record, and the part left out limits or reverses it.";
    DroppedCondition "OR211" "dropped-condition" Meaning "A condition is left out or added.";
    Question "OR212" "question" Meaning "A question is printed as a statement, or a statement as a question.";
    CoReason "OR301" "co-reason" Meaning "One of several stated reasons is given as the reason.";
    Splice "OR302" "splice" Meaning "Parts that stand apart in the record are joined as one.";
    Reordered "OR303" "reordered" Meaning "Parts stand in the reverse of the order in which they were said.";
    QuestionAnswer "OR304" "question-answer" Meaning "Words of another speaker's question or remark stand in the answer.";
    Tone "OR305" "tone" Harmless "The record marks laughter or a joke at these words, and the article says nothing of it: advice, never raised.";
    Misattributed "OR501" "misattributed" Attribution "The words are on record, said by another speaker than the article gives.";
    OtherOccasion "OR502" "other-occasion" Attribution "The words are on record on another day than the article gives, or only after its publication.";
}

impl Code {
    /// The code with this number or name.
    #[must_use]
    pub fn find(word: &str) -> Option<Code> {
        let same = |code: &&Code| code.number().eq_ignore_ascii_case(word) || code.name() == word;
        Code::ALL.iter().find(same).copied()
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
