//! Bytes in, text out, with the encoding that was chosen and the number of bytes that were no text in
//! it. Left out: undoing text that was encoded twice, which would alter what the input says.
//!
//! The ladder, first hit wins: byte order mark; valid UTF-8; UTF-16 without a mark; the declared
//! label, as the WHATWG reads labels ("iso-8859-1" is windows-1252, whose 0x93 and 0x94 are quotation
//! marks); nearly valid UTF-8; a guess from the bytes. Valid UTF-8 stands before the label because
//! text in another encoding that happens to be valid UTF-8 does not occur in practice, while pages
//! with a stale label do.

use crate::document::problem::{Problem, ProblemKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte order mark. For valid UTF-8 the input itself.
    pub text: String,
    /// The encoding's WHATWG name.
    pub encoding: &'static str,
    /// Stretches of bytes that are no text in that encoding; each stands as U+FFFD in `text`.
    pub replaced: usize,
    /// One entry if `replaced` is not zero, with the line of the first.
    pub problems: Vec<Problem>,
}

/// Bad sequences a UTF-8 text may hold in every thousand bytes and still be read as UTF-8. Of 990 web
/// pages, five were UTF-8 with one to four bad sequences, and the two that only claimed to be UTF-8
/// had 635 and 2,316.
const BAD_PER_THOUSAND: usize = 1;

/// Bad sequences that a UTF-8 text may hold however short it is.
const BAD_IN_ANY: usize = 2;

/// Bytes looked at for the zero bytes of UTF-16.
const UTF16_PROBE: usize = 1024;

/// Decodes `bytes`; `declared` is the label a header or `<meta>` gives, if any.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or(&[]));
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1B) {
        return decode_as(ISO_2022_JP, bytes);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.to_owned();
        return Decoded { text, encoding: UTF_8.name(), replaced: 0, problems: Vec::new() };
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        let decoded = decode_as(encoding, bytes);
        if decoded.replaced * 1000 <= bytes.len() {
            return decoded;
        }
    }
    if is_nearly_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    decode_as(detector.guess(None, Utf8Detection::Deny), bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let encoding = encoding.name();
    if !had_errors {
        return Decoded { text, encoding, replaced: 0, problems: Vec::new() };
    }
    let replaced = text.matches('\u{FFFD}').count();
    let before = text.find('\u{FFFD}').and_then(|at| text.get(..at)).unwrap_or("");
    let problem = Problem {
        kind: ProblemKind::Encoding,
        line: Some(1 + before.matches('\n').count()),
        message: format!("{replaced} byte sequences are no {encoding} text; read as U+FFFD"),
    };
    Decoded { text, encoding, replaced, problems: vec![problem] }
}

/// Latin text in UTF-16 has a zero in every second byte; text in any 8-bit encoding has none.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = bytes.get(..UTF16_PROBE.min(bytes.len())).unwrap_or(&[]);
    let zeros = |odd: usize| probe.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = probe.len() / 2 * 7 / 10;
    match probe.len() >= 4 {
        true if odd > most && even == 0 => Some(UTF_16LE),
        true if even > most && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bad sequences are few, and fewer than the good ones beyond ASCII. The second rule keeps
/// an English page in windows-1252, whose only bytes beyond ASCII are its quotation marks. One good
/// sequence of three bytes, as each curly mark is, outweighs two bad ones: three letters of an 8-bit
/// encoding hardly ever make one, while "É" before a closing mark makes one of two bytes.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_bad, mut n_good, mut has_long) = (0, 0, false);
    for chunk in bytes.utf8_chunks() {
        n_bad += usize::from(!chunk.invalid().is_empty());
        n_good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        has_long |= chunk.valid().bytes().any(|byte| byte >= 0xE0);
    }
    let is_few = n_bad <= BAD_IN_ANY || n_bad * 1000 <= bytes.len() * BAD_PER_THOUSAND;
    is_few && (n_good > n_bad || (n_bad <= BAD_IN_ANY && has_long))
}

#[cfg(test)]
mod tests {
    use crate::document::encoding::decode;

    #[test]
    fn valid_utf8_is_kept_as_it_is() {
        let decoded = decode("a\u{0}b\r\n“é”".as_bytes(), Some("iso-8859-1"));
        assert_eq!(decoded.text, "a\u{0}b\r\n“é”");
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 0));
    }

    #[test]
    fn a_byte_order_mark_wins_and_goes() {
        assert_eq!(decode(b"\xEF\xBB\xBFabc", Some("utf-16")).text, "abc");
        assert_eq!(decode(b"\xFF\xFEa\0b\0", None).text, "ab");
    }

    #[test]
    fn utf16_is_known_without_a_mark() {
        let bytes: Vec<u8> = "“Well,” he said.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes, None).text, "“Well,” he said.");
    }

    #[test]
    fn latin1_quotation_marks_are_those_of_windows_1252() {
        let decoded = decode(b"\x93We go,\x94 he said. It\x92s caf\xE9.", Some("iso-8859-1"));
        assert_eq!(decoded.text, "“We go,” he said. It’s café.");
        assert_eq!(decoded.encoding, "windows-1252");
    }

    #[test]
    fn a_wrong_claim_of_utf8_is_not_believed() {
        let page = "He said: \u{1}We go.\u{2} ".repeat(40).into_bytes();
        let page: Vec<u8> = page
            .into_iter()
            .map(|byte| match byte {
                1 => 0x93,
                2 => 0x94,
                byte => byte,
            })
            .collect();
        assert!(decode(&page, Some("utf-8")).text.starts_with("He said: “We go.”"));
    }

    #[test]
    fn one_bad_byte_in_utf8_does_not_change_the_rest() {
        let mut page = "“Größe” ".repeat(300).into_bytes();
        page.extend_from_slice(b"\n\xE9 end");
        let decoded = decode(&page, None);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
        assert!(decoded.text.starts_with("“Größe”"));
        assert_eq!(decoded.problems[0].line, Some(2));
    }

    #[test]
    fn a_short_text_with_a_bad_byte_keeps_its_curly_marks() {
        let decoded = decode(b"\xE2\x80\x9CWe go,\xE2\x80\x9D he said. \xFF\xE9 end", None);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 2));
        assert!(decoded.text.starts_with("“We go,” he said."));
        assert_eq!(decode(b"\x93Le CAF\xC9\x94 is shut.", None).text, "“Le CAFÉ” is shut.");
    }

    #[test]
    fn junk_and_nothing_are_read() {
        assert_eq!(decode(b"", None).text, "");
        let junk: Vec<u8> = (0..=255).cycle().take(4000).collect();
        assert!(!decode(&junk, Some("no-such-label")).text.is_empty());
    }
}
