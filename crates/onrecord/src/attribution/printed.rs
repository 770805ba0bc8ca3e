//! A document in, what it prints of persons out, in text order: names, the words that refer to
//! somebody without one, and where sentences, verbs and clauses stand. Blocks of furniture are passed
//! over.

use crate::attribution::name::{Name, Side};
use crate::attribution::reference::{Head, Reference};
use crate::attribution::scan::Scan;
use crate::document::Document;
use crate::document::block::Role;
use crate::quotation::Quotation;
use crate::quotation::lexeme::lexemes;
use crate::quotation::word_class::Class;
use crate::text::span::Span;
use onrecord_model::Model;

/// What [`Printed::read`] found.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) names: Vec<Name>,
    pub(crate) references: Vec<Reference>,
    /// Where sentences of the narration begin: a full stop inside a quotation ends none.
    pub(crate) sentences: Vec<usize>,
    /// Where finite verbs and auxiliaries begin.
    verbs: Vec<usize>,
    /// Where words and marks stand that may part two clauses.
    joints: Vec<(usize, Joint)>,
    /// For each block of the document, how many blocks of its own text end before it.
    paragraphs: Vec<usize>,
}

/// What parts two clauses, the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Joint {
    Nothing,
    Comma,
    Conjunction,
    Subordinator,
}

/// The most bytes of one name: whoever bore a longer one would be written out with every quotation.
const LONGEST: usize = 400;

impl Printed {
    /// How many paragraphs of the text `later` comes after `earlier`; captions do not count.
    pub(crate) fn paragraphs_between(&self, earlier: usize, later: usize) -> usize {
        self.paragraphs_before(later).saturating_sub(self.paragraphs_before(earlier))
    }

    /// How many paragraphs of the text stand before `block`; captions do not count.
    pub(crate) fn paragraphs_before(&self, block: usize) -> usize {
        self.paragraphs.get(block).copied().unwrap_or(block)
    }

    /// The number of the sentence that holds byte `at`.
    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.sentences.partition_point(|start| *start <= at)
    }

    /// The byte at which the sentence of byte `at` begins.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        let last = self.sentence(at).checked_sub(1);
        last.and_then(|last| self.sentences.get(last)).copied().unwrap_or(0)
    }

    /// How many finite verbs and auxiliaries begin from byte `start` up to `end`.
    pub(crate) fn verbs_between(&self, start: usize, end: usize) -> usize {
        let before = |at: usize| self.verbs.partition_point(|verb| *verb < at);
        before(end).saturating_sub(before(start))
    }

    /// The strongest joint from byte `start` up to `end`, of the last few.
    pub(crate) fn joint_between(&self, start: usize, end: usize) -> Joint {
        const LAST: usize = 12;
        let next = self.joints.partition_point(|(at, _)| *at < end);
        let last = self.joints.get(next.saturating_sub(LAST)..next).unwrap_or_default().iter();
        last.filter(|(at, _)| *at >= start).map(|(_, joint)| *joint).max().unwrap_or(Joint::Nothing)
    }

    /// The pronouns of the narration before byte `until`, and the names of their sentences and of those
    /// before: whose grammar tells whom a pronoun means. Sorted.
    pub(crate) fn grounds(&self, until: usize) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let before = self.references.iter().take_while(|one| one.span.start() < until);
        let told = before.filter(|reference| reference.side != Side::Quoted);
        for reference in told.filter(|one| matches!(one.head, Head::Pronoun(..))) {
            let sentence = self.sentence(reference.span.start());
            let start = sentence.saturating_sub(2);
            let start = self.sentences.get(start).copied().unwrap_or(0);
            let end = self.sentences.get(sentence).copied().unwrap_or(usize::MAX);
            let first = self.names.partition_point(|name| name.span.start() < start);
            let names = self.names.get(first..).unwrap_or_default().iter();
            let names = names.take_while(|name| name.span.start() < end);
            let told = names.filter(|name| name.side == Side::Narration).map(|name| name.span);
            found.extend(told.chain([reference.span]));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Reads `document`; `quotations` tell what is narration.
    pub(crate) fn read(model: &Model, document: &Document, quotations: &[Quotation]) -> Printed {
        let mut quoted: Vec<Span> =
            quotations.iter().flat_map(|quotation| quotation.marked.iter().copied()).collect();
        quoted.sort_unstable();
        let mut found = Printed::default();
        let mut n_paragraphs = 0;
        for (block_idx, block) in document.blocks.iter().enumerate() {
            found.paragraphs.push(n_paragraphs);
            n_paragraphs += usize::from(block.role.is_main());
            let side = match block.role {
                role if role.is_main() => Side::Narration,
                Role::Standfirst | Role::PullQuote | Role::Embed => Side::Narration,
                Role::Title => Side::Headline,
                Role::Caption | Role::Credit | Role::Byline => Side::Margin,
                _ => continue,
            };
            let lexemes = lexemes(model, &document.text, block.span, &[]);
            let scan = Scan { model, text: &document.text, lexemes: &lexemes };
            found.sentences.push(block.span.start());
            found.clauses(&scan, &quoted);
            found.block(&scan, &quoted, block_idx, side);
        }
        found
    }

    fn clauses(&mut self, scan: &Scan<'_>, quoted: &[Span]) {
        for (at, lexeme) in scan.lexemes.iter().enumerate() {
            let start = lexeme.span.start();
            match lexeme.class {
                Class::Stop if ends_sentence(scan, quoted, at) => {
                    self.sentences.extend(scan.lexemes.get(at + 1).map(|next| next.span.start()));
                }
                class if class.is_finite() || class == Class::Auxiliary => self.verbs.push(start),
                Class::Comma | Class::Dash | Class::Colon | Class::Semicolon => {
                    self.joints.push((start, Joint::Comma));
                }
                Class::Conjunction => self.joints.push((start, Joint::Conjunction)),
                Class::Subordinator | Class::Relative | Class::That => {
                    self.joints.push((start, Joint::Subordinator));
                }
                _ => {}
            }
        }
    }

    fn block(&mut self, scan: &Scan<'_>, quoted: &[Span], block: usize, side: Side) {
        let mut at = 0;
        while at < scan.lexemes.len() {
            let end = scan.run_end(at);
            if end > at {
                if let Some(mut name) = scan.name(at, end).filter(|name| name.span.len() <= LONGEST)
                {
                    let is_quoted = side == Side::Narration && is_within(quoted, name.span);
                    name.block = block;
                    name.side = if is_quoted { Side::Quoted } else { side };
                    self.names.push(name);
                }
                at = end;
                continue;
            }
            if matches!(side, Side::Narration | Side::Headline)
                && let Some(mut reference) = scan.reference(at, side == Side::Headline)
            {
                let is_quoted = is_within(quoted, reference.span);
                reference.block = block;
                reference.side = if is_quoted { Side::Quoted } else { side };
                self.references.push(reference);
            }
            at += 1;
        }
    }
}

/// Whether the full stop at `at` ends a sentence of the narration: one outside quotations does, and the
/// last one inside where a capital follows: "… it sank.” A spokesman for Poe …". After "?" and "!" the
/// cue may follow.
fn ends_sentence(scan: &Scan<'_>, quoted: &[Span], at: usize) -> bool {
    let Some(stop) = scan.lexemes.get(at) else { return false };
    let Some(around) = around(quoted, stop.span) else { return true };
    let next = scan.lexemes.get(at + 1);
    let is_capital =
        next.is_some_and(|next| next.span.of(scan.text).starts_with(char::is_uppercase));
    around.end() == stop.span.end() && stop.span.of(scan.text) == "." && is_capital
}

/// Whether one of the sorted spans covers `span`; of spans that nest, the last to begin is asked and
/// the few before it.
fn is_within(sorted: &[Span], span: Span) -> bool {
    around(sorted, span).is_some()
}

fn around(sorted: &[Span], span: Span) -> Option<Span> {
    let next = sorted.partition_point(|quoted| quoted.start() <= span.start());
    let last = sorted.get(..next).unwrap_or_default().iter().rev().take(4);
    last.copied().find(|quoted| quoted.contains(span))
}
