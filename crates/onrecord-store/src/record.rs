//! The one handle that every face holds: the records that documents are checked against.

use crate::error::Error;
use crate::index::{Index, folder};
use crate::stream::stream;
use onrecord::attribution::people::People;
use onrecord::check::{Scope, check_among};
use onrecord::document::Document;
use onrecord::document::origin::DocumentKind;
use onrecord::matching::archive::Archive;
use onrecord::report::Checked;
use onrecord::report::reply::Published;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;
use std::path::PathBuf;

/// Records opened and indexed.
#[derive(Debug)]
pub struct Record {
    held: Held,
}

/// Where the index lies.
#[derive(Debug)]
enum Held {
    /// Made from the records that were read.
    InMemory(Archive),
    /// On the disk, with the records.
    OnDisk(Index),
}

/// What was read, and what could not be.
#[derive(Debug)]
pub struct Opened<T> {
    /// What was read.
    pub value: T,
    /// One error a file that could not be read; the others were.
    pub errors: Vec<Error>,
}

impl Record {
    /// Opens every record that `paths` (files or folders) stand for. One path alone may be an index, or
    /// a folder that has one; that is used if no file of the folder has changed since.
    #[must_use]
    pub fn open(paths: &[PathBuf]) -> Opened<Record> {
        if let [path] = paths
            && let Some(folder) = folder(path)
        {
            let index = Index::open(&folder).and_then(|index| {
                let is_fresh = folder == *path || index.is_fresh(path)?;
                Ok(is_fresh.then_some(index))
            });
            match index {
                Ok(Some(index)) => {
                    let value = Record { held: Held::OnDisk(index) };
                    return Opened { value, errors: Vec::new() };
                }
                Ok(None) => {
                    let Opened { value, mut errors } = Record::read(paths);
                    errors.push(Error::Stale { path: folder });
                    return Opened { value, errors };
                }
                Err(error) if folder == *path => {
                    let value = Record { held: Held::InMemory(Archive::default()) };
                    return Opened { value, errors: vec![error] };
                }
                Err(error) => {
                    let Opened { value, mut errors } = Record::read(paths);
                    errors.push(error);
                    return Opened { value, errors };
                }
            }
        }
        Record::read(paths)
    }

    /// The records of an index that was opened.
    pub(crate) fn of(index: Index) -> Record {
        Record { held: Held::OnDisk(index) }
    }

    fn read(paths: &[PathBuf]) -> Opened<Record> {
        let Opened { value, errors } = documents(paths, DocumentKind::Record);
        Opened { value: Record { held: Held::InMemory(Archive::new(value)) }, errors }
    }

    /// The indexed records.
    #[must_use]
    pub fn archive(&self) -> &Archive {
        match &self.held {
            Held::InMemory(archive) => archive,
            Held::OnDisk(index) => &index.archive,
        }
    }

    /// Whether the records are read from an index when they are asked for: what could not be read of
    /// them was told when it was built.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        matches!(self.held, Held::OnDisk(_))
    }

    /// What was found damaged in the index since it was opened; what was found in it is then not to be
    /// used.
    #[must_use]
    pub fn damage(&self) -> Option<Error> {
        match &self.held {
            Held::InMemory(_) => None,
            Held::OnDisk(index) => index.damage(),
        }
    }

    /// Checks one document.
    #[must_use]
    pub fn check(&self, document: Document, policy: &Policy, published: &Published) -> Checked {
        self.check_among(document, policy, published, &People::default(), Scope::default())
    }

    /// As [`Record::check`], of the reports in `scope`; `people` is the user's list of persons.
    #[must_use]
    pub fn check_among(
        &self,
        document: Document,
        policy: &Policy,
        published: &Published,
        people: &People,
        scope: Scope,
    ) -> Checked {
        let model = Model::english();
        let report =
            check_among(model, self.archive(), &document, policy, published, people, scope);
        Checked { document, report }
    }
}

/// Every document that `paths` stand for, all at once, as [`stream`] gives them.
#[must_use]
pub fn documents(paths: &[PathBuf], kind: DocumentKind) -> Opened<Vec<Document>> {
    let mut opened = Opened { value: Vec::new(), errors: Vec::new() };
    for document in stream(paths, kind) {
        match document {
            Ok(document) => opened.value.push(document),
            Err(error) => opened.errors.push(error),
        }
    }
    opened
}
