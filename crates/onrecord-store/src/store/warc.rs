//! Captures of the web: WARC 1.0 and 1.1 (ISO 28500), whole or each record in a gzip member. A stream in, the
//! pages that answers hold out. Requests, metadata, redirects and answers other than 200 are passed over.

use crate::store::feed::entries;
use crate::store::offer::Offered;
use flate2::read::{DeflateDecoder, GzDecoder, MultiGzDecoder, ZlibDecoder};
use jiff::Timestamp;
use onrecord::document::limits::INPUT_BYTES;
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, BufReader, Read};

/// Longest head of a record or an answer, in bytes.
const HEAD: u64 = 64 << 10;

/// Fields of a head by their names in lower case.
pub(crate) type Fields = BTreeMap<String, String>;

/// The pages in `source`, which is gzipped if it begins so. After an error nothing follows.
pub fn pages(source: impl Read + 'static) -> impl Iterator<Item = io::Result<Offered>> {
    let mut source = BufReader::new(source);
    let is_packed = source.fill_buf().is_ok_and(|head| head.starts_with(b"\x1F\x8B"));
    let mut source: Box<dyn BufRead> = match is_packed {
        true => Box::new(BufReader::new(MultiGzDecoder::new(source))),
        false => Box::new(source),
    };
    let mut is_over = false;
    // A feed is many pages.
    let mut held: VecDeque<Offered> = VecDeque::new();
    std::iter::from_fn(move || {
        loop {
            if let Some(page) = held.pop_front() {
                return Some(Ok(page));
            }
            if is_over {
                return None;
            }
            match record(&mut source) {
                Ok(Some(pages)) => held.extend(pages),
                Ok(None) => is_over = true,
                Err(error) => {
                    is_over = true;
                    return Some(Err(error));
                }
            }
        }
    })
}

/// The next record: `None` at the end, else its pages.
fn record(source: &mut Box<dyn BufRead>) -> io::Result<Option<Vec<Offered>>> {
    let broken = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut first = String::new();
    while first.trim().is_empty() {
        first.clear();
        if source.take(HEAD).read_line(&mut first)? == 0 {
            return Ok(None);
        }
    }
    if !first.starts_with("WARC/1.") {
        return Err(broken("a record does not begin with WARC/1.0 or WARC/1.1"));
    }
    let fields = fields(source)?;
    let length = fields.get("content-length").and_then(|length| length.parse::<u64>().ok());
    let length = length.ok_or_else(|| broken("a record has no Content-Length"))?;
    let mut block = Vec::new();
    source.take(length.min(INPUT_BYTES as u64 + HEAD)).read_to_end(&mut block)?;
    let rest = length - block.len() as u64;
    if rest > 0 && io::copy(&mut source.take(rest), &mut io::sink())? < rest {
        return Err(broken("the last record is cut short"));
    }
    Ok(Some(if rest == 0 { pages_of(&fields, &block) } else { Vec::new() }))
}

/// Lines `name: value` up to an empty one; a line that begins with a space goes on with the one before.
pub(crate) fn fields(source: &mut dyn BufRead) -> io::Result<Fields> {
    let mut source = source.take(HEAD);
    let mut fields = Fields::new();
    let mut last = String::new();
    loop {
        let mut line = Vec::new();
        source.read_until(b'\n', &mut line)?;
        let line = String::from_utf8_lossy(&line);
        let text = line.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            return Ok(fields);
        }
        if text.starts_with([' ', '\t']) {
            if let Some(value) = fields.get_mut(&last) {
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((name, value)) = text.split_once(':') {
            last = name.trim().to_lowercase();
            fields.insert(last.clone(), value.trim().to_owned());
        }
    }
}

/// The page of a record, the entries of the feed that it holds, or nothing.
fn pages_of(record: &Fields, block: &[u8]) -> Vec<Offered> {
    let field = |name: &str| record.get(name).map_or("", String::as_str);
    let url = field("warc-target-uri").trim_matches(['<', '>']).to_owned();
    let held = match field("warc-type") {
        "response" => answer(block),
        "resource" => Some((field("content-type").to_owned(), block.to_vec())),
        _ => None,
    };
    let captured = field("warc-date").parse::<Timestamp>().ok().map(Timestamp::as_microsecond);
    let Some((kind, body)) = held else { return Vec::new() };
    let (bytes, read_as) = if is_list(&kind) {
        if let Some(entries) = entries(&body) {
            let pages = entries.iter().map(|entry| Offered { captured, ..entry.offered(&url) });
            return pages.collect();
        }
        // A transcript of a podcast or a recogniser; other JSON is of a program and no document.
        let is_said = kind.contains("json") && body.windows(10).any(|ten| ten == b"\"segments\"");
        if !is_said {
            return Vec::new();
        }
        (body, "page.json")
    } else {
        let Some(readable) = readable(&kind, body) else { return Vec::new() };
        readable
    };
    let read_as = read_as.to_owned();
    vec![Offered {
        bytes,
        read_as,
        name: url.clone(),
        url: Some(url),
        captured,
        ..Offered::default()
    }]
}

/// Whether a body of type `kind` may be a feed: what else is XML or JSON is data of a page, and no document.
fn is_list(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    kind == "text/xml"
        || kind.starts_with("application/")
            && ["/xml", "/json", "+xml", "+json"].iter().any(|end| kind.ends_with(end))
            && kind != "application/xhtml+xml"
}

/// One record of an answer, as an index of captures has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The address.
    pub url: String,
    /// As the record has it.
    pub date: String,
    /// The status of HTTP; empty where it has none.
    pub status: String,
    /// The type without its parameters; "warc/revisit" for an answer that nothing changed.
    pub mime: String,
    /// The digest of its payload; empty where it has none.
    pub digest: String,
    /// Where its gzip member begins in the file.
    pub offset: u64,
    /// The length of that member.
    pub length: u64,
}

/// The answers in a file whose every record is a gzip member of its own.
///
/// # Errors
/// Where a member or the head of a record is cut short or no gzip.
pub fn answers(file: &[u8]) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    let mut rest = file;
    while !rest.is_empty() {
        let offset = (file.len() - rest.len()) as u64;
        let mut member = flate2::bufread::GzDecoder::new(rest);
        let mut record = Vec::new();
        (&mut member).take(INPUT_BYTES as u64 + 2 * HEAD).read_to_end(&mut record)?;
        rest = member.into_inner();
        let length = (file.len() - rest.len()) as u64 - offset;
        let mut source = &record[..];
        source.skip_until(b'\n')?;
        let fields = fields(&mut source)?;
        let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let kind = field("warc-type");
        if !matches!(kind.as_str(), "response" | "revisit") {
            continue;
        }
        let mut first = String::new();
        source.read_line(&mut first)?;
        let head = self::fields(&mut source)?;
        let mime = head.get("content-type").map_or("", String::as_str).split(';').next();
        let mime = mime.unwrap_or_default().trim().to_lowercase();
        found.push(Entry {
            url: field("warc-target-uri"),
            date: field("warc-date"),
            status: first.split_whitespace().nth(1).unwrap_or_default().to_owned(),
            mime: if kind == "revisit" { "warc/revisit".to_owned() } else { mime },
            digest: field("warc-payload-digest"),
            offset,
            length,
        });
    }
    Ok(found)
}

/// The type and the body of an answer with status 200; `None` for another, or one that cannot be unpacked.
pub(crate) fn answer(block: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut source = block;
    let mut first = Vec::new();
    (&mut source).take(HEAD).read_until(b'\n', &mut first).ok()?;
    let first = String::from_utf8_lossy(&first);
    let mut words = first.split_whitespace();
    if !words.next()?.starts_with("HTTP/") || words.next()? != "200" {
        return None;
    }
    let fields = fields(&mut source).ok()?;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let mut body = source.to_vec();
    if field("transfer-encoding").eq_ignore_ascii_case("chunked") {
        // Some tools write the field though they have joined the chunks.
        body = joined(&body).unwrap_or(body);
    }
    let mut unpacked = Vec::new();
    let most = INPUT_BYTES as u64 + 1;
    let packing = field("content-encoding").to_lowercase();
    match packing.as_str() {
        "" | "identity" => unpacked = body,
        "gzip" | "x-gzip" => {
            GzDecoder::new(&body[..]).take(most).read_to_end(&mut unpacked).ok()?;
        }
        "deflate" => {
            let is_read = ZlibDecoder::new(&body[..]).take(most).read_to_end(&mut unpacked).is_ok();
            if !is_read {
                unpacked.clear();
                DeflateDecoder::new(&body[..]).take(most).read_to_end(&mut unpacked).ok()?;
            }
        }
        _ => return None,
    }
    (unpacked.len() <= INPUT_BYTES).then(|| (field("content-type").to_owned(), unpacked))
}

/// The body whose chunks are in `body`; `None` where it is no chunks.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let from = end + 2;
        whole.extend(body.get(from..from.checked_add(size)?)?);
        body = body.get(from + size..)?.strip_prefix(b"\r\n")?;
    }
}

/// The bytes of a body of type `kind` and the name that they are read under; `None` for a type that holds no
/// document. An encoding that only the type names is taken out of the bytes.
pub(crate) fn readable(kind: &str, body: Vec<u8>) -> Option<(Vec<u8>, &'static str)> {
    let mut parts = kind.split(';');
    let name = match parts.next()?.trim().to_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => "page.html",
        "text/plain" => "page.txt",
        "text/markdown" => "page.md",
        "text/vtt" => "page.vtt",
        "application/x-subrip" => "page.srt",
        _ => return None,
    };
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches('"').to_owned())
    });
    let encoding = charset.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    match encoding.filter(|encoding| *encoding != encoding_rs::UTF_8) {
        Some(encoding) => {
            let (text, _, _) = encoding.decode(&body);
            // The mark outweighs what the page says of its encoding.
            Some((format!("\u{FEFF}{text}").into_bytes(), name))
        }
        None => Some((body, name)),
    }
}
