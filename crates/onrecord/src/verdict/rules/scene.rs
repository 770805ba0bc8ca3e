//! What a rule is shown: one quotation laid against one passage, and which words are still
//! unexplained.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::document::transcript::RecordKind;
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::text::folded::{Token, tokens};
use crate::text::sentences::sentences;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, gaps};
use crate::verdict::pair::{Pair, pairs};
use crate::verdict::rules::claim::Claim;
use onrecord_model::{Model, Wording};
use std::ops::Range;

/// One quotation laid against one passage.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The word lists.
    pub wording: &'a Wording,
    /// All lists.
    pub model: &'a Model,
    /// The article.
    pub document: &'a Document,
    /// The record the passage is in.
    pub record: &'a Document,
    /// The quotation and who is given as its speaker.
    pub attribution: &'a Attribution,
    /// The passage and the alignment.
    pub found: &'a Match,
    /// Word against word, all parts in order.
    pub pairs: Vec<Pair>,
    /// What the record has at the edges of the quotation and between its parts.
    pub gaps: Vec<Gap>,
    /// Whether the pair differs and no rule has explained it.
    open: Vec<bool>,
    /// Whether a dropped word belongs to a clause that is kept.
    attached: Vec<bool>,
}

/// The sides of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The article's words.
    Printed,
    /// The record's words.
    Said,
}

impl<'a> Scene<'a> {
    /// Lays `attribution`'s quotation against `found`.
    #[must_use]
    pub fn new(
        model: &'a Model,
        document: &'a Document,
        record: &'a Document,
        attribution: &'a Attribution,
        found: &'a Match,
    ) -> Scene<'a> {
        let pairs = pairs(document, record, found);
        let open: Vec<bool> = pairs.iter().map(|pair| pair.kind != StepKind::Same).collect();
        let gaps = gaps(document, record, attribution, found, &pairs);
        let mut scene = Scene {
            wording: &model.wording,
            model,
            document,
            record,
            attribution,
            found,
            attached: vec![true; pairs.len()],
            pairs,
            gaps,
            open,
        };
        scene.detach();
        scene
    }

    /// Whether the pair differs and no rule has explained it.
    #[must_use]
    pub fn is_open(&self, at: usize) -> bool {
        self.open.get(at).copied().unwrap_or(false)
    }

    /// Whether the pair is open and part of a clause that the quotation keeps: a whole clause left
    /// out between two others says nothing about the words of those.
    #[must_use]
    pub fn is_live(&self, at: usize) -> bool {
        self.is_open(at) && self.attached.get(at).copied().unwrap_or(true)
    }

    /// Whether a word that follows pair `last` within three words on its side stands in both texts, or
    /// has another in its place: "will" goes with "close", "all" with "schools". A word dropped or added
    /// together with what it governs changes nothing that is kept.
    #[must_use]
    pub fn governs_kept(&self, side: Side, last: usize) -> bool {
        let follows = (last + 1..self.pairs.len()).filter(|at| !self.word(side, *at).is_empty());
        let carries = |at: &usize| {
            let word = self.word(side, *at);
            let is_small = matches!(
                word,
                "be" | "of" | "to" | "the" | "a" | "an" | "that" | "this" | "my" | "our"
            );
            let is_adverb =
                word.ends_with("ly") || matches!(word, "also" | "just" | "even" | "never");
            !(is_small || is_adverb || self.wording.negators.contains(word))
        };
        let mut follows = follows.filter(carries).take(1).peekable();
        follows.peek().is_none()
            || follows.any(|at| matches!(self.pairs[at].kind, StepKind::Same | StepKind::Changed))
    }

    /// Marks `pairs` as explained.
    pub fn close(&mut self, pairs: &[usize]) {
        for at in pairs {
            if let Some(open) = self.open.get_mut(*at) {
                *open = false;
            }
        }
    }

    /// The runs of open pairs, each inside one part, in order.
    #[must_use]
    pub fn runs(&self) -> Vec<Range<usize>> {
        self.runs_of(|at| self.is_open(at))
    }

    /// The runs of pairs that satisfy `is_in`, each inside one part, in order.
    #[must_use]
    pub fn runs_of(&self, is_in: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            if !is_in(at) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == at && self.pairs[run.start].part == pair.part => {
                    run.end = at + 1;
                }
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// The folded word of one side; empty where that side has none.
    #[must_use]
    pub fn word(&self, side: Side, at: usize) -> &str {
        self.pairs.get(at).map_or("", |pair| match side {
            Side::Printed => &pair.printed,
            Side::Said => &pair.said,
        })
    }

    /// Whether the record is captions made by speech recognition.
    #[must_use]
    pub fn is_captions(&self) -> bool {
        self.record.transcript.as_ref().is_some_and(|t| t.kind == RecordKind::Captions)
    }

    /// Both sides of the pairs at `at` (ascending), as spans.
    #[must_use]
    pub fn spans(&self, at: &[usize]) -> (Span, Span) {
        let pairs = || at.iter().filter_map(|at| self.pairs.get(*at));
        (hull(pairs().map(|pair| pair.content)), hull(pairs().map(|pair| pair.passage)))
    }

    /// A difference that explains the pairs at `at`, with the sentence that both texts give.
    #[must_use]
    pub fn claim(&self, code: Code, at: Vec<usize>) -> Claim {
        let (content, passage) = self.spans(&at);
        let printed = shown(content.of(&self.document.text));
        let said = shown(passage.of(&self.record.text));
        let sentence = match (printed.is_empty(), said.is_empty()) {
            (true, _) => format!("\"{said}\" is in the record"),
            (_, true) => format!("\"{printed}\" is not in the record"),
            _ => format!("\"{printed}\" here, \"{said}\" in the record"),
        };
        Claim::new(code, content, passage, sentence).explaining(at)
    }

    /// The record's text between the words before and after pair `at`'s said word: what separates
    /// it on the left and on the right.
    #[must_use]
    pub fn said_marks(&self, at: usize) -> (&str, &str) {
        let Some(pair) = self.pairs.get(at) else { return ("", "") };
        around(&self.record.text, pair.passage)
    }

    /// The article's text between the words before and after pair `at`'s printed word.
    #[must_use]
    pub fn printed_marks(&self, at: usize) -> (&str, &str) {
        let Some(pair) = self.pairs.get(at) else { return ("", "") };
        around(&self.document.text, pair.content)
    }

    /// How many words of a part both texts have.
    #[must_use]
    pub fn n_same(&self, part: usize) -> usize {
        let steps = self.found.alignment.parts.get(part).map_or(&[][..], |part| &part.steps);
        steps.iter().filter(|step| step.kind == StepKind::Same).count()
    }

    /// The folded words of the record in `span`; a span that cuts a letter is widened.
    #[must_use]
    pub fn record_words(&self, span: Span) -> Vec<Token> {
        let text = &self.record.text;
        tokens(text, Span::new(floor(text, span.start()), floor(text, span.end())))
    }

    /// The folded words that were said in `span`: labels and stage directions are passed over.
    #[must_use]
    pub fn said_words(&self, span: Span) -> Vec<Token> {
        let unsaid = self.record.transcript.as_ref().map_or(&[][..], |t| &t.unsaid);
        let is_said = |token: &Token| {
            let next = unsaid.partition_point(|unsaid| unsaid.end() <= token.span.start());
            unsaid.get(next).is_none_or(|unsaid| !unsaid.overlaps(token.span))
        };
        self.record_words(span).into_iter().filter(is_said).collect()
    }

    /// The words of the article's sentence that stand before byte `at`, lower case.
    #[must_use]
    pub fn article_before(&self, at: usize) -> Vec<String> {
        let text = &self.document.text;
        let before = Span::new(floor(text, at.saturating_sub(160)), floor(text, at)).of(text);
        let sentence = sentences(before).pop().map_or("", |sentence| sentence.of(before));
        tokens(sentence, Span::new(0, sentence.len())).into_iter().map(|token| token.key).collect()
    }

    /// The words of the article in the 300 bytes after byte `at`, lower case.
    #[must_use]
    pub fn article_after(&self, at: usize) -> Vec<String> {
        let text = &self.document.text;
        let after = Span::new(floor(text, at), floor(text, at.saturating_add(300)));
        tokens(text, after).into_iter().map(|token| token.key).collect()
    }

    /// Marks the dropped words that do not belong to a kept clause. In a run of up to five dropped
    /// words only the end of a sentence parts; in a longer one a comma or a conjunction does too.
    fn detach(&mut self) {
        let dropped = self.runs_of(|at| self.pairs[at].kind == StepKind::Dropped);
        for run in dropped {
            let is_long = run.len() > 5;
            let parts = |at: usize| {
                let between = match at == run.end {
                    true => self.said_marks(at - 1).1,
                    false => self.said_marks(at).0,
                };
                let opener = if at < run.end { self.word(Side::Said, at) } else { "" };
                between.contains(['.', '?', '!', ';', '—'])
                    || (is_long
                        && (between.contains(',') || matches!(opener, "and" | "but" | "or" | "so")))
            };
            let bounds: Vec<usize> = (run.start..=run.end).filter(|at| parts(*at)).collect();
            if let (Some(first), Some(last)) = (bounds.first(), bounds.last()) {
                for at in *first..(*last).min(run.end) {
                    self.attached[at] = false;
                }
            }
        }
    }
}

/// The text between words on both sides of `word`: up to the nearest letter, 16 characters at most.
fn around(text: &str, word: Span) -> (&str, &str) {
    let before = text.get(..word.start()).unwrap_or("");
    let after = text.get(word.end()..).unwrap_or("");
    let between = |c: &(usize, char)| !c.1.is_alphanumeric();
    let left = before.char_indices().rev().take(16).take_while(between).last();
    let right = after.char_indices().take(16).take_while(between).last();
    let left = left.map_or("", |(at, _)| before.get(at..).unwrap_or(""));
    let right = right.map_or("", |(at, c)| after.get(..at + c.len_utf8()).unwrap_or(""));
    (left, right)
}

/// The hull of the spans that cover words; of positions only where there are no words.
fn hull(spans: impl Iterator<Item = Span> + Clone) -> Span {
    let words = spans.clone().filter(|span| !span.is_empty()).reduce(Span::hull);
    words.or_else(|| spans.clone().next()).unwrap_or_default()
}

/// The nearest char boundary at or before `at`, inside `text`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The words of `text` on one line; of more than sixteen the first ten and the last four.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0..=16 => words.join(" "),
        n => format!("{} … {}", words[..10].join(" "), words[n - 4..].join(" ")),
    }
}

/// The words of `text` on one line.
#[must_use]
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
