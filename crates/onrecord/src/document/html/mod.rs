//! HTML in, a [`Document`] out: typed blocks with the page's words, verbatim, in page order, joined by
//! blank lines; metadata from everything the page says of itself. The way: `tame` cuts what would
//! stall a parser, `parse` builds the tree (`dom`), `strip` walks it into strips of text, `head` reads
//! what the page says of itself, `article` finds the article's element, `role` types each strip.
//! Nothing is deleted but scripts, styles and templates. Nothing is fetched or run.

mod article;
mod authors;
mod class;
mod day;
mod dom;
mod folded;
mod head;
mod json_ld;
mod parse;
mod role;
mod strip;
mod tame;
mod zone;

use crate::document::Document;
use crate::document::block::Block;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::{Problem, ProblemKind};
use crate::text::span::Span;

/// Bytes of a page that are read.
const MAX_BYTES: usize = 32 << 20;

/// Bytes in which `<meta charset>` is looked for; the standard looks at 1,024, pages put it later.
const CHARSET_PROBE: usize = 4096;

/// Reads a decoded page. Never fails; what was cut is in the document's problems.
#[must_use]
pub fn read(html: &str, origin: &Origin, kind: DocumentKind) -> Document {
    let kept = html.get(..html.floor_char_boundary(MAX_BYTES)).unwrap_or(html);
    let mut problems = Vec::new();
    if kept.len() < html.len() {
        let message = format!("page of {} bytes cut at {MAX_BYTES}", html.len());
        problems.push(Problem { kind: ProblemKind::Limit, line: None, message });
    }
    let parsed = parse::parse(kept);
    problems.extend(parsed.problems);
    let dom = &parsed.dom;
    let strips = strip::strips(dom);
    let head = head::head(dom);
    let article = article::find(dom, &strips);
    let roles = role::roles(dom, &strips, &article, &head);

    let mut text = String::new();
    let mut blocks: Vec<Block> = Vec::with_capacity(strips.len());
    let mut quoted = Vec::new();
    for (strip, role) in strips.iter().zip(roles) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&strip.text);
        quoted.extend(
            strip.quoted.iter().map(|range| Span::new(start + range.start, start + range.end)),
        );
        let span = Span::new(start, text.len());
        blocks.push(Block { role, span, label: None, duplicate_of: None });
    }
    Document {
        text,
        blocks,
        quoted,
        metadata: head.metadata,
        problems,
        ..Document::empty(origin, kind)
    }
}

/// The label of `<meta charset>` or its `http-equiv` form.
#[must_use]
pub fn charset(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..CHARSET_PROBE.min(bytes.len()))?;
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let tag = start.split("<meta").skip(1).find(|tag| tag.contains("charset"))?;
    let (_, value) = tag.split_once("charset")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']);
    let end =
        label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
    label.get(..end.unwrap_or(label.len())).map(str::to_owned)
}
