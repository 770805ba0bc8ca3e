//! Strips in, the element that holds the article out, with the zones every strip stands in. The
//! article is the subtree with the largest sum when prose counts for it and furniture against it
//! (Pasternack and Roth, "Extracting article text from the web with maximum subsequence
//! segmentation", WWW 2009, on a tree instead of a line).

use crate::document::html::class::ClassWords;
use crate::document::html::dom::{Dom, NodeId};
use crate::document::html::strip::Strip;
use crate::document::html::zone::{OUTSIDE, Zone, Zones, of_attributes, of_tag};

/// Where each strip of a page stands.
#[derive(Debug)]
pub(crate) struct Article {
    /// Zones by node, its ancestors' included.
    pub(crate) zones: Vec<Zones>,
    /// Whether a strip stands in the article's element, by strip.
    pub(crate) is_inside: Vec<bool>,
}

/// Letters that a strip of prose has at least, if it is no sentence.
const PROSE_LETTERS: i64 = 80;

/// Letters that a strip of prose has at least, if it ends like a sentence.
const SENTENCE_LETTERS: i64 = 25;

/// Letters that a label counts against an element at most.
const LABEL_LETTERS: i64 = 60;

/// Zones whose prose speaks against an element.
const AGAINST: &[Zone] = &[
    Zone::Hidden,
    Zone::Navigation,
    Zone::Footer,
    Zone::Aside,
    Zone::Comments,
    Zone::Form,
    Zone::Related,
    Zone::Promotion,
    Zone::Control,
];

/// How much of the prose that tags alone find must be left when classes have their say.
const KEPT_BY_CLASSES: f64 = 0.34;

/// Finds the article among `strips`.
pub(crate) fn find(dom: &Dom, strips: &[Strip]) -> Article {
    let mut prose = vec![0_i64; dom.len()];
    for strip in strips {
        prose[strip.node] += weight(strip);
    }
    let order: Vec<NodeId> = std::iter::once(Dom::ROOT).chain(dom.below(Dom::ROOT)).collect();
    sum_up(dom, &order, &mut prose);
    let by_classes = place(dom, strips, &order, zones(dom, &order, &prose, Trust::Classes));
    let by_tags = place(dom, strips, &order, zones(dom, &order, &prose, Trust::Tags));
    // Some pages name their article's own columns "sidebar" or "advertorial".
    let kept = by_classes.prose(strips) as f64;
    if kept < by_tags.prose(strips) as f64 * KEPT_BY_CLASSES { by_tags } else { by_classes }
}

impl Article {
    /// Letters of prose that these zones leave to the article.
    fn prose(&self, strips: &[Strip]) -> i64 {
        let inside = strips
            .iter()
            .zip(&self.is_inside)
            .filter(|(strip, is_inside)| **is_inside && !self.zones[strip.node].has_any(OUTSIDE));
        inside.map(|(strip, _)| weight(strip)).sum()
    }
}

fn place(dom: &Dom, strips: &[Strip], order: &[NodeId], zones: Vec<Zones>) -> Article {
    let mut scores = vec![0_i64; dom.len()];
    for strip in strips {
        let weight = weight(strip);
        scores[strip.node] += match weight > 0 {
            true if zones[strip.node].has_any(AGAINST) => -weight / 2,
            true => weight,
            false => -letters(&strip.text).min(LABEL_LETTERS),
        };
    }
    sum_up(dom, order, &mut scores);
    let mut root = Dom::ROOT;
    for id in order {
        if scores[*id] >= scores[root] {
            root = *id;
        }
    }
    if scores[root] <= 0 {
        root = Dom::ROOT;
    }
    let mut below = vec![false; dom.len()];
    below[root] = true;
    for id in dom.below(root) {
        below[id] = true;
    }
    let is_inside = strips.iter().map(|strip| below[strip.node]).collect();
    Article { zones, is_inside }
}

/// What the zones are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    Tags,
    Classes,
}

/// How much prose a strip is: its letters, or 0 for a label, a link list or a fragment.
pub(crate) fn weight(strip: &Strip) -> i64 {
    let letters = letters(&strip.text);
    let is_linked = strip.linked * 2 > strip.text.len();
    let is_prose =
        letters >= PROSE_LETTERS || letters >= SENTENCE_LETTERS && ends_sentence(&strip.text);
    if is_prose && !is_linked { letters } else { 0 }
}

/// Whether `text` ends as a sentence does, closing marks passed over.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches([
        '"', '”', '’', '\'', '»', '«', '“', ')', ']', ' ', '\u{A0}', '\u{202F}',
    ]);
    bare.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '।', '؟'])
}

/// Letters of `text`; an ideograph or syllable counts for three, since it stands for that many.
pub(crate) fn letters(text: &str) -> i64 {
    let size = |c: char| if ('\u{2E80}'..='\u{FFDC}').contains(&c) { 3 } else { 1 };
    text.chars().filter(|c| c.is_alphanumeric()).map(size).sum()
}

/// Adds each node's value to its parent's, deepest first.
fn sum_up(dom: &Dom, order: &[NodeId], values: &mut [i64]) {
    for id in order.iter().rev() {
        if let Some(parent) = dom.node(*id).parent {
            values[parent] += values[*id];
        }
    }
}

/// A zone that would take out most of the page's prose is a misleading class name ("has-sidebar").
fn zones(dom: &Dom, order: &[NodeId], prose: &[i64], trust: Trust) -> Vec<Zones> {
    let mut zones = vec![Zones::default(); dom.len()];
    let all = prose[Dom::ROOT];
    let words = ClassWords::new();
    for id in order {
        let Some(element) = dom.element(*id) else { continue };
        let mut own = of_tag(element);
        if trust == Trust::Classes {
            own = own.and(of_attributes(&words, element));
        }
        if prose[*id] * 2 > all {
            own = own.without(OUTSIDE);
        }
        let above = dom.node(*id).parent.map(|parent| zones[parent]).unwrap_or_default();
        zones[*id] = above.and(own);
    }
    zones
}
