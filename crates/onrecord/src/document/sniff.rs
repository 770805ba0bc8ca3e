//! What format bytes are in. Bytes and a name in, a [`Format`] out: first by the signs that only one
//! format has, then by the name's ending, then by how the text begins. Nothing is parsed whole.

use crate::document::problem::{Problem, ProblemKind};

/// A format by its reader, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the formats'")]
pub enum Format {
    Plain,
    Markdown,
    Html,
    Docx,
    /// One JSON object a line, each a document.
    JsonLines,
    /// One JSON value: a podcast or recogniser transcript, or one document.
    Json,
    WebVtt,
    Srt,
    /// No bytes, or white space only.
    Empty,
    /// A known format that is not read: its name.
    Unsupported(&'static str),
    /// Bytes that are no text in any encoding.
    Binary,
}

/// What `onrecord` reads, for messages that refuse something else.
pub const ACCEPTED: &str =
    "HTML, plain text, Markdown, DOCX, JSON lines, WebVTT, SRT, or a JSON transcript";

impl Format {
    /// The problem of a document in this format, for formats that are not read.
    #[must_use]
    pub fn refusal(self) -> Option<Problem> {
        let (kind, message) = match self {
            Format::Empty => (ProblemKind::Empty, "nothing to read: the input is empty".to_owned()),
            Format::Unsupported(name) => {
                (ProblemKind::Unsupported, format!("{name} is not read; give {ACCEPTED}"))
            }
            Format::Binary => {
                (ProblemKind::Unsupported, format!("the bytes are no text; give {ACCEPTED}"))
            }
            _ => return None,
        };
        Some(Problem { kind, line: None, message })
    }
}

/// How formats that are no text begin.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WAV, AVI or WebP)"),
    (b"OggS", "Ogg audio"),
    (b"ID3", "MP3 audio"),
    (b"\xFF\xFB", "MP3 audio"),
    (b"fLaC", "FLAC audio"),
    (b"\x1A\x45\xDF\xA3", "a Matroska or WebM file"),
    (b"\x1F\x8B", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xFD7zXZ\0", "an xz file"),
    (b"\x28\xB5\x2F\xFD", "a zstd file"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip file"),
    (b"Rar!", "a RAR file"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file (.doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
    (b"\0asm", "a WebAssembly module"),
];

/// How many bytes of the beginning are looked at; a control character that makes a file binary
/// stands there if anywhere (git looks at 8,000 bytes for the same question).
const HEAD: usize = 8192;

/// What `bytes` are, with `name` (a path or URL) as the second witness.
#[must_use]
pub fn sniff(bytes: &[u8], name: &str) -> Format {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // "ID3 tags are …" begins an article: a short sign counts only among control characters.
    let is_sign = |magic: &[u8]| bytes.starts_with(magic) && (magic.len() > 4 || has_control(head));
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| is_sign(magic)) {
        return Format::Unsupported(name);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Format::Docx;
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Format::Unsupported("an MP4 file");
    }
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    if !wide && is_binary(head) {
        return Format::Binary;
    }
    let head = String::from_utf8_lossy(head).replace('\0', "");
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    if head.is_empty() && bytes.len() <= HEAD {
        return Format::Empty;
    }
    if head.starts_with("WEBVTT") {
        return Format::WebVtt;
    }
    by_ending(ending(name), head).unwrap_or_else(|| by_beginning(head))
}

/// The part of `name`'s last segment after its last full stop, in lower case; empty without one.
fn ending(name: &str) -> String {
    let path =
        if name.contains("://") { name.split(['?', '#']).next().unwrap_or("") } else { name };
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn by_ending(ending: String, head: &str) -> Option<Format> {
    Some(match ending.as_str() {
        "html" | "htm" | "xhtml" => Format::Html,
        "md" | "markdown" | "mdown" => Format::Markdown,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" if head.starts_with(['{', '[']) => Format::Json,
        "vtt" => Format::WebVtt,
        "srt" => Format::Srt,
        "said" => Format::Plain,
        _ => return None,
    })
}

fn by_beginning(head: &str) -> Format {
    let lower = head.get(..512).unwrap_or(head).to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<meta"]
        .iter()
        .any(|tag| lower.starts_with(tag))
        || (lower.starts_with("<?xml") || lower.starts_with("<!--")) && lower.contains("<html")
    {
        return Format::Html;
    }
    if lower.starts_with("<?xml") {
        return Format::Unsupported("XML");
    }
    if head.starts_with('{') {
        let first = head.lines().next().unwrap_or("").trim_end();
        return if first.len() > 2 && first.ends_with('}') || first.len() > 1000 {
            Format::JsonLines
        } else {
            Format::Json
        };
    }
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && second.contains("-->") {
        return Format::Srt;
    }
    Format::Plain
}

/// Whether a character stands for no text at all.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
}

fn has_control(head: &[u8]) -> bool {
    head.iter().any(|byte| is_control(*byte))
}

/// Whether more than one byte in ten is a control character.
fn is_binary(head: &[u8]) -> bool {
    let n_controls = head.iter().filter(|byte| is_control(**byte)).count();
    // UTF-16 without a mark has a zero in every second place of Latin text.
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half > 8 && (zeros(0) * 10 > half * 7) != (zeros(1) * 10 > half * 7) {
        return false;
    }
    n_controls * 10 > head.len()
}

#[cfg(test)]
mod tests {
    use crate::document::sniff::{Format, sniff};

    #[test]
    fn the_beginning_outweighs_the_ending() {
        assert_eq!(sniff(b"%PDF-1.7 ...", "talk.txt"), Format::Unsupported("a PDF file"));
        assert_eq!(sniff(b"\xEF\xBB\xBFWEBVTT\n\n", "talk.txt"), Format::WebVtt);
    }

    #[test]
    fn the_ending_of_a_url_is_that_of_its_path() {
        assert_eq!(sniff(b"# Title", "https://example.org/a.md?x=1.html"), Format::Markdown);
    }

    #[test]
    fn subtitles_and_pages_are_known_without_an_ending() {
        assert_eq!(sniff(b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi", "x"), Format::Srt);
        assert_eq!(sniff(b"  <!DOCTYPE html><p>Hi", "x"), Format::Html);
        assert_eq!(sniff(b"{\"text\":\"Hi\"}\n", "x"), Format::JsonLines);
        assert_eq!(sniff(b"{\n  \"segments\": []\n}", "x"), Format::Json);
    }

    #[test]
    fn nothing_and_junk_are_told_apart_from_text() {
        assert_eq!(sniff(b"", "x.txt"), Format::Empty);
        assert_eq!(sniff(b" \r\n\t", "x.txt"), Format::Empty);
        assert_eq!(sniff(&[0, 1, 2, 3, 4, 250, 251], "x.txt"), Format::Binary);
        assert_eq!(sniff(b"H\0e\0l\0l\0o\0 \0t\0h\0e\0r\0e\0", "x.txt"), Format::Plain);
    }
}
