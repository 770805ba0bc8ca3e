//! [`Quotation`]s in, [`Attribution`]s out: who is given as the speaker of each, and why.

pub(crate) mod alias;
pub(crate) mod antecedent;
pub(crate) mod candidates;
pub(crate) mod cast;
pub(crate) mod chain;
pub(crate) mod clause;
pub(crate) mod description;
pub mod earlier;
pub mod features;
pub(crate) mod gender;
pub(crate) mod giver;
pub mod grammar;
pub(crate) mod ground;
pub(crate) mod kinds;
pub(crate) mod mention;
pub(crate) mod name;
pub mod people;
pub(crate) mod person;
pub(crate) mod printed;
pub mod ranking;
pub(crate) mod reference;
pub mod resolver;
pub(crate) mod roster;
pub(crate) mod scan;
pub mod setting;
pub mod speaker;
pub(crate) mod they;
pub(crate) mod unnamed;
pub(crate) mod unranked;
pub mod weights;
pub mod when;

use crate::attribution::cast::{Answer, Cast};
use crate::attribution::earlier::{About, about};
use crate::attribution::people::People;
use crate::attribution::setting::Setting;
use crate::attribution::speaker::Speaker;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::token::Tokens;

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
    /// To whom, on what occasion, to which outlet and when, as far as the text says.
    pub setting: Setting,
    /// What the words do to earlier speech: deny, clarify, dispute or retract it; `None` where they are
    /// not about any.
    pub about: Option<About>,
}

/// One attribution a quotation, in the same order. No sentence is parsed: all pronouns go by what the text
/// speaks of.
#[must_use]
pub fn attribute(
    model: &Model,
    document: &Document,
    quotations: Vec<Quotation>,
) -> Vec<Attribution> {
    attribute_among(model, document, quotations, &People::default())
}

/// As [`attribute`]; speakers on the list `people` go by its names and have its ids.
#[must_use]
pub fn attribute_among(
    model: &Model,
    document: &Document,
    quotations: Vec<Quotation>,
    people: &People,
) -> Vec<Attribution> {
    attributed(model, document, None, quotations, people)
}

/// As [`attribute_among`], over the words of the document, analysed: pronouns inside sentences, which tell what
/// the text speaks of, go by the grammar of their sentences.
#[must_use]
pub fn attribute_read(
    model: &Model,
    document: &Document,
    tokens: &Tokens,
    quotations: Vec<Quotation>,
    people: &People,
) -> Vec<Attribution> {
    attributed(model, document, Some(tokens), quotations, people)
}

fn attributed(
    model: &Model,
    document: &Document,
    tokens: Option<&Tokens>,
    quotations: Vec<Quotation>,
    people: &People,
) -> Vec<Attribution> {
    let cast = Cast::of(model, document, tokens, people, &quotations);
    let mut answers: Vec<Answer> = Vec::with_capacity(quotations.len());
    for (at, quotation) in quotations.iter().enumerate() {
        let earlier = quotations.get(..at).unwrap_or_default();
        let answer = cast.answer(quotation, earlier, &answers);
        answers.push(answer);
    }
    let settings = cast.settings(&quotations);
    quotations
        .into_iter()
        .zip(answers)
        .zip(settings)
        .map(|((quotation, answer), setting)| Attribution {
            about: about(model, document, &quotation),
            quotation,
            speaker: answer.speaker,
            mention: answer.mention,
            why: answer.why,
            setting,
        })
        .collect()
}
