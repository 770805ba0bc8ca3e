//! Quotations as learned from annotated articles: a document's words with their parses and what the
//! rules found in, sources, cues and contents linked to quotations out. Marks are evidence, not a
//! condition: an article with a mark missing is read like any other.

pub mod anchor;
pub mod features;
pub mod link;
pub mod merge;
pub mod passage;
pub mod reader;
pub mod spans;
pub mod stack;
pub mod subject;

use crate::document::Document;
use crate::quotation::Quotation;
use crate::quotation::act::set_acts;
use crate::quotation::learned::merge::{attributed, merge};
use crate::quotation::learned::passage::passages;
use onrecord_model::Model;
use onrecord_model::sequence::labeller::Labeller;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::token::Tokens;

/// What the rules found in `document`, with what the learned reading adds: indirect quotations, and the
/// cues, sources and extents of the others. In text order; a nested one stands after the one around it.
#[must_use]
pub fn refine(model: &Model, document: &Document, rules: Vec<Quotation>) -> Vec<Quotation> {
    let tokens = Analyser::english().analyse(&document.text);
    refine_read(model, document, &tokens, rules)
}

/// [`refine`] over the document's `tokens`, analysed.
#[must_use]
pub fn refine_read(
    model: &Model,
    document: &Document,
    tokens: &Tokens,
    rules: Vec<Quotation>,
) -> Vec<Quotation> {
    let labeller = Labeller::english();
    if labeller.second.is_empty() {
        return rules;
    }
    refine_with(labeller, tokens, model, document, rules)
}

/// [`refine`] with the weights of `labeller`, over the document's `tokens`.
#[must_use]
pub fn refine_with(
    labeller: &Labeller<'_>,
    tokens: &Tokens,
    model: &Model,
    document: &Document,
    rules: Vec<Quotation>,
) -> Vec<Quotation> {
    let passages = passages(model, document, tokens, &rules);
    let (placed, linked) = reader::read(labeller, &passages);
    let learned = attributed(&document.text, &passages, &placed, &linked);
    let mut merged = merge(&document.text, rules, &learned);
    set_acts(model, &document.text, &mut merged);
    merged
}
