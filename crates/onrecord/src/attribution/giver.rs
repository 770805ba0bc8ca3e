//! A quotation in, the words to ask for its speaker out: mostly its source, and where that is none, an
//! apposition, or a thing that can hardly speak, what the sentence gives instead.

use crate::attribution::cast::{Answer, Cast, flat};
use crate::attribution::clause::subject;
use crate::attribution::mention::{Mention, is_utterance, mention};
use crate::attribution::name::{Name, Place};
use crate::attribution::speaker::Named;
use crate::attribution::unnamed::named;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;

/// Verbs with which a clause is set between commas: "It will open, Varga said, adding that …".
const SAID: [&str; 10] = [
    "said",
    "says",
    "noted",
    "explained",
    "wrote",
    "argued",
    "told reporters",
    "recalled",
    "warned",
    "insisted",
];

/// What may follow such a clause.
const ADDS: [&str; 8] =
    ["adding", "noting", "saying", "arguing", "recalling", "insisting", "warning", "citing"];

impl Cast<'_> {
    /// The words that tell who gives `quotation`; `None` where the text has none.
    pub(crate) fn giver(&self, quotation: &Quotation) -> Option<Span> {
        let by_parse = || {
            let found = subject(self.document, quotation.cue?)?;
            self.can_speak(found).then_some(found)
        };
        let other = quotation.cue.and_then(|cue| self.said_before(cue));
        if let Some(name) = other.or_else(|| self.lent(quotation)) {
            return Some(name.span);
        }
        let Some(source) = quotation.source else { return by_parse() };
        let names = &self.printed.names;
        let (mention, head) = mention(self.model, self.document, names, source);
        match mention {
            Mention::Relative if self.chain().name_beside(self.ground(), head).is_none() => {
                by_parse().or(Some(source))
            }
            Mention::Described(_) | Mention::Definite(_) => {
                if let Some(name) = self.apposed_to(source) {
                    return Some(name.span);
                }
                if self.can_speak(source) {
                    return Some(source);
                }
                let other = || by_parse().filter(|found| !found.overlaps(source));
                self.named_in(source).map(|name| name.span).or_else(other).or(Some(source))
            }
            _ => Some(source),
        }
    }

    /// "She added": whoever spoke last, in this paragraph or the one before.
    pub(crate) fn goes_on(
        &self,
        quotation: &Quotation,
        source: Span,
        earlier: &[Quotation],
        answers: &[Answer],
    ) -> Option<Answer> {
        const GOES_ON: [&str; 7] =
            ["added", "adds", "continued", "continues", "went on", "goes on", "concluded"];
        let text = &self.document.text;
        let cue = quotation.cue?.of(text).to_lowercase();
        let (Mention::Pronoun(gender), head) =
            mention(self.model, self.document, &self.printed.names, source)
        else {
            return None;
        };
        let is_before = |one: &Quotation| {
            one.kind.is_speech()
                && one.inside.is_none()
                && self.printed.paragraphs_between(one.block, quotation.block) <= 1
        };
        let last = earlier.iter().zip(answers).rev().take(4).find(|(one, _)| is_before(one));
        let person = last.and_then(|(_, answer)| answer.person)?;
        let known = self.roster.people.get(person)?;
        let agrees = known.gender().0.is_none_or(|known| known == gender);
        if !agrees || !GOES_ON.iter().any(|word| cue.starts_with(word)) {
            return None;
        }
        let words = head.of(text);
        let why = format!("{words} → {}, who spoke last", known.name);
        Some(self.person(person, head, why))
    }

    /// Whether the words at `source` mean somebody who can speak, as far as lists say.
    fn can_speak(&self, source: Span) -> bool {
        let (mention, _) = mention(self.model, self.document, &self.printed.names, source);
        let Mention::Described(noun) = mention else {
            return !matches!(mention, Mention::Relative | Mention::Plural);
        };
        let words = flat(source.of(&self.document.text));
        self.model.roles.contains(&noun)
            || self.model.cues.contains(&noun)
            || is_utterance(&noun)
            || named(self.model, &words, &noun) != Named::Described
    }

    /// The name right before the comma that `source` stands behind: "Rolf Brandt, a captain, said".
    fn apposed_to(&self, source: Span) -> Option<&Name> {
        let after = self.document.text.get(source.end()..)?.trim_start();
        if !after.starts_with(',') && !source.of(&self.document.text).ends_with(',') {
            return None;
        }
        let before = self.document.text.get(..source.start())?.trim_end().strip_suffix(',')?;
        self.named_up_to(before.len())
    }

    /// The name that ends at byte `end` and is not an owner's.
    fn named_up_to(&self, end: usize) -> Option<&Name> {
        let names = &self.printed.names;
        let next = names.partition_point(|name| name.span.end() <= end);
        next.checked_sub(1).and_then(|at| names.get(at)).filter(|name| name.span.end() == end)
    }

    /// The person named behind a comma inside `source`: "morning in Toll, Ilse Varga".
    fn named_in(&self, source: Span) -> Option<&Name> {
        let names = &self.printed.names;
        let first = names.partition_point(|name| name.span.start() < source.start());
        let inside = names.iter().zip(&self.roster.meant).skip(first).take(20);
        let mut inside = inside.take_while(|(name, _)| name.span.end() <= source.end());
        let found = inside.find(|(name, meant)| {
            let person = meant.and_then(|person| self.roster.people.get(person));
            let before = self.document.text.get(source.start()..name.span.start()).unwrap_or("");
            person.is_some_and(|person| person.may_be_meant()) && before.trim_end().ends_with(',')
        });
        found.map(|(name, _)| name)
    }

    /// Whose words somebody passes on: "Varga shared Brandt's letter asking her to “stop the boat.”"
    fn lent(&self, quotation: &Quotation) -> Option<&Name> {
        let text = &self.document.text;
        let content = quotation.content.first()?;
        let names = &self.printed.names;
        let at = names.partition_point(|name| name.span.start() < content.start());
        let name = names.get(at).filter(|name| name.span.start() == content.start())?;
        let mut words = text.get(name.span.end()..content.end())?.split_whitespace().take(3);
        let (_owner, noun, verb) = (words.next()?, words.next()?, words.next()?);
        let is_text = self.model.cues.get(noun).is_some_and(|note| note == "document");
        let is_cue = verb.ends_with("ing") && self.model.cues.contains(verb);
        (name.place == Place::Owner && is_text && is_cue).then_some(name)
    }

    /// Who is given between commas right before `cue`: "…, Varga said, adding".
    fn said_before(&self, cue: Span) -> Option<&Name> {
        let text = &self.document.text;
        let word = cue.of(text).to_lowercase();
        if !ADDS.contains(&word.as_str()) {
            return None;
        }
        let before = text.get(..cue.start())?.trim_end().strip_suffix(',')?;
        let verb = SAID.iter().find(|verb| before.ends_with(**verb))?;
        let before = before.strip_suffix(verb)?.trim_end();
        self.named_up_to(before.len())
    }
}

/// The byte up to which it matters whom references mean: behind it no source is asked for that is more than a
/// name.
pub(crate) fn asked_until(
    model: &Model,
    document: &Document,
    names: &[Name],
    quotations: &[Quotation],
) -> usize {
    let mut until = 0;
    for quotation in quotations.iter().rev() {
        let block = document.blocks.get(quotation.block).map_or(0, |block| block.span.end());
        let ends = [quotation.source, quotation.cue].map(|part| part.map_or(0, Span::end));
        let end = ends.into_iter().fold(block, usize::max);
        if end <= until {
            continue;
        }
        let is_plain = match quotation.source.map(|source| mention(model, document, names, source))
        {
            None => quotation.cue.is_none(),
            Some((Mention::Described(noun), _)) => model.roles.contains(&noun),
            Some((Mention::Pronoun(_) | Mention::Relative | Mention::Definite(_), _)) => false,
            Some(_) => true,
        };
        until = if is_plain { until } else { end };
    }
    until
}
