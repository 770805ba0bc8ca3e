//! A quotation with no cue in its sentence in, the cue and source that the text before it gives out: a
//! lead-in that ends with a colon, the sentence before, or the quotation before, which goes on.

use crate::document::Document;
use crate::quotation::Quotation;
use crate::quotation::candidate::{ENOUGH, Scene, before, signature};
use crate::quotation::source::{sentence_start, subject};
use crate::quotation::word_class::{Class, CueClass};
use crate::text::span::Span;
use std::ops::Range;

/// How many blocks may lie between a quotation and the one it goes on from.
const GAP: usize = 1;

/// How many quotations back the one that goes on may be: titles and nested marks lie between.
const LAST: usize = 12;

/// The blocks before and after a quotation's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) above: Option<Scene<'a>>,
    pub(crate) below: Option<Scene<'a>>,
}

/// Cue and source for `quotation`, whose first lexemes in `scene` are `own`; `earlier` are the quotations before it in text order.
pub(crate) fn carry(
    document: &Document,
    scene: Scene<'_>,
    around: Around<'_>,
    own: Option<&Range<usize>>,
    earlier: &[Quotation],
    quotation: &Quotation,
) -> (Option<Span>, Option<Span>) {
    let Some(own) = own else { return (None, None) };
    let opens_block = own.start == 0;
    if opens_block {
        if let Some(found) = around.above.and_then(|above| lead_in(above).or_else(|| told(above))) {
            return found;
        }
    } else if let Some(found) = sentence_before(scene, own.start) {
        return found;
    }
    let fills_block = own.start == 0 && own.end == scene.lexemes.len();
    if let Some(found) = around.below.filter(|_| fills_block).and_then(signed) {
        return found;
    }
    let Some(last) =
        earlier.iter().rev().take(LAST).find(|last| last.kind.is_speech() && last.inside.is_none())
    else {
        return (None, None);
    };
    let near = quotation.block.saturating_sub(ends_in(document, last)) <= GAP;
    let goes_on = if opens_block { near } else { ends_in(document, last) == quotation.block };
    if goes_on { (None, last.source) } else { (None, None) }
}

/// "— Ann Poe" in the block below.
fn signed(below: Scene<'_>) -> Option<(Option<Span>, Option<Span>)> {
    if below.class(0) != Some(Class::Dash) {
        return None;
    }
    signature(below, 0, below.lexemes.len()).map(|found| below.introduction(&found))
}

/// The block in which `quotation` ends.
fn ends_in(document: &Document, quotation: &Quotation) -> usize {
    let end = quotation.content.last().map_or(0, |span| span.start());
    document.blocks.partition_point(|block| block.span.start() <= end).saturating_sub(1)
}

/// "Here is what she wrote:" at the end of the block above.
fn lead_in(above: Scene<'_>) -> Option<(Option<Span>, Option<Span>)> {
    let end = above.lexemes.len();
    if above.class(end.checked_sub(1)?) != Some(Class::Colon) {
        return None;
    }
    let found = before(above, end).filter(|found| found.weight >= ENOUGH)?;
    Some(above.introduction(&found))
}

/// "Poe issued a statement." at the end of a block above that holds no quotation.
fn told(above: Scene<'_>) -> Option<(Option<Span>, Option<Span>)> {
    let stop = above.lexemes.len().checked_sub(1)?;
    let floor = sentence_start(above.lexemes, stop);
    let sentence = above.lexemes.get(floor..stop)?;
    let is_free = above.lexemes.iter().all(|lexeme| lexeme.class != Class::Quoted);
    let tells = sentence
        .iter()
        .any(|lexeme| matches!(lexeme.cue, Some(CueClass::Speech | CueClass::Document)));
    if is_free && tells { sentence_before(above, stop + 1) } else { None }
}

/// "Poe disagreed. “…”": the subject of the sentence before, where that holds no quotation.
fn sentence_before(scene: Scene<'_>, start: usize) -> Option<(Option<Span>, Option<Span>)> {
    let stop = start.checked_sub(1).filter(|at| scene.class(*at) == Some(Class::Stop))?;
    let floor = sentence_start(scene.lexemes, stop);
    let sentence = scene.lexemes.get(floor..stop)?;
    if sentence.iter().any(|lexeme| lexeme.class == Class::Quoted) {
        return None;
    }
    let verbs = || (floor..stop).filter(|at| scene.class(*at).is_some_and(Class::is_finite));
    let cue = |at: &usize| {
        scene.lexemes.get(*at).and_then(|l| l.cue).is_some_and(|cue| cue != CueClass::Document)
    };
    let verb = verbs().find(cue).or_else(|| verbs().next())?;
    let source = subject(scene.lexemes, verb).filter(|source| source.start >= floor)?;
    let cue = scene.lexemes.get(verb).map(|lexeme| lexeme.span);
    Some((cue, scene.span(&source)))
}
