//! The names of a document in, the persons and bodies they mean out. A full name opens an entry, a
//! surname alone goes to the entry that bears it. Gender comes from titles, given names, nouns such as
//! "actress", and the pronouns that the document itself uses of a name.

use crate::attribution::name::{Gender, Name, Place, Side};
use crate::attribution::speaker::Named;
use onrecord_model::Model;
use rustc_hash::FxHashMap;

/// The persons and bodies of a document.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    /// In the order of their first mention.
    pub(crate) people: Vec<Person>,
    /// For each name, in text order, the index of whom it means; `None` where it is unclear.
    pub(crate) meant: Vec<Option<usize>>,
    /// How often the person named most often is named.
    most_mentions: usize,
}

/// How many persons may bear one word of a name before it tells them apart no more.
const BEARERS: usize = 50;

/// How often a text names whom it speaks of.
const TOPIC: usize = 4;

/// One person or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The fullest name the document gives.
    pub(crate) name: String,
    /// How well they are known.
    pub(crate) named: Named,
    /// The block that gives it, in the narration if there is one.
    pub(crate) block: usize,
    is_placed: bool,
    /// Whether the name ever opens a clause: a place hardly does.
    pub(crate) acts: bool,
    /// Whether something beside capitals says that this is a person: a title, a given name, a role.
    pub(crate) is_sure: bool,
    /// Nouns that the document sets beside the name: "singer", "senator".
    pub(crate) roles: Vec<String>,
    /// Votes for and against; above zero a woman, below zero a man.
    pub(crate) gender: i32,
    /// How often a full name or surname means them.
    pub(crate) n_mentions: usize,
    key: Vec<String>,
}

impl Person {
    /// The gender, where the votes are not even.
    pub(crate) fn gender(&self) -> Option<Gender> {
        match self.gender {
            0 => None,
            votes if votes > 0 => Some(Gender::Female),
            _ => Some(Gender::Male),
        }
    }

    /// Whether this is a person as far as the document shows.
    pub(crate) fn is_person(&self) -> bool {
        self.named != Named::Organisation
    }
}

/// What the note of a list says.
fn of_note(note: &str) -> Option<Gender> {
    match note {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

fn votes(gender: Gender) -> i32 {
    match gender {
        Gender::Female => 1,
        Gender::Male => -1,
    }
}

impl Roster {
    /// Groups `names`, which stand in text order.
    pub(crate) fn of(model: &Model, names: &[Name]) -> Roster {
        let mut roster =
            Roster { people: Vec::new(), meant: vec![None; names.len()], most_mentions: 0 };
        let mut full: FxHashMap<(String, String), usize> = FxHashMap::default();
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| name.words.len() > 1) {
            let key = keys(&name.words);
            let ends =
                (key.first().cloned().unwrap_or_default(), key.last().cloned().unwrap_or_default());
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
        for (at, name) in names.iter().enumerate().filter(|(_, name)| name.words.len() == 1) {
            let key = keys(&name.words);
            let Some(word) = key.first() else { continue };
            let bearers = by_word.get(word).map_or(&[][..], Vec::as_slice);
            let person = match roster.best_bearer(model, names, at, bearers, word) {
                Bearer::One(person) => Some(person),
                Bearer::Unclear => None,
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
        let mentions = roster.people.iter().filter(|p| p.is_person()).map(|p| p.n_mentions);
        roster.most_mentions = mentions.max().unwrap_or(0);
        roster
    }

    /// Whether nobody is named more often than `person`, and they often enough to be whom the text
    /// speaks of.
    pub(crate) fn is_topic(&self, person: usize) -> bool {
        let count = self.people.get(person).map_or(0, |person| person.n_mentions);
        count >= TOPIC && count >= self.most_mentions
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
        word: &str,
    ) -> Bearer {
        let Some(name) = names.get(at) else { return Bearer::Nobody };
        if bearers.len() > BEARERS {
            return Bearer::Unclear;
        }
        let gender = name.roles.iter().find_map(|role| gender_of(model, role));
        let fits = |person: &&usize| {
            self.people.get(**person).is_some_and(|person| {
                let agrees = match (gender, person.gender()) {
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
            _ => self.most_named(&pool),
        }
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

enum Bearer {
    One(usize),
    Unclear,
    Nobody,
}

impl Person {
    fn new(model: &Model, name: &Name, key: Vec<String>) -> Person {
        let given = key.first().is_some_and(|first| model.given_names.contains(first));
        let body = is_body(model, name, &key, given);
        let named = match (body, key.len()) {
            (true, _) => Named::Organisation,
            (false, 0 | 1) => Named::PartName,
            (false, _) => Named::FullName,
        };
        Person {
            name: name.words.join(" "),
            named,
            block: name.block,
            is_placed: false,
            acts: false,
            is_sure: false,
            roles: Vec::new(),
            gender: 0,
            n_mentions: 0,
            key,
        }
    }

    fn add(&mut self, model: &Model, name: &Name) {
        if name.words.len() > 1 && name.words.len() > self.name.split(' ').count() {
            self.name = name.words.join(" ");
            self.block = name.block;
            self.is_placed = name.side == Side::Narration;
        }
        if name.words.len() > 1 && !self.is_placed && name.side == Side::Narration {
            self.block = name.block;
            self.is_placed = true;
        }
        let given = self.key.first().and_then(|first| model.given_names.get(first));
        if self.n_mentions == 0 {
            self.gender += given.and_then(of_note).map_or(0, |gender| 6 * votes(gender));
        }
        self.acts |= matches!(name.place, Place::Opening | Place::Subject);
        self.is_sure |= given.is_some() || name.titled || !name.roles.is_empty();
        if name.titled && self.named == Named::Organisation && self.key.len() < 4 {
            self.named = if self.key.len() > 1 { Named::FullName } else { Named::PartName };
        }
        for role in &name.roles {
            self.gender += gender_of(model, role).map_or(0, |gender| 3 * votes(gender));
            if !self.roles.contains(role) {
                self.roles.push(role.clone());
            }
        }
        self.n_mentions += usize::from(name.side != Side::Quoted);
    }

    /// One vote from a pronoun used of the name.
    pub(crate) fn vote(&mut self, gender: Gender) {
        self.gender += votes(gender);
    }
}

/// What a title or role says of gender.
pub(crate) fn gender_of(model: &Model, role: &str) -> Option<Gender> {
    let note = model.roles.get(role).filter(|note| !note.is_empty());
    of_note(note.or_else(|| model.titles.get(role))?)
}

/// The words of a name for comparison: lower case, without full stops and without "Jr".
fn keys(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim_end_matches('.').to_lowercase())
        .filter(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | ""))
        .collect()
}

fn is_body(model: &Model, name: &Name, key: &[String], given: bool) -> bool {
    let listed = key.iter().any(|word| match model.bodies.get(word) {
        Some("place") => !given,
        Some(_) => !(given && key.len() == 1),
        None => false,
    });
    let capitals = |word: &String| {
        word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || matches!(c, '&' | '.'))
    };
    let acronym = name.words.len() == 1 && name.words.iter().all(capitals);
    (listed && !name.titled) || acronym || (name.articled && !given && !name.titled)
}
