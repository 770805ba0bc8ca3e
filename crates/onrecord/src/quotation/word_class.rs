//! One word in, its guessed class out: from the lists of the model, its ending and its capital. What
//! the words around it say is [`crate::quotation::lexeme`]'s part.

use onrecord_model::Model;

/// What a word's own spelling says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Guess {
    pub(crate) class: Class,
    /// The class of reporting word, where the word is listed as one.
    pub(crate) cue: Option<CueClass>,
    /// Whether the word ends in "'s" or "s'".
    pub(crate) possessive: bool,
}

/// What a lexeme may do in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Name,
    /// Nouns and adjectives: both stand inside a noun phrase.
    Noun,
    Number,
    Time,
    Determiner,
    Possessive,
    Pronoun,
    Object,
    Relative,
    That,
    Subordinator,
    Preposition,
    Conjunction,
    Auxiliary,
    Adverb,
    Past,
    Third,
    Base,
    Participle,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    Stop,
    Quoted,
}

/// Classes of reporting words, as `cues.tsv` explains them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueClass {
    Speech,
    Label,
    Thought,
    Weak,
    Document,
}

impl Class {
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Class::Past | Class::Third | Class::Base)
    }

    pub(crate) fn is_verb(self) -> bool {
        self.is_finite() || self == Class::Participle
    }

    pub(crate) fn is_nominal(self) -> bool {
        matches!(self, Class::Name | Class::Noun | Class::Number)
    }
}

/// Whether capitals say that a word is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// Running text.
    Names,
    /// A headline in title case, where every word has one.
    Everywhere,
}

/// Guesses the class of `word`; `opens` says that it begins a sentence, where a capital says nothing.
pub(crate) fn classify(model: &Model, word: &str, opens: bool, capitals: Capitals) -> Guess {
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    let lower = stem.unwrap_or(word).trim_end_matches('.').to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    let may_be_name = capital && lower != "i";
    let possessive = stem.is_some_and(|_| !PRONOUNS.contains(&lower.as_str()));
    let is_whole = stem.is_none() && !word.ends_with('.');
    let listed = match model.words.get(&lower) {
        None if !is_whole => model.words.get(&word.to_lowercase()),
        listed => listed,
    };
    let named = may_be_name && capitals == Capitals::Names && !opens;
    let cue = if named { None } else { model.cues.get(&lower).and_then(cue_class) };
    let is_initial = capital && word.len() == 2 && word.ends_with('.');
    let class = match listed.map(class_of) {
        _ if is_initial => Class::Name,
        Some(Class::Time) => Class::Time,
        // "Julie A. Poe": an initial.
        Some(Class::Determiner) if named && word.ends_with('.') => Class::Name,
        Some(class @ (Class::Determiner | Class::Possessive | Class::Pronoun)) => class,
        Some(Class::Noun) | None if may_be_name && !(cue.is_some() && is_inflected(&lower)) => {
            Class::Name
        }
        _ if named => Class::Name,
        Some(Class::Noun) if cue.is_none() => Class::Noun,
        Some(class) if class != Class::Noun => class,
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
        _ => by_ending(&lower, cue),
    };
    let cue = if class.is_verb() || class == Class::Noun { cue } else { None };
    Guess { class, cue, possessive }
}

/// Endings that are parted from a word before it is looked up.
const ENDINGS: [&str; 12] =
    ["'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'", "’"];

/// Words after which "'s" is a verb.
const PRONOUNS: [&str; 14] = [
    "he", "she", "it", "they", "we", "i", "you", "who", "that", "there", "here", "what", "this",
    "let",
];

fn is_inflected(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with('s') || word.ends_with("ing") || word == "said"
}

fn by_ending(word: &str, cue: Option<CueClass>) -> Class {
    let is_verb = cue.is_some_and(|cue| cue != CueClass::Document);
    if word.ends_with("ly") && !is_verb {
        Class::Adverb
    } else if word.ends_with("ing") {
        Class::Participle
    } else if word.ends_with("ed") {
        Class::Past
    } else if is_verb && word.ends_with('s') {
        Class::Third
    } else if is_verb {
        Class::Base
    } else {
        Class::Noun
    }
}

fn class_of(note: &str) -> Class {
    match note {
        "det" => Class::Determiner,
        "possessive" => Class::Possessive,
        "pronoun" => Class::Pronoun,
        "object" => Class::Object,
        "relative" => Class::Relative,
        "that" => Class::That,
        "subordinator" => Class::Subordinator,
        "preposition" => Class::Preposition,
        "conjunction" => Class::Conjunction,
        "auxiliary" => Class::Auxiliary,
        "adverb" => Class::Adverb,
        "past" => Class::Past,
        "third" => Class::Third,
        "base" => Class::Base,
        "ing" => Class::Participle,
        "time" => Class::Time,
        _ => Class::Noun,
    }
}

fn cue_class(note: &'static str) -> Option<CueClass> {
    match note {
        "speech" => Some(CueClass::Speech),
        "label" => Some(CueClass::Label),
        "thought" => Some(CueClass::Thought),
        "weak" => Some(CueClass::Weak),
        "document" => Some(CueClass::Document),
        _ => None,
    }
}
