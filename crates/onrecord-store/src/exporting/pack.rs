//! WACZ 1.1.1: a pack of evidence. Captures in; a zip of them with an index of their records, a list of their
//! pages, and the findings in those pages with their replies out. It holds whole pages.

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::error::Error;
use crate::exporting::annotation::moment;
use crate::exporting::lines::line;
use crate::exporting::{Export, Hashed, failed};
use crate::machine::now;
use crate::store::Store;
use crate::store::warc::{Entry, answers};
use crate::values;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What the captures are called in the pack.
const DATA: &str = "data.warc.gz";

pub(crate) fn write(store: &Store, export: &mut Export) -> Result<(), Error> {
    let captures = captures(store)?;
    if captures.is_empty() {
        let said =
            "the store holds no captures of what is not withheld; onrecord capture URL makes some";
        return Err(failed(said));
    }
    let mut pack = Pack { zip: ZipWriter::new_stream(&mut *export.sink), resources: Vec::new() };
    let mut all: Vec<Entry> = Vec::new();
    pack.file(&format!("archive/{DATA}"), CompressionMethod::Stored, &mut |sink| {
        let mut offset = 0;
        for path in &captures {
            let bytes =
                fs::read(path).map_err(|source| Error::Read { path: path.clone(), source })?;
            let found =
                answers(&bytes).map_err(|source| Error::Read { path: path.clone(), source })?;
            all.extend(found.into_iter().map(|one| Entry { offset: one.offset + offset, ..one }));
            offset += bytes.len() as u64;
            sink.write_all(&bytes).map_err(failed)?;
        }
        Ok(())
    })?;
    let mut index: Vec<String> = all.iter().map(index_line).collect();
    index.sort_unstable();
    pack.text("indexes/index.cdx", &index.concat())?;
    pack.text("pages/pages.jsonl", &pages(store, &all)?)?;
    pack.file("onrecord/findings.jsonl", CompressionMethod::Deflated, &mut |sink| {
        let captured = "d.id IN (SELECT document FROM version WHERE capture IS NOT NULL)";
        store.articles(captured, &mut |found| {
            found.iter().try_for_each(|one| sink.write_all(line(one).as_bytes()).map_err(failed))
        })
    })?;
    let package = json!({
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "created": moment(now().as_microsecond()),
        "software": concat!("onrecord/", env!("CARGO_PKG_VERSION")),
        "resources": std::mem::take(&mut pack.resources),
    });
    let package = format!("{package:#}\n");
    pack.text("datapackage.json", &package)?;
    let digest = json!({ "path": "datapackage.json", "hash": hash(package.as_bytes()) });
    pack.text("datapackage-digest.json", &format!("{digest:#}\n"))?;
    pack.zip.finish().map_err(failed)?;
    Ok(())
}

fn hash(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

fn hex(digest: &[u8]) -> String {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The files of captures that hold nothing withheld, by name.
fn captures(store: &Store) -> Result<Vec<PathBuf>, Error> {
    let withheld = store.database().read(|engine| {
        let statement = "SELECT version.capture FROM version JOIN document
            ON document.id = version.document WHERE document.withheld <> 0 AND version.capture IS NOT NULL";
        let rows = engine.query(statement, values![])?;
        rows.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, Fault>>()
    })?;
    let Ok(listed) = fs::read_dir(store.captures_folder()) else { return Ok(Vec::new()) };
    let is_shown = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.strip_suffix(".warc.gz").is_some_and(|hash| !withheld.iter().any(|one| one == hash))
    };
    let mut paths: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    paths.retain(is_shown);
    paths.sort();
    Ok(paths)
}

/// A line of a CDXJ index.
fn index_line(one: &Entry) -> String {
    let time: String = one.date.chars().filter(char::is_ascii_digit).take(14).collect();
    let about = json!({
        "url": one.url,
        "mime": one.mime,
        "status": one.status,
        "digest": one.digest,
        "length": one.length.to_string(),
        "offset": one.offset.to_string(),
        "filename": DATA,
    });
    format!("{} {time} {about}\n", sortable(&one.url))
}

/// An address as indexes sort it: "com,example)/page".
fn sortable(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (authority, path) = rest.find(['/', '?']).map_or((rest, "/"), |at| rest.split_at(at));
    let authority = authority.strip_prefix("www.").unwrap_or(authority).to_lowercase();
    let (host, port) = authority.rsplit_once(':').map_or((authority.as_str(), ""), |(h, p)| (h, p));
    let is_name = host.chars().any(|c| c.is_ascii_alphabetic()) && !host.starts_with('[');
    let turned =
        if is_name { host.rsplit('.').collect::<Vec<_>>().join(",") } else { host.to_owned() };
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    format!("{turned}{port}){}", path.to_lowercase())
}

/// The pages of the captures, one a line after a head.
fn pages(store: &Store, all: &[Entry]) -> Result<String, Error> {
    let mut lines =
        "{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"Pages\"}\n".to_owned();
    let title = |engine: &mut dyn Engine, url: &str| -> Result<Option<String>, Fault> {
        let statement = "SELECT version.title FROM document JOIN version
            ON version.document = document.id AND version.number = document.latest
            WHERE document.url = $1 AND document.withheld = 0";
        let row = crate::database::engine::first(engine, statement, values![url])?;
        row.map_or(Ok(None), |row| row.get(0))
    };
    for one in all.iter().filter(|one| one.status == "200") {
        let title = store.database().read(|engine| title(engine, &one.url))?;
        let page = json!({
            "id": one.digest,
            "url": one.url,
            "ts": one.date,
            "title": title.unwrap_or_else(|| one.url.clone()),
        });
        lines.push_str(&format!("{page}\n"));
    }
    Ok(lines)
}

struct Pack<W: Write> {
    zip: ZipWriter<zip::write::StreamWriter<W>>,
    resources: Vec<Value>,
}

impl<W: Write> Pack<W> {
    fn text(&mut self, path: &str, text: &str) -> Result<(), Error> {
        self.file(path, CompressionMethod::Deflated, &mut |sink| {
            sink.write_all(text.as_bytes()).map_err(failed)
        })
    }

    /// Writes one file of the pack and lists it.
    fn file(
        &mut self,
        path: &str,
        method: CompressionMethod,
        fill: &mut dyn FnMut(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let options = SimpleFileOptions::default().compression_method(method).large_file(true);
        self.zip.start_file(path, options).map_err(failed)?;
        let mut sink = Hashed { inner: &mut self.zip, hasher: Sha256::new(), n_bytes: 0 };
        fill(&mut sink)?;
        let (digest, n_bytes) = (sink.hasher.finalize(), sink.n_bytes);
        let name = path.rsplit('/').next().unwrap_or(path);
        self.resources.push(json!({
            "name": name, "path": path, "hash": hex(digest.as_slice()), "bytes": n_bytes,
        }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::exporting::pack::sortable;

    #[test]
    fn addresses_sort_by_their_hosts_read_backwards() {
        assert_eq!(sortable("https://www.Post.example/Ferry?a=1"), "example,post)/ferry?a=1");
        assert_eq!(sortable("http://127.0.0.1:8080/x"), "127.0.0.1:8080)/x");
        assert_eq!(sortable("https://post.example"), "example,post)/");
    }
}
