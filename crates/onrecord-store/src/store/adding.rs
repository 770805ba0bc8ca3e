//! Adding to a store. Paths in; documents taken in, records indexed, articles checked and statements
//! settled out. Each step begins with what the step before has written down, so that a run finishes what an
//! earlier one left, and a run over what is known changes nothing.

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::error::Error;
use crate::ledger::event::What;
use crate::ledger::{Event, append_all};
use crate::machine::now;
use crate::parallel::each;
use crate::store::checking::check;
use crate::store::identity::shown_name;
use crate::store::intake::{Prepared, Taken, is_known, prepare, take};
use crate::store::offer::{Offered, offers};
use crate::store::segments;
use crate::store::settling::settle;
use crate::store::version::reading;
use crate::store::{Store, fact, set_fact};
use jiff::Timestamp;
use onrecord::attribution::people::People;
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::document::problem::ProblemKind;
use onrecord::document::sniff::{Format, sniff};
use onrecord::document::transcript::{Coverage, RecordKind};
use onrecord::verdict::policy::Policy;
use std::path::{Path, PathBuf};

/// Documents, and bytes of them, that are read and written down together.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

/// What is to be added, and how it is checked.
#[derive(Debug)]
pub struct Adding<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// What they are taken for; `None` leaves it to each document.
    pub kind: Option<DocumentKind>,
    /// The house's rules.
    pub policy: &'a Policy,
    /// The user's list of persons.
    pub people: &'a People,
    /// At least 1; what is written does not depend on it.
    pub n_threads: usize,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Documents are read and written down: how many, and their bytes.
    Taking {
        /// Documents.
        n_done: usize,
        /// Bytes.
        n_bytes: u64,
    },
    /// The records' words are indexed.
    Indexing,
    /// Articles are checked.
    Checking {
        /// How many are done.
        n_done: usize,
        /// Of how many.
        n_all: usize,
    },
    /// Statements are put together.
    Settling,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Done {
    /// Documents that were not known.
    pub n_added: usize,
    /// Further versions of known documents.
    pub n_changed: usize,
    /// Documents that were known as they are.
    pub n_known: usize,
    /// Articles that were checked.
    pub n_checked: usize,
    /// Statements that the store holds.
    pub n_statements: u64,
    /// Documents that could not be read: what they are called, and why.
    pub lost: Vec<(String, String)>,
    /// One a file that could not be opened.
    pub errors: Vec<Error>,
}

/// A document that was offered, and what came of reading it.
enum Read {
    Ready(Box<Prepared>),
    Known,
    Lost(String, String),
    /// A file of a folder that holds no document.
    Passed,
}

impl Store {
    /// Adds what `adding` names; `tell` hears how far it has come.
    ///
    /// # Errors
    /// Where another run is at work, or the store cannot be read or written. What was written down until
    /// then stays, and the next run goes on from there.
    pub fn add(&self, adding: &Adding, tell: &dyn Fn(Step)) -> Result<Done, Error> {
        let _lock = self.lock()?;
        let mut done = Done::default();
        let root = self.folder().parent().unwrap_or(Path::new("/")).to_owned();
        let mut batch: Vec<Offered> = Vec::new();
        let (mut size, mut n_bytes) = (0, 0);
        for offered in offers(adding.paths, &root) {
            match offered {
                Ok(offered) => {
                    size += offered.bytes.len();
                    batch.push(offered);
                }
                Err(error) => done.errors.push(error),
            }
            if batch.len() >= BATCH || size >= BATCH_BYTES {
                n_bytes += size as u64;
                self.take_in(adding, std::mem::take(&mut batch), &mut done)?;
                size = 0;
                let n_done = done.n_added + done.n_changed + done.n_known;
                tell(Step::Taking { n_done, n_bytes });
            }
        }
        self.take_in(adding, batch, &mut done)?;
        self.database().write(|engine| {
            let policy = adding.policy.name.as_str();
            let is_same = fact(engine, "policy")?.as_deref() == Some(policy);
            if is_same { Ok(()) } else { set_fact(engine, "policy", policy) }
        })?;
        tell(Step::Indexing);
        let segments = segments::update(self.database(), &self.index_folder(), adding.n_threads)?;
        done.n_checked = check(self, adding, segments, tell)?;
        tell(Step::Settling);
        done.n_statements = settle(self)?;
        Ok(done)
    }

    /// The name of the policy that the store's articles are checked under; `None` before the first run.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn policy_name(&self) -> Result<Option<String>, Error> {
        Ok(self.database().read(|engine| fact(engine, "policy"))?)
    }

    /// Reads `batch` and writes down what is not known, all of it together.
    fn take_in(&self, adding: &Adding, batch: Vec<Offered>, done: &mut Done) -> Result<(), Error> {
        let read = each(batch.len(), adding.n_threads, |at| {
            let offered = &batch[at];
            if self.database().read(|engine| is_known(engine, offered, adding.kind))? {
                return Ok::<_, Error>(Read::Known);
            }
            read(offered, adding.kind)
        })?;
        let at = now();
        let ready = |one: &Read| matches!(one, Read::Ready(_));
        let mut taken = Vec::new();
        if read.iter().any(ready) {
            taken = self.database().write(|engine| put(engine, &read, at))?;
        }
        for one in taken {
            match one {
                Taken::Added => done.n_added += 1,
                Taken::Changed => done.n_changed += 1,
                Taken::Known => done.n_known += 1,
            }
        }
        for one in read {
            match one {
                Read::Lost(name, problem) => done.lost.push((name, problem)),
                Read::Known => done.n_known += 1,
                Read::Ready(_) | Read::Passed => {}
            }
        }
        Ok(())
    }
}

/// Writes down what is ready, and logs what is new of it.
fn put(engine: &mut dyn Engine, read: &[Read], at: Timestamp) -> Result<Vec<Taken>, Fault> {
    let mut taken = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for one in read {
        let Read::Ready(prepared) = one else { continue };
        let outcome = take(engine, prepared, at.as_microsecond())?;
        let what = match outcome {
            Taken::Added => Some(What::DocumentAdded),
            Taken::Changed => Some(What::VersionAdded),
            Taken::Known => None,
        };
        let (subject, content) = (prepared.document.as_str(), prepared.hash.as_bytes());
        events.extend(what.map(|what| Event { what, subject, content }));
        taken.push(outcome);
    }
    append_all(engine, at, &events)?;
    Ok(taken)
}

fn read(offered: &Offered, kind: Option<DocumentKind>) -> Result<Read, Error> {
    let document = match kind {
        Some(kind) => document(offered, kind),
        None => by_itself(offered),
    };
    if document.text.trim().is_empty() {
        let problem = document.problems.first();
        let is_unsupported = problem.is_some_and(|one| one.kind == ProblemKind::Unsupported);
        if is_unsupported && !offered.is_named {
            return Ok(Read::Passed);
        }
        let problem = problem.map_or("it has no words", |problem| &problem.message);
        return Ok(Read::Lost(shown_name(&offered.name).to_owned(), problem.to_owned()));
    }
    Ok(Read::Ready(Box::new(prepare(offered.clone(), document)?)))
}

fn document(offered: &Offered, kind: DocumentKind) -> Document {
    let side = offered.side.as_ref().map(|(said, name)| (&said[..], name.as_str()));
    reading(&offered.bytes, side, &offered.read_as, kind)
}

/// The document as what it is: a record where it is a transcript by its format, its side file, its name or
/// its labels; else an article.
fn by_itself(offered: &Offered) -> Document {
    let record = document(offered, DocumentKind::Record);
    let format = sniff(&offered.bytes, &offered.read_as);
    let is_timed = matches!(format, Format::WebVtt | Format::Srt);
    let has_side = offered.side.is_some() && format != Format::Html;
    if is_timed || has_side || is_transcript(&record) {
        return record;
    }
    document(offered, DocumentKind::Article)
}

/// Turns with speakers from which a text is a transcript, and the share of its words, in tenths, that
/// stand in them.
const TURNS: usize = 3;
const SHARE: usize = 6;

fn is_transcript(record: &Document) -> bool {
    let Some(said) = &record.transcript else { return false };
    if said.coverage != Coverage::Unstated
        || said.kind == RecordKind::Captions
        || !said.times.is_empty()
    {
        return true;
    }
    let named = || said.turns.iter().filter(|turn| turn.speaker.is_some());
    let length: usize = named().map(|turn| turn.span.len()).sum();
    named().count() >= TURNS && length * 10 >= record.text.len() * SHARE
}
