//! The mentions around a pronoun in, everybody it may mean out, each with what all their mentions
//! together show.

use crate::attribution::chain::{BEFORE, Chain, Wanted};
use crate::attribution::grammar::evidence::Shown;
use crate::attribution::grammar::parsed::{Lie, Role, role_at};
use crate::attribution::ground::{Ground, Mentioned, Standpoint};
use crate::attribution::name::Side;
use crate::attribution::ranking::Sort;

/// How many names after a reference in its sentence are weighed.
const AFTER: usize = 8;

/// How many paragraphs back a mention may stand.
const PARAGRAPHS: usize = 6;

/// Somebody named after a reference in its sentence.
#[derive(Debug, Clone, Copy)]
struct Ahead {
    person: usize,
    role: Role,
    lie: Lie,
}

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
        let at = standpoint.span.start();
        let sentence = ground.printed.sentence(at);
        let after = if ahead { names_after(ground, standpoint, sentence) } else { Vec::new() };
        let end = self.mentions.partition_point(|mention| mention.span.end() <= at);
        let mentions = self.mentions.get(end.saturating_sub(BEFORE)..end).unwrap_or_default();
        let is_told = |mention: &&Mentioned| match mention.side {
            Side::Narration | Side::Headline => true,
            Side::Margin => false,
            Side::Quoted => {
                let person = ground.roster.people.get(mention.person);
                wanted.is_open || person.is_some_and(|person| person.n_mentions > 0)
            }
        };
        let is_near = |mention: &&Mentioned| {
            is_told(mention)
                && ground.printed.paragraphs_between(mention.block, standpoint.block) <= PARAGRAPHS
                && wanted.admits(ground.roster, mention.person)
        };
        let near: Vec<&Mentioned> = mentions.iter().filter(is_near).collect();
        let mut found = walked(ground, standpoint, sentence, &near);
        last_ones(ground, standpoint, &near, &mut found);
        for named in &after {
            let known = found.iter_mut().find(|(person, _)| *person == named.person);
            let seen = Some((named.role.is_subject(), named.lie));
            match known {
                Some((_, shown)) => shown.after = shown.after.or(seen),
                None if wanted.admits(ground.roster, named.person) => {
                    let known = ground.known(named.person);
                    let shown =
                        Shown { after: seen, is_only_after: true, role: named.role, ..known };
                    found.push((named.person, shown));
                }
                None => {}
            }
        }
        found
    }
}

/// The persons of `near`, whoever is mentioned last first, with counts over their mentions.
fn walked(
    ground: Ground<'_>,
    standpoint: Standpoint,
    sentence: usize,
    near: &[&Mentioned],
) -> Vec<(usize, Shown)> {
    let mut found: Vec<(usize, Shown)> = Vec::new();
    for mention in near.iter().rev() {
        let back = sentence.saturating_sub(mention.sentence);
        let known = found.iter().position(|(person, _)| *person == mention.person);
        let known = known.unwrap_or_else(|| {
            let recency = found.len();
            let shown = ground.seen(standpoint, mention);
            found.push((mention.person, Shown { recency, sentences: back, n_names: 0, ..shown }));
            recency
        });
        let Some((_, shown)) = found.get_mut(known) else { continue };
        let is_subject = mention.role.is_subject();
        let is_main = is_subject && mention.spot.is_some_and(|spot| spot.depth == 0);
        shown.n_names += usize::from(mention.sort == Sort::Name);
        shown.n_here += usize::from(mention.sort == Sort::Name && back == 0);
        shown.n_pronouns += usize::from(mention.sort == Sort::Pronoun);
        shown.subject.0 |= is_subject && back == 0;
        shown.subject.1 |= is_subject && back == 1;
        shown.main_subject.0 |= is_main && back == 0;
        shown.main_subject.1 |= is_main && back == 1;
        let paragraphs = ground.printed.paragraphs_between(mention.block, standpoint.block);
        shown.spoke_near |= mention.is_source && paragraphs <= 1;
    }
    found
}

/// Marks whom the latest subject, the latest pronoun of the same gender and the latest source mean.
fn last_ones(
    ground: Ground<'_>,
    standpoint: Standpoint,
    near: &[&Mentioned],
    found: &mut [(usize, Shown)],
) {
    let sentence = ground.printed.sentence(standpoint.span.start());
    let last = |counts: &dyn Fn(&Mentioned) -> bool| {
        near.iter().rev().find(|mention| counts(mention)).copied()
    };
    let subject = last(&|mention| mention.role.is_subject());
    let pronoun = last(&|mention| mention.gender.is_some() && mention.gender == standpoint.gender);
    let source = last(&|mention| mention.is_source);
    for (person, shown) in found {
        let back = |mention: Option<&Mentioned>| {
            let mention = mention.filter(|mention| mention.person == *person);
            mention.map(|mention| sentence.saturating_sub(mention.sentence))
        };
        shown.last_subject = back(subject);
        shown.last_pronoun = back(pronoun);
        let source = source.filter(|mention| mention.person == *person);
        shown.last_spoke =
            source.map(|last| ground.printed.paragraphs_between(last.block, standpoint.block));
    }
}

/// The persons named after a reference in its sentence.
fn names_after(ground: Ground<'_>, standpoint: Standpoint, sentence: usize) -> Vec<Ahead> {
    let at = standpoint.span.start();
    let ahead = ground.printed.names.partition_point(|name| name.span.start() <= at);
    let names = ground.printed.names.iter().zip(&ground.roster.meant).skip(ahead).take(AFTER);
    names
        .take_while(|(name, _)| ground.printed.sentence(name.span.start()) == sentence)
        .filter(|(name, _)| matches!(name.side, Side::Narration | Side::Headline))
        .filter_map(|(name, meant)| {
            let spot = ground.parsed.spot(name.span);
            let role = spot.map_or_else(|| role_at(name.place), |spot| spot.role);
            Some(Ahead { person: (*meant)?, role, lie: ground.lie(standpoint, spot) })
        })
        .collect()
}
