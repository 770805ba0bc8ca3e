//! What a document prints of persons in, whom each pronoun and description of its narration means out.
//! References are resolved in text order, and each that is sure stands among the mentions that the next
//! ones are weighed against. Names in captions and bylines are never candidates.

use crate::attribution::description::{holders, may_be_topic};
use crate::attribution::features::{Latest, Sort};
use crate::attribution::grammar::evidence;
use crate::attribution::ground::{Ground, Mentioned, Standpoint, block_at};
use crate::attribution::name::{Gender, Place, Side};
use crate::attribution::person::{Surety, gender_of};
use crate::attribution::ranking::features;
use crate::attribution::reference::{Description, Form, Head, Reference};
use crate::attribution::roster::Roster;
use crate::text::span::Span;
use rustc_hash::FxHashMap;

/// How many mentions before a reference are weighed.
pub(crate) const BEFORE: usize = 80;

/// The lead over the next candidate, in thousandths, from which on a reference counts as a mention for
/// those after it.
const SURE: i32 = 300;

/// The mentions of a document.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// In text order.
    pub(crate) mentions: Vec<Mentioned>,
    /// Whom each reference means, by the byte at which it begins.
    resolved: FxHashMap<usize, Meant>,
    /// The first two persons of the narration.
    opening: Vec<usize>,
    /// Nouns for the only person that the text had named, and that person.
    learned: Vec<(String, usize)>,
}

/// Somebody whom a reference may mean, with the weight and what it was summed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ranked {
    /// Index among the persons.
    pub(crate) person: usize,
    /// In thousandths; the highest wins.
    pub(crate) weight: i32,
    /// Indices of features, for training.
    pub(crate) features: Vec<u16>,
    /// Paragraphs back to the latest mention.
    pub(crate) paragraphs: usize,
    /// How many sentences back two names joined by "and" are the latest mention; `None` for a mention
    /// by itself.
    pair: Option<usize>,
}

/// Whom a reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meant {
    /// The best candidate and how many paragraphs back it is mentioned; `None` where there is none.
    pub(crate) best: Option<(usize, usize)>,
    /// The next best.
    pub(crate) next: Option<usize>,
    /// Whether the text shows nothing of the best candidate's gender, nor names anybody more often,
    /// nor in the same paragraph.
    pub(crate) is_vague: bool,
    /// How far the best leads the next, in thousandths.
    pub(crate) lead: i32,
    /// How far the best leads the answer that nobody named is meant.
    pub(crate) over_nobody: i32,
}

/// Who may be meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) gender: Option<Gender>,
    /// Only these persons; `None` for anybody.
    pub(crate) only: Option<&'a [usize]>,
    /// Whether what is no person as far as the text shows may be meant as well.
    pub(crate) is_open: bool,
}

impl Chain {
    /// Resolves the references of the narration that begin before byte `until`; `described` are places that
    /// mean somebody who stays unnamed, in text order.
    pub(crate) fn of(ground: Ground<'_>, described: &[(Span, usize)], until: usize) -> Chain {
        let mut chain = Chain::default();
        let mut name_idx = 0;
        let mut described = described.iter().peekable();
        let told = ground.printed.references.iter().filter(|found| found.side != Side::Quoted);
        for reference in told.take_while(|found| found.span.start() < until) {
            chain.add_names(ground, &mut name_idx, reference.span.start());
            while let Some((span, person)) =
                described.next_if(|(span, _)| span.start() <= reference.span.start())
            {
                let block = block_at(ground.document, span.start());
                let sort = Sort::Description;
                chain.add(ground, ground.mentioned(*span, block, *person, Place::Subject, sort));
            }
            let (meant, sort) = match &reference.head {
                Head::Pronoun(gender, form) => {
                    let standpoint = ground.standpoint(reference, *form);
                    let wanted = Wanted { gender: Some(*gender), only: None, is_open: false };
                    (Some(chain.resolve(ground, standpoint, wanted, true)), Sort::Pronoun)
                }
                Head::Definite(description) => {
                    let standpoint = ground.standpoint(reference, Form::Subject);
                    let is_ours = ground.is_source(reference.span);
                    (chain.definite(ground, standpoint, description, is_ours), Sort::Description)
                }
            };
            let Some(meant) = meant else { continue };
            if let Some((person, _)) = meant.best.filter(|_| meant.is_sure(SURE)) {
                let Reference { span, block, place, side, .. } = *reference;
                let mention = ground.mentioned(span, block, person, place, sort);
                let gender = match reference.head {
                    Head::Pronoun(gender, _) => Some(gender),
                    Head::Definite(_) => None,
                };
                chain.add(ground, Mentioned { side, gender, ..mention });
            }
            chain.resolved.insert(reference.span.start(), meant);
        }
        chain.add_names(ground, &mut name_idx, usize::MAX);
        chain
    }

    /// Whom a description means: whoever the text calls so, or the only person it has named.
    fn definite(
        &mut self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        description: &Description,
        is_source: bool,
    ) -> Option<Meant> {
        let mut known = holders(ground.roster, description);
        let learned = self.learned.iter().filter(|(noun, _)| *noun == description.noun);
        known.extend(learned.map(|(_, person)| *person));
        known.dedup();
        let gender = gender_of(ground.model, &description.noun);
        match known.as_slice() {
            [only] => Some(Meant::certain(*only, self.paragraphs_back(ground, *only, standpoint))),
            [] => {
                let [only] = self.opening.as_slice() else { return None };
                let person = ground.roster.people.get(*only)?;
                let agrees =
                    gender.is_none() || person.gender().0.is_none_or(|g| Some(g) == gender);
                let takes = is_source && agrees && may_be_topic(&description.noun);
                let only = takes.then_some(*only)?;
                self.learned.push((description.noun.clone(), only));
                Some(Meant::certain(only, self.paragraphs_back(ground, only, standpoint)))
            }
            several => {
                let wanted = Wanted { gender, only: Some(several), is_open: false };
                Some(self.resolve(ground, standpoint, wanted, false))
            }
        }
    }

    fn paragraphs_back(&self, ground: Ground<'_>, person: usize, standpoint: Standpoint) -> usize {
        let last = self.mentions.iter().rev().take(BEFORE).find(|mention| mention.person == person);
        last.map_or(usize::MAX, |last| {
            ground.printed.paragraphs_between(last.block, standpoint.block)
        })
    }

    /// Adds a mention at its place; those of one walk come nearly in order.
    fn add(&mut self, ground: Ground<'_>, mention: Mentioned) {
        let at = self.mentions.partition_point(|known| known.span.start() <= mention.span.start());
        self.mentions.insert(at, mention);
        let person = ground.roster.people.get(mention.person);
        let counts =
            mention.side == Side::Narration && person.is_some_and(|person| person.may_be_meant());
        if counts && self.opening.len() < 2 && !self.opening.contains(&mention.person) {
            self.opening.push(mention.person);
        }
    }

    fn add_names(&mut self, ground: Ground<'_>, name_idx: &mut usize, end: usize) {
        let names = &ground.printed.names;
        while let Some(name) = names.get(*name_idx).filter(|name| name.span.start() < end) {
            let before = name_idx.checked_sub(1).and_then(|at| names.get(at));
            let after = names.get(*name_idx + 1);
            if let Some(person) = ground.roster.meant.get(*name_idx).copied().flatten() {
                self.add(ground, ground.named(name, before, after, person));
            }
            *name_idx += 1;
        }
    }

    /// Whom the reference that begins at byte `at` means, where it was resolved.
    pub(crate) fn meant(&self, at: usize) -> Option<Meant> {
        self.resolved.get(&at).copied()
    }

    /// The person mentioned right before `relative`, in its sentence: "Varga, who".
    pub(crate) fn name_beside(&self, ground: Ground<'_>, relative: Span) -> Option<Mentioned> {
        let at = relative.start();
        let sentence = ground.printed.sentence(at);
        let end = self.mentions.partition_point(|mention| mention.span.end() <= at);
        let last = end.checked_sub(1).and_then(|at| self.mentions.get(at)).copied();
        last.filter(|last| last.sentence == sentence && at - last.span.end() <= 3)
    }

    /// Weighs who may be meant at `standpoint`; with `ahead` names after it in its sentence as well.
    pub(crate) fn resolve(
        &self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        wanted: Wanted<'_>,
        ahead: bool,
    ) -> Meant {
        let ranked = self.rank(ground, standpoint, wanted, ahead);
        let nobody = ground.nobody(standpoint, ranked.len()).0;
        let best = ranked.first();
        let next = ranked.get(1);
        Meant {
            best: best.map(|best| (best.person, best.paragraphs)),
            next: next.map(|next| next.person),
            is_vague: best.is_some_and(|best| {
                let person = ground.roster.people.get(best.person);
                wanted.gender.is_some()
                    && best.paragraphs > 0
                    && person.is_some_and(|person| {
                        person.gender().1 == Surety::Unknown && !person.is_sure
                    })
                    && !ground.roster.is_most_named(best.person)
            }),
            lead: best.zip(next).map_or(i32::MAX, |(best, next)| {
                let is_pair = best.pair.is_some() && best.pair == next.pair;
                // Of two named in one breath neither comes first.
                if is_pair { 0 } else { best.weight - next.weight }
            }),
            over_nobody: best.map_or(i32::MIN, |best| best.weight - nobody),
        }
    }

    /// The candidates at `standpoint`, the likeliest first.
    pub(crate) fn rank(
        &self,
        ground: Ground<'_>,
        standpoint: Standpoint,
        wanted: Wanted<'_>,
        ahead: bool,
    ) -> Vec<Ranked> {
        let weighed = |person, features: Vec<u16>, latest: Option<Latest>| Ranked {
            person,
            weight: ground.weight(standpoint, person, &features),
            features,
            paragraphs: latest.map_or(0, |latest| latest.paragraphs),
            pair: latest.filter(|latest| latest.is_pair).map(|latest| latest.sentences),
        };
        let mut ranked: Vec<Ranked> = if ground.is_by_grammar(standpoint) {
            let seen = self.seen(ground, standpoint, wanted, ahead).into_iter();
            seen.map(|(person, seen)| {
                let features = evidence::features(standpoint.clause, &seen);
                weighed(person, features, seen.before.map(|before| before.latest))
            })
            .collect()
        } else {
            let shown = self.shown(ground, standpoint, wanted, ahead).into_iter();
            shown
                .map(|(person, shown)| {
                    let features = features(standpoint.view, &shown);
                    weighed(person, features, shown.before.map(|before| before.latest))
                })
                .collect()
        };
        if !ground.is_by_grammar(standpoint) {
            doubt(ground, &mut ranked);
        }
        ranked.sort_by_key(|ranked| (std::cmp::Reverse(ranked.weight), ranked.person));
        ranked
    }
}

/// What it weighs against somebody whom nothing but capitals or the learned namer shows to be a person, in
/// thousandths, where somebody who is one for sure stands near by: "Ostrava has ferries, Mayor Tom Adeyemi
/// said. …, he said". Of 1,756 pronoun sources of PolNeAR train one more went wrong by it, of 165 of dev none; the
/// weights learned with it are no worse on any held-out set.
const DOUBTED: i32 = 1000;

/// Lowers whoever is hardly a person beside somebody who is: one with a title, a noun for a person or a full
/// name and a gender, in the paragraph or the one before.
fn doubt(ground: Ground<'_>, ranked: &mut [Ranked]) {
    let known = |one: &Ranked| ground.roster.people.get(one.person);
    let is_sure = |one: &Ranked| {
        one.paragraphs <= 1
            && known(one).is_some_and(|p| p.is_told() && p.gender().1 == Surety::Strong)
    };
    if !ranked.iter().any(is_sure) {
        return;
    }
    for one in ranked {
        let is_doubted =
            known(one).is_some_and(|p| !p.is_told() && p.gender().1 == Surety::Unknown);
        one.weight -= if is_doubted { DOUBTED } else { 0 };
    }
}

impl Meant {
    /// Where the text leaves no choice.
    pub(crate) fn certain(person: usize, paragraphs: usize) -> Meant {
        Meant {
            best: Some((person, paragraphs)),
            next: None,
            is_vague: false,
            lead: i32::MAX,
            over_nobody: i32::MAX,
        }
    }

    /// Whether the best leads the next by `lead`, and is likelier than nobody.
    pub(crate) fn is_sure(&self, lead: i32) -> bool {
        self.best.is_some() && !self.is_vague && self.lead >= lead && self.over_nobody >= 0
    }
}

impl Wanted<'_> {
    pub(crate) fn admits(self, roster: &Roster, person: usize) -> bool {
        let Some(known) = roster.people.get(person) else { return false };
        let agrees = match (self.gender, known.gender().0) {
            (Some(_), _) if known.goes_by_they => false,
            (Some(wanted), Some(known)) => wanted == known,
            _ => true,
        };
        (self.is_open || known.may_be_meant())
            && agrees
            && self.only.is_none_or(|only| only.contains(&person))
    }
}
