//! A block's text in, its words with guessed classes out: what the search for cues and sources reads
//! instead of a parse. A quoted stretch is one lexeme, so that "“…,” she said" is three. Classes are
//! guesses from lists, endings and capitals; nothing here knows what a quotation is.

use crate::quotation::word_class::{Capitals, Class, CueClass, Guess, classify};
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
            '.' if rest.get(1..).is_some_and(|after| after.starts_with([')', ',', ';', ':'])) => {
                return len;
            }
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
    let Guess { class, cue, possessive } = classify(model, word, opens, capitals);
    found.push(Lexeme { span: Span::new(at, at + len), class, cue, possessive });
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
    let goes_on = || {
        let after = rest.get(len + 1..).unwrap_or("");
        let next = after.trim_start_matches(' ').chars().next();
        next.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ')' | ';' | ':' | '’' | '\''))
    };
    if stop && (is_abbreviation(word) || STATES.contains(&word) && goes_on()) {
        len + 1
    } else {
        len
    }
}

/// Short forms of American states. At the end of a sentence the full stop is the sentence's as well.
const STATES: [&str; 36] = [
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Fla", "Ga", "Ill", "Ind", "Kan", "Kans", "Ky",
    "La", "Md", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nebr", "Nev", "Okla", "Ore",
    "Penn", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "Wisc",
];

/// Words whose full stop ends no sentence: initials, "U.S", and the common short titles.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 36] = [
        "Mr", "Mrs", "Ms", "Dr", "Sen", "Sens", "Rep", "Reps", "Gov", "Lt", "Gen", "Col", "Sgt",
        "Capt", "Maj", "Adm", "Prof", "Rev", "Hon", "St", "Jr", "Sr", "Amb", "Fr", "Cmdr", "Det",
        "Atty", "Pres", "Supt", "Sec", "No", "Messrs", "Del", "Dels", "Cpl", "Pvt",
    ];
    let single = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    single || dotted || SHORT.contains(&word)
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
                    || may_be_noun(lexeme) && follows_singular(text, found, at) =>
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
            class => class,
        };
        if let Some(lexeme) = found.get_mut(at) {
            lexeme.class = class;
        }
    }
    let next: Vec<Class> = found.iter().skip(1).map(|lexeme| lexeme.class).collect();
    for (at, lexeme) in found.iter_mut().enumerate() {
        if lexeme.class == Class::Determiner
            && stands_alone(lexeme.span.of(text), next.get(at).copied())
        {
            lexeme.class = Class::Pronoun;
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

fn may_be_noun(lexeme: Lexeme) -> bool {
    lexeme.class == Class::Base
        || lexeme.class == Class::Third && lexeme.cue == Some(CueClass::Weak)
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
