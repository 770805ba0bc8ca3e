//! Strips with roles in, a document's text, blocks, quoted stretches and comments out. Blocks are
//! joined by blank lines; a block printed twice points to the first, a block quote to the words that
//! name its speaker.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::comment::Comment;
use crate::document::dateline::dateline;
use crate::document::html::article::letters;
use crate::document::html::dom::{Dom, NodeId};
use crate::document::html::strip::Strip;
use crate::document::paragraph::trimmed;
use crate::text::span::Span;
use rustc_hash::FxHashMap;

/// Letters of a block that repeats another by no chance. "Yes." may be said twice.
const FEWEST_LETTERS: i64 = 25;

/// Blocks of the body in which a dateline is looked for.
const DATELINE_PLACES: usize = 3;

/// Fills `document` with the page's words.
pub(crate) fn assemble(dom: &Dom, strips: &[Strip], roles: &[Role], document: &mut Document) {
    let mut quotes: FxHashMap<NodeId, Vec<usize>> = FxHashMap::default();
    for (strip, role) in strips.iter().zip(roles) {
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let start = document.text.len();
        document.text.push_str(&strip.text);
        let place =
            |range: &std::ops::Range<usize>| Span::new(start + range.start, start + range.end);
        document.quoted.extend(strip.quoted.iter().map(place));
        for (at, text) in &strip.comments {
            let span = Span::empty(start + at);
            document.comments.push(Comment { span, text: text.clone() });
        }
        let span = Span::new(start, document.text.len());
        let mut block = Block { role: *role, span, label: None, duplicate_of: None };
        if matches!(role, Role::BlockQuote | Role::Caption | Role::PullQuote | Role::Embed)
            && let Some(quote) = quotation(dom, strip.node)
        {
            let so_far = quotes.entry(quote).or_default();
            match &strip.cited {
                // A line of its own names who is quoted in the lines before it.
                Some(cited) if cited.len() * 2 > strip.text.len() && !so_far.is_empty() => {
                    block.role = Role::Credit;
                    name(document, so_far, place(cited));
                }
                Some(cited) => block.label = Some(place(cited)),
                None if *role == Role::Caption && !so_far.is_empty() => {
                    block.role = Role::Credit;
                    name(document, so_far, span);
                }
                None => {}
            }
            if block.role != Role::Credit && block.role != Role::Caption {
                so_far.push(document.blocks.len());
            }
        }
        document.blocks.push(block);
    }
    document.quoted.sort_unstable();
    datelines(document);
    duplicates(document);
}

/// The figure with a quotation around `node`, or else the quotation itself.
fn quotation(dom: &Dom, node: NodeId) -> Option<NodeId> {
    let above = || std::iter::successors(Some(node), |id| dom.node(*id).parent);
    let figure = above().find(|id| dom.name(*id) == "figure");
    figure.or_else(|| above().find(|id| matches!(dom.name(*id), "blockquote" | "aside")))
}

fn name(document: &mut Document, blocks: &[usize], label: Span) {
    for at in blocks {
        if let Some(block) = document.blocks.get_mut(*at) {
            block.label = block.label.or(Some(label));
        }
    }
}

/// Parts "LONDON (Agency) — " off the body's first paragraph.
fn datelines(document: &mut Document) {
    let body = |(_, block): &(usize, &Block)| block.role == Role::Body;
    let mut bodies = document.blocks.iter().enumerate().filter(body).take(DATELINE_PLACES);
    let found = bodies.find_map(|(at, block)| Some((at, dateline(block.span.of(&document.text))?)));
    let Some((at, len)) = found else { return };
    let Some(block) = document.blocks.get_mut(at) else { return };
    let start = block.span.start();
    let rest = trimmed(&document.text, Span::new(start + len, block.span.end()));
    if rest.is_empty() {
        return;
    }
    block.span = rest;
    let span = trimmed(&document.text, Span::new(start, start + len));
    let line = Block { role: Role::Dateline, span, label: None, duplicate_of: None };
    document.blocks.insert(at, line);
}

/// A block of the article repeats only blocks of the article, so that a hidden copy further up does not
/// take the place of what readers see.
fn duplicates(document: &mut Document) {
    let mut seen: FxHashMap<(bool, &str), usize> = FxHashMap::default();
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let words = block.span.of(&document.text);
        if letters(words) >= FEWEST_LETTERS {
            let is_main = block.role.is_main() || block.role == Role::Standfirst;
            let first = *seen.entry((is_main, words)).or_insert(at);
            block.duplicate_of = (first != at).then_some(first);
        }
    }
}
