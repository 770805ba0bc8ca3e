//! The two sides of a finding: the article's words and the record's, each cut where something differs.
//! A checked document and a finding in, pieces of text in reading order out; renderings only dress them.

use crate::document::Document;
use crate::matching::archive::Archive;
use crate::report::finding::Finding;
use crate::text::span::Span;
use crate::text::words::words;
use crate::verdict::code::Code;
use crate::verdict::difference::Difference;
use crate::verdict::policy::Level;

/// One stretch of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words that no difference touches.
    Plain(&'a str),
    /// Words around and between, that are not compared: a cue, the sentence before.
    Around(&'a str),
    /// Words that differ.
    Marked(Mark, &'a str),
    /// No words here, where the other side has some.
    Place(Mark),
    /// So many words of the text are not shown.
    Gap(usize),
}

/// What marks a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Index into the verdict's differences.
    pub difference: usize,
    /// How the stretch differs.
    pub change: Change,
}

/// How a marked stretch differs from the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The other side has no such words.
    Only,
    /// The other side has other words.
    Other,
    /// The same words, that stand elsewhere or are another speaker's.
    Elsewhere,
}

/// Which text a side shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The article's.
    Article,
    /// The record's.
    Record,
}

/// Longest stretch between two shown ones, in bytes, that is shown too rather than left out.
const BRIDGE: usize = 200;
/// Longest stretch, in bytes, that a difference alone adds to a side.
const REACH: usize = 600;
/// Most differences of a finding that are marked in its words, and most parts that are shown: far more
/// than a reader takes in, and few enough for the time that a hostile input can cost.
const MARKS: usize = 500;
const PARTS: usize = 200;

/// The article's side, with up to `context` bytes of its block on either side.
#[must_use]
pub fn article<'a>(document: &'a Document, finding: &Finding, context: usize) -> Vec<Piece<'a>> {
    let quotation = &finding.attribution.quotation;
    let bounds = document.blocks.get(quotation.block).map(|block| block.span);
    let marks = marks(&finding.verdict.differences, Text::Article);
    pieces(&document.text, &quotation.content, &marks, bounds, context)
}

/// The record's side of the best match, with up to `context` bytes around it; empty without a match.
#[must_use]
pub fn record<'a>(archive: &'a Archive, finding: &Finding, context: usize) -> Vec<Piece<'a>> {
    let Some(found) = finding.matches.first() else { return Vec::new() };
    let Some(record) = archive.records().get(found.passage.record) else { return Vec::new() };
    let mut shown: Vec<Span> = found.alignment.parts.iter().map(|part| part.passage).collect();
    if shown.is_empty() {
        shown.push(found.passage.span);
    }
    shown.truncate(PARTS);
    for difference in finding.verdict.differences.iter().take(MARKS) {
        let span = difference.passage;
        if span.len() <= REACH && !shown.iter().any(|part| part.contains(span)) {
            shown.push(span);
        }
    }
    let in_order = found.alignment.parts.windows(2).all(|two| match two {
        [a, b] => a.passage.start() <= b.passage.start(),
        _ => true,
    });
    if in_order {
        shown.sort_unstable();
    }
    let turns = record.transcript.as_ref().map_or(&[][..], |transcript| &transcript.turns);
    let ends = [shown.first().map(|span| span.start()), shown.last().map(|span| span.end())];
    let around = ends.into_iter().flatten().filter_map(|at| {
        let next = turns.partition_point(|turn| turn.span.start() <= at);
        turns.get(next.checked_sub(1)?).map(|turn| turn.span)
    });
    let bounds = around.reduce(Span::hull);
    let marks = marks(&finding.verdict.differences, Text::Record);
    pieces(&record.text, &shown, &marks, bounds, context)
}

fn marks(differences: &[Difference], text: Text) -> Vec<(Span, Mark)> {
    let mark = |(difference_idx, difference): (usize, &Difference)| {
        let (own, other) = match text {
            Text::Article => (difference.content, difference.passage),
            Text::Record => (difference.passage, difference.content),
        };
        let change = match difference.code {
            Code::Splice | Code::Reordered | Code::QuestionAnswer | Code::Translation => {
                Change::Elsewhere
            }
            Code::Order | Code::Agent => Change::Elsewhere,
            Code::Truncation | Code::DroppedCondition | Code::CoReason => match text {
                Text::Article if !own.is_empty() => Change::Elsewhere,
                _ => Change::Only,
            },
            _ if own.is_empty() || other.is_empty() => Change::Only,
            _ => Change::Other,
        };
        (own, Mark { difference: difference_idx, change })
    };
    // A capital or a dash that the policy allows would put a mark under every other line.
    let is_shown =
        |(_, one): &(usize, &Difference)| one.code != Code::Typography || one.level > Level::Off;
    differences.iter().enumerate().filter(is_shown).take(MARKS).map(mark).collect()
}

fn pieces<'a>(
    text: &'a str,
    shown: &[Span],
    marks: &[(Span, Mark)],
    bounds: Option<Span>,
    context: usize,
) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let bounds = bounds.unwrap_or(Span::new(0, text.len()));
    let mut at: Option<usize> = None;
    for span in shown {
        let start = at.map_or(span.start(), |at| span.start().max(at));
        match at {
            None => {
                let words = before(text, span.start(), bounds, context);
                if context > 0 && span.start().saturating_sub(words.len()) > bounds.start() {
                    out.push(Piece::Around("… "));
                }
                push(&mut out, Piece::Around(words));
            }
            Some(last) if span.end() <= last && last - span.end() < BRIDGE => continue,
            Some(last) if (last..=last + BRIDGE).contains(&start) => {
                push(&mut out, Piece::Around(Span::new(last, start).of(text)));
            }
            Some(last) => {
                let between = Span::new(last.min(span.end()), last.max(start));
                out.push(Piece::Gap(words(between.of(text)).count()));
            }
        }
        let start = if at.is_some_and(|last| span.end() <= last) { span.start() } else { start };
        cut(&mut out, text, Span::new(start, span.end()), marks);
        at = Some(span.end());
    }
    if let Some(at) = at {
        let words = after(text, at, bounds, context);
        push(&mut out, Piece::Around(words));
        if context > 0 && at + words.len() < bounds.end() {
            out.push(Piece::Around(" …"));
        }
    }
    out
}

/// Cuts `span` wherever a mark begins or ends. Of several marks on one stretch the narrowest shows.
fn cut<'a>(out: &mut Vec<Piece<'a>>, text: &'a str, span: Span, marks: &[(Span, Mark)]) {
    let touching: Vec<&(Span, Mark)> = marks
        .iter()
        .filter(|(own, _)| own.start() <= span.end() && span.start() <= own.end())
        .collect();
    let mut cuts: Vec<usize> = touching
        .iter()
        .flat_map(|(own, _)| [own.start(), own.end()])
        .filter(|at| span.start() < *at && *at < span.end())
        .chain([span.start(), span.end()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    for (cut_idx, at) in cuts.iter().enumerate() {
        for (_, mark) in touching.iter().filter(|(own, _)| own.is_empty() && own.start() == *at) {
            out.push(Piece::Place(*mark));
        }
        let Some(next) = cuts.get(cut_idx + 1) else { break };
        let stretch = Span::new(*at, *next);
        let words = stretch.of(text);
        let over = touching.iter().filter(|(own, _)| !own.is_empty() && own.contains(stretch));
        match over.min_by_key(|(own, _)| own.len()) {
            Some((_, mark)) => out.push(Piece::Marked(*mark, words)),
            None => push(out, Piece::Plain(words)),
        }
    }
}

fn push<'a>(out: &mut Vec<Piece<'a>>, piece: Piece<'a>) {
    if !matches!(piece, Piece::Plain("") | Piece::Around("")) {
        out.push(piece);
    }
}

/// Up to `context` bytes before `at`, from the start of a word.
fn before(text: &str, at: usize, bounds: Span, context: usize) -> &str {
    let at = at.min(text.len());
    let mut start = at.saturating_sub(context).max(bounds.start().min(at));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let words = text.get(start..at).unwrap_or("");
    if start == bounds.start() || start == 0 {
        return words;
    }
    words.split_once(char::is_whitespace).map_or("", |(_, words)| words)
}

/// Up to `context` bytes after `at`, to the end of a word.
fn after(text: &str, at: usize, bounds: Span, context: usize) -> &str {
    let mut end = (at + context).min(bounds.end().max(at)).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words = text.get(at..end).unwrap_or("");
    if end == bounds.end() || end == text.len() {
        return words;
    }
    words.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words)
}
