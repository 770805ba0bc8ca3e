//! The mentions around a source or description in, everybody it may mean out, each with what all their
//! mentions together show.

use crate::attribution::chain::{BEFORE, Chain, Wanted};
use crate::attribution::ground::{Ground, Mentioned, Standpoint};
use crate::attribution::name::{Place, Side};
use crate::attribution::ranking::{Shown, Sort};
use crate::attribution::reference::Form;

/// How many names after a reference in its sentence are weighed.
const AFTER: usize = 8;

/// How many paragraphs back a mention may stand.
const PARAGRAPHS: usize = 6;

impl Chain {
    /// Everybody who may be meant at `standpoint`: who was mentioned before it, and with `ahead` who is
    /// named after it in its sentence.
    pub(crate) fn shown(
        &self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        wanted: Wanted<'_>,
        ahead: bool,
    ) -> Vec<(usize, Shown)> {
        let at = standpoint.span.start();
        let sentence = ground.printed.sentence(at);
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
        let after = if ahead { names_after(ground, at, sentence) } else { Vec::new() };
        // "he said of Poe" does not mean Poe.
        let is_barred = |person: usize| {
            standpoint.view.is_source
                && standpoint.view.form == Form::Subject
                && after.iter().any(|(named, _)| *named == person)
        };
        let near: Vec<&Mentioned> =
            near.into_iter().filter(|mention| !is_barred(mention.person)).collect();
        let mut found: Vec<(usize, Shown)> = Vec::new();
        for mention in near.iter().rev() {
            let known = found.iter_mut().find(|(person, _)| *person == mention.person);
            let is_subject = matches!(mention.place, Place::Opening | Place::Subject);
            let back = sentence.saturating_sub(mention.sentence);
            let add = |shown: &mut Shown| {
                shown.n_names += usize::from(mention.sort == Sort::Name);
                shown.n_pronouns += usize::from(mention.sort == Sort::Pronoun);
                shown.subject.0 |= is_subject && back == 0;
                shown.subject.1 |= is_subject && back == 1;
            };
            match known {
                Some((_, shown)) => add(shown),
                None => {
                    let mut shown = ground.shown(standpoint, mention);
                    shown.recency = found.len();
                    shown.sentences = back;
                    shown.after = after_of(&after, mention.person);
                    add(&mut shown);
                    found.push((mention.person, shown));
                }
            }
        }
        number_in_order(&near, &mut found);
        for (person, place) in &after {
            if is_barred(*person)
                || found.iter().any(|(known, _)| known == person)
                || !wanted.admits(ground.roster, *person)
            {
                continue;
            }
            let shown = ground.only_after(*person, after_of(&after, *person), *place);
            found.push((*person, shown));
        }
        let n_most = found.iter().map(|(_, shown)| shown.n_names).max().unwrap_or(0);
        let first = near.first().map(|mention| mention.person);
        for (person, shown) in &mut found {
            shown.is_most_named = shown.n_names == n_most && n_most > 1;
            shown.is_first_named = Some(*person) == first;
        }
        found
    }
}

/// The persons named after a reference in its sentence, each with the place of the name.
fn names_after(ground: Ground<'_>, at: usize, sentence: usize) -> Vec<(usize, Place)> {
    let ahead = ground.printed.names.partition_point(|name| name.span.start() <= at);
    let names = ground.printed.names.iter().zip(&ground.roster.meant).skip(ahead).take(AFTER);
    names
        .take_while(|(name, _)| ground.printed.sentence(name.span.start()) == sentence)
        .filter(|(name, _)| matches!(name.side, Side::Narration | Side::Headline))
        .filter_map(|(name, meant)| Some(((*meant)?, name.place)))
        .collect()
}

fn after_of(after: &[(usize, Place)], person: usize) -> Option<bool> {
    let place = after.iter().find(|(known, _)| *known == person).map(|(_, place)| *place)?;
    Some(matches!(place, Place::Opening | Place::Subject))
}

/// Numbers the candidates in the order in which a walk meets them that goes back by sentences and
/// through each sentence from its start (Hobbs 1978, without the trees).
fn number_in_order(near: &[&Mentioned], found: &mut [(usize, Shown)]) {
    let mut order: Vec<usize> = Vec::new();
    for group in near.chunk_by(|a, b| a.sentence == b.sentence).rev() {
        for mention in group {
            if !order.contains(&mention.person) {
                order.push(mention.person);
            }
        }
    }
    for (person, shown) in found {
        shown.order = order.iter().position(|known| known == person).unwrap_or(order.len());
    }
}
