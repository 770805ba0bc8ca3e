//! The one handle that every face holds: the records that documents are checked against.

use crate::error::Error;
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
    archive: Archive,
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
    /// Opens every record that `paths` (files or folders) stand for.
    #[must_use]
    pub fn open(paths: &[PathBuf]) -> Opened<Record> {
        let Opened { value, errors } = documents(paths, DocumentKind::Record);
        Opened { value: Record { archive: Archive::new(value) }, errors }
    }

    /// The indexed records.
    #[must_use]
    pub fn archive(&self) -> &Archive {
        &self.archive
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
        let report = check_among(model, &self.archive, &document, policy, published, people, scope);
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
