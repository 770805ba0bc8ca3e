//! A document in, its pronouns and whom each may mean out, by printed names: what the gates measure
//! and what the weights are learned from. Speakers are [`crate::attribution::attribute`]'s part.

use crate::attribution::cast::Cast;
use crate::attribution::chain::Wanted;
use crate::attribution::people::People;
use crate::attribution::person::Surety;
use crate::attribution::ranking::{Weights, nobody, of_place};
use crate::attribution::reference::Head;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;

/// A pronoun and whom it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pronoun {
    /// The word.
    pub span: Span,
    /// Everybody who may be meant, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// The weight, in thousandths, of the answer that nobody named is meant, and its features.
    pub nobody: (i32, Vec<u16>),
}

/// Somebody whom a pronoun may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Every printed name that means them, in text order; empty for somebody unnamed.
    pub names: Vec<Span>,
    /// The weight, in thousandths.
    pub weight: i32,
    /// The weight without what says who is a person and of which gender.
    pub place_weight: i32,
    /// Indices of the features it was summed from.
    pub features: Vec<u16>,
    /// Whether the gender that the text shows is the pronoun's; `None` where it shows none for sure.
    pub agrees: Option<bool>,
}

/// Who may be a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Nobody of whom the text shows the other gender.
    Agreeing,
    /// Everybody.
    All,
}

/// The pronouns of the third person singular in `document`, in text order.
/// `weights` stand in for the model's where given.
#[must_use]
pub fn pronouns(
    model: &Model,
    document: &Document,
    quotations: &[Quotation],
    weights: Option<Weights>,
    among: Among,
) -> Vec<Pronoun> {
    let people = People::default();
    let weights = weights.unwrap_or_else(|| Weights::read(&model.pronouns));
    let cast = Cast::weighed(model, document, &people, quotations, weights);
    let ground = cast.ground();
    let names_of = |person: usize| {
        let names = ground.printed.names.iter().zip(&ground.roster.meant);
        names.filter(|(_, meant)| **meant == Some(person)).map(|(name, _)| name.span).collect()
    };
    let mut found = Vec::new();
    for reference in &ground.printed.references {
        let Head::Pronoun(gender, form) = reference.head else { continue };
        let standpoint = ground.standpoint(reference, form);
        let is_open = among == Among::All;
        let wanted = Wanted { gender: Some(gender).filter(|_| !is_open), only: None, is_open };
        let ranked = cast.chain().rank(ground, standpoint, wanted, true);
        let features = nobody(standpoint.view, ranked.len());
        let candidates = ranked.into_iter().map(|ranked| Candidate {
            names: names_of(ranked.person),
            weight: ranked.weight,
            place_weight: ground.weights.sum(&of_place(&ranked.features)),
            features: ranked.features,
            agrees: ground.roster.people.get(ranked.person).and_then(|person| {
                let (known, surety) = person.gender();
                known.filter(|_| surety == Surety::Strong).map(|known| known == gender)
            }),
        });
        found.push(Pronoun {
            span: reference.span,
            candidates: candidates.collect(),
            nobody: (ground.weights.sum(&features), features),
        });
    }
    found
}
