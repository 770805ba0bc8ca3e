//! Marked stretches of a document: what stands between two marks that belong together. Paragraphs in,
//! stretches with the ones around them out. A missing mark is supplied where the text shows the place.

use crate::document::Document;
use crate::quotation::marks::{Mark, find};
use crate::quotation::pairing::{self, Close};
use crate::quotation::paragraphs::Paragraph;
use crate::quotation::singles;
use crate::text::sentences::sentences;
use crate::text::span::Span;

/// What stands between two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// With the marks.
    pub(crate) outer: Span,
    /// Without the marks and the spaces beside them; never without a letter or digit.
    pub(crate) inner: Span,
    /// Index of the paragraph.
    pub(crate) paragraph: usize,
    /// Index of the stretch around this one, among all stretches.
    pub(crate) parent: Option<usize>,
    /// Whether an opening mark is there.
    pub(crate) is_opened: bool,
    /// Whether a closing mark is there.
    pub(crate) is_closed: bool,
    /// Whether the marks are single ones.
    pub(crate) is_single: bool,
}

/// Every stretch of `paragraphs`, by start; a stretch stands after the one around it.
///
/// What the document's markup sets between marks counts as a stretch too; the signs of its format hold
/// no marks.
pub(crate) fn stretches(document: &Document, paragraphs: &[Paragraph]) -> Vec<Stretch> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    let mut is_open = false;
    let mut quoted = document.quoted.iter().copied().peekable();
    for (paragraph_idx, paragraph) in paragraphs.iter().enumerate() {
        let (mut double, mut single) = find(text, paragraph.span);
        double.retain(|mark| !is_sign(&document.markup, mark.span));
        single.retain(|mark| !is_sign(&document.markup, mark.span));
        let first = found.len();
        doubles(text, paragraph.span, &double, is_open, &mut found);
        while let Some(span) = quoted.next_if(|span| span.start() < paragraph.span.end()) {
            if paragraph.span.contains(span) {
                let ends = (Some(Span::empty(span.start())), Some(Span::empty(span.end())));
                push(text, span, span, ends, &mut found);
            }
        }
        found.get_mut(first..).unwrap_or_default().sort_by_key(outermost_first);
        let n_double = found.len();
        inside_regions(text, paragraph.span, &single, first, &mut found);
        let of_paragraph = found.get_mut(first..).unwrap_or_default();
        for stretch in of_paragraph.iter_mut() {
            stretch.paragraph = paragraph_idx;
        }
        if found.len() > n_double || n_double > first + 1 {
            found.get_mut(first..).unwrap_or_default().sort_by_key(outermost_first);
        }
        nest(&mut found, first);
        is_open = found.get(first..).unwrap_or_default().iter().any(|stretch| {
            stretch.parent.is_none()
                && !stretch.is_closed
                && stretch.outer.end() == paragraph.span.end()
        });
    }
    found
}

/// Whether `span` lies inside one of `markup`, which is ordered and disjoint.
fn is_sign(markup: &[Span], span: Span) -> bool {
    let next = markup.partition_point(|sign| sign.start() <= span.start());
    next.checked_sub(1).and_then(|at| markup.get(at)).is_some_and(|sign| sign.contains(span))
}

fn outermost_first(stretch: &Stretch) -> (usize, std::cmp::Reverse<usize>) {
    (stretch.outer.start(), std::cmp::Reverse(stretch.outer.end()))
}

/// The stretches between double marks. `is_open` says that the paragraph before ended inside one: a
/// closing mark without its mate then belongs to words that begin with this paragraph.
fn doubles(text: &str, paragraph: Span, marks: &[Mark], is_open: bool, found: &mut Vec<Stretch>) {
    let mut last_end = paragraph.start();
    for pair in pairing::pair(marks) {
        let open = pair.open.and_then(|open| marks.get(open)).map(|mark| mark.span);
        let close = match pair.close {
            Close::Mark(close) => marks.get(close).map(|mark| mark.span),
            Close::Before(_) | Close::End => None,
        };
        let outer = match (open, close) {
            (Some(open), Some(close)) => open.hull(close),
            (Some(open), None) => {
                let limit = match pair.close {
                    Close::Before(next) => {
                        marks.get(next).map_or(paragraph.end(), |next| next.span.start())
                    }
                    Close::Mark(_) | Close::End => paragraph.end(),
                };
                Span::new(open.start(), limit)
            }
            (None, Some(close)) => {
                let from = Span::new(last_end, close.start());
                let is_first = last_end == paragraph.start();
                match unopened(text, from, is_open && is_first) {
                    Some(start) => Span::new(start, close.end()),
                    None => continue,
                }
            }
            (None, None) => continue,
        };
        let inner_start = open.map_or(outer.start(), Span::end);
        let inner_end = close.map_or(outer.end(), Span::start);
        push(text, outer, Span::new(inner_start, inner_end), (open, close), found);
        last_end = last_end.max(outer.end());
    }
}

/// Where words begin that are closed by a mark but opened by none: at the start of the paragraph when
/// the one before was left open, else with the last sentence, if the mark follows an end of sentence
/// or a comma. `None` leaves the mark alone.
fn unopened(text: &str, before: Span, goes_on: bool) -> Option<usize> {
    if goes_on {
        return Some(before.start());
    }
    let part = before.of(text);
    if !part.ends_with(['.', ',', '!', '?', '…', '—']) {
        return None;
    }
    // A sentence is looked for in the nearest stretch only: a far start is no evidence.
    const REACH: usize = 600;
    let mut from = part.len().saturating_sub(REACH);
    while !part.is_char_boundary(from) {
        from += 1;
    }
    let near = part.get(from..).unwrap_or("");
    let last = sentences(near).last().copied()?;
    Some(before.start() + from + last.start())
}

fn push(
    text: &str,
    outer: Span,
    inner: Span,
    (open, close): (Option<Span>, Option<Span>),
    found: &mut Vec<Stretch>,
) {
    let words = inner.of(text);
    // id="7": markup that a scraper left behind.
    let is_attribute = text.get(..outer.start()).is_some_and(|before| before.ends_with('='));
    if is_attribute || !words.contains(char::is_alphanumeric) || is_stage_direction(words) {
        return;
    }
    let start = inner.start() + (words.len() - words.trim_start().len());
    let inner = Span::new(start, start + words.trim().len());
    let outer = if close.is_some() { outer } else { Span::new(outer.start(), inner.end()) };
    found.push(Stretch {
        outer,
        inner,
        paragraph: 0,
        parent: None,
        is_opened: open.is_some(),
        is_closed: close.is_some(),
        is_single: false,
    });
}

/// "(CROSSTALK)", "(Laughter.)": what happened while somebody spoke.
fn is_stage_direction(words: &str) -> bool {
    let inner = words.trim().trim_end_matches('.').strip_prefix('(');
    let inner = inner.and_then(|inner| inner.strip_suffix(')').or(inner.strip_suffix(".)")));
    inner.is_some_and(|inner| inner.len() <= 40 && !inner.contains(['(', ')']))
}

/// Pairs the single marks of each region: inside one double stretch, or outside all.
fn inside_regions(
    text: &str,
    paragraph: Span,
    marks: &[Mark],
    first: usize,
    found: &mut Vec<Stretch>,
) {
    if marks.is_empty() {
        return;
    }
    let doubles = found.get(first..).unwrap_or_default();
    let mut regions: Vec<(Option<usize>, Mark)> = Vec::with_capacity(marks.len());
    let mut around: Vec<usize> = Vec::new();
    let mut next = 0;
    for mark in marks {
        while doubles.get(next).is_some_and(|stretch| stretch.outer.start() <= mark.span.start()) {
            around.push(next);
            next += 1;
        }
        let ends = |idx: &usize| {
            doubles.get(*idx).is_some_and(|stretch| stretch.outer.end() <= mark.span.start())
        };
        while around.last().is_some_and(ends) {
            around.pop();
        }
        regions.push((around.last().copied(), *mark));
    }
    regions.sort_by_key(|(region, mark)| (*region, mark.span.start()));
    let mut singles = Vec::new();
    for region in regions.chunk_by(|a, b| a.0 == b.0) {
        let limit = (region.first().and_then(|(region, _)| *region))
            .and_then(|region| doubles.get(region))
            .map_or(paragraph.end(), |stretch| stretch.inner.end());
        let marks: Vec<Mark> = region.iter().map(|(_, mark)| *mark).collect();
        for pair in singles::pair(text, &marks) {
            singles.push((pair, limit));
        }
    }
    for (pair, limit) in singles {
        // An open single mark counts only where a paragraph opens with it: elsewhere it is more
        // likely a stray apostrophe than a quotation without an end.
        if pair.close.is_none() && pair.open.start() != paragraph.start() {
            continue;
        }
        let end = pair.close.map_or(limit, Span::end);
        let inner = Span::new(pair.open.end(), pair.close.map_or(limit, Span::start));
        let n_before = found.len();
        push(text, Span::new(pair.open.start(), end), inner, (Some(pair.open), pair.close), found);
        for stretch in found.get_mut(n_before..).unwrap_or_default() {
            stretch.is_single = true;
        }
    }
}

/// Sets each stretch's parent; a stretch that crosses the end of the one around it is cut there.
fn nest(found: &mut [Stretch], first: usize) {
    let mut around: Vec<usize> = Vec::new();
    for at in first..found.len() {
        let Some(stretch) = found.get(at).copied() else { break };
        let ends = |idx: &usize| {
            found.get(*idx).is_some_and(|open| open.outer.end() <= stretch.outer.start())
        };
        while around.last().is_some_and(ends) {
            around.pop();
        }
        let parent = around.last().copied();
        let limit = parent.and_then(|parent| found.get(parent)).map(|parent| parent.outer.end());
        if let Some(stretch) = found.get_mut(at) {
            stretch.parent = parent;
            if let Some(limit) = limit.filter(|limit| *limit < stretch.outer.end()) {
                stretch.outer = Span::new(stretch.outer.start(), limit);
                stretch.inner = Span::new(stretch.inner.start(), stretch.inner.end().min(limit));
            }
        }
        around.push(at);
    }
}
