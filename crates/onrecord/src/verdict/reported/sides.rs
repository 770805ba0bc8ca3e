//! A report and the sentences that it reports, word by word. An attribution and its match in, two lists
//! of words out, with which words agree.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::text::folded::tokens;
use crate::text::sentences::sentences;
use crate::text::span::Span;
use crate::verdict::reported::clause::Clause;
use onrecord_model::Model;

/// One word of one side.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its folded key.
    pub(crate) key: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// The words of the other side that say the same.
    pub(crate) agrees: Vec<usize>,
}

/// Both sides.
pub(crate) struct Sides<'a> {
    pub(crate) model: &'a Model,
    /// The words reported, the cue left out.
    pub(crate) printed: Vec<Word>,
    /// The words of the sentences reported.
    pub(crate) said: Vec<Word>,
    /// The words of the turn after them, up to [`AFTER`] sentences.
    pub(crate) after: Vec<Word>,
    /// The cue's folded words.
    pub(crate) cue: Vec<String>,
    /// The record's text.
    pub(crate) text: &'a str,
    /// The document's text.
    pub(crate) printed_text: &'a str,
    /// How the words reported hang together.
    pub(crate) printed_clause: Clause,
    /// How the words of the sentences reported do.
    pub(crate) said_clause: Clause,
}

/// Most words of a side that are looked at; each is compared with each.
const LONGEST: usize = 320;

/// Sentences after the passage in which a further reason may be given.
const AFTER: usize = 2;

impl<'a> Sides<'a> {
    /// `None` where the match has no words.
    pub(crate) fn new(
        model: &'a Model,
        document: &'a Document,
        record: &'a Document,
        attribution: &Attribution,
        found: &Match,
    ) -> Option<Sides<'a>> {
        let transcript = record.transcript.as_ref()?;
        let passage = found.passage.span;
        let turn = transcript.turns.get(transcript.turn_at(passage.start())?)?.span;
        let start = turn.start();
        let all = sentences(turn.of(&record.text));
        let place = |sentence: &Span| Span::new(start + sentence.start(), start + sentence.end());
        let whole = all.iter().map(place).filter(|sentence| sentence.overlaps(passage));
        let whole = whole.reduce(Span::hull)?;
        let next = all.iter().map(place).filter(|sentence| sentence.start() >= whole.end());
        let after = next.take(AFTER).reduce(Span::hull);
        let words = |text: &str, span: Span| -> Vec<Word> {
            let word = |token: crate::text::folded::Token| Word {
                key: token.key,
                span: token.span,
                agrees: Vec::new(),
            };
            tokens(text, span).into_iter().take(LONGEST).map(word).collect()
        };
        let content = &attribution.quotation.content;
        let printed = content.iter().flat_map(|span| words(&document.text, *span));
        let printed: Vec<Word> = printed.take(LONGEST).collect();
        let stretch = content.iter().copied().reduce(Span::hull)?;
        let mut sides = Sides {
            model,
            printed,
            said: words(&record.text, whole),
            after: after.map(|after| words(&record.text, after)).unwrap_or_default(),
            cue: (attribution.quotation.cue.iter())
                .flat_map(|cue| tokens(&document.text, *cue))
                .map(|token| token.key)
                .collect(),
            text: &record.text,
            printed_text: &document.text,
            printed_clause: Clause::new(&document.text, stretch),
            said_clause: Clause::new(&record.text, whole),
        };
        sides.pair(found);
        Some(sides)
    }

    /// Words agree where the alignment pairs them, or where a content word of one side stands once on
    /// the other: a report has its own order.
    fn pair(&mut self, found: &Match) {
        let steps = found.alignment.parts.iter().flat_map(|part| &part.steps);
        let mut pairs: Vec<(Span, Span)> = steps
            .filter(|step| matches!(step.kind, StepKind::Same | StepKind::Changed))
            .map(|step| (step.content, step.passage))
            .collect();
        pairs.sort_unstable();
        let wording = &self.model.wording;
        for at in 0..self.printed.len() {
            let (key, span) = (self.printed[at].key.clone(), self.printed[at].span);
            for other in 0..self.said.len() {
                let said = &self.said[other];
                let is_aligned = pairs.binary_search(&(span, said.span)).is_ok();
                let is_like = self.carries(&key)
                    && (wording.ground(&key) == wording.ground(&said.key)
                        || wording.are_synonyms(&key, &said.key));
                if is_like || is_aligned && key == said.key {
                    self.printed[at].agrees.push(other);
                    self.said[other].agrees.push(at);
                }
            }
        }
    }

    /// Whether the sentences after the passage have a word of this ground form.
    pub(crate) fn is_after(&self, key: &str) -> bool {
        let wording = &self.model.wording;
        self.after.iter().any(|word| wording.ground(&word.key) == wording.ground(key))
    }

    /// Whether the report has a word of this ground form, or one that means the same.
    pub(crate) fn is_printed(&self, key: &str) -> bool {
        let wording = &self.model.wording;
        self.printed.iter().any(|word| {
            wording.ground(&word.key) == wording.ground(key) || wording.are_synonyms(&word.key, key)
        })
    }

    /// Whether a word carries content.
    pub(crate) fn carries(&self, key: &str) -> bool {
        let wording = &self.model.wording;
        !(wording.function_words.contains(key)
            || wording.pronouns.contains(key)
            || wording.modals.contains(key)
            || wording.negators.contains(key)
            || wording.quantifiers.contains(key)
            || wording.fillers.contains(key)
            || matches!(wording.ground(key), "b" | "hav" | "do"))
    }

    /// How many tenths of the content words printed agree with words said.
    pub(crate) fn tenths(&self) -> usize {
        let content = self.printed.iter().filter(|word| self.carries(&word.key));
        let (mut n, mut n_agreed) = (0, 0);
        for word in content {
            n += 1;
            n_agreed += usize::from(!word.agrees.is_empty());
        }
        (10 * n_agreed).checked_div(n).unwrap_or(0)
    }

    /// An empty place in the content, for what only the record has: before the first word that agrees
    /// with a word at or after `said`, else at the end.
    pub(crate) fn printed_place(&self, said: usize) -> Span {
        let after = self.printed.iter().find(|word| word.agrees.iter().any(|at| *at >= said));
        let end = self.printed.last().map_or(0, |word| word.span.end());
        Span::empty(after.map_or(end, |word| word.span.start()))
    }

    /// An empty place in the passage, for what only the report has.
    pub(crate) fn said_place(&self, printed: usize) -> Span {
        let after = self.said.iter().find(|word| word.agrees.iter().any(|at| *at >= printed));
        let end = self.said.last().map_or(0, |word| word.span.end());
        Span::empty(after.map_or(end, |word| word.span.start()))
    }
}
