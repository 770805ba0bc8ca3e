//! The mentions around a pronoun in, everybody it may mean out, each with what all their mentions
//! together show.

use crate::attribution::candidates::names_after;
use crate::attribution::chain::{Chain, Wanted};
use crate::attribution::features::Sort;
use crate::attribution::grammar::evidence::{Before, Shown};
use crate::attribution::grammar::parsed::{Lie, role_at};
use crate::attribution::ground::{Ground, Mentioned, Standpoint};

impl Chain {
    /// Everybody who may be meant at `standpoint`: who was mentioned before it, and with `ahead` who is
    /// named after it in its sentence.
    pub(crate) fn seen(
        &self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        wanted: Wanted<'_>,
        ahead: bool,
    ) -> Vec<(usize, Shown)> {
        let near = self.near(ground, standpoint, wanted);
        let mut before = walked(ground, standpoint, &near);
        last_ones(ground, standpoint, &near, &mut before);
        let of = |person: usize, before: Option<Before>| {
            let (known, in_title) = (ground.known(person), ground.in_title(person));
            (person, Shown { known, in_title, before, after: None })
        };
        let mut found: Vec<(usize, Shown)> =
            before.into_iter().map(|(person, before)| of(person, Some(before))).collect();
        if !ahead {
            return found;
        }
        for (person, is_subject, lie) in named_after(ground, standpoint) {
            let known = found.iter_mut().find(|(known, _)| *known == person);
            match known {
                Some((_, shown)) => shown.after = shown.after.or(Some((is_subject, lie))),
                None if wanted.admits(ground.roster, person) => {
                    let (person, shown) = of(person, None);
                    found.push((person, Shown { after: Some((is_subject, lie)), ..shown }));
                }
                None => {}
            }
        }
        found
    }
}

/// The persons of `near`, whoever is mentioned last first, with counts over their mentions.
fn walked(ground: Ground<'_>, standpoint: Standpoint, near: &[&Mentioned]) -> Vec<(usize, Before)> {
    let mut found: Vec<(usize, Before)> = Vec::new();
    for mention in near.iter().rev() {
        let known = found.iter().position(|(person, _)| *person == mention.person);
        let known = known.unwrap_or_else(|| {
            let recency = found.len();
            found.push((mention.person, ground.seen(standpoint, mention, recency)));
            recency
        });
        let Some((_, before)) = found.get_mut(known) else { continue };
        let back = ground.sentences_back(standpoint, mention);
        let is_subject = mention.role.is_subject();
        let is_main = is_subject && mention.spot.is_some_and(|spot| spot.depth == 0);
        before.n_names += usize::from(mention.sort == Sort::Name);
        before.n_here += usize::from(mention.sort == Sort::Name && back == 0);
        before.n_pronouns += usize::from(mention.sort == Sort::Pronoun);
        before.subject.0 |= is_subject && back == 0;
        before.subject.1 |= is_subject && back == 1;
        before.main_subject.0 |= is_main && back == 0;
        before.main_subject.1 |= is_main && back == 1;
        let paragraphs = ground.printed.paragraphs_between(mention.block, standpoint.block);
        before.spoke_near |= mention.is_source && paragraphs <= 1;
    }
    found
}

/// Marks whom the latest subject, the latest pronoun of the same gender and the latest source mean.
fn last_ones(
    ground: Ground<'_>,
    standpoint: Standpoint,
    near: &[&Mentioned],
    found: &mut [(usize, Before)],
) {
    let last = |counts: &dyn Fn(&Mentioned) -> bool| {
        near.iter().rev().find(|mention| counts(mention)).copied()
    };
    let subject = last(&|mention| mention.role.is_subject());
    let pronoun = last(&|mention| mention.gender.is_some() && mention.gender == standpoint.gender);
    let source = last(&|mention| mention.is_source);
    for (person, before) in found {
        let back = |mention: Option<&Mentioned>| {
            let mention = mention.filter(|mention| mention.person == *person);
            mention.map(|mention| ground.sentences_back(standpoint, mention))
        };
        before.last_subject = back(subject);
        before.last_pronoun = back(pronoun);
        let source = source.filter(|mention| mention.person == *person);
        before.last_spoke =
            source.map(|last| ground.printed.paragraphs_between(last.block, standpoint.block));
    }
}

/// The persons named after a reference in its sentence: whether each is a subject there, and how its
/// clause lies.
fn named_after(
    ground: Ground<'_>,
    standpoint: Standpoint,
) -> impl Iterator<Item = (usize, bool, Lie)> {
    names_after(ground, standpoint.span.start()).map(move |(name, person)| {
        let spot = ground.parsed.spot(name.span);
        let role = spot.map_or_else(|| role_at(name.place), |spot| spot.role);
        (person, role.is_subject(), ground.lie(standpoint, spot))
    })
}
