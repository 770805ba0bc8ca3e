//! What a headline without marks gives as somebody's claim. A document in, quotations of kind
//! [`QuotationKind::Headline`] with nothing marked out.
//!
//! Three forms, as headlines have them: "Larkin says bridge will close", "Bridge will close, says
//! Larkin" and "Larkin: bridge will close". Anything looser is left alone.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::quotation::act::Act;
use crate::quotation::{Quotation, QuotationKind};
use crate::text::span::Span;
use crate::text::words::words;
use onrecord_model::Model;

/// Words of a source at most: "Port Salter mayor Edda Larkin".
const SOURCE: usize = 6;

/// The fewest words that make a claim.
const CLAIM: usize = 3;

/// Longest headline that is looked at, in words.
const LONGEST: usize = 40;

/// The claims of all title blocks, in text order. A headline with quotation marks is left to them.
pub(crate) fn headlines(model: &Model, document: &Document) -> Vec<Quotation> {
    let titles = document.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Title);
    titles.filter_map(|(at, block)| headline(model, document, block, at)).collect()
}

fn headline(model: &Model, document: &Document, block: &Block, at: usize) -> Option<Quotation> {
    let text = block.span.of(&document.text);
    if text.contains(['“', '”', '"', '‘', '«', '„']) {
        return None;
    }
    let start = block.span.start();
    let place = |span: Span| Span::new(start + span.start(), start + span.end());
    let all: Vec<Span> = words(text).map(place).take(LONGEST + 1).collect();
    if all.len() > LONGEST {
        return None;
    }
    let found = before(model, &document.text, &all)
        .or_else(|| after(model, &document.text, &all))
        .or_else(|| labelled(document, block, &all))?;
    Some(Quotation {
        kind: QuotationKind::Headline,
        content: vec![found.content],
        marked: Vec::new(),
        cue: found.cue,
        source: Some(found.source),
        block: at,
        inside: None,
        act: Act::Speech,
    })
}

struct Claim {
    content: Span,
    cue: Option<Span>,
    source: Span,
}

/// The note of the word, where it is a headline's cue.
fn cue(model: &Model, text: &str, word: Span) -> Option<&'static str> {
    model.headline_cues.get(&word.of(text).to_lowercase())
}

/// "Larkin says bridge will close".
fn before(model: &Model, text: &str, all: &[Span]) -> Option<Claim> {
    let (at, note) =
        all.iter().enumerate().find_map(|(at, word)| Some((at, cue(model, text, *word)?)))?;
    let source = all.get(..at).filter(|source| (1..=SOURCE).contains(&source.len()))?;
    let source = source.first()?.hull(*source.last()?);
    // A comma or colon before the cue opens another form; a hearer stands where the claim should.
    if note == "told" || source.of(text).contains([',', ':', ';', '–', '—']) {
        return None;
    }
    let cue = *all.get(at)?;
    let skips_that = all.get(at + 1).is_some_and(|word| word.of(text) == "that");
    let claim = all.get(at + 1 + usize::from(skips_that)..)?;
    if claim.len() < CLAIM
        || Span::new(cue.end(), claim.first()?.start()).of(text).contains([',', ':', ';'])
    {
        return None;
    }
    Some(Claim { content: claim.first()?.hull(*claim.last()?), cue: Some(cue), source })
}

/// "Bridge will close, Larkin says", "Bridge will close, says Larkin", "…, Larkin tells podcast".
fn after(model: &Model, text: &str, all: &[Span]) -> Option<Claim> {
    let breaks = |pair: &[Span]| {
        let between =
            Span::new(pair.first().map_or(0, |a| a.end()), pair.last().map_or(0, |b| b.start()));
        between.of(text).contains([',', '–', '—'])
    };
    let cut = all.windows(2).rposition(breaks)? + 1;
    let (claim, tail) = all.split_at_checked(cut)?;
    let at = tail.iter().position(|word| cue(model, text, *word).is_some())?;
    let cue = *tail.get(at)?;
    let source = if at == 0 { tail.get(1..)? } else { tail.get(..at)? };
    if claim.len() < CLAIM || !(1..=SOURCE).contains(&source.len()) {
        return None;
    }
    let source = source.first()?.hull(*source.last()?);
    Some(Claim { content: claim.first()?.hull(*claim.last()?), cue: Some(cue), source })
}

/// "Larkin: bridge will close", where the article goes on to speak of Larkin.
fn labelled(document: &Document, block: &Block, all: &[Span]) -> Option<Claim> {
    let text = &document.text;
    let cut = all.windows(2).position(|pair| match pair {
        [a, b] => Span::new(a.end(), b.start()).of(text).starts_with(':'),
        _ => false,
    })? + 1;
    let (source, claim) = all.split_at_checked(cut)?;
    let name = source.last()?.of(text);
    let rest = text.get(block.span.end()..).unwrap_or("");
    let is_name = name.starts_with(char::is_uppercase) && name.len() > 2;
    if source.len() > SOURCE || claim.len() < CLAIM || !is_name || !has_word(rest, name) {
        return None;
    }
    let source = source.first()?.hull(*source.last()?);
    Some(Claim { content: claim.first()?.hull(*claim.last()?), cue: None, source })
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).take(64).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
