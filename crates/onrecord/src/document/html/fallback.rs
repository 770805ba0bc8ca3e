//! Pages whose article stands in a script only, for a program to draw: the page's tree in, typed strips
//! of the article out. First what JSON-LD gives as `articleBody`, then prose among the strings of inline
//! scripts. Used only where the page itself shows hardly any of its article.

use crate::document::block::Role;
use crate::document::html::article::{ends_sentence, find, letters};
use crate::document::html::dom::Dom;
use crate::document::html::head::Head;
use crate::document::html::parse::parse;
use crate::document::html::role::roles;
use crate::document::html::strip::{Strip, strips};
use rustc_hash::FxHashSet;

/// Share of the article's letters on the page below which the script's text is used. Pages cut by a
/// paywall show a fifth and more; pages drawn by a program show nothing.
const SHOWN: f64 = 0.3;

/// Letters of an article; less is a summary.
const FEWEST_LETTERS: i64 = 400;

/// Letters of a paragraph among a script's strings; shorter ones are labels and messages.
const PARAGRAPH_LETTERS: i64 = 80;

/// Strings inside strings: a framework's payload holds JSON, which holds the paragraphs.
const MAX_LEVEL: usize = 3;

/// Typed strips of an article that the page's scripts hold, where the page shows `shown` letters of it.
pub(crate) fn hidden_body(dom: &Dom, bodies: &[String], shown: i64) -> Vec<(Strip, Role)> {
    let described = bodies.iter().max_by_key(|body| body.len());
    if let Some(body) = described.filter(|body| letters(body) >= FEWEST_LETTERS) {
        let is_shown = shown as f64 > letters(body) as f64 * SHOWN;
        return if is_shown { Vec::new() } else { paragraphs([body.as_str()].into_iter()) };
    }
    if shown >= FEWEST_LETTERS {
        return Vec::new();
    }
    let found = prose(dom);
    let strips = paragraphs(found.iter().map(String::as_str));
    let is_article =
        strips.iter().map(|(strip, _)| letters(&strip.text)).sum::<i64>() >= FEWEST_LETTERS;
    if is_article { strips } else { Vec::new() }
}

/// Line feeds part paragraphs in JSON, tags in HTML inside JSON; both occur.
fn paragraphs<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(Strip, Role)> {
    let lines = texts.flat_map(|text| text.split('\n'));
    let html: String = lines.map(|line| format!("<p>{line}</p>")).collect();
    let dom = parse(&html).dom;
    let found = strips(&dom);
    let roles = roles(&dom, &found, &find(&dom, &found), &Head::default());
    let at_root = found.into_iter().map(|strip| Strip { node: Dom::ROOT, ..strip });
    at_root.zip(roles).collect()
}

/// Strings of inline scripts that are prose, in order, each once.
fn prose(dom: &Dom) -> Vec<String> {
    let scripts = dom.below(Dom::ROOT).filter(|id| dom.name(*id) == "script");
    let mut open: Vec<(usize, String)> =
        scripts.map(|id| (0, dom.text_below(id, usize::MAX))).collect();
    open.reverse();
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    while let Some((level, text)) = open.pop() {
        if level > 0 && is_prose(&text) {
            if seen.insert(text.clone()) {
                found.push(text);
            }
        } else if level < MAX_LEVEL && text.contains('"') {
            let inner = literals(&text).into_iter().rev();
            open.extend(inner.map(|inner| (level + 1, inner)));
        }
    }
    found
}

/// Sentences, bare or in tags, and no code.
fn is_prose(text: &str) -> bool {
    let is_html = text.contains("<p>") || text.contains("<p ");
    let n_signs =
        text.chars().filter(|c| matches!(c, '{' | '}' | '[' | ']' | '\\' | '=' | '_')).count();
    let n_spaces = text.chars().filter(|c| c.is_whitespace()).count();
    let is_plain = n_signs * 50 < text.len() && n_spaces * 40 > text.chars().count();
    letters(text) >= PARAGRAPH_LETTERS && is_plain && (is_html || ends_sentence(text))
}

/// The strings between double quotation marks, escapes undone; those that are no JSON are left out.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = None;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, start) {
            (b'"', None) if !is_escaped => start = Some(at),
            (b'"', Some(from)) if !is_escaped => {
                let literal = text.get(from..=at).unwrap_or("");
                found.extend(serde_json::from_str::<String>(literal).ok());
                start = None;
            }
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    found
}
