//! Taking a quoted private person's names out of the record, in place. A person and a pseudonym in; every row,
//! version, index and capture without the names, and what was changed, out. Ids, places in texts, findings,
//! permalinks and replies stay; the log gets a tombstone for each thing that was rewritten.

use crate::answering::shown;
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::erasing::names::Names;
use crate::erasing::rows::{self, Rows};
use crate::erasing::scour;
use crate::error::Error;
use crate::ledger::event::What;
use crate::ledger::{Event, append_all, forget};
use crate::store::asking::Meant;
use crate::store::settling::settle;
use crate::store::{Store, fact, segments, set_fact};
use crate::values;
use crate::vault;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// The fact that an erasure has yet to rewrite the store's files.
const UNSCOURED: &str = "unscoured";
/// Published replies that are looked through for the names.
const REPLIES: u64 = 1 << 20;

/// Whose names are to go.
#[derive(Debug, Clone, Copy)]
pub struct Whom<'a> {
    /// The person's id, or the name as the record has it.
    pub who: &'a str,
    /// Further spellings, each a whole name.
    pub also: &'a [String],
    /// What pages are to show instead; `None`: "Person" and the first digits of the id.
    pub pseudonym: Option<&'a str>,
    /// The ground in law, without a name; the log commits to it.
    pub reason: &'a str,
}

/// Whether anything is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What would change is listed, and nothing is.
    Dry,
    /// It is done.
    Done,
}

/// What changed, or would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Ids of the person, and of others who go by the same name.
    pub persons: Vec<String>,
    /// What pages show instead.
    pub pseudonym: String,
    /// The spellings that were looked for.
    pub spellings: Vec<String>,
    /// Documents, each with the numbers of its versions that are rewritten.
    pub documents: Vec<(String, Vec<u32>)>,
    /// Turns, findings, statements and other rows.
    pub rows: Rows,
    /// Files of captures that are deleted: their bytes cannot be changed and keep their name.
    pub captures: Vec<PathBuf>,
    /// Published replies that say the names. They are their senders' words and stay: `onrecord erase replier`.
    pub replies: Vec<String>,
}

/// What ends the writing without writing.
enum Ended {
    Dry(Box<Changes>),
    Failed(Error),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Ended {
        Ended::Failed(fault.into())
    }
}

/// Takes the names of `whom` out of `store`. It reads all of the store and holds off whoever adds to it. Where it
/// is stopped, asking for it again finishes it.
///
/// # Errors
/// Where nobody is meant, the names cannot be taken out of some document, or the store cannot be rewritten.
/// Nothing is changed then.
pub fn pseudonymise(
    store: &Store,
    whom: Whom,
    mode: Mode,
    at: Timestamp,
    n_threads: usize,
) -> Result<Changes, Error> {
    let _lock = store.lock()?;
    let Some(Meant::Person(person)) = store.meant(whom.who)? else {
        let said =
            format!("the store knows no person {:?}; give the id or the whole name", whom.who);
        return Err(Error::Asked(said));
    };
    let (asked, begun) = store.database().read(|engine| {
        Ok::<_, Fault>((asked(engine, &person, &whom)?, fact(engine, UNSCOURED)?.is_some()))
    })?;
    let (spellings, pseudonym) = asked;
    if spellings.is_empty() {
        if begun && mode == Mode::Done {
            finish(store, n_threads)?;
            return Ok(Changes { persons: vec![person], pseudonym, ..Changes::default() });
        }
        let said = format!(
            "person {person} goes by the pseudonym {pseudonym:?} already; name with --also what is to go besides"
        );
        return Err(Error::Asked(said));
    }
    let names = Names::new(&spellings);
    let captures = captures(store, &names)?;
    let written = store.database().write(|engine| {
        let mut changes = rewrite(engine, &person, &names, &pseudonym, &whom, at)?;
        changes.spellings = spellings;
        changes.captures = captures;
        for capture in &changes.captures {
            forget_capture(engine, capture)?;
        }
        if mode == Mode::Dry {
            return Err(Ended::Dry(Box::new(changes)));
        }
        set_fact(engine, UNSCOURED, "1")?;
        set_fact(engine, "unsettled", "1")?;
        // Before the rows are written: afterwards nobody could tell which files hold the names.
        for path in &changes.captures {
            fs::remove_file(path)
                .map_err(|source| Ended::Failed(Error::Write { path: path.clone(), source }))?;
        }
        Ok(changes)
    });
    match written {
        Ok(changes) => {
            finish(store, n_threads)?;
            Ok(changes)
        }
        Err(Ended::Dry(changes)) => Ok(*changes),
        Err(Ended::Failed(error)) => Err(error),
    }
}

/// The index made anew, the statements settled, and the files rewritten.
fn finish(store: &Store, n_threads: usize) -> Result<(), Error> {
    segments::update(store.database(), &store.index_folder(), n_threads)?;
    settle(store)?;
    store.database().apart(scour)?;
    let done = "DELETE FROM fact WHERE name = $1";
    store.database().write(|engine| engine.execute(done, values![UNSCOURED]))?;
    Ok(())
}

/// The spellings of the person's name that the record has and the user gives, and the pseudonym; no spelling
/// where the name was taken out before.
fn asked(
    engine: &mut dyn Engine,
    person: &str,
    whom: &Whom,
) -> Result<(Vec<String>, String), Fault> {
    let known = "SELECT name, pseudonym FROM person WHERE id = $1";
    let row = first(engine, known, values![person])?
        .ok_or_else(|| Fault::Content(format!("there is no person {person}")))?;
    let (name, before) = (row.get::<String>(0)?, row.get::<Option<String>>(1)?);
    let mut spellings: BTreeSet<String> = whom.also.iter().cloned().collect();
    if before.is_none() {
        let given = [
            "SELECT DISTINCT speaker FROM utterance WHERE person = $1 AND speaker IS NOT NULL",
            "SELECT DISTINCT speaker FROM finding WHERE person = $1 AND speaker IS NOT NULL",
        ];
        let own = Names::new(std::slice::from_ref(&name));
        for statement in given {
            for row in engine.query(statement, values![person])? {
                // "the mayor" is no name, and a surname is looked for anyway.
                let speaker: String = row.get(0)?;
                if own.are_in(&speaker) || own.are(&speaker) {
                    spellings.insert(speaker);
                }
            }
        }
        spellings.insert(name);
        if whom.who != person {
            spellings.insert(whom.who.to_owned());
        }
    }
    spellings.retain(|one| one.chars().any(char::is_alphabetic));
    let digits = person.get(1..7).unwrap_or(person);
    let pseudonym = whom.pseudonym.map(str::to_owned).or(before);
    let pseudonym = pseudonym.unwrap_or_else(|| format!("Person {digits}"));
    let spellings: Vec<String> = spellings.into_iter().collect();
    if Names::new(&spellings).replaced(&pseudonym) != pseudonym {
        return Err(Fault::Content(format!("the pseudonym {pseudonym:?} says the name")));
    }
    Ok((spellings, pseudonym))
}

fn rewrite(
    engine: &mut dyn Engine,
    person: &str,
    names: &Names,
    pseudonym: &str,
    whom: &Whom,
    at: Timestamp,
) -> Result<Changes, Fault> {
    let persons = renamed(engine, person, names, pseudonym, at)?;
    let documents = rows::documents(engine, names)?;
    let (counted, statements) = rows::others(engine, names, pseudonym)?;
    let replies = shown::latest(engine, REPLIES)?.into_iter().filter(|reply| {
        let said = &reply.wording;
        [&said.name, &said.text, &said.meaning, &said.inaccurate]
            .iter()
            .any(|one| names.are_in(one))
    });
    let replies = replies.map(|reply| reply.id).collect();

    let mut events: Vec<(String, String)> = Vec::new();
    for id in &persons {
        events.push((id.clone(), pseudonym.to_owned()));
    }
    for (id, versions) in &documents {
        let hashes: Vec<&str> = versions.iter().map(|(_, hash)| hash.as_str()).collect();
        events.push((id.clone(), hashes.join(" ")));
    }
    events.extend(statements);
    for (subject, _) in &events {
        forget(engine, at, subject, whom.reason)?;
    }
    let what = What::Pseudonymised;
    let events = events.iter().map(|(subject, content)| Event {
        what,
        subject,
        content: content.as_bytes(),
    });
    append_all(engine, at, &events.collect::<Vec<_>>())?;
    let numbers =
        |versions: Vec<(u32, String)>| versions.into_iter().map(|(number, _)| number).collect();
    Ok(Changes {
        persons,
        pseudonym: pseudonym.to_owned(),
        documents: documents.into_iter().map(|(id, versions)| (id, numbers(versions))).collect(),
        rows: counted,
        replies,
        ..Changes::default()
    })
}

/// Gives the person, and whoever goes by the same name, the pseudonym, and destroys their keys; their ids.
fn renamed(
    engine: &mut dyn Engine,
    person: &str,
    names: &Names,
    pseudonym: &str,
    at: Timestamp,
) -> Result<Vec<String>, Fault> {
    let mut renamed = Vec::new();
    for row in engine.query("SELECT id, name, subject FROM person ORDER BY id", values![])? {
        let (id, name) = (row.get::<String>(0)?, row.get::<String>(1)?);
        if id != person && !names.are_in(&name) && !names.are(&name) {
            continue;
        }
        engine.execute(
            "UPDATE person SET name = $1, pseudonym = $1, wikidata = NULL, ids = '{}' WHERE id = $2",
            values![pseudonym, id.as_str()],
        )?;
        vault::destroy(engine, &row.get::<String>(2)?, at)?;
        renamed.push(id);
    }
    Ok(renamed)
}

/// The captures that say the names.
fn captures(store: &Store, names: &Names) -> Result<Vec<PathBuf>, Error> {
    let folder = store.captures_folder();
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".warc.gz"));
    paths.sort();
    let asked = store.database().read(|engine| {
        let rows = engine.query("SELECT hash, url FROM capture", values![])?;
        let asked = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?)));
        asked.collect::<Result<Vec<(String, String)>, Fault>>()
    })?;
    let mut naming = Vec::new();
    for path in paths {
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let is_asked = asked.iter().any(|(hash, url)| {
            file_name.as_deref().is_some_and(|name| name.starts_with(hash.as_str()))
                && names.replaced_in_address(url) != *url
        });
        if is_asked {
            naming.push(path);
            continue;
        }
        let failed = |source| Error::Read { path: path.clone(), source };
        let file = fs::File::open(&path).map_err(failed)?;
        for page in crate::store::warc::pages(file) {
            let page = page.map_err(failed)?;
            let text = String::from_utf8_lossy(&page.bytes);
            let says = names.replaced(&text) != text
                || page.url.is_some_and(|url| names.replaced_in_address(&url) != url);
            if says {
                naming.push(path.clone());
                break;
            }
        }
    }
    Ok(naming)
}

fn forget_capture(engine: &mut dyn Engine, path: &std::path::Path) -> Result<(), Fault> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let hash = name.trim_end_matches(".warc.gz").to_owned();
    let statement = "UPDATE version SET capture = NULL WHERE capture = $1 OR capture = $2";
    engine.execute(statement, values![name, hash.as_str()])?;
    engine.execute("DELETE FROM capture WHERE hash = $1", values![hash])?;
    Ok(())
}
