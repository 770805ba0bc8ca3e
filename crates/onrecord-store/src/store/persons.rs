//! The persons and outlets that documents name. Names in, rows out; the row of a name does not depend on
//! which document named it first.

use crate::database::engine::{Engine, Insert, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::machine::now;
use crate::store::identity::{better_spelling, folded, folded_name, id};
use crate::store::words::put_words;
use crate::values;
use crate::vault::{Kind, new_subject};
use onrecord::attribution::speaker::{Named, Speaker};
use std::collections::BTreeMap;

/// Somebody whose words are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    /// By scheme; may be empty.
    pub(crate) ids: BTreeMap<String, String>,
}

impl Person {
    /// The person of a full name whom no list names.
    pub(crate) fn named(name: &str) -> Person {
        let id = id('p', &["name", &folded_name(name)]);
        Person { id, name: name.to_owned(), ids: BTreeMap::new() }
    }

    /// The person whom a report gives as its speaker; `None` where it gives no full name or several.
    pub(crate) fn of(speaker: &Speaker) -> Option<Person> {
        if let Some(wikidata) = speaker.ids.get("wikidata") {
            let id = id('p', &["wikidata", wikidata]);
            return Some(Person { id, name: speaker.name.clone(), ids: speaker.ids.clone() });
        }
        let is_known = speaker.named == Named::FullName || !speaker.ids.is_empty();
        is_known.then(|| Person { ids: speaker.ids.clone(), ..Person::named(&speaker.name) })
    }
}

/// A publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outlet {
    pub(crate) id: String,
    pub(crate) name: String,
    /// "courier.example", without "www.".
    pub(crate) domain: Option<String>,
}

impl Outlet {
    /// The outlet of a document at `url` that calls its publisher `name`; `None` where neither is known.
    pub(crate) fn of(name: Option<&str>, url: Option<&str>) -> Option<Outlet> {
        let domain = url.and_then(domain);
        let key = domain.clone().or_else(|| name.map(folded)).filter(|key| !key.is_empty())?;
        let shown = name.map(str::to_owned).or_else(|| domain.clone())?;
        Some(Outlet { id: id('o', &[&key]), name: shown, domain })
    }
}

/// The host of a web address in lower case, without "www." and port.
pub(crate) fn domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// Writes down `persons`: unknown ones with a key of their own, known ones under the better spelling.
pub(crate) fn put_persons(
    engine: &mut dyn Engine,
    persons: &BTreeMap<String, Person>,
) -> Result<(), Fault> {
    for person in persons.values() {
        let statement = "SELECT name, ids, pseudonym FROM person WHERE id = $1";
        let known = first(engine, statement, values![person.id.as_str()])?;
        let Some(known) = known else {
            add(engine, person)?;
            continue;
        };
        let (name, ids) = (known.get::<String>(0)?, known.get::<String>(1)?);
        if known.get::<Option<String>>(2)?.is_some() {
            continue;
        }
        let better = better_spelling(&name, &person.name);
        let mut all: BTreeMap<String, String> = serde_json::from_str(&ids).unwrap_or_default();
        all.extend(person.ids.clone());
        let all = json(&all);
        if better != name || all != ids {
            engine.execute(
                "UPDATE person SET name = $1, ids = $2 WHERE id = $3",
                values![better, all, person.id.as_str()],
            )?;
        }
    }
    Ok(())
}

fn add(engine: &mut dyn Engine, person: &Person) -> Result<(), Fault> {
    let subject = new_subject(engine, Kind::Person, now())?;
    engine.execute(
        "INSERT INTO person (id, name, wikidata, ids, subject) VALUES ($1, $2, $3, $4, $5)",
        values![
            person.id.as_str(),
            person.name.as_str(),
            person.ids.get("wikidata").cloned(),
            json(&person.ids),
            subject
        ],
    )?;
    put_words(engine, &person.id, "person", &person.name)
}

fn json(ids: &BTreeMap<String, String>) -> String {
    serde_json::to_string(ids).unwrap_or_else(|_| "{}".to_owned())
}

/// Writes down `outlets`, known ones under the better name.
pub(crate) fn put_outlets(
    engine: &mut dyn Engine,
    outlets: &BTreeMap<String, Outlet>,
) -> Result<(), Fault> {
    const OUTLET: Insert = Insert {
        head: "INSERT INTO outlet (id, name, domain) VALUES",
        n_columns: 3,
        tail: "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    };
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for outlet in outlets.values() {
        let statement = "SELECT name FROM outlet WHERE id = $1";
        let known = first(engine, statement, values![outlet.id.as_str()])?;
        let known = known.map(|row| row.get::<String>(0)).transpose()?;
        let better = match &known {
            // A name that the publisher gives stands before its domain.
            Some(known) if Some(known) == outlet.domain.as_ref() => outlet.name.as_str(),
            Some(known) if Some(&outlet.name) == outlet.domain.as_ref() => known,
            Some(known) => better_spelling(known, &outlet.name),
            None => &outlet.name,
        };
        if known.as_deref() != Some(better) {
            rows.push(values![outlet.id.as_str(), better, outlet.domain.clone()].to_vec());
        }
    }
    engine.put_many(OUTLET, &rows)
}
