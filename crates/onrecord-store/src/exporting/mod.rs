//! A store for other programs. A store and a shape in, its findings with their published replies in that shape
//! out. Texts of documents stay in the store, but for the captures that a pack of evidence is made of; no
//! e-mail is in anything that is read here.
//!
//! A finding comes here as everywhere as [`Answered`], so that no shape can show one without its replies.

pub mod annotation;
mod lines;
mod linked;
mod pack;
mod table;

use crate::database::fault::Fault;
use crate::database::value::Value;
use crate::error::Error;
use crate::reading::answered::{Answered, findings};
use crate::reading::condition::Conditions;
use crate::store::Store;
use crate::values;
use std::io::{self, Write};

/// What an export looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// JSON lines: one object a finding.
    Lines,
    /// Apache Parquet: one row a finding.
    Table,
    /// W3C Web Annotation: one annotation a finding.
    Annotation,
    /// schema.org in JSON-LD: reports with their quotations, and what they are quotations of.
    Linked,
    /// WACZ 1.1.1: the captures, with an index, and the findings in the pages that they hold.
    Pack,
}

impl Shape {
    /// All shapes, with the name that a user calls each by.
    pub const ALL: [(Shape, &'static str); 5] = [
        (Shape::Lines, "jsonl"),
        (Shape::Table, "parquet"),
        (Shape::Annotation, "annotation"),
        (Shape::Linked, "json-ld"),
        (Shape::Pack, "wacz"),
    ];
}

/// Where an export goes; what it says of itself.
pub struct Export<'a> {
    /// Gets the bytes in order.
    pub sink: &'a mut (dyn Write + Send),
    /// What ids begin with, without a slash at its end: the address of the record's pages, or a URN.
    pub address: &'a str,
}

/// What ids begin with where no address is known.
pub const URN: &str = "urn:onrecord";

impl Store {
    /// Writes every finding of every article that is not withheld, in `shape`.
    ///
    /// # Errors
    /// Where the database does not answer, the sink takes no more, or there is nothing to pack.
    pub fn export(&self, shape: Shape, export: &mut Export) -> Result<(), Error> {
        match shape {
            Shape::Lines => lines::write(self, export),
            Shape::Table => table::write(self, export),
            Shape::Annotation => annotation::write(self, export),
            Shape::Linked => linked::write(self, export),
            Shape::Pack => pack::write(self, export),
        }
    }

    /// Hands the findings of each article in turn, by document, in text order; `condition` is one on `d`, the
    /// document.
    fn articles(
        &self,
        condition: &str,
        hand: &mut dyn FnMut(&[Answered]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.database().read(|engine| {
            let ids = format!(
                "SELECT d.id FROM document d WHERE d.withheld = 0 AND d.kind = 'article' AND {condition}"
            );
            let rows = engine.query(&ids, values![])?;
            let mut ids: Vec<String> =
                rows.iter().map(|row| row.get(0)).collect::<Result<_, Fault>>()?;
            // By the bytes of the ids: a server may sort by the rules of a language.
            ids.sort_unstable();
            for id in ids {
                let mut conditions = Conditions::default();
                conditions.and("f.document = ?", [Value::from(id)]);
                conditions.push(" ORDER BY f.ordinal", []);
                let found = findings(engine, &conditions)?;
                if !found.is_empty() {
                    hand(&found)?;
                }
            }
            Ok::<_, Error>(())
        })
    }
}

/// Where something of `kind` ("s", "d", …) called `id` is found.
fn place(address: &str, kind: &str, id: &str) -> String {
    if address.starts_with("urn:") {
        format!("{address}:{id}")
    } else {
        format!("{address}/{kind}/{id}")
    }
}

/// An error of writing an export.
fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Export { source: error.into() }
}

fn put(sink: &mut (dyn Write + Send), text: &str) -> Result<(), Error> {
    sink.write_all(text.as_bytes()).map_err(failed)
}

/// Bytes that are counted and hashed on their way.
struct Hashed<W> {
    inner: W,
    hasher: sha2::Sha256,
    n_bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        sha2::Digest::update(&mut self.hasher, &bytes[..n]);
        self.n_bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
