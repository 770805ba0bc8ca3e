//! [`Quotation`]s in, [`Attribution`]s out: who is given as the speaker of each, and why.

pub(crate) mod cast;
pub(crate) mod coreference;
pub(crate) mod mention;
pub(crate) mod name;
pub(crate) mod roster;
pub mod speaker;

use crate::attribution::cast::{Answer, Cast};
use crate::attribution::speaker::Speaker;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;

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

/// One attribution a quotation, in the same order.
#[must_use]
pub fn attribute(
    model: &Model,
    document: &Document,
    quotations: Vec<Quotation>,
) -> Vec<Attribution> {
    let cast = Cast::of(model, document, &quotations);
    let mut answers: Vec<Answer> = Vec::with_capacity(quotations.len());
    for (at, quotation) in quotations.iter().enumerate() {
        let earlier = quotations.get(..at).unwrap_or_default();
        let answer = cast.answer(quotation, earlier, &answers);
        answers.push(answer);
    }
    quotations
        .into_iter()
        .zip(answers)
        .map(|(quotation, answer)| Attribution {
            quotation,
            speaker: answer.speaker,
            mention: answer.mention,
            why: answer.why,
        })
        .collect()
}
