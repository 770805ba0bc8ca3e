//! The user's list of persons: names, further names, ids. A document's persons in, for each the entry
//! of the list that the names agree with. Reading a file is the caller's.

use crate::attribution::name::Gender;
use crate::attribution::person::Person;
use crate::attribution::roster::keys;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// One entry of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The name that every output shows.
    pub name: String,
    /// Further names and descriptions: "the mayor of Port Salter".
    pub aliases: Vec<String>,
    /// Ids by scheme: `wikidata` "Q42". May be empty.
    pub ids: BTreeMap<String, String>,
    /// `None` leaves it to the text.
    pub pronoun: Option<PronounOf>,
    /// Titles with which the bare surname is enough: "Mayor".
    pub titles: Vec<String>,
}

/// The pronoun by which a person on the list goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PronounOf {
    /// "she"
    She,
    /// "he"
    He,
    /// "they", of one person
    They,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct People {
    known: Vec<Known>,
    by_name: FxHashMap<String, Option<usize>>,
    by_title: FxHashMap<(String, String), Option<usize>>,
}

impl People {
    /// A list of `known`. A name that two entries share means neither.
    #[must_use]
    pub fn new(known: Vec<Known>) -> People {
        let mut by_name: FxHashMap<String, Option<usize>> = FxHashMap::default();
        let mut by_title: FxHashMap<(String, String), Option<usize>> = FxHashMap::default();
        for (at, person) in known.iter().enumerate() {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                let entry = by_name.entry(normal(name)).or_insert(Some(at));
                if *entry != Some(at) {
                    *entry = None;
                }
            }
            let Some(surname) = words(&person.name).pop() else { continue };
            for title in &person.titles {
                let key = (title.trim_end_matches('.').to_lowercase(), surname.clone());
                let entry = by_title.entry(key).or_insert(Some(at));
                if *entry != Some(at) {
                    *entry = None;
                }
            }
        }
        People { known, by_name, by_title }
    }

    /// The entry at `at`, an index that this list gave.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Known> {
        self.known.get(at)
    }

    /// The entry of this name or description.
    pub(crate) fn of_name(&self, name: &str) -> Option<usize> {
        if self.by_name.is_empty() {
            None
        } else {
            self.by_name.get(&normal(name)).copied().flatten()
        }
    }

    /// The entry that the names of `person` agree with: a whole name, first and last name, or a title
    /// with the surname.
    pub(crate) fn of_person(&self, person: &Person) -> Option<usize> {
        if self.known.is_empty() {
            return None;
        }
        let ends = || {
            let (first, last) = person.key.first().zip(person.key.last())?;
            (person.key.len() > 2).then(|| format!("{first} {last}"))
        };
        let titled = || {
            let [surname] = person.key.as_slice() else { return None };
            let mut entries = person.roles.iter().filter_map(|role| {
                self.by_title.get(&(role.clone(), surname.clone())).copied().flatten()
            });
            entries.next()
        };
        self.of_name(&person.name)
            .or_else(|| person.aliases.iter().find_map(|alias| self.of_name(alias)))
            .or_else(|| ends().and_then(|name| self.of_name(&name)))
            .or_else(titled)
    }
}

impl PronounOf {
    pub(crate) fn gender(self) -> Option<Gender> {
        match self {
            PronounOf::She => Some(Gender::Female),
            PronounOf::He => Some(Gender::Male),
            PronounOf::They => None,
        }
    }
}

fn words(name: &str) -> Vec<String> {
    let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
    keys(&words)
}

fn normal(name: &str) -> String {
    let words = words(name);
    words.strip_prefix(&["the".to_owned()]).unwrap_or(&words).join(" ")
}
