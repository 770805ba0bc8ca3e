//! The reported clause around words borrowed from a speaker: "that he was “very upset” and would
//! leave". A group of stretches that do not stand by themselves in, the clause out; nothing where the
//! sentence reports nobody.

use crate::quotation::carrier::{Carrier, Marked};
use crate::quotation::ending::Ending;
use crate::quotation::word_class::{Class, CueClass};
use crate::text::span::Span;

/// A reported clause, as ranges of lexemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clause {
    /// The reporting word.
    pub(crate) cue: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The clause that holds `marked`; its end is that of the words it surely holds, up to `limit`.
pub(crate) fn clause(carrier: &Carrier<'_>, marked: &Marked, floor: usize) -> Option<Clause> {
    let sentence = carrier.sentence_start(marked.at).max(floor);
    let end = carrier.sentence_end(marked.at);
    cue_before(carrier, sentence, marked.at)
        .map(|cue| {
            let start = content_start(carrier, cue, marked.at);
            Clause { cue, start, end: content_end(carrier, marked, end) }
        })
        .or_else(|| cue_after(carrier, marked, sentence, end))
}

/// The text of a clause, white space and the comma at its end left out.
pub(crate) fn span(carrier: &Carrier<'_>, clause: &Clause) -> Option<Span> {
    let mut end = clause.end;
    while end > clause.start + 1
        && matches!(
            carrier.class(end - 1),
            Some(Class::Comma | Class::Dash | Class::Semicolon | Class::Colon | Class::Stop)
        )
    {
        end -= 1;
    }
    carrier.span(clause.start, end)
}

/// The reporting word before `at` in its sentence that most likely reports it: the nearest that does so
/// more often than not, or that "that" follows; else the likeliest of the others.
fn cue_before(carrier: &Carrier<'_>, sentence: usize, at: usize) -> Option<usize> {
    let mut likeliest: Option<(usize, u32)> = None;
    for place in (sentence..at).rev() {
        if carrier.is_word(place, &["according"]) {
            return Some(place);
        }
        let is_verb = carrier.class(place).is_some_and(Class::is_verb);
        let has_that = carrier.class(place + 1) == Some(Class::That);
        let reports = carrier.reports(place);
        if reports >= SURE && is_verb || reports >= WITH_THAT && has_that {
            return Some(place);
        }
        let is_beside = at - place <= 3;
        let least = if is_beside { BESIDE } else { FAR };
        if is_verb && reports >= least && likeliest.is_none_or(|(_, best)| reports > best) {
            likeliest = Some((place, reports));
        }
    }
    likeliest.map(|(place, _)| place)
}

/// Least shares of a hundred at which a word is taken for the one that reports. Set by hand; the
/// outcome is checked on PolNeAR dev.
const SURE: u32 = 45;
const WITH_THAT: u32 = 10;
const BESIDE: u32 = 15;
const FAR: u32 = 25;

/// Where the content of the cue at `cue` begins, at the latest with `at`.
fn content_start(carrier: &Carrier<'_>, cue: usize, at: usize) -> usize {
    // "According to Poe, the plan “failed”."
    if carrier.is_word(cue, &["according"]) {
        let comma = (cue..at).find(|place| carrier.class(*place) == Some(Class::Comma));
        return comma.map_or(at, |comma| comma + 1);
    }
    // "told reporters on Tuesday that": the clause opens with "that".
    for place in cue + 1..at.min(cue + 14) {
        match carrier.class(place) {
            Some(Class::That) => return place,
            Some(class) if class.is_finite() => break,
            _ => {}
        }
    }
    let mut start = cue + 1;
    if carrier.is_word(cue, &["told", "tells", "tell", "telling"]) {
        start = after_addressee(carrier, start, at);
    }
    loop {
        let is_aside = match carrier.class(start) {
            Some(Class::Time | Class::Comma | Class::Colon) => true,
            Some(Class::Adverb) => carrier.cue(cue) == Some(CueClass::Speech),
            _ => false,
        };
        if !is_aside || start >= at {
            break;
        }
        start += 1;
    }
    // "said in an interview Sunday, the plan “failed”": the clause opens after the comma.
    if carrier.cue(cue) == Some(CueClass::Speech)
        && carrier.is_word(start, &["in", "on", "at", "during", "after", "of", "to", "via"])
    {
        let comma =
            (start..at.min(start + 14)).find(|place| carrier.class(*place) == Some(Class::Comma));
        if let Some(comma) = comma {
            return comma + 1;
        }
    }
    start.min(at)
}

/// "told CNN’s Ada Poe", "told them", "told the crowd".
fn after_addressee(carrier: &Carrier<'_>, start: usize, at: usize) -> usize {
    let mut place = start;
    match carrier.class(place) {
        Some(Class::Object | Class::Pronoun) => return place + 1,
        Some(Class::Name) => {
            while place < at && carrier.class(place) == Some(Class::Name) {
                place += 1;
            }
        }
        Some(Class::Determiner | Class::Possessive) => {
            place += 1;
            while place < at && carrier.class(place).is_some_and(Class::is_nominal) {
                place += 1;
            }
        }
        Some(Class::Noun) => place += 1,
        _ => {}
    }
    place
}

/// Where the clause around `marked` ends in a sentence that ends at `end`.
fn content_end(carrier: &Carrier<'_>, marked: &Marked, end: usize) -> usize {
    let mark = marked.at + 1;
    if marked.ending != Ending::Running {
        let goes_on = carrier.is_word(mark, &["because", "that"]);
        if !goes_on {
            return mark;
        }
    }
    for place in mark..end {
        let next = carrier.class(place + 1);
        match carrier.class(place) {
            Some(Class::Comma | Class::Dash | Class::Semicolon | Class::Close) if place == mark => {
                return mark;
            }
            Some(Class::Semicolon | Class::Dash) => return place,
            // "and likened it", "but said": another reporting verb of the same subject.
            Some(Class::Conjunction) => {
                let verb = if next == Some(Class::Adverb) { place + 2 } else { place + 1 };
                let is_verb = carrier.class(verb).is_some_and(Class::is_finite);
                if is_verb && (carrier.cue(verb).is_some() || place == mark) {
                    return place;
                }
            }
            Some(Class::Comma) => {
                let is_said = (place + 1..end.min(place + 6)).any(|near| {
                    carrier.cue(near) == Some(CueClass::Speech)
                        && carrier.class(near).is_some_and(Class::is_verb)
                });
                if is_said || next == Some(Class::Participle) || next == Some(Class::Relative) {
                    return place;
                }
            }
            _ => {}
        }
    }
    end
}

/// "The plan is “strategic,” said Poe." and "The plan “failed”, Poe said."
fn cue_after(
    carrier: &Carrier<'_>,
    marked: &Marked,
    sentence: usize,
    end: usize,
) -> Option<Clause> {
    let cue = (marked.at + 1..end).find(|place| {
        let is_verb = carrier.class(*place).is_some_and(Class::is_finite);
        (carrier.cue(*place) == Some(CueClass::Speech) && is_verb)
            || carrier.is_word(*place, &["according"])
    })?;
    let comma = (marked.at..cue).rev().find(|place| {
        carrier.class(*place) == Some(Class::Comma)
            || carrier.class(*place) == Some(Class::Quoted)
                && Ending::of(carrier.word(*place)) != Ending::Running
    });
    let end = match comma {
        Some(comma) if carrier.class(comma) == Some(Class::Comma) => comma,
        Some(quoted) => quoted + 1,
        None if carrier.is_word(cue, &["according"]) => cue,
        None => return None,
    };
    Some(Clause { cue, start: sentence, end })
}
