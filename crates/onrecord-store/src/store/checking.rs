//! Laying the articles that are kept against all records that are kept. Tables and an index in, the rows of
//! findings out. An article says which records, policy and persons its findings were made from; one that
//! was made from others is checked again.

use crate::database::engine::{Engine, Insert};
use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::error::Error;
use crate::index::Index;
use crate::parallel::each;
use crate::record::Record;
use crate::store::adding::{Adding, Step};
use crate::store::identity::digest;
use crate::store::persons::{Person, put_persons};
use crate::store::segments::Segments;
use crate::store::statement::stretch;
use crate::store::version::Version;
use crate::store::{Store, set_fact};
use crate::values;
use onrecord::attribution::earlier::{About, Relation};
use onrecord::check::Scope;
use onrecord::document::notice::notices;
use onrecord::matching::archive::Archive;
use onrecord::report::Checked;
use onrecord::report::finding::Finding;
use onrecord::report::json::{self, Records};
use onrecord::report::reply::Published;
use onrecord::text::span::Span;
use std::collections::BTreeMap;

/// The form of findings: another one is made anew from the articles that are held.
const FORM: &str = "2";
/// Articles that are checked and written down together.
const BATCH: usize = 32;
/// Articles after which the index is opened anew: it keeps every record that it has read.
const REOPEN: usize = 512;

/// One finding, ready to be written down.
#[derive(Debug)]
struct Row {
    values: Vec<Value>,
    id: String,
    person: Option<Person>,
}

/// The digest of what findings are made from.
pub(crate) fn ground(adding: &Adding, records: &str) -> String {
    let policy = adding.policy.hash();
    let people = (0..).map_while(|at| adding.people.get(at));
    let people = people.map(|known| format!("{known:?}")).collect::<Vec<_>>().join("\n");
    digest(&[env!("CARGO_PKG_VERSION"), FORM, records, &policy, &digest(&[&people])])[..16]
        .to_owned()
}

/// Checks every article whose findings were made from something else than `segments`; how many.
pub(crate) fn check(
    store: &Store,
    adding: &Adding,
    segments: Segments,
    tell: &dyn Fn(Step),
) -> Result<usize, Error> {
    let ground = ground(adding, &segments.digest);
    let pending = pending(store, &ground)?;
    let Segments { index, records, .. } = segments;
    let mut record = Record::of(index);
    for (nth, batch) in pending.chunks(BATCH).enumerate() {
        if nth > 0 && nth % (REOPEN / BATCH) == 0 {
            record = Record::of(Index::open(&store.index_folder())?);
        }
        tell(Step::Checking { n_done: nth * BATCH, n_all: pending.len() });
        let checked = each(batch.len(), adding.n_threads, |at| {
            let version = store.database().read(|engine| Version::latest(engine, &batch[at]))?;
            let Some(version) = version else { return Ok::<_, Error>(None) };
            let found = findings(&record, &records, adding, &version)?;
            Ok(Some((version, found)))
        })?;
        if let Some(error) = record.damage() {
            return Err(error);
        }
        store.database().write(|engine| {
            for (version, (rows, notices)) in checked.iter().flatten() {
                put(engine, version, rows, notices.as_deref(), &ground)?;
            }
            set_fact(engine, "unsettled", "1")
        })?;
    }
    Ok(pending.len())
}

/// The articles that are to be checked, by id. What an erasure rewrote keeps the findings that it had: they
/// were made from names that are gone, and their ids are to stay.
fn pending(store: &Store, ground: &str) -> Result<Vec<String>, Fault> {
    store.database().read(|engine| {
        let statement = "SELECT document.id FROM document JOIN version
             ON version.document = document.id AND version.number = document.latest
             WHERE document.kind = 'article' AND version.rehashed IS NULL
             AND (version.checked IS NULL OR version.checked <> $1)";
        let rows = engine.query(statement, values![ground])?;
        let mut ids: Vec<String> =
            rows.iter().map(|row| row.get(0)).collect::<Result<_, Fault>>()?;
        ids.sort_unstable();
        Ok(ids)
    })
}

/// The rows of the findings, and the notices of correction as a JSON list.
fn findings(
    record: &Record,
    records: &[String],
    adding: &Adding,
    version: &Version,
) -> Result<(Vec<Row>, Option<String>), Fault> {
    let document = version.document()?;
    let notices: Vec<&str> = notices(&document).map(|span| span.of(&document.text)).collect();
    let notices = (!notices.is_empty()).then(|| Value::text_of(&notices));
    let none = Published::default();
    let checked =
        record.check_among(document, adding.policy, &none, adding.people, Scope::default());
    let archive = record.archive();
    let mut report = json::report(archive, &mut Records::default(), &checked);
    let bodies = report.get_mut("findings").and_then(|found| found.as_array_mut());
    let bodies = bodies.map(std::mem::take).unwrap_or_default();
    let rows = (0_u64..).zip(checked.report.findings.iter().zip(bodies));
    let row = |(ordinal, (finding, mut body)): (u64, (&Finding, serde_json::Value))| {
        // Replies are joined when the finding is read: the body is of the texts alone.
        if let Some(body) = body.as_object_mut() {
            body.remove("replies");
        }
        row(archive, records, &checked, version, ordinal, finding, &body)
    };
    Ok((rows.map(row).collect(), notices))
}

fn row(
    archive: &Archive,
    records: &[String],
    checked: &Checked,
    version: &Version,
    ordinal: u64,
    finding: &Finding,
    body: &serde_json::Value,
) -> Row {
    let at = |pointer: &str| body.pointer(pointer).and_then(serde_json::Value::as_u64);
    let text = |pointer: &str| body.pointer(pointer).and_then(serde_json::Value::as_str);
    let quotation = &finding.attribution.quotation;
    let parts = quotation.content.iter().map(|span| span.of(&checked.document.text));
    let words = parts.collect::<Vec<_>>().join(" … ");
    let speaker = finding.attribution.speaker.as_ref();
    let person = speaker.and_then(Person::of);
    let best = finding.matches.first();
    let said = best.and_then(|best| {
        let record = archive.records().get(best.passage.record)?;
        Some(stretch(record, best))
    });
    let codes: Vec<&str> =
        finding.verdict.differences.iter().map(|one| one.code.number()).collect();
    let about = finding.attribution.about.as_ref();
    let text_of = |span: Span| span.of(&checked.document.text).to_owned();
    let shown = body.to_string();
    let hash = digest(&[&shown])[..16].to_owned();
    let values = values![
        finding.id.as_str(),
        version.document.as_str(),
        version.number,
        ordinal,
        text("/quotation/kind").unwrap_or_default(),
        words,
        at("/quotation/position/start").unwrap_or(0),
        at("/quotation/position/end").unwrap_or(0),
        person.as_ref().map(|person| person.id.clone()),
        speaker.map(|speaker| speaker.name.clone()),
        finding.verdict.fidelity.name(),
        text("/level").unwrap_or_default(),
        codes.join(" "),
        best.and_then(|best| records.get(best.passage.record).cloned()),
        at("/passage/position/start"),
        at("/passage/position/end"),
        said.map(|(starts, _)| starts),
        said.map(|(_, ends)| ends),
        finding.record.as_ref().and_then(|note| note.time_ms),
        checked.report.policy.name.as_str(),
        shown,
        hash,
        about.map(relation),
        about.map(|about| text_of(about.phrase)),
        about.and_then(|about| about.target).map(text_of)
    ];
    Row { values: values.to_vec(), id: finding.id.clone(), person }
}

/// The word for what is done to earlier speech.
fn relation(about: &About) -> &'static str {
    match about.relation {
        Relation::Denies => "denies",
        Relation::Clarifies => "clarifies",
        Relation::Disputes => "disputes",
        Relation::Retracts => "retracts",
    }
}

/// Puts `rows` in the place of the findings of the article. A finding stays with its statement until the
/// statements are settled.
fn put(
    engine: &mut dyn Engine,
    version: &Version,
    rows: &[Row],
    notices: Option<&str>,
    ground: &str,
) -> Result<(), Fault> {
    const FINDING: Insert = Insert {
        head:
            "INSERT INTO finding (id, document, version, ordinal, kind, words, starts, ends, person,
               speaker, fidelity, level, codes, record, passage_starts, passage_ends, said_starts,
               said_ends, time_ms, policy, body, hash, about, about_phrase, about_target, statement)
             VALUES",
        n_columns: 26,
        tail: "",
    };
    let document = version.document.as_str();
    let persons = rows.iter().filter_map(|row| row.person.clone());
    put_persons(engine, &persons.map(|person| (person.id.clone(), person)).collect())?;
    let statement = "SELECT id, statement FROM finding WHERE document = $1";
    let mut before: BTreeMap<String, Option<String>> = BTreeMap::new();
    for row in engine.query(statement, values![document])? {
        before.insert(row.get(0)?, row.get(1)?);
    }
    engine.execute("DELETE FROM finding WHERE document = $1", values![document])?;
    let with_statement = |row: &Row| {
        let statement = before.get(&row.id).cloned().flatten();
        let mut values = row.values.clone();
        values.push(statement.into());
        values
    };
    engine.put_many(FINDING, &rows.iter().map(with_statement).collect::<Vec<_>>())?;
    engine.execute(
        "UPDATE version SET checked = $1, notices = $2 WHERE document = $3 AND number = $4",
        values![ground, notices, document, version.number],
    )?;
    Ok(())
}
