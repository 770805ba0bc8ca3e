//! Lexemes in, noun phrases out: the run of lexemes that ends, or begins, at a given one. Phrases are
//! found by walking from a known edge, never by parsing the whole sentence.

use crate::quotation::lexeme::Lexeme;
use crate::quotation::word_class::Class;
use std::ops::Range;

/// How many lexemes one walk may pass: no source of the training texts is longer.
const REACH: usize = 60;

/// The noun phrase that ends right before `end`, with its "of …" and "from …"; `None` where no
/// nominal stands there.
pub(crate) fn phrase_before(lexemes: &[Lexeme], end: usize) -> Option<Range<usize>> {
    let mut phrase = core_before(lexemes, end)?;
    while end - phrase.start < REACH {
        let Some(preposition) = phrase.start.checked_sub(1) else { break };
        if lexemes.get(preposition)?.class != Class::Preposition {
            break;
        }
        let Some(host) = core_before(lexemes, preposition) else { break };
        phrase.start = host.start;
    }
    let joined = phrase
        .start
        .checked_sub(1)
        .filter(|and| lexemes.get(*and).is_some_and(|lexeme| lexeme.class == Class::Conjunction));
    let first = joined.and_then(|and| core_before(lexemes, and));
    match first.filter(|first| opens_clause(lexemes, first.start)) {
        Some(first) => Some(first.start..end),
        None => Some(phrase),
    }
}

/// Whether nothing stands before lexeme `start` that a phrase there could be the object of.
fn opens_clause(lexemes: &[Lexeme], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| lexemes.get(before));
    before.is_none_or(|before| {
        matches!(
            before.class,
            Class::Comma
                | Class::Dash
                | Class::Quoted
                | Class::Stop
                | Class::Colon
                | Class::Semicolon
                | Class::That
                | Class::Subordinator
        )
    })
}

/// As [`phrase_before`], without prepositions; "A and B" is one.
fn core_before(lexemes: &[Lexeme], end: usize) -> Option<Range<usize>> {
    let mut at = skip_brackets_back(lexemes, end);
    let last = lexemes.get(at.checked_sub(1)?)?;
    match last.class {
        Class::Pronoun | Class::Relative => return Some(at - 1..end),
        Class::Name | Class::Noun | Class::Number => {}
        Class::Time if last.possessive => {}
        Class::Quoted if in_phrase(lexemes, at - 1) => {}
        _ => return None,
    }
    while let Some(before) = at.checked_sub(1).filter(|before| end - before < REACH) {
        let lexeme = lexemes.get(before)?;
        match lexeme.class {
            Class::Name | Class::Noun | Class::Number => at = before,
            Class::Time if lexeme.possessive || at == end => at = before,
            Class::Determiner | Class::Possessive => {
                at = before;
                if !starts_determined(lexemes, before) {
                    break;
                }
            }
            Class::Past | Class::Participle | Class::Adverb if in_phrase(lexemes, before) => {
                at = before;
            }
            Class::Quoted if in_phrase(lexemes, before) => at = before,
            _ => break,
        }
    }
    Some(at..end)
}

/// "all the", "both her": a determiner may stand before another.
fn starts_determined(lexemes: &[Lexeme], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| lexemes.get(before))
        .is_some_and(|before| before.class == Class::Determiner)
}

/// Whether a participle, adverb or quoted stretch is inside a noun phrase: an article or owner stands
/// up to two lexemes before it ("the newly elected senator").
fn in_phrase(lexemes: &[Lexeme], at: usize) -> bool {
    let opens = |lexeme: &Lexeme| {
        matches!(lexeme.class, Class::Determiner | Class::Possessive) || lexeme.possessive
    };
    let before = |n: usize| at.checked_sub(n).and_then(|before| lexemes.get(before));
    before(1).is_some_and(|one| {
        opens(one)
            || matches!(one.class, Class::Adverb | Class::Noun) && before(2).is_some_and(opens)
    })
}

/// Steps back over "(R-S.C.)" that ends at `end`.
pub(crate) fn skip_brackets_back(lexemes: &[Lexeme], end: usize) -> usize {
    let closes = |at: usize| lexemes.get(at).is_some_and(|lexeme| lexeme.class == Class::Close);
    if !end.checked_sub(1).is_some_and(closes) {
        return end;
    }
    let floor = end.saturating_sub(14);
    let open = (floor..end)
        .rev()
        .find(|at| lexemes.get(*at).is_some_and(|lexeme| lexeme.class == Class::Open));
    open.unwrap_or(end)
}

/// The noun phrase that begins at `start`, with what is attached to it and the appositions and
/// relative clauses between commas after it: "Ann Poe, a baker who sells …".
pub(crate) fn phrase_after(lexemes: &[Lexeme], start: usize) -> Option<Range<usize>> {
    let head_end = core_after(lexemes, start)?;
    let mut end = head_end;
    if lexemes.get(start)?.class == Class::Pronoun {
        return Some(start..end);
    }
    end = attached(lexemes, end);
    for _ in 0..4 {
        let Some(next) = apposition_end(lexemes, end) else { break };
        end = next;
    }
    Some(start..end)
}

/// The end of the noun phrase proper that begins at `start`.
fn core_after(lexemes: &[Lexeme], start: usize) -> Option<usize> {
    let class = |at: usize| lexemes.get(at).map(|lexeme| lexeme.class);
    let mut at = start;
    if class(at)? == Class::Pronoun {
        return Some(at + 1);
    }
    let mut has_nominal = false;
    while at < start + REACH {
        match class(at) {
            Some(Class::Name | Class::Noun | Class::Number) => has_nominal = true,
            Some(Class::Determiner | Class::Possessive) if at == start => {}
            Some(Class::Determiner | Class::Possessive)
                if at == start + 1 && class(start) == Some(Class::Determiner) => {}
            Some(Class::Past | Class::Participle | Class::Adverb | Class::Quoted | Class::Time)
                if at > start
                    && class(at + 1).is_some_and(Class::is_nominal)
                    && (in_phrase(lexemes, at) || !has_nominal) => {}
            Some(Class::Quoted) if at > start && in_phrase(lexemes, at) => {}
            Some(Class::Conjunction) if has_nominal && class(at + 1).is_some_and(opens_phrase) => {}
            _ => break,
        }
        at += 1;
    }
    (has_nominal && at > start).then_some(at)
}

fn opens_phrase(class: Class) -> bool {
    class.is_nominal() || matches!(class, Class::Determiner | Class::Possessive)
}

/// Brackets and "of …", "for …" after a phrase that ends at `end`. After a name only "of" and "from"
/// go with it: in "said Poe in Ohio" the place is not hers.
fn attached(lexemes: &[Lexeme], end: usize) -> usize {
    let class = |at: usize| lexemes.get(at).map(|lexeme| lexeme.class);
    let mut end = end;
    for _ in 0..4 {
        if class(end) == Some(Class::Open) {
            let close = (end..end + 14).find(|at| class(*at) == Some(Class::Close));
            let Some(close) = close else { break };
            end = close + 1;
            continue;
        }
        let after_name = end.checked_sub(1).and_then(class) == Some(Class::Name);
        let holds = class(end) == Some(Class::Preposition) && !after_name;
        if !holds {
            break;
        }
        let Some(next) = core_after(lexemes, end + 1) else { break };
        end = next;
    }
    if class(end) == Some(Class::Relative) { clause_end(lexemes, end) } else { end }
}

/// Where the apposition that opens with a comma at `comma` ends; `None` where none opens there.
fn apposition_end(lexemes: &[Lexeme], comma: usize) -> Option<usize> {
    let class = |at: usize| lexemes.get(at).map(|lexeme| lexeme.class);
    if class(comma)? != Class::Comma {
        return None;
    }
    let opens = class(comma + 1)?;
    if !(opens_phrase(opens) || opens == Class::Relative) {
        return None;
    }
    let end = clause_end(lexemes, comma + 1);
    let part = lexemes.get(comma + 1..end)?;
    let relative = part.iter().position(|lexeme| {
        matches!(lexeme.class, Class::Relative | Class::That | Class::Subordinator)
    });
    let verb = part.iter().position(|lexeme| {
        lexeme.class.is_finite() && lexeme.class != Class::Past || lexeme.class == Class::Auxiliary
    });
    let is_clause = verb.is_some_and(|verb| relative.is_none_or(|relative| verb < relative));
    (!is_clause).then_some(end)
}

/// The first comma, stop, dash, colon or quoted stretch from `start` on.
fn clause_end(lexemes: &[Lexeme], start: usize) -> usize {
    let rest = lexemes.iter().enumerate().skip(start).take(REACH);
    let mut end = start;
    for (at, lexeme) in rest {
        if matches!(
            lexeme.class,
            Class::Comma | Class::Stop | Class::Dash | Class::Colon | Class::Semicolon
        ) || lexeme.class == Class::Quoted && !in_phrase(lexemes, at)
        {
            break;
        }
        end = at + 1;
    }
    end
}
