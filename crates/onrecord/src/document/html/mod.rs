//! HTML in, a [`Document`] out: typed blocks with the page's words, verbatim, in page order, joined by
//! blank lines; metadata from everything the page says of itself. The way: `tame` cuts what would
//! stall a parser, `parse` builds the tree (`dom`), `strip` walks it into strips of text, `head` reads
//! what the page says of itself, `article` finds the article's element, `role` types each strip.
//! Nothing is deleted but scripts, styles and templates. Nothing is fetched or run.

mod article;
mod assemble;
mod authors;
mod class;
mod day;
mod dom;
mod fallback;
mod folded;
mod head;
mod json_ld;
mod parse;
mod role;
mod strip;
mod tame;
mod zone;

use crate::document::Document;
use crate::document::interview;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::{Problem, ProblemKind};

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
    let mut strips = strip::strips(dom);
    let head = head::head(dom);
    let article = article::find(dom, &strips);
    let mut roles = role::roles(dom, &strips, &article, &head);
    let main = strips.iter().zip(&roles).filter(|(_, role)| role.is_main());
    let shown = main.map(|(strip, _)| article::letters(&strip.text)).sum();
    let hidden = fallback::hidden_body(dom, &head.bodies, shown);
    if !hidden.is_empty() {
        let message = "the page shows hardly any of its article; read from its scripts".to_owned();
        problems.push(Problem { kind: ProblemKind::Malformed, line: None, message });
    }
    for (strip, role) in hidden {
        strips.push(strip);
        roles.push(role);
    }

    let mut document =
        Document { metadata: head.metadata, problems, ..Document::empty(origin, kind) };
    assemble::assemble(dom, &strips, &roles, &mut document);
    if kind == DocumentKind::Article {
        interview::apply(&mut document);
    }
    document
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
