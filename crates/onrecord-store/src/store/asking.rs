//! Asking a store. Its records as the one [`Record`] that documents are checked against, what is published in
//! reply, and a kept document as it stands beside them, with the replies.

use crate::answering::shown::published;
use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::error::Error;
use crate::record::Record;
use crate::store::identity::folded_name;
use crate::store::offer::called;
use crate::store::persons::Person;
use crate::store::segments::update;
use crate::store::version::Version;
use crate::store::{Store, fact, set_fact};
use crate::values;
use onrecord::attribution::people::People;
use onrecord::check::Scope;
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::report::Checked;
use onrecord::report::reply::Published;
use onrecord::verdict::policy::Policy;
use std::path::Path;

/// What a word of the user's means in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// A document: its id.
    Document(String),
    /// A statement: its id.
    Statement(String),
    /// A finding: its id.
    Finding(String),
    /// A person: the id.
    Person(String),
}

/// A statement's own line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// Its id.
    pub id: String,
    /// What was said.
    pub words: String,
    /// Who said it, where that is known.
    pub speaker: Option<String>,
    /// The day, where it is known.
    pub day: Option<String>,
    /// Whether a record that is held has the words.
    pub is_on_record: bool,
    /// How many reports there are.
    pub n_reports: u64,
    /// "undisputed", "disputed", "clarified", "corrected", "withdrawn".
    pub standing: String,
}

/// The columns of a [`StatementLine`].
const LINE: &str = "SELECT id, words, speaker, day, record, n_reports, standing FROM statement";

impl Store {
    /// The records of the store; their index is brought up to date if no other run is at work.
    ///
    /// # Errors
    /// Where the index cannot be made or opened.
    pub fn record(&self, n_threads: usize) -> Result<Record, Error> {
        let _lock = self.lock()?;
        Ok(Record::of(update(self.database(), &self.index_folder(), n_threads)?.index))
    }

    /// Everything that is published in reply.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn published(&self) -> Result<Published, Error> {
        Ok(self.database().read(published)?)
    }

    /// What the store was told to remember under `name`.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn noted(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.database().read(|engine| fact(engine, name))?)
    }

    /// Remembers `value` under `name`.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn note(&self, name: &str, value: &str) -> Result<(), Error> {
        Ok(self.database().write(|engine| set_fact(engine, name, value))?)
    }

    /// What `word` means: an id, an address, the name of a document or of a person; `None` where it means
    /// nothing that is held.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn meant(&self, word: &str) -> Result<Option<Meant>, Error> {
        if let Some(meant) = self.database().read(|engine| meant(engine, word))? {
            return Ok(Some(meant));
        }
        // A file is also named by its path.
        let root = self.folder().parent().unwrap_or(Path::new("/"));
        match called(Path::new(word), root) {
            Ok(name) => Ok(self.database().read(|engine| meant(engine, &name))?),
            Err(_) => Ok(None),
        }
    }

    /// The latest version of document `id`; an article with what is found in it beside `record` and what is
    /// published in reply, a record as it is. `None` where there is no such document.
    ///
    /// # Errors
    /// Where the database does not answer, or the version is damaged.
    pub fn shown(
        &self,
        record: &Record,
        id: &str,
        policy: &Policy,
        people: &People,
    ) -> Result<Option<Result<Checked, Document>>, Error> {
        let Some(version) = self.database().read(|engine| Version::latest(engine, id))? else {
            return Ok(None);
        };
        let document = version.document()?;
        if version.kind == DocumentKind::Record {
            return Ok(Some(Err(document)));
        }
        let published = self.published()?;
        let checked = record.check_among(document, policy, &published, people, Scope::default());
        record.damage().map_or(Ok(Some(Ok(checked))), Err)
    }

    /// The line of statement `id`, and the documents and ids of its findings.
    ///
    /// # Errors
    /// Where the database does not answer.
    #[allow(clippy::type_complexity, reason = "two lists that belong to one line")]
    pub fn statement(
        &self,
        id: &str,
    ) -> Result<Option<(StatementLine, Vec<(String, String)>)>, Error> {
        Ok(self.database().read(|engine| {
            let Some(row) = first(engine, &format!("{LINE} WHERE id = $1"), values![id])? else {
                return Ok::<_, Fault>(None);
            };
            let findings = "SELECT document, id FROM finding WHERE statement = $1
                            ORDER BY document, ordinal";
            let rows = engine.query(findings, values![id])?;
            let findings = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?)));
            Ok(Some((line(&row)?, findings.collect::<Result<Vec<_>, Fault>>()?)))
        })?)
    }

    /// The name of person `id` and what the person said, the latest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn person(&self, id: &str) -> Result<Option<(String, Vec<StatementLine>)>, Error> {
        Ok(self.database().read(|engine| {
            let name = "SELECT coalesce(pseudonym, name) FROM person WHERE id = $1";
            let Some(row) = first(engine, name, values![id])? else { return Ok::<_, Fault>(None) };
            let said = format!("{LINE} WHERE person = $1 ORDER BY coalesce(day, '') DESC, id");
            let rows = engine.query(&said, values![id])?;
            let said = rows.iter().map(line).collect::<Result<Vec<_>, Fault>>()?;
            Ok(Some((row.get(0)?, said)))
        })?)
    }

    /// The document of finding `id`.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn document_of(&self, finding: &str) -> Result<Option<String>, Error> {
        Ok(self.database().read(|engine| {
            let row =
                first(engine, "SELECT document FROM finding WHERE id = $1", values![finding])?;
            row.map(|row| row.get(0)).transpose()
        })?)
    }
}

fn line(row: &crate::database::value::Row) -> Result<StatementLine, Fault> {
    Ok(StatementLine {
        id: row.get(0)?,
        words: row.get(1)?,
        speaker: row.get(2)?,
        day: row.get(3)?,
        is_on_record: row.get::<Option<String>>(4)?.is_some(),
        n_reports: row.get(5)?,
        standing: row.get(6)?,
    })
}

fn meant(engine: &mut dyn Engine, word: &str) -> Result<Option<Meant>, Fault> {
    let mut found = |statement: &str, word: &str| -> Result<Option<String>, Fault> {
        first(engine, statement, values![word])?.map(|row| row.get(0)).transpose()
    };
    // A document is named by its address or its place: "onrecord-record/../a.txt" is a.txt.
    let name = word.trim_start_matches("./");
    if let Some(id) = found("SELECT id FROM document WHERE id = $1", word)? {
        return Ok(Some(Meant::Document(id)));
    }
    if let Some(id) = found("SELECT id FROM statement WHERE id = $1", word)? {
        return Ok(Some(Meant::Statement(id)));
    }
    if let Some(id) = found("SELECT statement FROM statement_alias WHERE id = $1", word)? {
        return Ok(Some(Meant::Statement(id)));
    }
    if let Some(id) = found("SELECT id FROM finding WHERE id = $1", word)? {
        return Ok(Some(Meant::Finding(id)));
    }
    let by_name = "SELECT id FROM document WHERE name = $1 ORDER BY kind";
    if let Some(id) = found(by_name, name)? {
        return Ok(Some(Meant::Document(id)));
    }
    if let Some(id) = found("SELECT id FROM person WHERE id = $1", word)? {
        return Ok(Some(Meant::Person(id)));
    }
    if let Some(id) = found("SELECT id FROM person WHERE wikidata = $1", word)? {
        return Ok(Some(Meant::Person(id)));
    }
    if folded_name(word).is_empty() {
        return Ok(None);
    }
    // The id of a name that was taken out still follows from it, but nothing is to lead from the one to the other.
    let person = Person::named(word).id;
    let by_name = "SELECT id FROM person WHERE id = $1 AND pseudonym IS NULL";
    Ok(found(by_name, &person)?.map(Meant::Person))
}
