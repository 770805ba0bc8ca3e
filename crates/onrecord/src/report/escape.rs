//! Text taken into other languages. Strings in, strings out that the language reads as the same
//! characters and as nothing else.

use crate::report::visible::is_control;
use std::fmt::Write;

/// JSON as serialised, with control characters as `\u` escapes: the same value, and nothing in it
/// steers the terminal that it may be printed to.
#[must_use]
pub fn json_text(json: &str) -> String {
    if json.is_ascii() {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() || !is_control(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// The content of an HTML element or a quoted attribute.
#[must_use]
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// The value of a property of a GitHub workflow command.
#[must_use]
pub fn github_property(text: &str) -> String {
    github_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message of a GitHub workflow command.
#[must_use]
pub fn github_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Words in a line of Markdown: every mark that Markdown reads is escaped.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation()
            && !matches!(c, ',' | '.' | '?' | ';' | ':' | '"' | '\'' | '/' | '%')
            || (matches!(c, '.') && out.chars().all(|c| c.is_ascii_digit()) && !out.is_empty())
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A URI reference for a file's name as the user gave it: every byte that a path cannot hold is
/// percent-encoded.
#[must_use]
pub fn uri_path(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        let plain =
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~');
        if plain {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Base64 with padding (RFC 4648, section 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for sign in 0..4 {
            match sign <= three.len() {
                true => out.push(char::from(SIGNS[(bits >> (18 - 6 * sign)) as usize & 63])),
                false => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::report::escape::{base64, github_property, html, json_text, markdown, uri_path};

    #[test]
    fn what_each_language_reads_is_escaped() {
        assert_eq!(html("<b a='1'>&\""), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
        assert_eq!(json_text("\"a\u{9b}\u{e0041}é\""), "\"a\\u009b\\udb40\\udc41é\"");
        assert_eq!(github_property("a:b,c%\nd"), "a%3Ab%2Cc%25%0Ad");
        assert_eq!(markdown("*a* [b](c) 1. d"), "\\*a\\* \\[b\\]\\(c\\) 1. d");
        assert_eq!(markdown("1. d"), "1\\. d");
        assert_eq!([base64(b"f"), base64(b"fo"), base64(b"foo")], ["Zg==", "Zm8=", "Zm9v"]);
        assert_eq!(uri_path("a b/ü:#.md"), "a%20b/%C3%BC%3A%23.md");
    }
}
