//! What the rules found and what was learned, made one list. Marks are hard evidence: no quotation of
//! the rules is lost, and the words between its marks stay as they are; who is given as its speaker,
//! how far a reported clause reaches, and what is said without marks comes from the learned reading.

use crate::quotation::act::Act;
use crate::quotation::ending::is_mark;
use crate::quotation::learned::link::{Linked, Placed};
use crate::quotation::learned::passage::Passage;
use crate::quotation::learned::subject::{main_subject, shared_subject};
use crate::quotation::{Quotation, QuotationKind};
use crate::text::span::Span;
use crate::text::words::words;

/// How many quotations to each side may share words with an attribution.
const NEAR: usize = 8;

/// An attribution of the learned reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed {
    /// The words given as said, marks at the edges left out; in order, never empty.
    pub content: Vec<Span>,
    /// The words that introduce them.
    pub cue: Option<Span>,
    /// The words that name who said them.
    pub source: Option<Span>,
    /// The subject of the cue's verb, or of the verb it is joined to: the source where no other is known.
    pub subject: Option<Span>,
    /// The block in which they begin.
    pub block: usize,
}

/// The attributions that have a cue, by their first content.
#[must_use]
pub fn attributed(
    text: &str,
    passages: &[Passage],
    placed: &[Placed],
    linked: &[Linked],
) -> Vec<Attributed> {
    let span = |at: usize| -> Option<Span> {
        let placed = placed.get(at)?;
        let words = &passages.get(placed.passage)?.words;
        let first = words.get(placed.span.start)?;
        let last = words.get(placed.span.end.checked_sub(1)?)?;
        Some(Span::new(first.token.start as usize, last.token.end as usize))
    };
    let one = |linked: &Linked| -> Option<Attributed> {
        let contents = linked.contents.iter().filter_map(|at| span(*at));
        let content: Vec<Span> =
            contents.map(|part| trimmed(text, part)).filter(|part| !part.is_empty()).collect();
        let first = placed.get(*linked.contents.first()?)?;
        (!content.is_empty()).then_some(Attributed {
            content,
            cue: Some(bare(text, span(linked.cue?)?)),
            source: main_subject(passages, placed, linked).or_else(|| linked.source.and_then(span)),
            subject: shared_subject(passages, placed, linked),
            block: passages.get(first.passage)?.block,
        })
    };
    linked.iter().filter_map(one).collect()
}

/// `part` without the marks and spaces at its edges. A mark stays whose mate stands inside.
fn trimmed(text: &str, part: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || (is_mark(c) && !matches!(c, '\'' | '’' | '‘'));
    let words = part.of(text);
    let start = words.len() - words.trim_start_matches(is_edge).len();
    let end = words.trim_end_matches(is_edge).len();
    Span::new(part.start() + start, part.start() + end.max(start))
}

/// The quotations of both, in text order; a nested one stands after the one around it.
#[must_use]
pub fn merge(text: &str, rules: Vec<Quotation>, learned: &[Attributed]) -> Vec<Quotation> {
    let mut merged = rules;
    let mut owners: Vec<Option<usize>> = vec![None; learned.len()];
    let mut order: Vec<(Span, usize)> = Vec::new();
    for (at, attributed) in learned.iter().enumerate() {
        order.extend(attributed.content.iter().map(|part| (*part, at)));
    }
    order.sort_unstable();
    // Where each quotation of the rules is found in the list that comes out.
    let mut joined: Vec<usize> = (0..merged.len()).collect();
    for quotation_idx in 0..merged.len() {
        let Some(quotation) = merged.get(quotation_idx) else { break };
        let is_scare = quotation.kind == QuotationKind::ScareQuote;
        if quotation.inside.is_some() || !(quotation.kind.is_speech() || is_scare) {
            continue;
        }
        let Some(found) = most_shared(&order, &quotation.content) else { continue };
        let (Some(attributed), Some(owner)) = (learned.get(found), owners.get_mut(found)) else {
            continue;
        };
        if quotation.kind == QuotationKind::Headline {
            owner.get_or_insert(quotation_idx);
            continue;
        }
        if is_nearer(quotation, attributed) {
            continue;
        }
        if is_of_next(text, quotation, attributed) {
            owner.get_or_insert(quotation_idx);
            continue;
        }
        let is_held = quotation.marked.iter().all(|span| holds(attributed, *span));
        match *owner {
            Some(owner)
                if is_held
                    && is_held_of(&merged, owner, attributed)
                    && goes_on(text, &merged, owner, quotation) =>
            {
                let marked = quotation.marked.clone();
                if let Some(first) = merged.get_mut(owner) {
                    first.marked.extend(marked);
                    first.marked.sort_unstable();
                    first.content.clone_from(&attributed.content);
                    first.kind = kind_of(text, &first.content, &first.marked);
                }
                if let Some(slot) = joined.get_mut(quotation_idx) {
                    *slot = owner;
                }
            }
            None if is_held || !is_scare => {
                *owner = Some(quotation_idx);
                let near =
                    quotation_idx.saturating_sub(NEAR)..merged.len().min(quotation_idx + NEAR);
                let near = merged.get(near).unwrap_or_default();
                let attributed = within(near, quotation, attributed);
                if let Some(quotation) = merged.get_mut(quotation_idx) {
                    take(text, quotation, &attributed, is_held);
                }
            }
            _ => {}
        }
    }
    for (attributed, owner) in learned.iter().zip(&owners) {
        if owner.is_none() {
            joined.push(merged.len());
            merged.push(Quotation {
                kind: QuotationKind::Indirect,
                content: attributed.content.clone(),
                marked: Vec::new(),
                cue: attributed.cue,
                source: attributed.source.or(attributed.subject),
                block: attributed.block,
                inside: None,
                act: Act::Speech,
            });
        }
    }
    sorted(merged, &joined)
}

/// `attributed` without what is a quotation of another paragraph than that of `own` with a cue of its own,
/// and without a source between marks: who speaks there is not named.
fn within(near: &[Quotation], own: &Quotation, attributed: &Attributed) -> Attributed {
    let holds = |quotation: &Quotation, part: Span| {
        quotation.inside.is_none() && quotation.marked.iter().any(|marked| marked.overlaps(part))
    };
    let is_other = |part: Span| {
        let others = near.iter().filter(|one| one.block != own.block && one.cue.is_some());
        !holds(own, part) && others.into_iter().any(|quotation| holds(quotation, part))
    };
    let is_marked = |source: &Span| {
        near.iter().any(|one| one.marked.iter().any(|marked| marked.contains(*source)))
    };
    let parts = attributed.content.iter().copied();
    let kept: Vec<Span> = parts.filter(|part| !is_other(*part)).collect();
    Attributed {
        content: if kept.is_empty() { attributed.content.clone() } else { kept },
        source: attributed.source.filter(|source| !is_marked(source)),
        ..attributed.clone()
    }
}

/// Whether the rules give a reported clause a cue that stands between it and the learned one: a report
/// within a report, whose words are those of the nearer speaker.
fn is_nearer(quotation: &Quotation, attributed: &Attributed) -> bool {
    let (Some(cue), Some(other)) = (quotation.cue, attributed.cue) else { return false };
    let start = quotation.content.first().map_or(0, |part| part.start());
    let is_between = other.end() <= cue.start() && cue.end() <= start;
    quotation.source.is_some() && cue != other && (holds(attributed, cue) || is_between)
}

/// Whether a quotation may go on with the one at `owner`, to which the learned reading joins it: both
/// stand in one block, and the first is no question that the second answers.
fn goes_on(text: &str, merged: &[Quotation], owner: usize, quotation: &Quotation) -> bool {
    let owner = merged.get(owner).filter(|owner| owner.block == quotation.block);
    owner.is_some() && !asks(text, owner)
}

/// Direct where nine words of `content` in ten are `marked`.
fn kind_of(text: &str, content: &[Span], marked: &[Span]) -> QuotationKind {
    let count = |spans: &[Span]| spans.iter().map(|s| words(s.of(text)).count()).sum::<usize>();
    let is_direct = count(marked) * 10 >= count(content) * 9;
    if is_direct { QuotationKind::Direct } else { QuotationKind::Mixed }
}

/// Whether the learned content holds every marked word of the quotation at `owner`.
fn is_held_of(merged: &[Quotation], owner: usize, attributed: &Attributed) -> bool {
    let marked = merged.get(owner).map(|owner| owner.marked.as_slice());
    marked.is_some_and(|marked| marked.iter().all(|span| holds(attributed, *span)))
}

fn asks(text: &str, quotation: Option<&Quotation>) -> bool {
    let last = quotation.and_then(|quotation| quotation.marked.last());
    last.is_some_and(|last| last.of(text).ends_with('?'))
}

/// Whether the learned cue stands in the sentence after words that end with a full stop, where the
/// rules see no cue: “We left.” Roe told the paper that nobody came.
fn is_of_next(text: &str, quotation: &Quotation, attributed: &Attributed) -> bool {
    let (Some(last), Some(cue)) = (quotation.content.last(), attributed.cue) else { return false };
    quotation.cue.is_none() && cue.start() >= last.end() && last.of(text).ends_with('.')
}

/// `span` without the comma or colon at its end.
fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text).trim_end_matches([',', ':', ' ']);
    Span::new(span.start(), span.start() + words.len())
}

fn holds(attributed: &Attributed, span: Span) -> bool {
    let next = attributed.content.partition_point(|part| part.end() < span.end());
    attributed.content.get(next).is_some_and(|part| part.contains(span))
}

/// Gives a quotation of the rules what was learned of it. `is_held`: whether the learned content holds
/// all of its marked words; only then does a reported clause take its extent.
fn take(text: &str, quotation: &mut Quotation, attributed: &Attributed, is_held: bool) {
    if is_held && quotation.kind != QuotationKind::Direct {
        quotation.kind = QuotationKind::Mixed;
        let start = quotation.content.first().map(|part| part.start());
        quotation.content.clone_from(&attributed.content);
        if let (Some(start), Some(first)) = (start, quotation.content.first_mut())
            && start >= first.start()
            && quotation.marked.iter().all(|marked| marked.start() >= start)
            && attributed.cue.is_some_and(|cue| is_hearer(text, cue, first.start(), start))
        {
            *first = Span::new(start, first.end().max(start));
        }
    }
    // A name in marks parts the phrase that it stands in; the rules see the phrase whole.
    let is_parted = quotation.source.zip(attributed.source).is_some_and(|(known, learned)| {
        let before = Span::new(known.start(), learned.start().max(known.start()));
        known.contains(learned) && before.of(text).chars().any(is_mark)
    });
    // Beside words that stand by themselves a cue in one of the known places is the better one.
    let is_elsewhere = quotation.kind == QuotationKind::Direct
        && quotation.source.is_some()
        && quotation.cue.zip(attributed.cue).is_some_and(|(known, cue)| !known.overlaps(cue));
    if !is_elsewhere && !is_parted && (attributed.source.is_some() || quotation.source.is_none()) {
        quotation.cue = attributed.cue;
        quotation.source = attributed.source.or(attributed.subject);
    }
}

/// Whether the word or two between `from` and `to`, right behind the cue, are who was told: "told
/// reporters she was …".
fn is_hearer(text: &str, cue: Span, from: usize, to: usize) -> bool {
    let told = cue.of(text).to_lowercase();
    let tells = ["told", "tell", "tells", "telling"].iter().any(|word| told.ends_with(word));
    let gap = Span::new(cue.end().min(from), from);
    let n_words = Span::new(from, to.max(from)).of(text).split_whitespace().count();
    tells && gap.of(text).trim().is_empty() && (1..=2).contains(&n_words)
}

/// The attribution that shares most bytes with `content`; the first of equals, `None` where none does.
fn most_shared(order: &[(Span, usize)], content: &[Span]) -> Option<usize> {
    let mut sums: Vec<(usize, usize)> = Vec::new();
    for part in content {
        let first = order.partition_point(|(span, _)| span.end() <= part.start());
        for (span, at) in order.iter().skip(first).take_while(|(span, _)| span.start() < part.end())
        {
            let shared = span.end().min(part.end()).saturating_sub(span.start().max(part.start()));
            sums.push((*at, shared));
        }
    }
    sums.sort_unstable();
    let mut best: (usize, Option<usize>) = (0, None);
    for of_one in sums.chunk_by(|a, b| a.0 == b.0) {
        let sum = of_one.iter().map(|(_, shared)| shared).sum();
        if sum > best.0 {
            best = (sum, of_one.first().map(|(at, _)| *at));
        }
    }
    best.1
}

/// By start, the longer first, `inside` renumbered. `joined` tells for each quotation which one it has
/// become part of; itself where none.
fn sorted(quotations: Vec<Quotation>, joined: &[usize]) -> Vec<Quotation> {
    let is_kept = |at: &usize| joined.get(*at) == Some(at);
    let mut order: Vec<usize> = (0..quotations.len()).filter(is_kept).collect();
    let key = |quotation: &Quotation| {
        let start = quotation.content.first().map_or(0, |span| span.start());
        let end = quotation.content.last().map_or(0, |span| span.end());
        (start, std::cmp::Reverse(end), quotation.inside.is_some())
    };
    order.sort_by_key(|at| quotations.get(*at).map(key));
    let mut places = vec![None; quotations.len()];
    for (place, at) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*at) {
            *slot = Some(place);
        }
    }
    let mut slots: Vec<Option<Quotation>> = quotations.into_iter().map(Some).collect();
    let mut found = Vec::with_capacity(order.len());
    for at in order {
        if let Some(mut quotation) = slots.get_mut(at).and_then(Option::take) {
            let around = quotation.inside.and_then(|around| joined.get(around));
            quotation.inside = around.and_then(|around| places.get(*around).copied().flatten());
            found.push(quotation);
        }
    }
    found
}
