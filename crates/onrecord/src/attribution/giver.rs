//! A quotation in, the words to ask for its speaker out: mostly its source, and where that is none, an
//! apposition, or a thing that can hardly speak, what the sentence gives instead.

use crate::attribution::cast::{Answer, Cast, flat};
use crate::attribution::clause::subject;
use crate::attribution::ground::block_at;
use crate::attribution::mention::{Mention, is_utterance, mention};
use crate::attribution::name::{Name, Place};
use crate::attribution::speaker::Named;
use crate::attribution::unnamed::named;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::quotation::lexeme::lexemes;
use crate::quotation::phrase::phrase_before;
use crate::quotation::word_class::Class;
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

/// What somebody is seen or heard on.
const RECORDINGS: [&str; 8] =
    ["footage", "video", "clip", "clips", "recording", "audio", "tape", "image"];

impl Cast<'_> {
    /// The words that tell who gives `quotation`; `None` where the text has none.
    pub(crate) fn giver(&self, quotation: &Quotation) -> Option<Span> {
        let by_parse = || {
            let found = subject(self.document, quotation.cue?)?;
            self.can_speak(found).then_some(found)
        };
        let other = quotation.cue.and_then(|cue| self.said_before(cue));
        let other = other.or_else(|| quotation.cue.and_then(|cue| self.recorded(cue)));
        if let Some(name) = other.or_else(|| self.lent(quotation)) {
            return Some(name.span);
        }
        let Some(source) = quotation.source else {
            return self
                .of_main_clause(quotation)
                .or_else(|| self.who_used(quotation))
                .or_else(by_parse);
        };
        let names = &self.printed.names;
        let (mention, head) = mention(self.model, self.document, names, source);
        match mention {
            Mention::Relative if self.chain().name_beside(self.ground(), head).is_none() => {
                by_parse().or_else(|| self.described_before(head)).or(Some(source))
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

    /// "After saying it was “a mess,” she left": the subject of the clause that follows.
    fn of_main_clause(&self, quotation: &Quotation) -> Option<Span> {
        const BEFORE: [&str; 7] = ["after", "before", "while", "by", "in", "upon", "when"];
        let text = &self.document.text;
        let cue = quotation.cue.filter(|cue| cue.of(text).ends_with("ing"))?;
        let start = self.printed.sentence_start(cue.start());
        let opening = text.get(start..cue.start())?.trim().to_lowercase();
        if !opening.is_empty() && !BEFORE.contains(&opening.as_str()) {
            return None;
        }
        let end = quotation.marked.first()?.end();
        let after = text.get(end..)?;
        let marks: &[char] = &[',', '”', '"', '’', '\''];
        let rest = after.trim_start_matches(marks).trim_start();
        let is_parted = text.get(..end)?.ends_with(',') || after.starts_with(marks);
        let at = text.len() - rest.len();
        let word = rest.split(' ').next().unwrap_or("");
        let is_pronoun = matches!(word, "he" | "she" | "they");
        if is_parted && is_pronoun {
            return Some(Span::new(at, at + word.len()));
        }
        let next = self.printed.names.partition_point(|name| name.span.start() < at);
        let name = self.printed.names.get(next).filter(|_| is_parted)?;
        (name.span.start() == at && name.place == Place::Subject).then_some(name.span)
    }

    /// "Varga has used the phrase “iron tide”": who uses it.
    fn who_used(&self, quotation: &Quotation) -> Option<Span> {
        const USED: [&str; 4] = ["used", "uses", "coined", "repeated"];
        const WORDS: [&str; 6] = ["phrase", "term", "word", "words", "slogan", "line"];
        if quotation.cue.is_some() {
            return None;
        }
        let text = &self.document.text;
        let before = text.get(..quotation.content.first()?.start())?;
        let before = before.trim_end_matches(['“', '"', ' ']);
        let noun = WORDS.iter().find_map(|noun| before.strip_suffix(noun))?;
        let verb = noun.trim_end().strip_suffix(" the")?;
        let used = USED.iter().find(|used| verb.ends_with(**used))?;
        subject(self.document, Span::new(verb.len() - used.len(), verb.len()))
    }

    /// Who is heard on a recording: "The film shows footage of Varga asking".
    fn recorded(&self, cue: Span) -> Option<&Name> {
        let text = &self.document.text;
        if !cue.of(text).ends_with("ing") {
            return None;
        }
        let name = self.named_up_to(text.get(..cue.start())?.trim_end().len())?;
        let before = text.get(..name.span.start())?.trim_end().strip_suffix(" of")?;
        RECORDINGS.iter().any(|noun| before.ends_with(noun)).then_some(name)
    }

    /// The phrase that the relative at `head` goes back to: "two sailors who".
    fn described_before(&self, head: Span) -> Option<Span> {
        let block = self.document.blocks.get(block_at(self.document, head.start()))?.span;
        let before = Span::new(block.start(), head.start());
        let lexemes = lexemes(self.model, &self.document.text, before, &[]);
        let mut phrase = phrase_before(&lexemes, lexemes.len())?;
        let last = lexemes.get(phrase.end.checked_sub(1)?)?;
        // "a page from the memoirs of a sailor who": the sailor, and no page.
        let is_preposition =
            |at: &usize| lexemes.get(*at).is_some_and(|lexeme| lexeme.class == Class::Preposition);
        let noun = last.span.of(&self.document.text).to_lowercase();
        let is_number = |at: usize| lexemes.get(at).is_some_and(|l| l.class == Class::Number);
        phrase.start -= usize::from(phrase.start.checked_sub(1).is_some_and(is_number));
        if let Some(of) = phrase.clone().rev().find(is_preposition)
            && self.model.roles.contains(&noun)
        {
            phrase.start = of + 1;
        }
        let first = lexemes.get(phrase.start)?;
        (head.of(&self.document.text) == "who").then(|| first.span.hull(last.span))
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
