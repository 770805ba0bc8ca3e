//! A document in, its pronouns and whom each may mean out, by printed names: what the gates measure
//! and what the weights are learned from. Speakers are [`crate::attribution::attribute`]'s part.

use crate::attribution::cast::Cast;
use crate::attribution::chain::Wanted;
use crate::attribution::grammar::weighing;
use crate::attribution::people::People;
use crate::attribution::person::Surety;
use crate::attribution::printed::Printed;
use crate::attribution::ranking;
use crate::attribution::reference::Head;
use crate::attribution::weights::Weights;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::token::Tokens;

/// A pronoun and whom it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pronoun {
    /// The word.
    pub span: Span,
    /// Whether it is the source of a quotation.
    pub is_source: bool,
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
    /// The same without those that say who is a person and of which gender.
    pub place_features: Vec<u16>,
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

/// What pronouns go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// All by what the text speaks of, as sources do.
    Topic,
    /// Those inside sentences by the grammar of their sentence, sources by what the text speaks of.
    Grammar,
}

/// Weights of the features of pronouns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learned {
    /// Of sources and descriptions, by [`ranking::GROUPS`].
    pub sources: Weights,
    /// Of pronouns inside sentences, by [`weighing::GROUPS`].
    pub clauses: Weights,
}

impl Learned {
    /// The model's.
    #[must_use]
    pub fn of(model: &Model) -> Learned {
        Learned {
            sources: Weights::read(&model.pronouns, &ranking::GROUPS.all),
            clauses: Weights::read(&model.clauses, &weighing::GROUPS.all),
        }
    }
}

/// The pronouns of the third person singular in `document`, in text order, by the weights `learned`. `tokens`
/// are the document's where it is analysed; what comes out is the same.
#[must_use]
pub fn pronouns(
    model: &Model,
    document: &Document,
    tokens: Option<&Tokens>,
    quotations: &[Quotation],
    learned: Learned,
    by: By,
    among: Among,
) -> Vec<Pronoun> {
    let people = People::default();
    let printed = Printed::read(model, document, quotations);
    let asked = (printed, usize::MAX);
    let cast = Cast::weighed(model, document, tokens, &people, quotations, (learned, by), asked);
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
        let nobody = ground.nobody(standpoint, ranked.len());
        let of_place = |features: &[u16]| match ground.is_by_grammar(standpoint) {
            true => weighing::GROUPS.of_place(features),
            false => ranking::GROUPS.of_place(features),
        };
        let candidates = ranked.into_iter().map(|ranked| Candidate {
            names: names_of(ranked.person),
            weight: ranked.weight,
            place_weight: ground.sum(standpoint, &of_place(&ranked.features)),
            place_features: of_place(&ranked.features),
            features: ranked.features,
            agrees: ground.roster.people.get(ranked.person).and_then(|person| {
                let (known, surety) = person.gender();
                known.filter(|_| surety == Surety::Strong).map(|known| known == gender)
            }),
        });
        found.push(Pronoun {
            span: reference.span,
            is_source: standpoint.view.is_source,
            candidates: candidates.collect(),
            nobody,
        });
    }
    found
}
