//! A block's text in, its words with guessed classes out: what the search for cues and sources reads
//! instead of a parse. A quoted stretch is one lexeme, so that "“…,” she said" is three. Classes are
//! guesses from lists, endings and capitals; nothing here knows what a quotation is.

use crate::text::span::Span;
use onrecord_model::Model;

/// One word, mark or quoted stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// Its place in the document's text. A possessive ending belongs to its word.
    pub(crate) span: Span,
    /// The guessed class.
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

/// The lexemes of `block`. `quoted` are the outer spans, marks included, of stretches that count as
/// one lexeme, ordered and disjoint.
pub(crate) fn lexemes(model: &Model, text: &str, block: Span, quoted: &[Span]) -> Vec<Lexeme> {
    let mut found = Vec::new();
    let mut at = block.start();
    let mut quoted = quoted.iter().copied().peekable();
    let capitals = capitals(block.of(text));
    while at < block.end() {
        if let Some(span) = quoted.next_if(|span| span.start() <= at) {
            if span.end() > at {
                let span = Span::new(at, span.end());
                found.push(Lexeme { span, class: Class::Quoted, cue: None, possessive: false });
                at = span.end();
            }
            continue;
        }
        let end = quoted.peek().map_or(block.end(), |span| span.start().min(block.end()));
        let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) else { break };
        at += plain(model, rest, at, capitals, &mut found);
    }
    settle(text, &mut found);
    found
}

/// Whether three of four long words begin with a capital: a headline, not running text.
fn capitals(text: &str) -> Capitals {
    let long = text.split_whitespace().filter(|word| word.chars().count() > 3);
    let (mut n_long, mut n_capital) = (0_usize, 0_usize);
    for word in long.take(60) {
        n_long += 1;
        n_capital += usize::from(word.starts_with(|c: char| !c.is_lowercase()));
    }
    if n_long > 3 && n_capital * 4 >= n_long * 3 { Capitals::Everywhere } else { Capitals::Names }
}

/// Reads one lexeme from the start of `rest`, which lies at byte `at`; gives the bytes read.
fn plain(
    model: &Model,
    rest: &str,
    at: usize,
    capitals: Capitals,
    found: &mut Vec<Lexeme>,
) -> usize {
    let Some(first) = rest.chars().next() else { return 1 };
    let after_quoted = found.last().is_some_and(|last| last.class == Class::Quoted);
    let mut push = |len: usize, class: Class| {
        let span = Span::new(at, at + len);
        found.push(Lexeme { span, class, cue: None, possessive: false });
        len
    };
    if !first.is_alphanumeric() {
        let len = first.len_utf8();
        let class = match first {
            ',' => Class::Comma,
            ':' => Class::Colon,
            ';' => Class::Semicolon,
            '—' | '–' | '―' => Class::Dash,
            '-' => return dash(rest, len, &mut push),
            '(' | '[' => Class::Open,
            ')' | ']' => Class::Close,
            '.' | '!' | '?' | '…' => Class::Stop,
            '\n' if after_quoted => Class::Stop,
            _ => return len,
        };
        return push(len, class);
    }
    let len = word_len(rest);
    let word = rest.get(..len).unwrap_or(rest);
    let opens = found.last().is_none_or(|last| {
        matches!(last.class, Class::Stop | Class::Quoted | Class::Colon | Class::Open)
    });
    found.push(classify(model, word, at, opens, capitals));
    len
}

/// Hyphens with a space on either side are dashes; "--" is one too.
fn dash(rest: &str, len: usize, push: &mut impl FnMut(usize, Class) -> usize) -> usize {
    let run = rest.bytes().take_while(|byte| *byte == b'-').count();
    let opens = rest.get(run..).is_some_and(|after| after.starts_with(char::is_whitespace));
    if run > 1 || opens || rest.get(run..).is_some_and(|a| a.starts_with(char::is_uppercase)) {
        push(run, Class::Dash)
    } else {
        len
    }
}

/// Letters, digits, inner hyphens and apostrophes, and the full stops of "U.S.", "J." and "Mr.".
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = c.is_alphanumeric()
            || matches!(c, '\'' | '’' | '-' | '&' | '*' | '@' | '_')
                && next.is_some_and(char::is_alphanumeric)
            || c == '.' && next.is_some_and(char::is_alphanumeric)
            || matches!(c, '\'' | '’') && rest.get(..at).is_some_and(|word| word.ends_with('s'));
        if !joins {
            break;
        }
        len = at + c.len_utf8();
    }
    let word = rest.get(..len).unwrap_or("");
    let stop = rest.get(len..).is_some_and(|after| after.starts_with('.'));
    if stop && is_abbreviation(word) { len + 1 } else { len }
}

/// Words whose full stop ends no sentence: initials, "U.S", and the common short titles.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 32] = [
        "Mr", "Mrs", "Ms", "Dr", "Sen", "Sens", "Rep", "Reps", "Gov", "Lt", "Gen", "Col", "Sgt",
        "Capt", "Maj", "Adm", "Prof", "Rev", "Hon", "St", "Jr", "Sr", "Amb", "Fr", "Cmdr", "Det",
        "Atty", "Pres", "Supt", "Sec", "No", "Messrs",
    ];
    let single = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    single || dotted || SHORT.contains(&word)
}

fn classify(model: &Model, word: &str, at: usize, opens: bool, capitals: Capitals) -> Lexeme {
    let span = Span::new(at, at + word.len());
    let stem = ["'s", "’s", "'", "’"].iter().find_map(|ending| word.strip_suffix(ending));
    let possessive = stem.is_some();
    let lower = stem.unwrap_or(word).trim_end_matches('.').to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    let may_be_name = capital && lower != "i";
    let listed = model.words.get(&lower).or_else(|| model.words.get(&word.to_lowercase()));
    let named = may_be_name && capitals == Capitals::Names && !opens;
    let cue = if named { None } else { model.cues.get(&lower).and_then(cue_class) };
    let class = match listed.map(class_of) {
        Some(Class::Time) => Class::Time,
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
    Lexeme { span, class, cue, possessive }
}

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

/// Corrects classes by what stands before: "a report" is a noun, "experts report" a verb; "her" before
/// a noun belongs to it, "told her" does not.
fn settle(text: &str, found: &mut [Lexeme]) {
    for at in 0..found.len() {
        let Some(lexeme) = found.get(at).copied() else { break };
        let before = at.checked_sub(1).and_then(|before| found.get(before)).copied();
        let next = found.get(at + 1).map(|next| next.class);
        let class = match lexeme.class {
            Class::Base | Class::Third | Class::Participle
                if before.is_some_and(|b| takes_noun(text, b, lexeme))
                    || lexeme.class == Class::Base && follows_singular(text, found, at) =>
            {
                Class::Noun
            }
            Class::Auxiliary if may_be_given_name(text, lexeme, next) => Class::Name,
            Class::Possessive if lexeme.span.of(text).eq_ignore_ascii_case("her") => {
                let holds = next.is_some_and(|next| {
                    next.is_nominal()
                        || next.is_verb()
                        || matches!(next, Class::Quoted | Class::Time)
                });
                if holds { Class::Possessive } else { Class::Object }
            }
            Class::Determiner if stands_alone(lexeme.span.of(text), next) => Class::Pronoun,
            class => class,
        };
        if let Some(lexeme) = found.get_mut(at) {
            lexeme.class = class;
        }
    }
}

/// "some say", "one of them": a determiner other than an article, with no noun after it.
fn stands_alone(word: &str, next: Option<Class>) -> bool {
    let article =
        ["a", "an", "the", "every", "no", "such"].iter().any(|a| word.eq_ignore_ascii_case(a));
    let goes_on = next.is_some_and(|next| {
        next.is_nominal()
            || matches!(
                next,
                Class::Determiner
                    | Class::Possessive
                    | Class::Participle
                    | Class::Adverb
                    | Class::Quoted
                    | Class::Time
            )
    });
    !article && !goes_on
}

fn takes_noun(text: &str, before: Lexeme, word: Lexeme) -> bool {
    if before.possessive {
        return word.class != Class::Participle;
    }
    match before.class {
        _ if word.class == Class::Participle => {
            word.cue == Some(CueClass::Weak) && before.class == Class::Name
        }
        Class::Determiner => {
            !matches!(before.span.of(text), "all" | "both" | "others" | "many" | "some")
        }
        Class::Possessive => true,
        Class::Preposition => !before.span.of(text).eq_ignore_ascii_case("to"),
        Class::Noun => word.class == Class::Base && !before.span.of(text).ends_with('s'),
        Class::Name => {
            let is_weak = word.cue.is_none_or(|cue| cue == CueClass::Weak);
            word.class == Class::Base && is_weak && !before.span.of(text).ends_with('s')
        }
        _ => false,
    }
}

/// "a Poe-style retort": a base form after a singular phrase that an article opens is its noun.
fn follows_singular(text: &str, found: &[Lexeme], at: usize) -> bool {
    let floor = at.saturating_sub(5);
    let before = found.get(floor..at).unwrap_or_default();
    let singular = before
        .last()
        .is_some_and(|last| last.class.is_nominal() && !last.span.of(text).ends_with('s'));
    let opener = before.iter().rev().find(|lexeme| !lexeme.class.is_nominal());
    singular && opener.is_some_and(|lexeme| lexeme.class == Class::Determiner)
}

/// "Will Poe said": a capital and a name after it.
fn may_be_given_name(text: &str, lexeme: Lexeme, next: Option<Class>) -> bool {
    lexeme.span.of(text) == "Will" && next == Some(Class::Name)
}
