//! The names of a document in, the persons and bodies they mean out. A full name opens an entry, a
//! surname alone goes to the entry that bears it, and a name that the text gives as another's ("real
//! name: …") goes to that one's.

use crate::attribution::alias::is_same_person;
use crate::attribution::name::{Gender, Name, Place, Side};
use crate::attribution::person::{Person, gender_of};
use crate::attribution::printed::Printed;
use crate::attribution::reference::Head;
use crate::document::Document;
use onrecord_model::Model;
use rustc_hash::FxHashMap;

/// The persons and bodies of a document.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    /// Those with a full name first, then the others, then those who stay unnamed.
    pub(crate) people: Vec<Person>,
    /// For each name, in text order, the index of whom it means; `None` where it is unclear.
    pub(crate) meant: Vec<Option<usize>>,
    /// How often the person named most often is named.
    most_mentions: usize,
    /// The blocks without a letter or digit, in order: they part one report from the next.
    rules: Vec<usize>,
}

/// How many persons may bear one word of a name before it tells them apart no more.
const BEARERS: usize = 50;

/// How many names before a surname are searched for the full name in its paragraph.
const NEAR: usize = 20;

/// How many letters a misspelt surname has at least: of short ones too many differ in one.
const LONG: usize = 5;

/// How many names of a document may be given as another's.
const ALIASES: usize = 50;

/// How often a text names whom it speaks of.
const TOPIC: usize = 4;

impl Roster {
    /// Groups the names that are printed in `document`.
    pub(crate) fn of(model: &Model, document: &Document, printed: &Printed) -> Roster {
        let text = document.text.as_str();
        let names = printed.names.as_slice();
        let blocks = document.blocks.iter().enumerate();
        let rules =
            blocks.filter(|(_, block)| !block.span.of(text).contains(char::is_alphanumeric));
        let mut roster = Roster {
            people: Vec::new(),
            meant: vec![None; names.len()],
            most_mentions: 0,
            rules: rules.map(|(at, _)| at).collect(),
        };
        let mut full: FxHashMap<(String, String), usize> = FxHashMap::default();
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        // A headline sets words before a name that the text gives without them.
        let is_full = |(_, name): &(usize, &Name)| name.words.len() > 1;
        let is_headline = |(_, name): &(usize, &Name)| name.side == Side::Headline;
        let told = names.iter().enumerate().filter(is_full).filter(|name| !is_headline(name));
        let headlines = names.iter().enumerate().filter(is_full).filter(is_headline);
        for (at, name) in told.chain(headlines) {
            let key = keys(&name.words);
            let mut ends =
                (key.first().cloned().unwrap_or_default(), key.last().cloned().unwrap_or_default());
            if let (Side::Headline, [.., _, first, last]) = (name.side, key.as_slice()) {
                let short = (first.clone(), last.clone());
                if full.contains_key(&short) {
                    ends = short;
                } else if !key.first().is_some_and(|first| model.given_names.contains(first)) {
                    // A headline in capitals: "Rally Crowd Cheers Varga".
                    continue;
                }
            }
            let person = *full.entry(ends).or_insert_with(|| {
                let person = roster.people.len();
                roster.people.push(Person::new(model, name, key.clone()));
                for word in [key.first(), key.last()].into_iter().flatten() {
                    by_word.entry(word.clone()).or_default().push(person);
                }
                person
            });
            roster.join(model, at, name, person);
        }
        let usual = usual_gender(printed, &by_word);
        for (at, name) in names.iter().enumerate().filter(|(_, name)| name.words.len() == 1) {
            let key = keys(&name.words);
            let Some(word) = key.first() else { continue };
            let bearers = by_word.get(word).map_or(&[][..], Vec::as_slice);
            let usual = usual.get(word).copied();
            let person = match roster.best_bearer(model, names, at, bearers, (word, usual)) {
                Bearer::One(person) => Some(person),
                Bearer::Unclear => None,
                Bearer::Nobody if roster.misspelt(model, names, at, word).is_some() => {
                    roster.misspelt(model, names, at, word)
                }
                Bearer::Nobody => {
                    let person = roster.people.len();
                    roster.people.push(Person::new(model, name, key.clone()));
                    by_word.entry(word.clone()).or_default().push(person);
                    Some(person)
                }
            };
            if let Some(person) = person {
                roster.join(model, at, name, person);
            }
        }
        roster.join_aliases(text, names);
        let mentions = roster.people.iter().filter(|p| p.is_person()).map(|p| p.n_mentions);
        roster.most_mentions = mentions.max().unwrap_or(0);
        roster
    }

    /// Sends every name that the text gives as another's to the entry of that one. The entry that is
    /// left stays in the list, and no name means it.
    fn join_aliases(&mut self, text: &str, names: &[Name]) {
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (at, pair) in names.windows(2).enumerate() {
            let [name, other] = pair else { continue };
            if name.block != other.block || !is_same_person(text, name, other) {
                continue;
            }
            let person = |at: usize| self.meant.get(at).copied().flatten();
            let Some((kept, left)) = person(at).zip(person(at + 1)) else { continue };
            if kept != left && joined.len() < ALIASES && !joined.iter().any(|(_, l)| *l == kept) {
                joined.push((kept, left));
            }
        }
        for (kept, left) in joined {
            let Some(other) = self.people.get(left).cloned() else { continue };
            if let Some(person) = self.people.get_mut(kept) {
                person.join(&other);
            }
            for meant in &mut self.meant {
                if *meant == Some(left) {
                    *meant = Some(kept);
                }
            }
        }
    }

    /// Whether nobody is named more often than `person`, and they often enough to be whom the text
    /// speaks of.
    pub(crate) fn is_topic(&self, person: usize) -> bool {
        let count = self.people.get(person).map_or(0, |person| person.n_mentions);
        count >= TOPIC && count >= self.most_mentions
    }

    /// Whether nobody is named more often than `person`.
    pub(crate) fn is_most_named(&self, person: usize) -> bool {
        self.people.get(person).is_some_and(|person| person.n_mentions >= self.most_mentions)
    }

    fn join(&mut self, model: &Model, at: usize, name: &Name, person: usize) {
        if let Some(meant) = self.meant.get_mut(at) {
            *meant = Some(person);
        }
        if let Some(person) = self.people.get_mut(person) {
            person.add(model, name);
        }
    }

    /// Which of `bearers` of one word a single-word name means: the only one, the only one of the
    /// title's gender, or the one last named in full before it.
    fn best_bearer(
        &self,
        model: &Model,
        names: &[Name],
        at: usize,
        bearers: &[usize],
        (word, usual): (&str, Option<Gender>),
    ) -> Bearer {
        let Some(name) = names.get(at) else { return Bearer::Nobody };
        if bearers.len() > BEARERS {
            return Bearer::Unclear;
        }
        let gender = name.roles.iter().find_map(|role| gender_of(model, role));
        let fits = |person: &&usize| {
            self.people.get(**person).is_some_and(|person| {
                let agrees = match (gender, person.gender().0) {
                    (Some(wanted), Some(known)) => wanted == known,
                    _ => true,
                };
                agrees && person.is_person() != name.articled
            })
        };
        let fitting: Vec<usize> = bearers.iter().filter(fits).copied().collect();
        let by_surname: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|person| {
                self.people.get(*person).and_then(|p| p.key.last()).is_some_and(|last| last == word)
            })
            .collect();
        let pool = if by_surname.is_empty() { fitting } else { by_surname };
        match pool.as_slice() {
            [] => Bearer::Nobody,
            [person] => Bearer::One(*person),
            _ => self.usual_bearer(names, at, &pool, usual),
        }
    }

    /// The person named in full a little before the name at `at` whose surname is one letter off `word`:
    /// "Leslie Wimber …, Winber believes". No given name and no word of a list is a misspelling.
    fn misspelt(&self, model: &Model, names: &[Name], at: usize, word: &str) -> Option<usize> {
        let name = names.get(at)?;
        let is_known = model.given_names.contains(word)
            || model.bodies.get(word).is_some()
            || model.roles.contains(word)
            || model.words.get(word).is_some();
        if is_known || word.chars().count() < LONG || name.articled {
            return None;
        }
        let first = at.saturating_sub(NEAR);
        let before = names.get(first..at).unwrap_or_default().iter().enumerate().rev();
        let mut full = before.filter(|(_, name)| name.words.len() > 1);
        full.find_map(|(name_idx, _)| {
            let person = self.meant.get(first + name_idx).copied().flatten()?;
            let known = self.people.get(person).filter(|known| known.is_person())?;
            is_one_letter_off(known.key.last()?, word).then_some(person)
        })
    }

    /// Whom a surname means that several bear: the one named in full in its paragraph or
    /// as a subject of the one before, or last in its part of the text, else the only one
    /// of the gender that the text's pronouns give the bare surname, else the one introduced first.
    fn usual_bearer(
        &self,
        names: &[Name],
        at: usize,
        pool: &[usize],
        usual: Option<Gender>,
    ) -> Bearer {
        let last = self.last_in_full(names, at, pool);
        let is_near = |person: usize| {
            let block = names.get(at).map_or(0, |name| name.block);
            if let Some(first) = self.part_start(block) {
                let inside = names.get(at.saturating_sub(NEAR)..at).unwrap_or_default().iter();
                let mut inside = inside.filter(|name| name.block >= first && name.words.len() > 1);
                if inside.any(|n| self.people.get(person).is_some_and(|p| keys(&n.words) == p.key))
                {
                    return true;
                }
            }
            names.get(at.saturating_sub(NEAR)..at).unwrap_or_default().iter().rev().any(|name| {
                // "her husband, Paul Varga" does not turn the text to him.
                let opens = name.place == Place::Opening
                    || name.place == Place::Subject && name.roles.is_empty();
                name.words.len() > 1
                    && (name.block == block || opens && name.block + 1 == block)
                    && name.side == Side::Narration
                    && self.people.get(person).is_some_and(|p| keys(&name.words) == p.key)
            })
        };
        if let Bearer::One(person) = last
            && is_near(person)
        {
            return last;
        }
        let gender = |person: &usize| self.people.get(*person).and_then(|p| p.gender().0);
        let agreeing: Vec<usize> =
            pool.iter().copied().filter(|p| usual.is_none() || gender(p) == usual).collect();
        let pool = if agreeing.is_empty() { pool } else { &agreeing };
        if let [only] = pool {
            return Bearer::One(*only);
        }
        let first_in = |person: &usize| self.people.get(*person).map_or(usize::MAX, |p| p.block);
        let mut ranked = pool.to_vec();
        ranked.sort_by_key(first_in);
        match ranked.as_slice() {
            [first, second, ..] if first_in(first) < first_in(second) => Bearer::One(*first),
            _ => match self.most_named(pool) {
                Bearer::Unclear => last,
                bearer => bearer,
            },
        }
    }

    /// The block after the last rule ("___", "* * *") before `block`; `None` where no rule stands there.
    fn part_start(&self, block: usize) -> Option<usize> {
        let next = self.rules.partition_point(|rule| *rule < block);
        next.checked_sub(1).and_then(|at| self.rules.get(at)).map(|rule| rule + 1)
    }

    /// The one of `pool` named in full last before the name at `at`, where that paragraph names no
    /// other of them.
    fn last_in_full(&self, names: &[Name], at: usize, pool: &[usize]) -> Bearer {
        const BEFORE: usize = 60;
        let first = at.saturating_sub(BEFORE);
        let before = names.get(first..at).unwrap_or_default().iter().enumerate();
        let mut found: Option<(usize, usize)> = None;
        for (name_idx, name) in before.rev() {
            let person = self.meant.get(first + name_idx).copied().flatten();
            let Some(person) = person.filter(|person| pool.contains(person)) else { continue };
            let is_told = name.words.len() > 1 && matches!(name.side, Side::Narration);
            match found {
                None if is_told => found = Some((person, name.block)),
                Some((known, block)) if block == name.block && known != person => {
                    return Bearer::Unclear;
                }
                _ => {}
            }
        }
        found.map_or(Bearer::Unclear, |(person, _)| Bearer::One(person))
    }

    /// The one who is named twice as often as every other; a story's subject keeps the bare surname
    /// while relatives are given in full.
    fn most_named(&self, pool: &[usize]) -> Bearer {
        let count = |person: &usize| self.people.get(*person).map_or(0, |p| p.n_mentions);
        let mut ranked = pool.to_vec();
        ranked.sort_by_key(|person| std::cmp::Reverse(count(person)));
        match ranked.as_slice() {
            [first, second, ..] if count(first) >= 2 * count(second) => Bearer::One(*first),
            [first] => Bearer::One(*first),
            _ => Bearer::Unclear,
        }
    }
}

/// The gender of the pronouns that follow each bare surname in its sentence, where several persons bear
/// it, no other is named there, and the pronouns agree two to one.
fn usual_gender(
    printed: &Printed,
    by_word: &FxHashMap<String, Vec<usize>>,
) -> FxHashMap<String, Gender> {
    const BEFORE: usize = 6;
    let mut votes: FxHashMap<String, (u32, u32)> = FxHashMap::default();
    for reference in &printed.references {
        let Head::Pronoun(gender, _) = reference.head else { continue };
        if reference.side != Side::Narration {
            continue;
        }
        let at = reference.span.start();
        let sentence = printed.sentence(at);
        let end = printed.names.partition_point(|name| name.span.end() <= at);
        let before = printed.names.get(end.saturating_sub(BEFORE)..end).unwrap_or_default();
        let mut inside =
            before.iter().filter(|name| printed.sentence(name.span.start()) == sentence);
        let (Some(name), None) = (inside.next(), inside.next()) else { continue };
        let acts = matches!(name.place, Place::Opening | Place::Subject);
        let [word] = name.words.as_slice() else { continue };
        let key = keys(std::slice::from_ref(word)).pop().unwrap_or_default();
        if acts && by_word.get(&key).is_some_and(|bearers| bearers.len() > 1) {
            let (women, men) = votes.entry(key).or_default();
            match gender {
                Gender::Female => *women += 1,
                Gender::Male => *men += 1,
            }
        }
    }
    let mut found = FxHashMap::default();
    let mut words: Vec<(String, (u32, u32))> = votes.into_iter().collect();
    words.sort();
    for (word, (women, men)) in words {
        if women > 2 * men {
            found.insert(word, Gender::Female);
        } else if men > 2 * women {
            found.insert(word, Gender::Male);
        }
    }
    found
}

enum Bearer {
    One(usize),
    Unclear,
    Nobody,
}

/// Whether two words begin alike and differ in one letter: put in, left out or changed.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - start;
    let end =
        one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    start > 0 && one != other && one.len().max(other.len()) - start - end == 1
}

/// The words of a name for comparison: lower case, without full stops and without "Jr".
pub(crate) fn keys(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim_end_matches('.').to_lowercase().replace('’', "'"))
        .filter(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | ""))
        .collect()
}
