//! A quotation's place among lexemes in, the cues that may introduce it out, each with its source and
//! a weight. Looks between the parts of the content, after it, before it; never into other blocks.

use crate::quotation::ending::Ending;
use crate::quotation::lexeme::Lexeme;
use crate::quotation::phrase::{phrase_after, phrase_before};
use crate::quotation::source::{inverted, sentence_start, subject};
use crate::quotation::word_class::{Class, CueClass};
use crate::text::span::Span;
use std::ops::Range;

/// A cue that may introduce a quotation; ranges are of lexemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) source: Option<Range<usize>>,
    /// How well it fits, in hundredths; the highest wins.
    pub(crate) weight: i32,
}

/// The least weight with which a candidate introduces a quotation, whichever way it was found.
pub(crate) const ENOUGH: i32 = 100;

/// The most bytes a cue or a source may have: longer ones are no words that introduce anybody, and
/// would be printed again with every quotation that goes on from one.
const LONGEST: usize = 2000;

/// How many lexemes after a quotation its cue may stand.
const REACH: usize = 60;

/// A block's lexemes with the text they lie in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexemes: &'a [Lexeme],
}

impl Scene<'_> {
    pub(crate) fn class(self, at: usize) -> Option<Class> {
        self.lexemes.get(at).map(|lexeme| lexeme.class)
    }

    pub(crate) fn is_word(self, at: usize, words: &[&str]) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| {
            let found = lexeme.span.of(self.text);
            words.iter().any(|word| found.eq_ignore_ascii_case(word))
        })
    }

    /// Whether the word at `at` begins with a capital.
    fn opens_sentence(self, at: usize) -> bool {
        self.lexemes.get(at).is_none_or(|l| l.span.of(self.text).starts_with(char::is_uppercase))
    }

    /// The text from the first to the last lexeme of `range`.
    pub(crate) fn span(self, range: &Range<usize>) -> Option<Span> {
        let first = self.lexemes.get(range.start)?;
        let last = self.lexemes.get(range.end.checked_sub(1)?)?;
        Some(first.span.hull(last.span))
    }

    /// The spans of a candidate's cue and source, in this order.
    pub(crate) fn introduction(self, found: &Candidate) -> (Option<Span>, Option<Span>) {
        let span = |range: &Option<Range<usize>>| {
            range.as_ref().and_then(|r| self.span(r)).filter(|span| span.len() <= LONGEST)
        };
        (span(&found.cue), span(&found.source))
    }

    fn cue(self, at: usize) -> Option<CueClass> {
        self.lexemes.get(at).and_then(|lexeme| lexeme.cue)
    }
}

/// The best cue after lexeme `start`, where the content ends with `ending`, before lexeme `limit`.
pub(crate) fn after(
    scene: Scene<'_>,
    start: usize,
    limit: usize,
    ending: Ending,
) -> Option<Candidate> {
    let base = match ending {
        Ending::Open => 480,
        Ending::Called => 430,
        Ending::Running => 330,
        Ending::Closed => 120,
    };
    let mut at = start;
    let comma = scene.class(at) == Some(Class::Comma);
    while at < limit && matches!(scene.class(at), Some(Class::Comma | Class::Adverb)) {
        at += 1;
    }
    let base = if comma && ending == Ending::Running { base + 100 } else { base };
    if scene.class(at) == Some(Class::Dash) {
        return signature(scene, at, limit);
    }
    let is_next = match ending {
        Ending::Closed => scene.opens_sentence(at),
        // “Q?” She answered: a name may begin with a capital inside a sentence, she may not.
        Ending::Called => scene.opens_sentence(at) && is_capital_of_sentence(scene, at),
        Ending::Open | Ending::Running => false,
    };
    if is_next {
        return None;
    }
    if let Some(found) = according(scene, at, limit) {
        return Some(Candidate { weight: base, ..found });
    }
    if scene.class(at) == Some(Class::Participle) {
        return None;
    }
    let verb = verb_after(scene, at, limit)?;
    let cue = scene.cue(verb);
    let may_turn = verb == at && cue == Some(CueClass::Speech);
    let turned = if may_turn { inverted(scene.lexemes, verb) } else { None };
    let source = match turned {
        Some(source) => Some(source),
        None => subject(scene.lexemes, verb).filter(|source| source.start >= start),
    }?;
    let fits = match cue {
        Some(CueClass::Speech) => 0,
        Some(CueClass::Label | CueClass::Thought) => -60,
        Some(CueClass::Weak | CueClass::Document) => -90,
        None => -200,
    };
    let far = i32::try_from(verb - at).unwrap_or(i32::MAX).min(40);
    // Words that end with a comma wait for their cue: "the captain’s warning: “We sank,” she said".
    let is_awaited = ending == Ending::Open && cue == Some(CueClass::Speech) && far < 3;
    Some(Candidate {
        cue: Some(with_auxiliaries(scene, verb)),
        source: Some(source),
        weight: base + fits - 2 * far + if is_awaited { 40 } else { 0 },
    })
}

/// Whether the capital of the pronoun or article at `at` can only be that of a sentence.
fn is_capital_of_sentence(scene: Scene<'_>, at: usize) -> bool {
    matches!(scene.class(at), Some(Class::Pronoun | Class::Determiner | Class::Possessive))
        && !scene.is_word(at, &["i"])
}

/// The verb of the clause that begins at `at`: the first reporting verb outside relative clauses and
/// infinitives, else the first finite verb.
fn verb_after(scene: Scene<'_>, at: usize, limit: usize) -> Option<usize> {
    let mut first = None;
    let mut in_relative = false;
    for place in at..limit.min(at + REACH) {
        let class = scene.class(place)?;
        match class {
            Class::Stop | Class::Semicolon | Class::Colon => break,
            Class::Quoted if phrase_before(scene.lexemes, place + 1).is_none() => break,
            Class::Comma => in_relative = false,
            Class::Relative if place > at => in_relative = true,
            _ => {}
        }
        let infinitive = place.checked_sub(1).and_then(|before| scene.class(before));
        if !class.is_finite() || infinitive == Some(Class::Preposition) {
            continue;
        }
        match scene.cue(place) {
            Some(CueClass::Speech | CueClass::Label | CueClass::Thought) if !in_relative => {
                return Some(place);
            }
            _ if first.is_none() && !in_relative => first = Some(place),
            _ => {}
        }
    }
    first
}

/// "according to Poe", "per Poe".
fn according(scene: Scene<'_>, at: usize, limit: usize) -> Option<Candidate> {
    if !(scene.is_word(at, &["according"]) && scene.is_word(at + 1, &["to"])) || at + 2 >= limit {
        return None;
    }
    let source = phrase_after(scene.lexemes, at + 2)?;
    Some(Candidate { cue: Some(at..at + 2), source: Some(source), weight: 400 })
}

/// A dash and a name at the end of the block.
pub(crate) fn signature(scene: Scene<'_>, dash: usize, limit: usize) -> Option<Candidate> {
    if scene.class(dash + 1) != Some(Class::Name) {
        return None;
    }
    let source = phrase_after(scene.lexemes, dash + 1)?;
    let ends = source.end >= limit || scene.class(source.end) == Some(Class::Stop);
    ends.then_some(Candidate { cue: None, source: Some(source), weight: 420 })
}

/// The best cue before lexeme `end`, in the same sentence.
pub(crate) fn before(scene: Scene<'_>, end: usize) -> Option<Candidate> {
    let floor = sentence_start(scene.lexemes, end);
    let colon = end.checked_sub(1).and_then(|at| scene.class(at)) == Some(Class::Colon);
    let mut best: Option<Candidate> = None;
    let mut n_quoted = 0;
    let mut joint = true;
    for at in (floor..end).rev() {
        let Some(lexeme) = scene.lexemes.get(at) else { break };
        let is_joint = joint;
        joint &= matches!(lexeme.class, Class::Comma | Class::Colon | Class::That | Class::Adverb)
            || scene.is_word(at, &["it", "this"]);
        if lexeme.class == Class::Quoted && phrase_before(scene.lexemes, at + 1).is_none() {
            n_quoted += 1;
            continue;
        }
        let far = i32::try_from(end - 1 - at).unwrap_or(i32::MAX).min(60);
        // A candidate that cannot win is not looked into: finding a subject is the dear part.
        let least = best.as_ref().map_or(ENOUGH, |best| best.weight.max(ENOUGH)) + 110 * n_quoted;
        if least > HEAVIEST {
            break;
        }
        let place = Place { at, end, far, colon, is_joint };
        if place.heaviest(*lexeme) < least {
            continue;
        }
        let Some(found) = cue_at(scene, place) else { continue };
        let found = Candidate { weight: found.weight - 110 * n_quoted, ..found };
        if best.as_ref().is_none_or(|best| found.weight > best.weight) {
            best = Some(found);
        }
    }
    let label = match colon {
        true => label(scene, floor, end).or_else(|| opener(scene, floor, end)),
        false => None,
    };
    match (label, best) {
        (Some(label), Some(best)) if best.weight >= label.weight.min(250) => Some(best),
        (label, best) => label.or(best),
    }
}

/// The most that a cue before a quotation can weigh: a reporting verb right before it and a colon.
const HEAVIEST: i32 = 510;

/// A lexeme before a quotation that may be its cue.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    /// The quotation's first lexeme.
    end: usize,
    /// How many lexemes lie between, at most 60.
    far: i32,
    /// Whether a colon stands right before the quotation.
    colon: bool,
    /// Whether nothing of weight stands between.
    is_joint: bool,
}

impl Place {
    /// The most that [`cue_at`] can give for `lexeme`, which stands there.
    fn heaviest(self, lexeme: Lexeme) -> i32 {
        // "According" has no class of cue; any other word without one is no cue.
        let according = 300 - self.far;
        if lexeme.cue.is_none() {
            return according;
        }
        let joint = if self.is_joint { 120 } else { 0 };
        (330 + joint + if self.colon { 60 } else { 0 } - 8 * self.far).max(according)
    }
}

fn cue_at(scene: Scene<'_>, place: Place) -> Option<Candidate> {
    let Place { at, end, far, colon, is_joint: joint } = place;
    let lexeme = scene.lexemes.get(at)?;
    if let Some(found) = according(scene, at, end) {
        return Some(Candidate { weight: 300 - far, ..found });
    }
    let cue = lexeme.cue?;
    if lexeme.class.is_verb() {
        let base = match cue {
            CueClass::Speech => 330,
            CueClass::Label => 320,
            CueClass::Thought => 270,
            CueClass::Weak | CueClass::Document if joint => 250,
            CueClass::Weak | CueClass::Document if colon => 200,
            CueClass::Weak | CueClass::Document => return None,
        };
        let source = match passive(scene, at, cue) {
            true => agent(scene, at, end),
            false => subject(scene.lexemes, at).filter(|source| source.end <= end),
        };
        let weight = base + if joint { 120 } else { 0 } + if colon { 60 } else { 0 }
            - 8 * far
            - if source.is_none() && !passive(scene, at, cue) { 100 } else { 0 };
        return Some(Candidate { cue: Some(with_auxiliaries(scene, at)), source, weight });
    }
    if lexeme.class == Class::Noun && cue != CueClass::Weak {
        let source = owner(scene, at);
        let weight =
            150 + if colon { 60 } else { 0 } - 8 * far - if source.is_none() { 80 } else { 0 };
        return Some(Candidate { cue: Some(at..at + 1), source, weight });
    }
    None
}

/// "was asked", "is called": the subject is spoken to or of, and does not speak.
fn passive(scene: Scene<'_>, verb: usize, cue: CueClass) -> bool {
    const SPOKEN_TO: [&str; 10] = [
        "asked",
        "told",
        "informed",
        "questioned",
        "quizzed",
        "pressed",
        "reminded",
        "advised",
        "assured",
        "warned",
    ];
    let spoken_to = cue == CueClass::Label || scene.is_word(verb, &SPOKEN_TO);
    let floor = with_auxiliaries(scene, verb).start;
    spoken_to
        && scene.class(verb) == Some(Class::Past)
        && (floor..verb)
            .any(|at| scene.is_word(at, &["is", "are", "was", "were", "be", "been", "being"]))
}

/// "by Poe" after a passive verb.
fn agent(scene: Scene<'_>, verb: usize, end: usize) -> Option<Range<usize>> {
    let by = (verb + 1..end).find(|at| scene.is_word(*at, &["by"]))?;
    phrase_after(scene.lexemes, by + 1).filter(|phrase| phrase.end <= end)
}

/// Whose statement it is: "her statement", "Poe's letter", "a letter from Poe".
fn owner(scene: Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let mut at = noun;
    while let Some(before) = at.checked_sub(1).filter(|before| noun - before < 6) {
        let lexeme = scene.lexemes.get(before)?;
        if lexeme.class == Class::Possessive {
            return Some(before..before + 1);
        }
        if lexeme.possessive {
            return phrase_before(scene.lexemes, before + 1);
        }
        if !matches!(lexeme.class, Class::Noun | Class::Name | Class::Number | Class::Past) {
            break;
        }
        at = before;
    }
    if scene.is_word(noun + 1, &["from", "by", "of"]) {
        return phrase_after(scene.lexemes, noun + 2);
    }
    None
}

/// "Poe gave the same answer in an interview:": the subject of a sentence that a colon ends.
fn opener(scene: Scene<'_>, floor: usize, end: usize) -> Option<Candidate> {
    let verb = (floor..end).find(|at| {
        scene.class(*at).is_some_and(|class| class.is_finite() || class == Class::Auxiliary)
    })?;
    let source = subject(scene.lexemes, verb).filter(|source| source.end <= verb)?;
    Some(Candidate { cue: Some(verb..verb + 1), source: Some(source), weight: 150 })
}

/// A phrase before a colon: "Poe: …", "From the report: …".
fn label(scene: Scene<'_>, floor: usize, end: usize) -> Option<Candidate> {
    let colon = end.checked_sub(1)?;
    let phrase = phrase_before(scene.lexemes, colon)?;
    let before = phrase.start.checked_sub(1).filter(|before| *before >= floor);
    let is_name = scene.class(phrase.end.checked_sub(1)?) == Some(Class::Name);
    let weight = match before.and_then(|before| scene.class(before)) {
        None | Some(Class::Dash | Class::Stop | Class::Quoted | Class::Close) => 400,
        Some(Class::Preposition) => 190,
        _ if is_name => 200,
        _ => return None,
    };
    Some(Candidate { cue: Some(colon..end), source: Some(phrase), weight })
}

/// The verb with the auxiliaries right before it: "has said", "would support".
fn with_auxiliaries(scene: Scene<'_>, verb: usize) -> Range<usize> {
    let mut start = verb;
    while let Some(before) = start.checked_sub(1) {
        if scene.class(before) != Some(Class::Auxiliary) {
            break;
        }
        start = before;
    }
    start..verb + 1
}
