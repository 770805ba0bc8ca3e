//! A source span in, what sort of mention it is out: a name, several names, a pronoun, a definite
//! description, or a description of somebody who stays unnamed. Only the head of the phrase counts: in
//! "a spokesman for Poe" Poe is not who speaks.

use crate::attribution::name::{Gender, Name, gender, without_owner};
use crate::attribution::reference::Description;
use crate::document::Document;
use crate::document::block::Role;
use crate::quotation::lexeme::{Lexeme, lexemes};
use crate::quotation::word_class::{Class, CueClass};
use crate::text::span::Span;
use onrecord_model::Model;

/// The head of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mention {
    /// An index into the document's names.
    Name(usize),
    /// Several names joined by "and".
    Names(Vec<usize>),
    /// "he", "she", "his", "her".
    Pronoun(Gender),
    /// "I", "we": the author's own.
    Author,
    /// "they", "it", "others": no one person.
    Plural,
    /// "who", "which": the phrase before it.
    Relative,
    /// "the singer".
    Definite(Description),
    /// Words without a name: "a spokesman for Poe"; the noun of the head, lower case.
    Described(String),
}

/// The stretches between double marks inside `source`: "the “Blue Song” singer".
fn quoted(text: &str, source: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in source.of(text).char_indices() {
        let at = source.start() + at;
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at),
            ('”' | '"', Some(start)) => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Nouns for what somebody says or thinks: "her familiar lines" are hers.
pub(crate) fn is_utterance(noun: &str) -> bool {
    const UTTERANCES: [&str; 31] = [
        "line",
        "word",
        "remark",
        "comment",
        "mind",
        "view",
        "opinion",
        "eye",
        "reply",
        "answer",
        "response",
        "message",
        "speech",
        "tweet",
        "post",
        "retort",
        "joke",
        "quip",
        "pitch",
        "slogan",
        "promise",
        "pledge",
        "claim",
        "testimony",
        "ruling",
        "telling",
        "voice",
        "argument",
        "advice",
        "account",
        "missive",
    ];
    UTTERANCES.contains(&noun)
        || noun.strip_suffix('s').is_some_and(|one| UTTERANCES.contains(&one))
}

fn is_owner(lexeme: &Lexeme) -> bool {
    lexeme.possessive || lexeme.class == Class::Possessive
}

/// Whose text it is: "Poe's letter", "her tweet".
fn owned(text: &str, names: &[Name], owner: &Lexeme) -> (Mention, Span) {
    let word = owner.span.of(text);
    if let Some(gender) = gender(word) {
        return (Mention::Pronoun(gender), owner.span);
    }
    match name_at(names, owner.span) {
        Some(at) => (Mention::Name(at), names.get(at).map_or(owner.span, |name| name.span)),
        None => (Mention::Described(String::new()), owner.span),
    }
}

/// What `source` is, and the words of its head.
pub(crate) fn mention(
    model: &Model,
    document: &Document,
    names: &[Name],
    source: Span,
) -> (Mention, Span) {
    let text = &document.text;
    let lexemes = lexemes(model, text, source, &quoted(text, source));
    let Some(first) = lexemes.first() else { return (Mention::Described(String::new()), source) };
    let word = first.span.of(text).to_lowercase();
    if let Some(gender) = gender(&word).filter(|_| lexemes.len() == 1) {
        return (Mention::Pronoun(gender), first.span);
    }
    let alone = lexemes.len() == 1;
    match word.as_str() {
        "i" | "we" | "me" | "us" => return (Mention::Author, first.span),
        "my" | "our" if alone => return (Mention::Author, first.span),
        "they" | "it" | "their" | "its" | "others" | "you" | "everyone" | "everybody" | "this"
            if alone =>
        {
            return (Mention::Plural, first.span);
        }
        "who" | "which" | "that" | "whose" if alone => return (Mention::Relative, first.span),
        _ => {}
    }
    if let Some(gender) = gender(&word).filter(|_| first.class == Class::Pronoun) {
        return (Mention::Pronoun(gender), first.span);
    }
    let end = core_end(&lexemes);
    let core = lexemes.get(..end).unwrap_or_default();
    let Some(last) = core.last() else { return (Mention::Described(String::new()), source) };
    let head = first.span.hull(last.span);
    let noun = last.span.of(text).to_lowercase();
    if let Some(at) = of_office(text, last.span, names).or_else(|| teller(core, names)) {
        return (Mention::Name(at), names.get(at).map_or(head, |name| name.span));
    }
    // A headline has no room for articles: "Mayor says", "Port Salter mayor says".
    let is_bare = first.class != Class::Determiner
        && model.roles.contains(&noun)
        && !core.iter().any(is_owner)
        && in_headline(document, source)
        && !is_surname(text, names, last.span);
    if !is_bare && last.class == Class::Name && !last.possessive {
        let joined = joined(core, names);
        match joined.as_slice() {
            [] => {}
            [only] => return (Mention::Name(*only), names.get(*only).map_or(head, |n| n.span)),
            _ => return (Mention::Names(joined), head),
        }
    }
    if let Some(at) = apposed(&lexemes, end, names) {
        return (Mention::Name(at), names.get(at).map_or(head, |name| name.span));
    }
    if end == lexemes.len() && is_owner(last) {
        return owned(text, names, last);
    }
    let owner = core.iter().rev().skip(1).find(|lexeme| is_owner(lexeme));
    let is_text = last.cue == Some(CueClass::Document) || is_utterance(&noun);
    if let Some(owner) = owner.filter(|_| is_text) {
        return owned(text, names, owner);
    }
    let is_definite = is_bare || matches!(word.as_str(), "the" | "this" | "that");
    if is_definite && model.roles.contains(&noun) {
        let words = |part: &[Lexeme]| -> Vec<String> {
            let nominal = part.iter().filter(|lexeme| lexeme.class.is_nominal());
            nominal.map(|lexeme| without_owner(lexeme.span.of(text)).to_lowercase()).collect()
        };
        let rest = lexemes.get(end..).unwrap_or_default();
        let is_of = rest.first().is_some_and(|first| first.class == Class::Preposition);
        let complement = rest.iter().skip(1).position(|lexeme| {
            !lexeme.class.is_nominal()
                && !matches!(lexeme.class, Class::Determiner | Class::Possessive)
        });
        let complement = rest.get(1..complement.map_or(rest.len(), |at| at + 1));
        let complement = complement.filter(|_| is_of).unwrap_or_default();
        let own = usize::from(!is_bare)..core.len().saturating_sub(1);
        let dress = words(core.get(own).unwrap_or_default());
        let complement = words(complement);
        return (Mention::Definite(Description { noun, dress, complement }), head);
    }
    (Mention::Described(noun), head)
}

/// Whether the word at `word` closes a full name somewhere: "Baker" of "Ann Baker".
fn is_surname(text: &str, names: &[Name], word: Span) -> bool {
    let is_last = |name: &Name| {
        let last = name.words.last().filter(|_| name.words.len() > 1);
        last.is_some_and(|last| last.eq_ignore_ascii_case(word.of(text)))
    };
    names.iter().any(|name| !name.span.overlaps(word) && is_last(name))
}

/// Whether `source` stands in a title of the document.
pub(crate) fn in_headline(document: &Document, source: Span) -> bool {
    let next = document.blocks.partition_point(|block| block.span.start() <= source.start());
    let block = next.checked_sub(1).and_then(|at| document.blocks.get(at));
    block.is_some_and(|block| block.role == Role::Title)
}

/// One past the phrase's own words: what follows a comma, bracket, preposition or relative describes.
fn core_end(lexemes: &[Lexeme]) -> usize {
    let ends = |lexeme: &Lexeme| {
        matches!(
            lexeme.class,
            Class::Comma
                | Class::Open
                | Class::Dash
                | Class::Preposition
                | Class::Relative
                | Class::That
                | Class::Subordinator
        )
    };
    lexemes.iter().position(ends).unwrap_or(lexemes.len())
}

/// The names that stand as heads in `core`: the last, and one before each "and".
fn joined(core: &[Lexeme], names: &[Name]) -> Vec<usize> {
    let parts = core.split(|lexeme| lexeme.class == Class::Conjunction);
    parts
        .filter_map(|part| part.last())
        .filter(|last| last.class == Class::Name && !last.possessive)
        .filter_map(|last| name_at(names, last.span))
        .collect()
}

/// Who holds the office named by `last`, the word before "of": "Secretary of State Ann Poe".
fn of_office(text: &str, last: Span, names: &[Name]) -> Option<usize> {
    let title = last.of(text).to_lowercase();
    let at = names.partition_point(|name| name.span.start() < last.end());
    let name = names.get(at)?;
    let between = text.get(last.end()..name.span.start())?;
    let is_of = between.starts_with(" of ") || between.starts_with(" for ");
    let is_plain = between.chars().all(|c| c.is_alphabetic() || c == ' ');
    let holds = name.titled && name.roles.contains(&title);
    (is_of && is_plain && holds).then_some(at)
}

/// Who is named right behind a text, before a verb: "a speech Ann Poe gave in Hull".
fn teller(core: &[Lexeme], names: &[Name]) -> Option<usize> {
    let verb = core.iter().position(|lexeme| lexeme.class.is_finite())?;
    let last = core.get(verb.checked_sub(1)?).filter(|last| last.class == Class::Name)?;
    let before = core.get(..verb)?.iter().rev().find(|lexeme| lexeme.class != Class::Name)?;
    let is_text = before.class == Class::Noun && before.cue == Some(CueClass::Document);
    is_text.then(|| name_at(names, last.span)).flatten()
}

/// The index of the name that covers `span`.
fn name_at(names: &[Name], span: Span) -> Option<usize> {
    let next = names.partition_point(|name| name.span.start() <= span.start());
    let at = next.checked_sub(1)?;
    names.get(at).filter(|name| name.span.overlaps(span)).map(|_| at)
}

/// The name right after the comma that ends the core: "his wife, Ann Poe, …".
fn apposed(lexemes: &[Lexeme], end: usize, names: &[Name]) -> Option<usize> {
    if lexemes.get(end)?.class != Class::Comma {
        return None;
    }
    let name = lexemes.get(end + 1).filter(|lexeme| lexeme.class == Class::Name)?;
    let run = lexemes.get(end + 1..)?.iter().take_while(|l| l.class == Class::Name);
    let last = run.last().filter(|last| !last.possessive)?;
    name_at(names, last.span).filter(|at| {
        names
            .get(*at)
            .is_some_and(|found| found.words.len() > 1 && found.span.end() >= name.span.end())
    })
}
