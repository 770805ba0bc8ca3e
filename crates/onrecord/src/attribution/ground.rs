//! What a document prints of persons, as the chain of mentions is built on it: places that mean
//! somebody, places that refer to somebody, and what the text shows of the one seen from the other.

use crate::attribution::features::{Known, Latest, Sort};
use crate::attribution::grammar::evidence;
use crate::attribution::grammar::parsed::{Lie, Parsed, Role, Spot, role_at};
use crate::attribution::name::{Gender, Name, Place, Side};
use crate::attribution::person::Surety;
use crate::attribution::printed::Printed;
use crate::attribution::ranking::{View, nobody};
use crate::attribution::reference::{Form, Head, Reference};
use crate::attribution::resolver::By;
use crate::attribution::roster::Roster;
use crate::attribution::weights::Weights;
use crate::document::Document;
use crate::quotation::Quotation;
use crate::text::span::Span;
use onrecord_model::Model;

/// What it weighs against somebody, in thousandths, that the words given as a pronoun's own name them:
/// who says "Poe is a captain" is hardly Poe. On 141 pronoun sources of PolNeAR train 700 changed no
/// answer, and 1,500 mended two more.
const SPOKEN: i32 = 1500;

/// A place that means a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mentioned {
    pub(crate) person: usize,
    pub(crate) span: Span,
    pub(crate) block: usize,
    pub(crate) sentence: usize,
    pub(crate) place: Place,
    pub(crate) role: Role,
    /// `None` in a sentence that is not parsed.
    pub(crate) spot: Option<Spot>,
    pub(crate) sort: Sort,
    /// What a pronoun says.
    pub(crate) gender: Option<Gender>,
    pub(crate) side: Side,
    pub(crate) is_source: bool,
    pub(crate) is_pair: bool,
    pub(crate) is_full: bool,
}

/// Where a reference stands and what it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standpoint {
    pub(crate) span: Span,
    pub(crate) block: usize,
    pub(crate) gender: Option<Gender>,
    pub(crate) view: View,
    /// As the grammar of its sentence has it.
    pub(crate) clause: evidence::View,
}

/// The persons of a document and where they are named: what a chain is built on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) model: &'a Model,
    pub(crate) document: &'a Document,
    pub(crate) printed: &'a Printed,
    pub(crate) roster: &'a Roster,
    pub(crate) parsed: &'a Parsed,
    pub(crate) weights: &'a Weights,
    /// The weights of pronouns inside sentences.
    pub(crate) clauses: &'a Weights,
    pub(crate) by: By,
    /// The sources of quotations, sorted.
    pub(crate) sources: &'a [Span],
    /// Whom the quotations name whose source begins at a byte; sorted by it.
    pub(crate) spoken: &'a [(usize, Vec<usize>)],
    /// Whom titles name.
    pub(crate) titled: &'a [usize],
}

impl<'a> Ground<'a> {
    /// Whether a source covers `span`.
    pub(crate) fn is_source(self, span: Span) -> bool {
        let next = self.sources.partition_point(|source| source.start() <= span.start());
        let last = next.checked_sub(1).and_then(|at| self.sources.get(at));
        last.is_some_and(|source| source.contains(span))
    }

    /// What speaks against `person` as the source at `standpoint`: that its own words name them.
    pub(crate) fn against(self, standpoint: Standpoint, person: usize) -> i32 {
        let at = standpoint.span.start();
        let found = self.spoken.binary_search_by_key(&at, |(start, _)| *start);
        let spoken = found.ok().and_then(|found| self.spoken.get(found));
        let names = spoken.is_some_and(|(_, people)| people.contains(&person));
        if standpoint.view.is_source && names { SPOKEN } else { 0 }
    }

    /// Whether what stands at `standpoint` goes by the grammar of its sentence: a pronoun that gives no
    /// quotation.
    pub(crate) fn is_by_grammar(self, standpoint: Standpoint) -> bool {
        self.by == By::Grammar && standpoint.gender.is_some() && !standpoint.view.is_source
    }

    /// The weight of `person`, of whom the text shows `features`.
    pub(crate) fn weight(self, standpoint: Standpoint, person: usize, features: &[u16]) -> i32 {
        self.sum(standpoint, features) - self.against(standpoint, person)
    }

    /// What `features` weigh together.
    pub(crate) fn sum(self, standpoint: Standpoint, features: &[u16]) -> i32 {
        let weights = if self.is_by_grammar(standpoint) { self.clauses } else { self.weights };
        weights.sum(features)
    }

    /// The weight of the answer that nobody named is meant among `n_candidates`, and its features.
    pub(crate) fn nobody(self, standpoint: Standpoint, n_candidates: usize) -> (i32, Vec<u16>) {
        let features = match self.is_by_grammar(standpoint) {
            true => evidence::nobody(standpoint.clause, n_candidates),
            false => nobody(standpoint.view, n_candidates),
        };
        (self.sum(standpoint, &features), features)
    }

    pub(crate) fn standpoint(self, reference: &Reference, form: Form) -> Standpoint {
        let gender = match reference.head {
            Head::Pronoun(gender, _) => Some(gender),
            Head::Definite(_) => None,
        };
        let is_source = self.is_source(reference.span);
        let view = View { form, place: reference.place, is_source };
        self.standing(reference.span, reference.block, view, gender)
    }

    /// A standpoint at `span` in `block`, by the place that the words before it show.
    pub(crate) fn standing(
        self,
        span: Span,
        block: usize,
        view: View,
        gender: Option<Gender>,
    ) -> Standpoint {
        let spot = self.parsed.spot(span);
        let end = self.printed.names.partition_point(|name| name.span.start() < span.start());
        let mut before = self.printed.names.get(..end).unwrap_or_default().iter().rev();
        let last = before.find(|name| name.side == Side::Narration || name.block != block);
        let is_first = last.is_none_or(|last| last.block != block);
        let role = spot.map_or_else(|| role_at(view.place), |spot| spot.role);
        let clause = evidence::View { form: view.form, role, spot, is_first };
        Standpoint { span, block, gender, view, clause }
    }

    pub(crate) fn mentioned(
        self,
        span: Span,
        block: usize,
        person: usize,
        place: Place,
        sort: Sort,
    ) -> Mentioned {
        let spot = self.parsed.spot(span);
        Mentioned {
            person,
            span,
            block,
            sentence: self.printed.sentence(span.start()),
            place,
            role: spot.map_or_else(|| role_at(place), |spot| spot.role),
            spot,
            gender: None,
            sort,
            side: Side::Narration,
            is_source: self.is_source(span),
            is_pair: false,
            is_full: false,
        }
    }

    pub(crate) fn named(
        self,
        name: &Name,
        before: Option<&Name>,
        after: Option<&Name>,
        person: usize,
    ) -> Mentioned {
        let text = &self.document.text;
        let joins = |one: &Name, other: &Name| {
            let between = text.get(one.span.end()..other.span.start()).unwrap_or("");
            matches!(between.trim(), "and" | "&" | ", and")
        };
        let is_pair = before.is_some_and(|before| joins(before, name))
            || after.is_some_and(|after| joins(name, after));
        Mentioned {
            side: name.side,
            is_pair,
            is_full: name.words.len() > 1,
            ..self.mentioned(name.span, name.block, person, name.place, Sort::Name)
        }
    }
}

impl Ground<'_> {
    /// What the document shows of `person`, wherever they are mentioned.
    pub(crate) fn known(self, person: usize) -> Known {
        let known = self.roster.people.get(person);
        Known {
            n_mentions: known.map_or(0, |known| known.n_mentions),
            is_described: known.is_some_and(|known| known.key.is_empty()),
            has_two: known.is_some_and(|known| known.key.len() > 1),
            is_sure: known.is_some_and(|known| known.is_sure),
            gender: known.map_or(Surety::Unknown, |known| known.gender().1),
        }
    }

    /// Whether the title names `person` and nobody else; `None` where it does not name them.
    pub(crate) fn in_title(self, person: usize) -> Option<bool> {
        self.titled.contains(&person).then_some(self.titled.len() == 1)
    }

    /// How many sentences before `standpoint` a mention stands.
    pub(crate) fn sentences_back(self, standpoint: Standpoint, mention: &Mentioned) -> usize {
        self.printed.sentence(standpoint.span.start()).saturating_sub(mention.sentence)
    }

    /// What the latest mention of somebody shows, where `recency` candidates are mentioned later.
    pub(crate) fn latest(
        self,
        standpoint: Standpoint,
        mention: &Mentioned,
        recency: usize,
    ) -> Latest {
        let at = standpoint.span.start();
        Latest {
            sentences: self.sentences_back(standpoint, mention),
            paragraphs: self.printed.paragraphs_between(mention.block, standpoint.block),
            recency,
            sort: mention.sort,
            side: mention.side,
            verbs: self.printed.verbs_between(mention.span.end(), at),
            joint: self.printed.joint_between(mention.span.end(), at),
            is_pair: mention.is_pair,
            is_full: mention.is_full,
            is_source: mention.is_source,
        }
    }

    /// The same with its grammar; what all mentions show together is added by
    /// [`crate::attribution::grammar::candidates`].
    pub(crate) fn seen(
        self,
        standpoint: Standpoint,
        mention: &Mentioned,
        recency: usize,
    ) -> evidence::Before {
        let spots = standpoint.clause.spot.zip(mention.spot);
        evidence::Before {
            latest: self.latest(standpoint, mention, recency),
            role: mention.role,
            spot: mention.spot,
            lie: self.lie(standpoint, mention.spot),
            is_described_by: spots.is_some_and(|(view, spot)| self.parsed.describes(view, spot)),
            n_names: 0,
            n_pronouns: 0,
            n_here: 0,
            subject: (false, false),
            main_subject: (false, false),
            last_subject: None,
            last_pronoun: None,
            last_spoke: None,
            spoke_near: false,
        }
    }

    /// How the clause of a mention lies to that of what refers.
    pub(crate) fn lie(self, standpoint: Standpoint, spot: Option<Spot>) -> Lie {
        let spots = standpoint.clause.spot.zip(spot);
        spots.map_or(Lie::Apart, |(view, mention)| self.parsed.lie(view, mention))
    }
}

/// For each source, by the byte at which it begins, whom the words given as its own name.
pub(crate) fn spoken(
    printed: &Printed,
    roster: &Roster,
    quotations: &[Quotation],
) -> Vec<(usize, Vec<usize>)> {
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for quotation in quotations {
        let Some(source) = quotation.source else { continue };
        let mut people: Vec<usize> = Vec::new();
        for part in quotation.content.iter().take(PARTS) {
            let first = printed.names.partition_point(|name| name.span.start() < part.start());
            let names = printed.names.iter().zip(&roster.meant).skip(first).take(PARTS);
            let inside = names.take_while(|(name, _)| name.span.end() <= part.end());
            people.extend(inside.filter_map(|(_, meant)| *meant));
        }
        found.push((source.start(), people));
    }
    found.sort_by_key(|(start, _)| *start);
    found.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1.append(&mut next.1);
        }
        is_same
    });
    found
}

/// How many parts of a quotation, and names in each, are looked at.
const PARTS: usize = 40;

/// The block in which byte `at` lies.
pub(crate) fn block_at(document: &Document, at: usize) -> usize {
    document.blocks.partition_point(|block| block.span.start() <= at).saturating_sub(1)
}
