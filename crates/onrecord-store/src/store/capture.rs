//! Captures: what came over the wire, kept as it came. Exchanges with servers in, a WARC 1.1 file (ISO 28500)
//! in the store's folder out, each record in a gzip member of its own, the file called by the blake3 hash of
//! its bytes. What was captured of an address before is told, so that a server can say that nothing changed.

use crate::database::engine::{Engine, first};
use crate::database::fault::Fault;
use crate::error::Error;
use crate::store::Store;
use crate::store::warc::fields;
use crate::values;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::net::IpAddr;
use std::path::PathBuf;

/// A request and its answer, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The address that was asked for.
    pub url: String,
    /// When.
    pub at: Timestamp,
    /// The machine that answered, where it is known.
    pub ip: Option<IpAddr>,
    /// The status of HTTP.
    pub status: u16,
    /// The request: head, and no body.
    pub request: Vec<u8>,
    /// The answer: head and body, as they were transferred.
    pub response: Vec<u8>,
}

/// What a server said of the version that it sent last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// A file of captures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies.
    pub path: PathBuf,
    /// The hash of its bytes, which is its name.
    pub hash: String,
}

/// The profile of a record that stands for an answer of 304.
const UNCHANGED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
/// How file and records say by whom they were made.
const SOFTWARE: &str = concat!("onrecord/", env!("CARGO_PKG_VERSION"));

impl Store {
    /// Keeps `exchanges`, the hops of one fetch in order, as one file.
    ///
    /// # Errors
    /// Where the file or the tables cannot be written.
    pub fn keep(&self, exchanges: &[Exchange]) -> Result<Kept, Error> {
        let folder = self.captures_folder();
        let failed = |source| Error::Write { path: folder.clone(), source };
        fs::create_dir_all(&folder).map_err(failed)?;
        let bytes = file(exchanges).map_err(failed)?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let path = folder.join(format!("{hash}.warc.gz"));
        // Under its name lies a whole file or none, also where the machine stops meanwhile.
        let written = folder.join(format!("{hash}.part"));
        let write = || {
            let mut file = fs::File::create(&written)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&written, &path)
        };
        write().map_err(|source| Error::Write { path: path.clone(), source })?;
        self.database().write(|engine| {
            for (ordinal, one) in (0_u64..).zip(exchanges) {
                let Validators { etag, modified } = validators(&one.response);
                engine.execute(
                    "INSERT INTO capture (hash, ordinal, url, at, status, etag, modified)
                     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash, ordinal) DO NOTHING",
                    values![
                        hash.as_str(),
                        ordinal,
                        one.url.as_str(),
                        one.at.as_microsecond(),
                        u64::from(one.status),
                        etag,
                        modified
                    ],
                )?;
            }
            Ok::<_, Fault>(())
        })?;
        Ok(Kept { path, hash })
    }

    /// The last capture of the page at `url`, if its file is there, and what its server said of it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn last_capture(&self, url: &str) -> Result<Option<(Kept, Validators)>, Error> {
        let row = self.database().read(|engine| {
            let statement = "SELECT hash, etag, modified FROM capture
                             WHERE url = $1 AND status = 200 ORDER BY at DESC LIMIT 1";
            first(engine, statement, values![url])
        })?;
        let Some(row) = row else { return Ok(None) };
        let hash: String = row.get(0)?;
        let path = self.captures_folder().join(format!("{hash}.warc.gz"));
        let validators = Validators { etag: row.get(1)?, modified: row.get(2)? };
        Ok(path.is_file().then_some((Kept { path, hash }, validators)))
    }

    /// The documents that came from the capture called `hash` and are kept, by id: which of their versions.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn captured_in(&self, hash: &str) -> Result<Vec<(String, u64)>, Error> {
        let read = |engine: &mut dyn Engine| {
            let statement = "SELECT document, number FROM version WHERE capture = $1";
            let rows = engine.query(statement, values![hash])?;
            let rows = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?)));
            let mut found = rows.collect::<Result<Vec<(String, u64)>, Fault>>()?;
            found.sort_unstable();
            Ok::<_, Fault>(found)
        };
        Ok(self.database().read(read)?)
    }
}

/// What the head of an answer says of its version.
fn validators(response: &[u8]) -> Validators {
    let mut source = response;
    let is_headed = source.skip_until(b'\n').is_ok();
    let mut head =
        if is_headed { fields(&mut source).unwrap_or_default() } else { Default::default() };
    Validators { etag: head.remove("etag"), modified: head.remove("last-modified") }
}

/// `packed` out of gzip; `None` where more than `most` bytes come out.
///
/// # Errors
/// Where it is no gzip, or breaks off.
pub fn unpacked(packed: &[u8], most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    MultiGzDecoder::new(packed).take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// The bytes of a file of `exchanges`.
fn file(exchanges: &[Exchange]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let at = exchanges.first().map_or(Timestamp::UNIX_EPOCH, |one| one.at);
    let about = format!(
        "software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\n\
         conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
         robots: classic\r\n"
    );
    let head = Head { kind: "warcinfo", at, content: "application/warc-fields", more: Vec::new() };
    put(&mut bytes, &head, about.as_bytes())?;
    for one in exchanges {
        let about = |content, kind| {
            let mut more = vec![("WARC-Target-URI", one.url.clone())];
            more.extend(one.ip.map(|ip| ("WARC-IP-Address", ip.to_string())));
            Head { kind, at: one.at, content, more }
        };
        let is_unchanged = one.status == 304;
        let kind = if is_unchanged { "revisit" } else { "response" };
        let mut head = about("application/http; msgtype=response", kind);
        if is_unchanged {
            head.more.push(("WARC-Profile", UNCHANGED.to_owned()));
        } else {
            head.more.push(("WARC-Payload-Digest", digest(payload(&one.response))));
        }
        let response = id(&head, &one.response);
        put(&mut bytes, &head, &one.response)?;
        for (kind, content, block) in [
            ("request", "application/http; msgtype=request", one.request.clone()),
            ("metadata", "application/warc-fields", notes(exchanges, one).into_bytes()),
        ] {
            let mut head = about(content, kind);
            head.more.push(("WARC-Concurrent-To", response.clone()));
            put(&mut bytes, &head, &block)?;
        }
    }
    Ok(bytes)
}

/// What is told of an exchange beside its bytes: the address that led there.
fn notes(exchanges: &[Exchange], one: &Exchange) -> String {
    let place = exchanges.iter().position(|other| other == one).unwrap_or(0);
    let via = place.checked_sub(1).and_then(|before| exchanges.get(before));
    let via = via.map(|before| format!("via: {}\r\n", before.url)).unwrap_or_default();
    format!("{via}hopsFromSeed: {}\r\n", "R".repeat(place))
}

struct Head {
    kind: &'static str,
    at: Timestamp,
    content: &'static str,
    more: Vec<(&'static str, String)>,
}

/// Appends one record in a gzip member of its own.
fn put(bytes: &mut Vec<u8>, head: &Head, block: &[u8]) -> io::Result<()> {
    let mut text = format!(
        "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n",
        head.kind,
        id(head, block),
        head.at.strftime("%Y-%m-%dT%H:%M:%S%.fZ"),
    );
    for (name, value) in &head.more {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!(
        "WARC-Block-Digest: {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
        digest(block),
        head.content,
        block.len(),
    ));
    let mut member = GzEncoder::new(bytes, Compression::default());
    member.write_all(text.as_bytes())?;
    member.write_all(block)?;
    member.write_all(b"\r\n\r\n")?;
    member.finish()?;
    Ok(())
}

/// What follows the head of an answer.
fn payload(response: &[u8]) -> &[u8] {
    let end = response.windows(4).position(|four| four == b"\r\n\r\n");
    end.map_or(&[], |end| &response[end + 4..])
}

fn digest(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The id of a record: a UUID (version 8, RFC 9562) made from what it holds, so that the same is called the same.
fn id(head: &Head, block: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    let target = head.more.first().map_or("", |(_, value)| value.as_str());
    for part in [head.kind.as_bytes(), head.at.to_string().as_bytes(), target.as_bytes(), block] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut bytes: [u8; 16] =
        hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d, e] = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("<urn:uuid:{a}-{b}-{c}-{d}-{e}>")
}
