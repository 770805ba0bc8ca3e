//! A version of a document as it is kept, and the document again. Rows in, [`Document`] out: what is read of
//! kept bytes is what was read when they came.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::database::value::Row;
use crate::values;
use onrecord::document::metadata::{MetadataSource, Sourced};
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read, side_file};

/// How strongly documents are compressed: above this, zstd gains a hundredth for twice the time.
const LEVEL: i32 = 9;
/// How a zstd frame begins. Nothing that is a frame itself is kept as it came.
const FRAME: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// No document has more bytes than are read.
const MOST: usize = onrecord::document::limits::INPUT_BYTES + 1;

/// Version `number` of document `id` as it was read when it came; `None` where it is not kept.
///
/// # Errors
/// The engine's own, and where the bytes are damaged.
pub fn document(engine: &mut dyn Engine, id: &str, number: u32) -> Result<Option<Document>, Fault> {
    let statement = format!(
        "SELECT {COLUMNS} FROM document JOIN version ON version.document = document.id
         WHERE document.id = $1 AND version.number = $2"
    );
    let row = first(engine, &statement, values![id, number])?;
    row.map(|row| Version::of(&row)?.document()).transpose()
}

/// The bytes of one version and what they are read with.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// The document's id.
    pub(crate) document: String,
    pub(crate) kind: DocumentKind,
    /// What the document is called: its URL or origin.
    pub(crate) name: String,
    pub(crate) url: Option<String>,
    pub(crate) number: u32,
    pub(crate) hash: String,
    /// Compressed.
    bytes: Vec<u8>,
    side: Option<Vec<u8>>,
    side_name: Option<String>,
    read_as: String,
    /// The hash of the bytes as an erasure rewrote them; `None` where they are as they came.
    rehashed: Option<String>,
}

/// The columns of [`Version`], of `document` joined with `version`.
pub(crate) const COLUMNS: &str = "document.id, document.kind, document.name, document.url, version.number, \
     version.hash, version.bytes, version.side, version.side_name, version.read_as, version.rehashed";

impl Version {
    /// The version in a row of [`COLUMNS`].
    pub(crate) fn of(row: &Row) -> Result<Version, Fault> {
        Ok(Version {
            document: row.get(0)?,
            kind: kind(&row.get::<String>(1)?)?,
            name: row.get(2)?,
            url: row.get(3)?,
            number: row.get(4)?,
            hash: row.get(5)?,
            bytes: row.get(6)?,
            side: row.get(7)?,
            side_name: row.get(8)?,
            read_as: row.get(9)?,
            rehashed: row.get(10)?,
        })
    }

    /// The latest version of document `id`; `None` where there is no such document.
    pub(crate) fn latest(engine: &mut dyn Engine, id: &str) -> Result<Option<Version>, Fault> {
        let statement = format!(
            "SELECT {COLUMNS} FROM document JOIN version
             ON version.document = document.id AND version.number = document.latest
             WHERE document.id = $1"
        );
        first(engine, &statement, values![id])?.as_ref().map(Version::of).transpose()
    }

    /// The bytes as they came, and those of the side file.
    pub(crate) fn opened(&self) -> Result<(Vec<u8>, Option<Vec<u8>>), Fault> {
        Ok((
            self.unpacked(&self.bytes)?,
            self.side.as_ref().map(|side| self.unpacked(side)).transpose()?,
        ))
    }

    fn unpacked(&self, packed: &[u8]) -> Result<Vec<u8>, Fault> {
        if !packed.starts_with(&FRAME) {
            return Ok(packed.to_vec());
        }
        zstd::bulk::decompress(packed, MOST).map_err(|error| {
            let Version { document, number, .. } = self;
            Fault::Content(format!("version {number} of document {document} is damaged: {error}"))
        })
    }

    /// The name that the bytes are read under.
    pub(crate) fn read_as(&self) -> &str {
        if self.read_as.is_empty() { &self.name } else { &self.read_as }
    }

    /// What the side file is called.
    pub(crate) fn side_name(&self) -> Option<&str> {
        self.side_name.as_deref()
    }

    /// The hash that the bytes are to have: that of the bytes as they came, unless they were rewritten.
    pub(crate) fn expected(&self) -> &str {
        self.rehashed.as_deref().unwrap_or(&self.hash)
    }

    /// Reads the document.
    pub(crate) fn document(&self) -> Result<Document, Fault> {
        let (bytes, side) = self.opened()?;
        let side = side.as_deref().zip(self.side_name.as_deref());
        let mut document = reading(&bytes, side, self.read_as(), self.kind);
        call(&mut document, &self.name, self.url.as_deref());
        Ok(document)
    }

    /// The hash that the bytes have.
    pub(crate) fn reckoned(&self) -> Result<String, Fault> {
        let (bytes, side) = self.opened()?;
        let side = side.as_deref().zip(self.side_name.as_deref());
        Ok(hash(&bytes, side))
    }
}

/// The one document that `bytes` hold. `side` is a side file with its name.
pub(crate) fn reading(
    bytes: &[u8],
    side: Option<(&[u8], &str)>,
    read_as: &str,
    kind: DocumentKind,
) -> Document {
    let origin = Origin { name: read_as.to_owned() };
    let documents = read(bytes, &origin, kind);
    let mut document =
        documents.into_iter().next().unwrap_or_else(|| Document::empty(&origin, kind));
    if let Some((said, name)) = side.filter(|_| kind == DocumentKind::Record) {
        side_file::apply(&mut document, said, name);
    }
    document
}

/// Gives `document` the name and the address that the record knows it by.
pub(crate) fn call(document: &mut Document, name: &str, url: Option<&str>) {
    name.clone_into(&mut document.origin.name);
    if let Some(url) = url
        && document.metadata.url.first().is_none_or(|known| known.value != url)
    {
        let url = Sourced { value: url.to_owned(), from: MetadataSource::Name };
        document.metadata.url.insert(0, url);
    }
}

/// The hash of a version: of its bytes, and of what its side file is called and holds.
pub(crate) fn hash(bytes: &[u8], side: Option<(&[u8], &str)>) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    if let Some((said, name)) = side {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&(name.len() as u64).to_le_bytes());
        hasher.update(name.as_bytes());
        hasher.update(said);
    }
    hasher.finalize().to_hex().to_string()
}

/// `bytes` as they are kept.
pub(crate) fn packed(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    zstd::bulk::compress(bytes, LEVEL)
        .map_err(|error| Fault::Content(format!("{} bytes cannot be packed: {error}", bytes.len())))
}

/// The word for a kind in the tables.
pub(crate) fn kind_word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Article => "article",
        DocumentKind::Record => "record",
    }
}

fn kind(word: &str) -> Result<DocumentKind, Fault> {
    match word {
        "article" => Ok(DocumentKind::Article),
        "record" => Ok(DocumentKind::Record),
        other => Err(Fault::Content(format!("{other:?} is no kind of document"))),
    }
}
