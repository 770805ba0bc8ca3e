//! A reporting verb among lexemes in, the noun phrase that is its subject out: before it ("she said"),
//! after it ("said Poe"), across an apposition, a second verb or a relative clause.

use crate::quotation::lexeme::Lexeme;
use crate::quotation::phrase::{phrase_after, phrase_before, skip_brackets_back};
use crate::quotation::word_class::{Class, CueClass};
use std::ops::Range;

/// How many verbs one search for a subject may pass ("Poe rose, took the floor and went on to say").
const VERBS: usize = 6;

/// The subject of the verb at `verb`; `None` where the sentence gives none.
pub(crate) fn subject(lexemes: &[Lexeme], verb: usize) -> Option<Range<usize>> {
    let mut at = verb;
    for _ in 0..VERBS {
        match step(lexemes, at) {
            Step::Found(phrase) => return Some(phrase),
            Step::Verb(earlier) => at = earlier,
            Step::Start => break,
        }
    }
    inverted(lexemes, verb)
}

/// The phrase after a verb that comes before its subject: "…," said Poe.
pub(crate) fn inverted(lexemes: &[Lexeme], verb: usize) -> Option<Range<usize>> {
    let mut start = verb + 1;
    while lexemes.get(start)?.class == Class::Adverb {
        start += 1;
    }
    let class = lexemes.get(start)?.class;
    let opens = class.is_nominal()
        || matches!(class, Class::Determiner | Class::Possessive | Class::Pronoun);
    if opens { phrase_after(lexemes, start) } else { None }
}

/// How many lexemes of a sentence are looked at before a verb or a quotation.
const SENTENCE: usize = 100;

enum Step {
    Found(Range<usize>),
    Verb(usize),
    Start,
}

/// One step left from the verb at `verb`: its subject, or the verb whose subject it shares.
fn step(lexemes: &[Lexeme], verb: usize) -> Step {
    let class = |at: usize| lexemes.get(at).map(|lexeme| lexeme.class);
    let mut left = verb;
    while let Some(before) = left.checked_sub(1) {
        let skips = match class(before) {
            Some(Class::Auxiliary | Class::Adverb | Class::Time | Class::Object) => true,
            Some(Class::Preposition) => left < verb && class(left) == Some(Class::Time),
            _ => false,
        };
        if !skips || lexemes.get(before).is_some_and(|lexeme| lexeme.possessive) {
            break;
        }
        left = before;
    }
    let Some(before) = left.checked_sub(1) else { return Step::Start };
    match class(before) {
        Some(Class::Relative) => Step::Found(before..before + 1),
        Some(Class::Comma | Class::Dash) if class(verb) == Some(Class::Participle) => {
            main_verb(lexemes, before)
        }
        Some(Class::Comma | Class::Dash) => match across(lexemes, before) {
            Some(phrase) => Step::Found(phrase),
            None => earlier_verb(lexemes, before),
        },
        Some(Class::Conjunction) => main_verb(lexemes, before),
        // "Poe sang to Roe before asking": only what opens a clause is the subject.
        Some(Class::Subordinator) if class(verb) == Some(Class::Participle) => {
            let floor = sentence_start(lexemes, before);
            match phrase_before(lexemes, before).filter(|p| stands_free(lexemes, p, floor)) {
                Some(phrase) => Step::Found(phrase),
                None => main_verb(lexemes, before),
            }
        }
        Some(Class::Quoted) if !ends_phrase(lexemes, before) => match inverted(lexemes, verb) {
            Some(phrase) if class(verb) != Some(Class::Participle) => Step::Found(phrase),
            _ => earlier_verb(lexemes, before),
        },
        Some(Class::Stop | Class::Colon | Class::Semicolon) | None => Step::Start,
        _ => match phrase_before(lexemes, left) {
            Some(phrase) if class(verb) == Some(Class::Participle) => {
                of_participle(lexemes, phrase)
            }
            Some(phrase) => from_phrase(lexemes, phrase),
            None => earlier_verb(lexemes, before),
        },
    }
}

/// "She released a statement saying": a participle after an object shares the verb's subject.
fn of_participle(lexemes: &[Lexeme], phrase: Range<usize>) -> Step {
    let before = phrase.start.checked_sub(1).and_then(|before| lexemes.get(before));
    match before {
        Some(lexeme) if lexeme.class.is_verb() && !is_owned_text(lexemes, &phrase) => {
            earlier_verb(lexemes, phrase.start)
        }
        _ => from_phrase(lexemes, phrase),
    }
}

fn ends_phrase(lexemes: &[Lexeme], at: usize) -> bool {
    phrase_before(lexemes, at + 1).is_some()
}

/// "shared Poe's letter urging": the letter urges.
fn is_owned_text(lexemes: &[Lexeme], phrase: &Range<usize>) -> bool {
    let words = lexemes.get(phrase.clone()).unwrap_or_default();
    words.last().is_some_and(|last| last.cue == Some(CueClass::Document))
        && words.iter().any(|word| word.possessive)
}

/// Judges the phrase right before a verb: a subject, the object of a preposition, or the end of a
/// relative clause whose host is the subject.
fn from_phrase(lexemes: &[Lexeme], phrase: Range<usize>) -> Step {
    let Some(before) = phrase.start.checked_sub(1) else { return Step::Found(phrase) };
    let Some(lexeme) = lexemes.get(before) else { return Step::Found(phrase) };
    match lexeme.class {
        Class::Preposition => match relative_host(lexemes, before)
            .filter(|host| stands_free(lexemes, host, 0))
            .or_else(|| trailing_name(lexemes, &phrase))
            .or_else(|| modified(lexemes, before))
        {
            Some(found) => Step::Found(found),
            None => match earlier_verb(lexemes, before) {
                Step::Start => Step::Found(phrase),
                step => step,
            },
        },
        Class::Participle => match phrase_before(lexemes, before) {
            Some(host) => from_host(lexemes, host),
            None => Step::Found(phrase),
        },
        Class::Past | Class::Third | Class::Base
            if !matches!(lexeme.cue, Some(CueClass::Speech | CueClass::Thought)) =>
        {
            match relative_host(lexemes, before) {
                Some(host) => from_host(lexemes, host),
                None => Step::Found(phrase),
            }
        }
        _ => Step::Found(phrase),
    }
}

/// "an official speaking to the Gazette said": the phrase that a participle before `preposition`
/// belongs to.
fn modified(lexemes: &[Lexeme], preposition: usize) -> Option<Range<usize>> {
    let floor = preposition.saturating_sub(5);
    let at = (floor..preposition).rev().find(|at| {
        lexemes.get(*at).is_none_or(|l| matches!(l.class, Class::Participle | Class::Comma))
    })?;
    let host = (lexemes.get(at)?.class == Class::Participle).then(|| phrase_before(lexemes, at))?;
    host.filter(|host| stands_free(lexemes, host, 0))
}

/// The phrase before "who" or "that", where a clause opened by it runs up to `end` without a comma.
fn relative_host(lexemes: &[Lexeme], end: usize) -> Option<Range<usize>> {
    let floor = end.saturating_sub(12);
    let at = (floor..end).rev().find(|at| {
        lexemes.get(*at).is_none_or(|l| {
            matches!(
                l.class,
                Class::Relative | Class::That | Class::Comma | Class::Stop | Class::Quoted
            )
        })
    })?;
    let opens = matches!(lexemes.get(at)?.class, Class::Relative | Class::That);
    if opens { phrase_before(lexemes, at) } else { None }
}

fn from_host(lexemes: &[Lexeme], host: Range<usize>) -> Step {
    let hangs = host
        .start
        .checked_sub(1)
        .and_then(|before| lexemes.get(before))
        .is_some_and(|before| before.class == Class::Preposition);
    if hangs { earlier_verb(lexemes, host.start) } else { Step::Found(host) }
}

/// "In the interview Poe said", "On the programme “Tide,” Poe (R-Hull) said": the name that ends a
/// phrase after a preposition, where a common noun or marked words come before it.
fn trailing_name(lexemes: &[Lexeme], phrase: &Range<usize>) -> Option<Range<usize>> {
    let is_name = |at: &usize| lexemes.get(*at).is_some_and(|l| l.class == Class::Name);
    let end = skip_brackets_back(lexemes, phrase.end);
    let first = (phrase.start..end).rev().take_while(is_name).last()?;
    let owned = lexemes.get(first.checked_sub(1)?)?;
    let parts = matches!(owned.class, Class::Noun | Class::Time | Class::Quoted);
    let splits = first > phrase.start && parts;
    (splits && !owned.possessive).then_some(first..phrase.end)
}

/// The subject of a verb after a comma at `comma`: "Poe, a baker from Hull, …".
fn across(lexemes: &[Lexeme], comma: usize) -> Option<Range<usize>> {
    let is_break = |at: &usize| {
        lexemes.get(*at).is_some_and(|l| matches!(l.class, Class::Comma | Class::Dash))
    };
    let floor = sentence_start(lexemes, comma);
    let opens = (floor..comma).rev().filter(is_break).take(6);
    let mut found: Option<Range<usize>> = None;
    for open in opens {
        if found.as_ref().is_some_and(|phrase| phrase.start != open + 1) {
            break;
        }
        match phrase_before(lexemes, open).filter(|phrase| stands_free(lexemes, phrase, floor)) {
            Some(phrase) => found = Some(phrase),
            None if found.is_some() => break,
            None => {}
        }
    }
    let first = found?;
    Some(first.start..comma)
}

/// Whether a phrase opens a clause: nothing before it that it could be the object of.
fn stands_free(lexemes: &[Lexeme], phrase: &Range<usize>, floor: usize) -> bool {
    let Some(before) = phrase.start.checked_sub(1).filter(|before| *before >= floor) else {
        return true;
    };
    lexemes.get(before).is_some_and(|lexeme| {
        matches!(
            lexeme.class,
            Class::Comma
                | Class::Dash
                | Class::Quoted
                | Class::Stop
                | Class::Colon
                | Class::Semicolon
                | Class::That
                | Class::Conjunction
                | Class::Subordinator
                | Class::Adverb
                | Class::Time
        )
    })
}

/// The main verb of the clause that a participle after the comma at `at` belongs to: "Poe praised the
/// plan that Roe drew up, saying". A clause of its own after "and" or "but" is where the search begins,
/// and a subordinate clause before the main one is passed over.
fn main_verb(lexemes: &[Lexeme], at: usize) -> Step {
    let class = |at: usize| lexemes.get(at).map(|lexeme| lexeme.class);
    let start = sentence_start(lexemes, at);
    let joint = (start..at).rev().find(|at| {
        class(*at) == Some(Class::Conjunction)
            && at.checked_sub(1).and_then(class) == Some(Class::Comma)
            && class(at + 1).is_some_and(|next| next.is_nominal() || next == Class::Pronoun)
    });
    let mut floor = joint.map_or(start, |joint| joint + 1);
    if matches!(class(floor), Some(Class::Subordinator | Class::Preposition)) {
        let comma = (floor..at).find(|at| class(*at) == Some(Class::Comma));
        floor = comma.unwrap_or(floor);
    }
    let verb = (floor..at).find(|at| {
        class(*at).is_some_and(Class::is_finite)
            && at.checked_sub(1).and_then(class) != Some(Class::Relative)
    });
    verb.map_or_else(|| earlier_verb(lexemes, at), Step::Verb)
}

/// The nearest finite verb before `at` in the sentence.
fn earlier_verb(lexemes: &[Lexeme], at: usize) -> Step {
    let floor = sentence_start(lexemes, at);
    let found = (floor..at).rev().find(|at| {
        lexemes.get(*at).is_some_and(|l| l.class.is_finite() || l.class == Class::Auxiliary)
    });
    found.map_or(Step::Start, Step::Verb)
}

/// The first lexeme of the sentence that holds `at`. Quoted stretches do not end sentences here: the
/// verb before and the verb after one often share their subject.
pub(crate) fn sentence_start(lexemes: &[Lexeme], at: usize) -> usize {
    let at = at.min(lexemes.len());
    let floor = at.saturating_sub(SENTENCE);
    let stop = (floor..at).rev().find(|at| {
        lexemes
            .get(*at)
            .is_some_and(|lexeme| matches!(lexeme.class, Class::Stop | Class::Semicolon))
    });
    stop.map_or(floor, |stop| stop + 1)
}
