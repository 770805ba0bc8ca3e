//! Documents one at a time, so that many need no more memory than one. Paths in, documents and errors
//! out, in the order of the paths. JSON lines are read line by line, however long the file is.

use crate::error::Error;
use crate::haystack::{Chosen, Haystack, bytes, files, side_files};
use onrecord::document::limits::INPUT_BYTES;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::problem::ProblemKind;
use onrecord::document::{Document, json_lines, read, side_file};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The path that stands for the standard input.
pub const STDIN: &str = "-";

/// Every document that `paths` stand for, in the order of the paths; `-` is the standard input. A
/// record has what the side file beside it (`NAME.json`, `NAME.toml`) says. A file in a folder that is
/// of no format that is read is passed over; one that was named is a document with a problem.
pub fn stream(
    paths: &[PathBuf],
    kind: DocumentKind,
) -> impl Iterator<Item = Result<Document, Error>> {
    paths
        .iter()
        .flat_map(|path| match path.as_os_str() == STDIN {
            true => vec![Ok(Haystack { path: path.clone(), chosen: Chosen::ByName })],
            false => files(path),
        })
        .flat_map(move |file| match file.and_then(|file| open(&file, kind)) {
            Ok(documents) => documents,
            Err(error) => Documents::Read(vec![Err(error)].into_iter()),
        })
}

/// The documents of one file.
pub(crate) enum Documents {
    Read(std::vec::IntoIter<Result<Document, Error>>),
    Lines(Lines),
}

impl Iterator for Documents {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Documents::Read(documents) => documents.next(),
            Documents::Lines(lines) => lines.next(),
        }
    }
}

/// The documents of `file`, one at a time.
pub(crate) fn open(file: &Haystack, kind: DocumentKind) -> Result<Documents, Error> {
    let path = &file.path;
    let failed = |source| Error::Read { path: path.clone(), source };
    let origin = Origin { name: path.display().to_string() };
    if path.as_os_str() == STDIN {
        return standard_input(origin, kind).map_err(failed);
    }
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| ending == "jsonl" || ending == "ndjson") {
        let source = Box::new(BufReader::new(File::open(path).map_err(failed)?));
        return Ok(Documents::Lines(Lines {
            source,
            origin,
            kind,
            path: path.clone(),
            n_lines: 0,
        }));
    }
    let mut documents = read(&bytes(path)?, &origin, kind);
    if kind == DocumentKind::Record {
        describe(&mut documents, path)?;
    }
    documents.retain(|document| file.chosen == Chosen::ByName || !is_unsupported(document));
    Ok(Documents::Read(documents.into_iter().map(Ok).collect::<Vec<_>>().into_iter()))
}

/// The standard input: JSON lines where its first line is a JSON object, else one document.
fn standard_input(origin: Origin, kind: DocumentKind) -> io::Result<Documents> {
    let path = PathBuf::from(STDIN);
    let mut source = BufReader::new(io::stdin());
    let mut first = Vec::new();
    source.by_ref().take(INPUT_BYTES as u64).read_until(b'\n', &mut first)?;
    let is_object = |line: &[u8]| {
        serde_json::from_slice::<serde_json::Value>(line).is_ok_and(|value| value.is_object())
    };
    let source = io::Cursor::new(first).chain(source);
    if is_object(source.get_ref().0.get_ref()) {
        let source = Box::new(BufReader::new(source));
        return Ok(Documents::Lines(Lines { source, origin, kind, path, n_lines: 0 }));
    }
    let mut bytes = Vec::new();
    source.take(INPUT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let documents: Vec<_> = read(&bytes, &origin, kind).into_iter().map(Ok).collect();
    Ok(Documents::Read(documents.into_iter()))
}

/// Puts what the side files beside `path` say into its documents.
fn describe(documents: &mut [Document], path: &Path) -> Result<(), Error> {
    for side in side_files(path).filter(|side| side.is_file()) {
        let said = bytes(&side)?;
        for document in &mut *documents {
            side_file::apply(document, &said, &side.display().to_string());
        }
    }
    Ok(())
}

fn is_unsupported(document: &Document) -> bool {
    document.problems.iter().any(|problem| problem.kind == ProblemKind::Unsupported)
}

/// A file of JSON lines that is being read.
pub(crate) struct Lines {
    source: Box<dyn BufRead>,
    origin: Origin,
    kind: DocumentKind,
    path: PathBuf,
    n_lines: usize,
}

impl Iterator for Lines {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            let read = self.source.by_ref().take(INPUT_BYTES as u64).read_until(b'\n', &mut line);
            match read {
                Ok(0) => return None,
                Ok(_) => {}
                Err(source) => {
                    self.source = Box::new(io::empty());
                    return Some(Err(Error::Read { path: self.path.clone(), source }));
                }
            }
            self.n_lines += 1;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_start_matches('\u{FEFF}').trim();
            if !text.is_empty() {
                return Some(Ok(json_lines::read_line(
                    text,
                    self.n_lines,
                    &self.origin,
                    self.kind,
                )));
            }
        }
    }
}
