//! A pronoun or description at a place in, the person it most likely means out, or two between whom
//! the text does not decide. Weighs how far back a name stands, whether it is a subject, and who spoke
//! last. Names inside quotations and captions are never candidates.

use crate::attribution::name::{Gender, Name, Place, Printed, Side};
use crate::attribution::roster::{Person, Roster};
use crate::document::Document;

/// How many names before a pronoun are weighed.
const NAMES: usize = 60;

/// How many blocks before the pronoun's own are weighed.
const BLOCKS: usize = 5;

/// Somebody who spoke earlier: the person and where the quotation's source or content begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spoke {
    pub(crate) person: usize,
    pub(crate) at: usize,
    pub(crate) block: usize,
}

/// Who may be meant, as a pronoun or description limits it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) gender: Option<Gender>,
    /// Only persons of whom the document uses one of these nouns; empty for anybody.
    pub(crate) roles: &'a [&'a str],
    /// The least weight of an answer, and how far it must lead the next person.
    pub(crate) least: i32,
    pub(crate) lead: i32,
}

/// Who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// A person, and how many blocks back they are named.
    One(usize, usize),
    Either(usize, usize),
    Nobody,
}

/// Weighs the persons named before byte `at` of block `block`.
pub(crate) fn resolve(
    document: &Document,
    printed: &Printed,
    roster: &Roster,
    spoke: &[Spoke],
    at: usize,
    wanted: Wanted<'_>,
) -> Meant {
    let block = block_at(document, at);
    let sentence = printed.sentence(at);
    let barred = barred(printed, roster, at);
    let mut weighed: Vec<Weighed> = Vec::new();
    let mut add = |person: usize, weight: i32, back: usize| match weighed
        .iter_mut()
        .find(|known| known.person == person)
    {
        Some(known) => {
            known.weight = known.weight.max(weight);
            known.back = known.back.min(back);
        }
        None => weighed.push(Weighed { person, weight, back }),
    };
    let distance = |place: usize, place_block: usize| {
        let back = i32::try_from(printed.paragraphs_between(place_block, block))
            .unwrap_or(i32::MAX)
            .min(20);
        let sentences = sentence.saturating_sub(printed.sentence(place)).min(6);
        18 * back + 7 * i32::try_from(sentences).unwrap_or(6)
    };
    let end = printed.names.partition_point(|name| name.span.end() <= at);
    let before = printed.names.get(end.saturating_sub(NAMES)..end).unwrap_or_default();
    for (name_idx, name) in (end.saturating_sub(NAMES)..end).zip(before) {
        let Some(person) = roster.meant.get(name_idx).copied().flatten() else { continue };
        let Some(known) = roster.people.get(person) else { continue };
        let near = printed.paragraphs_between(name.block, block) <= BLOCKS;
        let is_barred = barred.contains(&person);
        let is_told = matches!(name.side, Side::Narration | Side::Headline);
        if !is_told || !near || is_barred || !fits(known, wanted) {
            continue;
        }
        let weight = 100 + place_weight(name) + surety(known, wanted)
            - distance(name.span.start(), name.block);
        add(person, weight, printed.paragraphs_between(name.block, block));
    }
    for spoke in spoke.iter().rev().take(4) {
        let Some(known) = roster.people.get(spoke.person).filter(|k| fits(k, wanted)) else {
            continue;
        };
        if spoke.at >= at
            || barred.contains(&spoke.person)
            || printed.paragraphs_between(spoke.block, block) > BLOCKS
        {
            continue;
        }
        let weight = 132 + surety(known, wanted) - distance(spoke.at, spoke.block);
        add(spoke.person, weight, printed.paragraphs_between(spoke.block, block));
    }
    weighed.sort_by_key(|known| (std::cmp::Reverse(known.weight), known.person));
    match weighed.as_slice() {
        [best, ..] if best.weight < wanted.least => Meant::Nobody,
        [best, next, ..] if best.weight - next.weight < wanted.lead => {
            Meant::Either(best.person, next.person)
        }
        [best, ..] => Meant::One(best.person, best.back),
        [] => Meant::Nobody,
    }
}

/// The persons named after a pronoun in its own sentence: "he said of Poe" does not mean Poe.
fn barred(printed: &Printed, roster: &Roster, at: usize) -> Vec<usize> {
    let sentence = printed.sentence(at);
    let start = printed.names.partition_point(|name| name.span.start() < at);
    let after = printed.names.iter().zip(&roster.meant).skip(start).take(8);
    after
        .take_while(|(name, _)| printed.sentence(name.span.start()) == sentence)
        .filter(|(name, _)| name.side == Side::Narration)
        .filter_map(|(_, meant)| *meant)
        .collect()
}

struct Weighed {
    person: usize,
    weight: i32,
    back: usize,
}

fn fits(person: &Person, wanted: Wanted<'_>) -> bool {
    let agrees = match (wanted.gender, person.gender()) {
        (Some(wanted), Some(known)) => wanted == known,
        _ => true,
    };
    let holds = wanted.roles.is_empty()
        || person.roles.iter().any(|role| wanted.roles.contains(&role.as_str()));
    let known = person.name.contains(' ') || person.is_sure && person.acts;
    person.is_person() && known && agrees && holds
}

fn place_weight(name: &Name) -> i32 {
    let place = match name.place {
        Place::Opening => 32,
        Place::Subject => 18,
        Place::Object => 0,
        Place::Owner => -4,
        Place::Modifier => -24,
    };
    if name.side == Side::Headline { place - 12 } else { place }
}

fn surety(person: &Person, wanted: Wanted<'_>) -> i32 {
    let gender = match (wanted.gender, person.gender()) {
        (Some(_), Some(_)) => 14,
        (Some(_), None) => -34,
        (None, _) => 0,
    };
    let sure = if person.is_sure { 8 } else { 0 };
    gender + sure
}

/// The block in which byte `at` lies.
pub(crate) fn block_at(document: &Document, at: usize) -> usize {
    document.blocks.partition_point(|block| block.span.start() <= at).saturating_sub(1)
}

/// Pronouns of the narration vote on the gender of the one person named in their sentence before them.
pub(crate) fn vote(printed: &Printed, roster: &mut Roster) {
    for pronoun in &printed.pronouns {
        let sentence = printed.sentence(pronoun.at);
        let end = printed.names.partition_point(|name| name.span.end() <= pronoun.at);
        let mut meant: Option<usize> = None;
        let mut is_single = true;
        let before = printed.names.get(end.saturating_sub(8)..end).unwrap_or_default();
        for (name_idx, name) in (end.saturating_sub(8)..end).zip(before) {
            if printed.sentence(name.span.start()) != sentence || name.side != Side::Narration {
                continue;
            }
            let person = roster.meant.get(name_idx).copied().flatten();
            let Some(person) =
                person.filter(|p| roster.people.get(*p).is_some_and(Person::is_person))
            else {
                continue;
            };
            is_single &= meant.is_none_or(|known| known == person);
            meant = Some(person);
        }
        if let Some(person) = meant.filter(|_| is_single).and_then(|p| roster.people.get_mut(p)) {
            person.vote(pronoun.gender);
        }
    }
}
