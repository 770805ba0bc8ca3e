//! What a document prints of persons, as the chain of mentions is built on it: places that mean
//! somebody, places that refer to somebody, and what the text shows of the one seen from the other.

use crate::attribution::name::{Name, Place, Side};
use crate::attribution::person::Surety;
use crate::attribution::printed::Printed;
use crate::attribution::ranking::{Shown, Sort, View, Weights};
use crate::attribution::reference::{Form, Reference};
use crate::attribution::roster::Roster;
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
    pub(crate) sort: Sort,
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
    pub(crate) view: View,
}

/// The persons of a document and where they are named: what a chain is built on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) model: &'a Model,
    pub(crate) document: &'a Document,
    pub(crate) printed: &'a Printed,
    pub(crate) roster: &'a Roster,
    pub(crate) weights: &'a Weights,
    /// The sources of quotations, sorted.
    pub(crate) sources: &'a [Span],
    /// Whom the quotations name whose source begins at a byte; sorted by it.
    pub(crate) spoken: &'a [(usize, Vec<usize>)],
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

    pub(crate) fn standpoint(self, reference: &Reference, form: Form) -> Standpoint {
        let is_source = self.is_source(reference.span);
        let view = View { form, place: reference.place, is_source };
        Standpoint { span: reference.span, block: reference.block, view }
    }

    pub(crate) fn mentioned(
        self,
        span: Span,
        block: usize,
        person: usize,
        place: Place,
        sort: Sort,
    ) -> Mentioned {
        Mentioned {
            person,
            span,
            block,
            sentence: self.printed.sentence(span.start()),
            place,
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
    pub(crate) fn shown(self, standpoint: Standpoint, mention: &Mentioned) -> Shown {
        let at = standpoint.span.start();
        let person = self.roster.people.get(mention.person);
        Shown {
            sentences: 0,
            paragraphs: self.printed.paragraphs_between(mention.block, standpoint.block),
            place: mention.place,
            sort: mention.sort,
            side: mention.side,
            verbs: self.printed.verbs_between(mention.span.end(), at),
            joint: self.printed.joint_between(mention.span.end(), at),
            recency: 0,
            order: 0,
            n_names: 0,
            n_pronouns: 0,
            subject: (false, false),
            is_pair: mention.is_pair,
            is_full: mention.is_full,
            is_source: mention.is_source,
            is_most_named: false,
            is_first_named: false,
            is_described: person.is_some_and(|person| person.key.is_empty()),
            has_two: person.is_some_and(|person| person.key.len() > 1),
            is_sure: person.is_some_and(|person| person.is_sure),
            gender: person.map_or(Surety::Unknown, |p| p.gender().1),
            after: None,
            is_only_after: false,
        }
    }

    pub(crate) fn only_after(self, person: usize, after: Option<bool>, place: Place) -> Shown {
        let nowhere =
            Mentioned { place, ..self.mentioned(Span::empty(0), 0, person, place, Sort::Name) };
        let standpoint = Standpoint {
            span: Span::empty(0),
            block: 0,
            view: View { form: Form::Subject, place, is_source: false },
        };
        let n_names = self.roster.people.get(person).map_or(0, |person| person.n_mentions);
        Shown { after, is_only_after: true, n_names, ..self.shown(standpoint, &nowhere) }
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
