//! The mentions around a source or description in, everybody it may mean out, each with what all their
//! mentions together show. Which mentions count is the same for pronouns inside sentences.

use crate::attribution::chain::{BEFORE, Chain, Wanted};
use crate::attribution::features::Sort;
use crate::attribution::ground::{Ground, Mentioned, Standpoint};
use crate::attribution::name::{Name, Place, Side};
use crate::attribution::ranking::{Before, Shown, acts};
use crate::attribution::reference::Form;

/// How many names after a reference in its sentence are weighed.
const AFTER: usize = 8;

/// How many paragraphs back a mention may stand.
const PARAGRAPHS: usize = 6;

impl Chain {
    /// The mentions before `standpoint` of who may be meant there, in text order.
    pub(crate) fn near(
        &self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        wanted: Wanted<'_>,
    ) -> Vec<&Mentioned> {
        let at = standpoint.span.start();
        let end = self.mentions.partition_point(|mention| mention.span.end() <= at);
        let mentions = self.mentions.get(end.saturating_sub(BEFORE)..end).unwrap_or_default();
        let is_told = |mention: &Mentioned| match mention.side {
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
        mentions.iter().filter(is_near).collect()
    }

    /// Everybody who may be meant at `standpoint`: who was mentioned before it, and with `ahead` who is
    /// named after it in its sentence.
    pub(crate) fn shown(
        &self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        wanted: Wanted<'_>,
        ahead: bool,
    ) -> Vec<(usize, Shown)> {
        let after: Vec<(usize, Place)> = if ahead {
            let names = names_after(ground, standpoint.span.start());
            names.map(|(name, person)| (person, name.place)).collect()
        } else {
            Vec::new()
        };
        let after_of = |person: usize| {
            let named = after.iter().find(|(known, _)| *known == person);
            named.map(|(_, place)| acts(*place))
        };
        // "he said of Poe" does not mean Poe.
        let is_barred = |person: usize| {
            standpoint.view.is_source
                && standpoint.view.form == Form::Subject
                && after_of(person).is_some()
        };
        let mut near = self.near(ground, standpoint, wanted);
        near.retain(|mention| !is_barred(mention.person));
        let mut found: Vec<(usize, Shown)> = walked(ground, standpoint, &near)
            .into_iter()
            .map(|(person, before)| {
                let (known, after) = (ground.known(person), after_of(person));
                (person, Shown { known, before: Some(before), after })
            })
            .collect();
        for (person, _) in &after {
            if is_barred(*person)
                || found.iter().any(|(known, _)| known == person)
                || !wanted.admits(ground.roster, *person)
            {
                continue;
            }
            let (known, after) = (ground.known(*person), after_of(*person));
            found.push((*person, Shown { known, before: None, after }));
        }
        mark_named(&near, &mut found);
        found
    }
}

/// The persons of `near`, whoever is mentioned last first, with what their mentions show together.
fn walked(ground: Ground<'_>, standpoint: Standpoint, near: &[&Mentioned]) -> Vec<(usize, Before)> {
    let mut found: Vec<(usize, Before)> = Vec::new();
    for mention in near.iter().rev() {
        let known = found.iter().position(|(person, _)| *person == mention.person);
        let known = known.unwrap_or_else(|| {
            let recency = found.len();
            let before = Before {
                latest: ground.latest(standpoint, mention, recency),
                place: mention.place,
                order: 0,
                n_names: 0,
                n_pronouns: 0,
                subject: (false, false),
                is_most_named: false,
                is_first_named: false,
            };
            found.push((mention.person, before));
            recency
        });
        let Some((_, before)) = found.get_mut(known) else { continue };
        let back = ground.sentences_back(standpoint, mention);
        let is_subject = acts(mention.place);
        before.n_names += usize::from(mention.sort == Sort::Name);
        before.n_pronouns += usize::from(mention.sort == Sort::Pronoun);
        before.subject.0 |= is_subject && back == 0;
        before.subject.1 |= is_subject && back == 1;
    }
    number_in_order(near, &mut found);
    found
}

/// The names after byte `at` in its sentence, each with the person that it means.
pub(crate) fn names_after<'a>(
    ground: Ground<'a>,
    at: usize,
) -> impl Iterator<Item = (&'a Name, usize)> {
    let sentence = ground.printed.sentence(at);
    let ahead = ground.printed.names.partition_point(|name| name.span.start() <= at);
    let names = ground.printed.names.iter().zip(&ground.roster.meant).skip(ahead).take(AFTER);
    names
        .take_while(move |(name, _)| ground.printed.sentence(name.span.start()) == sentence)
        .filter(|(name, _)| matches!(name.side, Side::Narration | Side::Headline))
        .filter_map(|(name, meant)| Some((name, (*meant)?)))
}

/// Marks who is named most often, and who is mentioned first.
fn mark_named(near: &[&Mentioned], found: &mut [(usize, Shown)]) {
    let n_most = found.iter().map(|(_, shown)| shown.n_names()).max().unwrap_or(0);
    let first = near.first().map(|mention| mention.person);
    for (person, shown) in found {
        let Some(before) = &mut shown.before else { continue };
        before.is_most_named = before.n_names == n_most && n_most > 1;
        before.is_first_named = Some(*person) == first;
    }
}

/// Numbers the candidates in the order in which a walk meets them that goes back by sentences and
/// through each sentence from its start (Hobbs 1978, without the trees).
fn number_in_order(near: &[&Mentioned], found: &mut [(usize, Before)]) {
    let mut order: Vec<usize> = Vec::new();
    for group in near.chunk_by(|a, b| a.sentence == b.sentence).rev() {
        for mention in group {
            if !order.contains(&mention.person) {
                order.push(mention.person);
            }
        }
    }
    for (person, before) in found {
        before.order = order.iter().position(|known| known == person).unwrap_or(order.len());
    }
}
