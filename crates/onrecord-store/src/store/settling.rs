//! Settling which statements the findings add up to. Tables in, the rows of statements, of their other
//! names and of what their pages show out. A run that adds settles once, when every finding is made.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::error::Error;
use crate::ledger::event::What;
use crate::ledger::{Event, append_all};
use crate::machine::now;
use crate::reading::side;
use crate::store::gathering::gather;
use crate::store::identity::digest;
use crate::store::page::{Found, Head, Held, body, located, unlocated};
use crate::store::relating::relate;
use crate::store::statement::{Group, Place, group};
use crate::store::version::Version;
use crate::store::words::{put_words, remove_words};
use crate::store::{Store, fact};
use crate::values;
use onrecord::document::Document;
use onrecord::text::mask::is_masked;
use std::collections::{BTreeMap, BTreeSet};

/// Statements that are written down together.
const BATCH: usize = 256;

/// Brings the statements to what the findings say, if anything changed since; how many there are.
pub(crate) fn settle(store: &Store) -> Result<u64, Error> {
    let database = store.database();
    if database.read(|engine| fact(engine, "unsettled"))?.is_some() {
        let mut held = database.read(held)?;
        let lines = gather(&mut held);
        let (groups, aliases) = group(&held.places);
        let changed = database.read(|engine| changed(engine, &held, &groups))?;
        let mut at = 0;
        while at < changed.len() {
            // One record is read once, however many of its statements changed.
            let batch = &changed[at..changed.len().min(at + BATCH)];
            database.write(|engine| put(engine, &held, batch))?;
            at += batch.len();
        }
        let lines = occasions(&lines, &groups);
        database.write(|engine| {
            close(engine, &held, &groups, &aliases)?;
            relate(engine, &lines)?;
            engine.execute("DELETE FROM fact WHERE name = 'unsettled'", values![])?;
            Ok::<_, Fault>(())
        })?;
    }
    let count = |engine: &mut dyn Engine| {
        let row = first(engine, "SELECT count(*) FROM statement", values![])?;
        row.map_or(Ok(0), |row| row.get(0))
    };
    Ok(database.read::<u64, Fault>(count)?)
}

fn held(engine: &mut dyn Engine) -> Result<Held, Fault> {
    let rows = engine.query(
        "SELECT finding.document, finding.ordinal, finding.id, finding.version, finding.hash,
                finding.statement, finding.person, finding.speaker, finding.words, finding.record,
                finding.said_starts, finding.said_ends, version.published, finding.kind,
                CASE WHEN finding.kind = 'mixed' THEN finding.body END, version.rehashed
         FROM finding JOIN version
         ON version.document = finding.document AND version.number = finding.version",
        values![],
    )?;
    let mut all: Vec<(Place, Found)> = Vec::with_capacity(rows.len());
    for row in rows {
        let record = row.get::<Option<String>>(9)?;
        let said = match (record, row.get(10)?, row.get(11)?) {
            (Some(record), Some(starts), Some(ends)) => Some((record, starts, ends)),
            _ => None,
        };
        let place = Place {
            at: (row.get(0)?, row.get(1)?),
            said,
            person: row.get(6)?,
            speaker: row.get(7)?,
            words: row.get(8)?,
            verbatim: match (row.get::<String>(13)?.as_str(), row.get::<Option<String>>(14)?) {
                ("direct", _) => Some(row.get(8)?),
                ("mixed", Some(body)) => Some(marked(&body)?),
                _ => None,
            },
            with: None,
            kept: match row.get::<Option<String>>(15)? {
                Some(_) => row.get(5)?,
                None => None,
            },
        };
        let found = Found {
            id: row.get(2)?,
            version: row.get(3)?,
            hash: row.get(4)?,
            statement: row.get(5)?,
            day: row.get(12)?,
        };
        all.push((place, found));
    }
    all.sort_by(|(a, _), (b, _)| a.at.cmp(&b.at));
    let (places, found) = all.into_iter().unzip();
    let rows = engine.query(
        "SELECT document.id, version.hash FROM document JOIN version
         ON version.document = document.id AND version.number = document.latest
         WHERE document.kind = 'record'",
        values![],
    )?;
    let records = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?)));
    Ok(Held { found, places, records: records.collect::<Result<_, Fault>>()? })
}

/// What stands between the marks of a finding with this body.
fn marked(body: &str) -> Result<String, Fault> {
    let body: serde_json::Value = serde_json::from_str(body)
        .map_err(|error| Fault::Content(format!("a finding is not JSON: {error}")))?;
    Ok(side::marked(&body))
}

/// The groups that are not as their statement's page has them, each with the digest of what it shows.
fn changed<'a>(
    engine: &mut dyn Engine,
    held: &Held,
    groups: &'a [Group],
) -> Result<Vec<(&'a Group, String)>, Fault> {
    let rows = engine.query("SELECT id, shown FROM statement", values![])?;
    let mut shown: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        shown.insert(row.get(0)?, row.get(1)?);
    }
    let mut changed: Vec<(&Group, String)> = Vec::new();
    for group in groups {
        let digest = shown_digest(held, group);
        let is_here = |at: &usize| held.found[*at].statement.as_ref() == Some(&group.id);
        if shown.get(&group.id) != Some(&digest) || !group.findings.iter().all(is_here) {
            changed.push((group, digest));
        }
    }
    changed.sort_by(|(a, _), (b, _)| a.said.cmp(&b.said).then_with(|| a.id.cmp(&b.id)));
    Ok(changed)
}

fn shown_digest(held: &Held, group: &Group) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some((record, starts, ends)) = &group.said {
        parts.extend([record.clone(), starts.to_string(), ends.to_string()]);
        parts.extend(held.records.get(record).cloned());
    }
    for at in &group.findings {
        let (found, place) = (&held.found[*at], &held.places[*at]);
        let (document, ordinal) = (&place.at.0, place.at.1.to_string());
        parts.extend([document.clone(), found.version.to_string(), ordinal, found.hash.clone()]);
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    digest(&parts)[..16].to_owned()
}

fn put(engine: &mut dyn Engine, held: &Held, changed: &[(&Group, String)]) -> Result<(), Fault> {
    let mut open: Option<(String, Option<String>, Document)> = None;
    let mut bodies: Vec<(&str, String)> = Vec::new();
    for (group, shown) in changed {
        let head = match &group.said {
            Some((record, starts, ends)) => {
                if open.as_ref().is_none_or(|(id, ..)| id != record) {
                    open = Some(opened(engine, record)?);
                }
                let (_, occasion, document) =
                    open.as_ref().ok_or_else(|| Fault::Content(format!("no record {record}")))?;
                let head = located(held, group, document, (*starts, *ends));
                let head = unmasked(engine, head, group)?;
                Head { occasion: occasion.clone(), ..head }
            }
            None => unlocated(held, group),
        };
        let body = put_one(engine, held, group, shown, &head)?;
        bodies.extend(body.map(|body| (group.id.as_str(), body)));
    }
    let what = What::StatementChanged;
    let events =
        bodies.iter().map(|(id, body)| Event { what, subject: id, content: body.as_bytes() });
    append_all(engine, now(), &events.collect::<Vec<_>>())?;
    Ok(())
}

/// `head` with the person and the pseudonym of whoever has the turn, where an erasure masked the turn's label.
fn unmasked(engine: &mut dyn Engine, head: Head, group: &Group) -> Result<Head, Fault> {
    let is_masked = head.speaker.as_deref().is_some_and(is_masked);
    let Some((record, starts, _)) = group.said.as_ref().filter(|_| is_masked) else {
        return Ok(head);
    };
    let statement = "SELECT person.id, person.name FROM utterance JOIN person ON person.id = utterance.person
                     WHERE document = $1 AND starts <= $2 AND ends > $2 ORDER BY ordinal DESC LIMIT 1";
    let Some(row) = first(engine, statement, values![record.as_str(), *starts])? else {
        return Ok(head);
    };
    Ok(Head { person: row.get(0)?, speaker: row.get(1)?, ..head })
}

fn opened(
    engine: &mut dyn Engine,
    record: &str,
) -> Result<(String, Option<String>, Document), Fault> {
    let gone = || Fault::Content(format!("record {record} has findings and is not there"));
    let version = Version::latest(engine, record)?.ok_or_else(gone)?;
    let row = first(engine, "SELECT occasion FROM document WHERE id = $1", values![record])?;
    let occasion = row.ok_or_else(gone)?.get(0)?;
    Ok((record.to_owned(), occasion, version.document()?))
}

/// Writes down one statement; what its page shows, if that changed.
fn put_one(
    engine: &mut dyn Engine,
    held: &Held,
    group: &Group,
    shown: &str,
    head: &Head,
) -> Result<Option<String>, Fault> {
    let id = group.id.as_str();
    let body = body(engine, held, group, head)?;
    let last = first(
        engine,
        "SELECT number, body, hash FROM statement_version WHERE statement = $1
         ORDER BY number DESC LIMIT 1",
        values![id],
    )?;
    let (mut number, mut before, mut previous) = (0, None, String::new());
    if let Some(row) = last {
        (number, before, previous) = (row.get::<i64>(0)?, Some(row.get::<String>(1)?), row.get(2)?);
    }
    let at = now().as_microsecond();
    let is_new = before.as_deref() != Some(body.as_str());
    if is_new {
        number += 1;
        engine.execute(
            "INSERT INTO statement_version (statement, number, at, body, hash)
             VALUES ($1, $2, $3, $4, $5)",
            values![id, number, at, body.as_str(), digest(&[&previous, &body])],
        )?;
    }
    let (record, starts, ends) = match &group.said {
        Some((record, starts, ends)) => (Some(record.clone()), Some(*starts), Some(*ends)),
        None => (None, None, None),
    };
    // A person whom only the record's label names has turns, and so a row.
    engine.execute(
        "INSERT INTO statement (id, record, occasion, starts, ends, time_ms, words, person, speaker, day,
         version, n_reports, shown, changed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO UPDATE SET record = excluded.record, occasion = excluded.occasion,
         starts = excluded.starts, ends = excluded.ends, time_ms = excluded.time_ms,
         words = excluded.words, person = excluded.person, speaker = excluded.speaker,
         day = excluded.day, version = excluded.version, n_reports = excluded.n_reports,
         shown = excluded.shown, changed = excluded.changed",
        values![
            id,
            record,
            head.occasion.clone(),
            starts,
            ends,
            head.time_ms,
            head.words.as_str(),
            head.person.clone(),
            head.speaker.clone(),
            head.day.clone(),
            number,
            group.findings.len(),
            shown,
            at
        ],
    )?;
    let mut words: BTreeSet<&str> = BTreeSet::from([head.words.as_str()]);
    words.extend(head.speaker.as_deref());
    for at in &group.findings {
        let place = &held.places[*at];
        words.insert(&place.words);
        if held.found[*at].statement.as_deref() != Some(id) {
            let values = values![id, place.at.0.as_str(), place.at.1];
            let statement =
                "UPDATE finding SET statement = $1 WHERE document = $2 AND ordinal = $3";
            engine.execute(statement, values)?;
        }
    }
    put_words(engine, id, "statement", &words.into_iter().collect::<Vec<_>>().join("\n"))?;
    Ok(is_new.then_some(body))
}

/// Lets go the statements that no finding is of, and writes down the other names of those that are.
fn close(
    engine: &mut dyn Engine,
    held: &Held,
    groups: &[Group],
    aliases: &BTreeMap<String, String>,
) -> Result<(), Fault> {
    let alive: BTreeSet<&str> = groups.iter().map(|group| group.id.as_str()).collect();
    let mut aliases = aliases.clone();
    // Where the findings of a statement that is gone went: an article's later version may have moved them.
    for (found, group) in moved(held, groups) {
        if !alive.contains(found) {
            aliases.entry(found.to_owned()).or_insert_with(|| group.to_owned());
        }
    }
    for row in engine.query("SELECT id FROM statement", values![])? {
        let id = row.get::<String>(0)?;
        if !alive.contains(id.as_str()) {
            engine.execute("DELETE FROM statement WHERE id = $1", values![id.as_str()])?;
            remove_words(engine, &id)?;
        }
    }
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for row in engine.query("SELECT id, statement FROM statement_alias", values![])? {
        known.insert(row.get(0)?, row.get(1)?);
    }
    for id in known.keys().filter(|id| alive.contains(id.as_str())) {
        engine.execute("DELETE FROM statement_alias WHERE id = $1", values![id.as_str()])?;
    }
    const ALIAS: crate::database::engine::Insert = crate::database::engine::Insert {
        head: "INSERT INTO statement_alias (id, statement) VALUES",
        n_columns: 2,
        tail: "ON CONFLICT (id) DO UPDATE SET statement = excluded.statement",
    };
    let differ = aliases.iter().filter(|(alias, of)| known.get(*alias) != Some(*of));
    let rows: Vec<Vec<Value>> =
        differ.map(|(alias, of)| values![alias.as_str(), of.as_str()].to_vec()).collect();
    engine.put_many(ALIAS, &rows)?;
    // Replies go where the statement that they answer went: no page may lack them.
    let answered = "SELECT DISTINCT statement FROM reply WHERE statement IS NOT NULL";
    for row in engine.query(answered, values![])? {
        let statement = row.get::<String>(0)?;
        if let Some(of) = aliases.get(&statement) {
            let put = "UPDATE reply SET statement = $1 WHERE statement = $2";
            engine.execute(put, values![of.as_str(), statement])?;
        }
    }
    Ok(())
}

/// The ids of the statements that render the same words and are on record, where they are several.
fn occasions(lines: &[Vec<usize>], groups: &[Group]) -> Vec<BTreeSet<String>> {
    let mut of: BTreeMap<usize, &str> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.said.is_some()) {
        of.extend(group.findings.iter().map(|at| (*at, group.id.as_str())));
    }
    let ids = |line: &Vec<usize>| -> BTreeSet<String> {
        line.iter().filter_map(|at| of.get(at)).map(|id| (*id).to_owned()).collect()
    };
    lines.iter().map(ids).filter(|line| line.len() > 1).collect()
}

/// The statement that each finding had before, and the one that it has.
fn moved<'a>(held: &'a Held, groups: &'a [Group]) -> impl Iterator<Item = (&'a str, &'a str)> {
    groups.iter().flat_map(move |group| {
        let before = group.findings.iter().filter_map(|at| held.found[*at].statement.as_deref());
        before.map(move |before| (before, group.id.as_str()))
    })
}
