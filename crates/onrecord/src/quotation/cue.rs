//! Marked quotations in, the same with the words that introduce them and the words that name who said
//! them. Content is left as it was found; who the words mean is the question of attribution.

use crate::document::Document;
use crate::document::block::Role;
use crate::quotation::Quotation;
use crate::quotation::candidate::{Candidate, ENOUGH, Scene, after, before};
use crate::quotation::carry::{Around, carry};
use crate::quotation::ending::{Ending, is_mark};
use crate::quotation::lexeme::{Lexeme, lexemes};
use crate::text::span::Span;
use onrecord_model::Model;
use std::ops::Range;

/// How many marks may stand together at one edge of a quotation: a nested one closes with it.
const MARKS: usize = 3;

/// Sets [`Quotation::cue`] and [`Quotation::source`] where the text beside a quotation gives them.
pub fn link(model: &Model, document: &Document, quotations: &mut [Quotation]) {
    let scenes = scenes(model, document, quotations);
    for at in 0..quotations.len() {
        let (done, rest) = quotations.split_at_mut(at);
        let Some(quotation) = rest.first_mut() else { break };
        let (cue, source) = introduce(document, &scenes, done, quotation);
        quotation.cue = cue;
        quotation.source = source;
    }
}

/// The lexemes of every block that holds, or stands right before, a quotation; empty elsewhere.
fn scenes(model: &Model, document: &Document, quotations: &[Quotation]) -> Vec<Vec<Lexeme>> {
    let mut quoted: Vec<Span> = quotations
        .iter()
        .filter(|quotation| quotation.inside.is_none())
        .flat_map(|quotation| quotation.marked.iter())
        .map(|span| with_marks(&document.text, *span))
        .collect();
    quoted.sort_unstable();
    let mut next = 0;
    let mut scenes = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        while quoted.get(next).is_some_and(|span| span.end() <= block.span.start()) {
            next += 1;
        }
        let within = quoted.get(next..).unwrap_or_default();
        let n_within = within.partition_point(|span| span.start() < block.span.end());
        let within = within.get(..n_within).unwrap_or_default();
        let within: Vec<Span> = within.iter().map(|span| clip(*span, block.span)).collect();
        scenes.push(lexemes(model, &document.text, block.span, &within));
    }
    scenes
}

fn clip(span: Span, bounds: Span) -> Span {
    Span::new(span.start().max(bounds.start()), span.end().min(bounds.end()))
}

/// `span` with the quotation marks that touch it.
fn with_marks(text: &str, span: Span) -> Span {
    let before = text.get(..span.start()).unwrap_or("");
    let after = text.get(span.end()..).unwrap_or("");
    let width = |chars: &mut dyn Iterator<Item = char>| {
        chars.take(MARKS).take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>()
    };
    let opens = width(&mut before.chars().rev());
    let closes = width(&mut after.chars());
    Span::new(span.start() - opens, span.end() + closes)
}

fn introduce(
    document: &Document,
    scenes: &[Vec<Lexeme>],
    earlier: &[Quotation],
    quotation: &Quotation,
) -> (Option<Span>, Option<Span>) {
    let Some(block) = document.blocks.get(quotation.block) else { return (None, None) };
    if quotation.inside.is_some() || !quotation.kind.is_speech() {
        return (None, None);
    }
    if block.role == Role::Turn && block.label.is_some() {
        return (None, block.label);
    }
    let first = scene(document, scenes, quotation.block);
    let own = segments(first, quotation);
    let here = beside(first, &own).map(|found| (first, found));
    let last = quotation.content.last().map_or(quotation.block, |span| block_at(document, *span));
    let below = (last > quotation.block)
        .then(|| scene(document, scenes, last))
        .and_then(|scene| Some((scene, beside(scene, &segments(scene, quotation))?)));
    let best = match (here, below) {
        (Some(here), Some(below)) if below.1.weight > here.1.weight => Some(below),
        (here, below) => here.or(below),
    };
    if let Some((scene, found)) = best.filter(|(_, found)| found.weight >= ENOUGH) {
        return scene.introduction(&found);
    }
    let above = quotation.block.checked_sub(1).map(|above| scene(document, scenes, above));
    let below = document.blocks.get(last + 1).map(|_| scene(document, scenes, last + 1));
    carry(document, first, Around { above, below }, own.first(), earlier, quotation)
}

/// The best candidate in one block: between the parts of the content, after it, or before it.
fn beside(scene: Scene<'_>, own: &[Range<usize>]) -> Option<Candidate> {
    let mut found = Vec::new();
    for (part_idx, part) in own.iter().enumerate() {
        let ending = ending(scene, part);
        let limit = own.get(part_idx + 1).map_or(scene.lexemes.len(), |next| next.start);
        found.extend(after(scene, part.end, limit, ending));
    }
    found.extend(own.first().and_then(|part| before(scene, part.start)));
    found.into_iter().rev().max_by_key(|candidate| candidate.weight)
}

/// How the words of the lexemes in `part` end.
fn ending(scene: Scene<'_>, part: &Range<usize>) -> Ending {
    let Some(span) = scene.span(part) else { return Ending::Running };
    Ending::of(span.of(scene.text))
}

fn scene<'a>(document: &'a Document, scenes: &'a [Vec<Lexeme>], block: usize) -> Scene<'a> {
    Scene { text: &document.text, lexemes: scenes.get(block).map_or(&[], Vec::as_slice) }
}

/// The block in which `span` begins.
fn block_at(document: &Document, span: Span) -> usize {
    let next = document.blocks.partition_point(|block| block.span.start() <= span.start());
    next.saturating_sub(1)
}

/// The lexemes that the content covers, as ranges; parts without lexemes between them are one range.
fn segments(scene: Scene<'_>, quotation: &Quotation) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for content in &quotation.content {
        let start = scene.lexemes.partition_point(|lexeme| lexeme.span.end() <= content.start());
        let end = scene.lexemes.partition_point(|lexeme| lexeme.span.start() < content.end());
        if start >= end {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => found.push(start..end),
        }
    }
    found
}
