//! Taking in a document. What is offered in, the rows of its version out, then in the tables: the document,
//! its version, outlet, occasion, turns and the persons who have them.

use crate::database::engine::{Engine, Insert, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::store::identity::{better_spelling, folded, id};
use crate::store::names::full_name;
use crate::store::offer::Offered;
use crate::store::persons::{Outlet, Person, domain, put_outlets, put_persons};
use crate::store::set_fact;
use crate::store::version::{call, hash, kind_word, packed};
use crate::store::words::put_words;
use crate::values;
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::document::transcript::{Occasion, Transcript};
use onrecord::report::place::is_web;
use onrecord::text::lines::Lines;
use std::collections::BTreeMap;

/// A document that was read and is ready to be written down.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) document: String,
    pub(crate) hash: String,
    pub(crate) n_bytes: usize,
    pub(crate) kind: DocumentKind,
    name: String,
    url: Option<String>,
    bytes: Vec<u8>,
    side: Option<(Vec<u8>, String)>,
    read_as: String,
    title: Option<String>,
    language: Option<String>,
    published: Option<String>,
    authors: String,
    problems: String,
    captured: Option<i64>,
    capture: Option<String>,
    outlet: Option<Outlet>,
    occasion: Option<(String, Occasion)>,
    utterances: Vec<Utterance>,
    persons: BTreeMap<String, Person>,
}

#[derive(Debug)]
struct Utterance {
    speaker: Option<String>,
    person: Option<String>,
    starts: usize,
    ends: usize,
    time_ms: Option<u64>,
}

/// Names the document of `offered`, read as `document`, and derives its rows.
pub(crate) fn prepare(offered: Offered, mut document: Document) -> Result<Prepared, Fault> {
    let kind = document.kind;
    let url = address(&document, offered.url.as_deref());
    let name = url.clone().unwrap_or(offered.name);
    call(&mut document, &name, url.as_deref());
    let id_of = id('d', &[kind_word(kind), &name]);
    let side = offered.side.filter(|_| kind == DocumentKind::Record);
    let hash = hash(&offered.bytes, side.as_ref().map(|(said, name)| (&said[..], name.as_str())));
    let metadata = &document.metadata;
    let outlet_name = metadata.outlet.first().map(|outlet| outlet.value.as_str());
    let said_on = document.transcript.as_ref().and_then(|said| said.occasion.outlet.as_deref());
    let outlet = Outlet::of(outlet_name.or(said_on), url.as_deref());
    let mut persons = BTreeMap::new();
    let transcript = document.transcript.as_ref().filter(|_| kind == DocumentKind::Record);
    let utterances = transcript.map(|said| utterances(&document, said, &mut persons));
    let problems: Vec<&str> = document.problems.iter().map(|one| one.message.as_str()).collect();
    let authors = metadata.authors.first().map(|authors| authors.value.as_slice());
    Ok(Prepared {
        n_bytes: offered.bytes.len(),
        bytes: packed(&offered.bytes)?,
        side: side.map(|(said, name)| Ok::<_, Fault>((packed(&said)?, name))).transpose()?,
        read_as: offered.read_as,
        title: metadata.title().map(str::to_owned),
        language: metadata.language.first().map(|language| language.value.clone()),
        published: metadata.published().map(|day| day.to_string()),
        authors: Value::text_of(&authors.unwrap_or_default()),
        problems: Value::text_of(&problems),
        captured: offered.captured,
        capture: offered.capture,
        occasion: transcript.map(|said| (occasion(&id_of, &said.occasion), said.occasion.clone())),
        utterances: utterances.unwrap_or_default(),
        document: id_of,
        hash,
        kind,
        name,
        url,
        outlet,
        persons,
    })
}

/// The address of `document`: the one that it gives as its own, unless it was fetched from another host.
fn address(document: &Document, fetched: Option<&str>) -> Option<String> {
    let own = document.metadata.url.first().map(|url| url.value.as_str());
    let own = own.filter(|url| is_web(url));
    let fetched = fetched.filter(|url| is_web(url));
    let url = match (own, fetched) {
        (Some(own), Some(fetched)) if domain(own) == domain(fetched) && !is_front(own) => own,
        (own, fetched) => fetched.or(own)?,
    };
    Some(url.split('#').next().unwrap_or(url).to_owned())
}

/// Whether `url` is a site's first page: a page that gives it as its own address is mistaken.
fn is_front(url: &str) -> bool {
    url.split("://").nth(1).is_some_and(|rest| rest.trim_end_matches('/').split('/').count() < 2)
}

/// The id of the occasion that a record is of: two records of one day and title are of one occasion.
fn occasion(document: &str, occasion: &Occasion) -> String {
    match (&occasion.date, &occasion.title, &occasion.url) {
        (Some(day), Some(title), _) => id('c', &[&day.to_string(), &folded(title)]),
        (_, _, Some(url)) => id('c', &["url", url]),
        _ => id('c', &["record", document]),
    }
}

fn utterances(
    document: &Document,
    said: &Transcript,
    persons: &mut BTreeMap<String, Person>,
) -> Vec<Utterance> {
    let lines = Lines::new(&document.text);
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut utterances = Vec::with_capacity(said.turns.len());
    for turn in &said.turns {
        let person = turn.speaker.as_deref().and_then(|label| {
            let person = known.entry(label).or_insert_with(|| {
                let person = Person::named(&full_name(label, &said.occasion.speakers)?);
                let id = person.id.clone();
                persons.insert(id.clone(), person);
                Some(id)
            });
            person.clone()
        });
        let (starts, ends) = lines.code_point_range(turn.span);
        let time_ms = said.time_at(turn.span.start());
        utterances.push(Utterance { speaker: turn.speaker.clone(), person, starts, ends, time_ms });
    }
    utterances
}

/// What became of a document that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is the first version of its document.
    Added,
    /// It is a further version.
    Changed,
    /// It was known.
    Known,
}

/// Whether these bytes, read under this name, are a version of some document.
pub(crate) fn is_known(
    engine: &mut dyn Engine,
    offered: &Offered,
    kind: Option<DocumentKind>,
) -> Result<bool, Fault> {
    let side = offered.side.as_ref().map(|(said, name)| (&said[..], name.as_str()));
    let mut hashes = vec![hash(&offered.bytes, side)];
    if side.is_some() {
        hashes.push(hash(&offered.bytes, None));
    }
    let statement =
        "SELECT document.kind FROM version JOIN document ON document.id = version.document
                     WHERE version.hash = $1 AND version.read_as = $2
                     AND (document.name = $3 OR document.url IS NOT NULL)";
    for hash in hashes {
        let values = values![hash, offered.read_as.as_str(), offered.name.as_str()];
        for row in engine.query(statement, values)? {
            let known = row.get::<String>(0)?;
            if kind.is_none_or(|kind| kind_word(kind) == known) {
                return Ok(offered.captured.is_none());
            }
        }
    }
    Ok(false)
}

/// Writes down `prepared`, unless it is known.
pub(crate) fn take(engine: &mut dyn Engine, prepared: &Prepared, at: i64) -> Result<Taken, Fault> {
    let document = prepared.document.as_str();
    let latest = first(
        engine,
        "SELECT version.number, version.hash, version.captured FROM document JOIN version
         ON version.document = document.id AND version.number = document.latest
         WHERE document.id = $1",
        values![document],
    )?;
    let mut number = 1;
    if let Some(row) = &latest {
        // A capture that is later than all others tells what stands there, though it stood there before.
        let is_later = prepared.captured > row.get::<Option<i64>>(2)?;
        let is_same = row.get::<String>(1)? == prepared.hash;
        let statement = "SELECT number FROM version WHERE document = $1 AND hash = $2";
        let is_old = first(engine, statement, values![document, prepared.hash.as_str()])?.is_some();
        if is_same || is_old && !(is_later && prepared.captured.is_some()) {
            return Ok(Taken::Known);
        }
        number = row.get::<i64>(0)? + 1;
    }
    put_persons(engine, &prepared.persons)?;
    if let Some(outlet) = &prepared.outlet {
        put_outlets(engine, &BTreeMap::from([(outlet.id.clone(), outlet.clone())]))?;
    }
    if let Some((id, occasion)) = &prepared.occasion {
        put_occasion(engine, id, occasion)?;
    }
    engine.execute(
        "INSERT INTO document (id, kind, name, url, outlet, latest, occasion)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET url = excluded.url, outlet = excluded.outlet,
         latest = excluded.latest, occasion = excluded.occasion",
        values![
            document,
            kind_word(prepared.kind),
            prepared.name.as_str(),
            prepared.url.clone(),
            prepared.outlet.as_ref().map(|outlet| outlet.id.clone()),
            number,
            prepared.occasion.as_ref().map(|(id, _)| id.clone())
        ],
    )?;
    put_version(engine, prepared, number, at)?;
    let title = prepared.title.as_deref().unwrap_or_default();
    let occasion = prepared.occasion.as_ref().and_then(|(_, occasion)| occasion.title.as_deref());
    let words = [title, occasion.filter(|said| *said != title).unwrap_or_default()].join(" ");
    put_words(engine, document, kind_word(prepared.kind), words.trim())?;
    put_utterances(engine, prepared)?;
    set_fact(engine, "unsettled", "1")?;
    Ok(if latest.is_some() { Taken::Changed } else { Taken::Added })
}

fn put_version(
    engine: &mut dyn Engine,
    prepared: &Prepared,
    number: i64,
    at: i64,
) -> Result<(), Fault> {
    engine.execute(
        "INSERT INTO version (document, number, hash, bytes, side, side_name, read_as, title, language,
         published, authors, problems, n_bytes, added, captured, capture)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values![
            prepared.document.as_str(),
            number,
            prepared.hash.as_str(),
            prepared.bytes.as_slice(),
            prepared.side.as_ref().map(|(said, _)| said.clone()),
            prepared.side.as_ref().map(|(_, name)| name.clone()),
            prepared.read_as.as_str(),
            prepared.title.clone(),
            prepared.language.clone(),
            prepared.published.clone(),
            prepared.authors.as_str(),
            prepared.problems.as_str(),
            prepared.n_bytes,
            at,
            prepared.captured,
            prepared.capture.clone()
        ],
    )?;
    Ok(())
}

fn put_utterances(engine: &mut dyn Engine, prepared: &Prepared) -> Result<(), Fault> {
    const UTTERANCE: Insert = Insert {
        head: "INSERT INTO utterance (document, ordinal, speaker, person, starts, ends, time_ms) VALUES",
        n_columns: 7,
        tail: "",
    };
    let document = prepared.document.as_str();
    engine.execute("DELETE FROM utterance WHERE document = $1", values![document])?;
    let rows = (0_u64..).zip(&prepared.utterances).map(|(ordinal, one)| {
        let Utterance { speaker, person, starts, ends, time_ms } = one;
        values![document, ordinal, speaker.clone(), person.clone(), *starts, *ends, *time_ms]
            .to_vec()
    });
    engine.put_many(UTTERANCE, &rows.collect::<Vec<_>>())
}

/// Writes down what a record says of its occasion; of two that differ, what comes first by its letters.
fn put_occasion(engine: &mut dyn Engine, id: &str, occasion: &Occasion) -> Result<(), Fault> {
    let statement = "SELECT title, day, place, outlet, url, speakers FROM occasion WHERE id = $1";
    let known = first(engine, statement, values![id])?;
    let speakers: Vec<&str> = occasion.speakers.iter().map(|one| one.name.as_str()).collect();
    let given = [
        occasion.title.clone(),
        occasion.date.map(|day| day.to_string()),
        occasion.place.clone(),
        occasion.outlet.clone(),
        occasion.url.clone(),
        (!speakers.is_empty()).then(|| Value::text_of(&speakers)),
    ];
    let mut settled: Vec<Option<String>> = Vec::new();
    for (column, given) in given.into_iter().enumerate() {
        let before = match &known {
            Some(row) => row.get::<Option<String>>(column)?.filter(|text| text != "[]"),
            None => None,
        };
        settled.push(match (before, given) {
            (Some(before), Some(given)) if column == 0 => {
                Some(better_spelling(&before, &given).to_owned())
            }
            (Some(before), Some(given)) => Some(before.min(given)),
            (before, given) => before.or(given),
        });
    }
    let mut row = vec![Value::from(id)];
    let speakers = settled.pop().flatten().unwrap_or_else(|| "[]".to_owned());
    row.extend(settled.into_iter().map(Value::from));
    row.push(Value::from(speakers));
    const OCCASION: Insert = Insert {
        head: "INSERT INTO occasion (id, title, day, place, outlet, url, speakers) VALUES",
        n_columns: 7,
        tail: "ON CONFLICT (id) DO UPDATE SET title = excluded.title, day = excluded.day,
               place = excluded.place, outlet = excluded.outlet, url = excluded.url,
               speakers = excluded.speakers",
    };
    engine.put_many(OCCASION, &[row])
}
