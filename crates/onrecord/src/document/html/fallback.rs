//! Pages whose article stands in a script only, for a program to draw: what JSON-LD gives as
//! `articleBody` in, strips of it out. Used only where the page itself shows hardly any of it.

use crate::document::html::article::letters;
use crate::document::html::dom::Dom;
use crate::document::html::parse::parse;
use crate::document::html::strip::{Strip, strips};

/// Share of the article's letters in the page below which the script's text is used. Pages cut by a
/// paywall show a fifth and more; pages drawn by a program show nothing.
const SHOWN: f64 = 0.3;

/// Letters of an article; a shorter `articleBody` is a summary.
const FEWEST_LETTERS: i64 = 400;

/// Strips of the longest of `bodies`, if the page shows less than 30 % of its letters.
pub(crate) fn hidden_body(bodies: &[String], shown: i64) -> Vec<Strip> {
    let Some(body) = bodies.iter().max_by_key(|body| body.len()) else { return Vec::new() };
    let whole = letters(body);
    if whole < FEWEST_LETTERS || shown as f64 > whole as f64 * SHOWN {
        return Vec::new();
    }
    // Line feeds part paragraphs in JSON, tags in HTML inside JSON; both occur.
    let html: String = body.split('\n').map(|line| format!("<p>{line}</p>")).collect();
    let mut found = strips(&parse(&html).dom);
    for strip in &mut found {
        strip.node = Dom::ROOT;
    }
    found
}
