//! The one handle that every face holds: the records that documents are checked against.

use crate::error::Error;
use crate::haystack::{Chosen, bytes, files, side_files};
use onrecord::check::check;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::problem::ProblemKind;
use onrecord::document::{Document, read, side_file};
use onrecord::matching::archive::Archive;
use onrecord::report::Checked;
use onrecord::report::reply::Published;
use onrecord::verdict::policy::Policy;
use onrecord_model::Model;
use std::path::{Path, PathBuf};

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
        let report = check(Model::english(), &self.archive, &document, policy, published);
        Checked { document, report }
    }
}

/// Every document that `paths` stand for, in the order of the paths. A record has what the side file
/// beside it (`NAME.json`, `NAME.toml`) says. A file in a folder that is of no format that is read is
/// passed over; one that was named is a document with a problem.
#[must_use]
pub fn documents(paths: &[PathBuf], kind: DocumentKind) -> Opened<Vec<Document>> {
    let mut opened = Opened { value: Vec::new(), errors: Vec::new() };
    for file in paths.iter().flat_map(|path| files(path)) {
        match file.and_then(|file| Ok((document(&file.path, kind)?, file.chosen))) {
            Ok((documents, chosen)) => opened.value.extend(
                documents
                    .into_iter()
                    .filter(|document| chosen == Chosen::ByName || !is_unsupported(document)),
            ),
            Err(error) => opened.errors.push(error),
        }
    }
    opened
}

fn document(path: &Path, kind: DocumentKind) -> Result<Vec<Document>, Error> {
    let origin = Origin { name: path.display().to_string() };
    let mut documents = read(&bytes(path)?, &origin, kind);
    if kind == DocumentKind::Record {
        for side in side_files(path).filter(|side| side.is_file()) {
            let said = bytes(&side)?;
            for document in &mut documents {
                side_file::apply(document, &said, &side.display().to_string());
            }
        }
    }
    Ok(documents)
}

fn is_unsupported(document: &Document) -> bool {
    document.problems.iter().any(|problem| problem.kind == ProblemKind::Unsupported)
}
