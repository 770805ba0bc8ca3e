//! HTML in, the same HTML with no tag that could stall a parser out. A tag's attributes after the
//! 1,024th and attribute values over 1 MiB are cut; parsers compare each attribute of a tag with all
//! before it, so one tag with 100,000 attributes would take them minutes. Everything else is kept.

use std::borrow::Cow;

/// Attributes kept on one tag. Real pages stay below fifty.
pub(crate) const MAX_ATTRIBUTES: usize = 1024;

/// Bytes of one attribute value that are kept. Real pages carry state of up to some hundred kilobytes.
const MAX_VALUE: usize = 1 << 20;

/// The page, and how many tags were cut.
#[derive(Debug)]
pub(crate) struct Tamed<'a> {
    /// The HTML; borrowed where no tag was cut.
    pub(crate) html: Cow<'a, str>,
    /// Tags that lost attributes or values.
    pub(crate) n_cut: usize,
}

/// Elements whose content is text up to their own end tag.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Cuts what is over the limits, in one pass.
pub(crate) fn tame(html: &str) -> Tamed<'_> {
    let bytes = html.as_bytes();
    let mut kept: Vec<&str> = Vec::new();
    let (mut from, mut n_cut, mut at) = (0, 0, 0);
    while let Some(skip) = memchr::memchr(b'<', bytes.get(at..).unwrap_or(&[])) {
        at += skip;
        let rest = bytes.get(at..).unwrap_or(&[]);
        if rest.starts_with(b"<!--") {
            at = memchr::memmem::find(rest, b"-->").map_or(bytes.len(), |end| at + end + 3);
            continue;
        }
        if !rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
            continue;
        }
        let tag = Tag::scan(bytes, at);
        if let Some(cut) = tag.cut {
            n_cut += 1;
            kept.push(html.get(from..cut).unwrap_or(""));
            // A cut inside a value has no closing mark of its own, so the value goes with it.
            from = if tag.is_closed { tag.end - 1 } else { tag.end };
        }
        at = raw_end(bytes, &tag).unwrap_or(tag.end);
    }
    if n_cut == 0 {
        return Tamed { html: Cow::Borrowed(html), n_cut };
    }
    kept.push(html.get(from..).unwrap_or(""));
    Tamed { html: Cow::Owned(kept.concat()), n_cut }
}

struct Tag {
    name: std::ops::Range<usize>,
    /// One past `>`, or the end of the page.
    end: usize,
    is_closed: bool,
    /// Where the tag must be cut; always between two attributes, so on a char boundary.
    cut: Option<usize>,
}

impl Tag {
    fn scan(bytes: &[u8], start: usize) -> Tag {
        let is_name_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let byte = |at: usize| bytes.get(at).copied();
        let mut at = start + 1;
        while byte(at).is_some_and(|b| !is_name_end(&b)) {
            at += 1;
        }
        let name = start + 1..at;
        let (mut n_attributes, mut cut) = (0, None);
        loop {
            while byte(at).is_some_and(|b| b.is_ascii_whitespace() || b == b'/') {
                at += 1;
            }
            let attribute = at;
            match byte(at) {
                None => return Tag { name, end: bytes.len(), is_closed: false, cut },
                Some(b'>') => return Tag { name, end: at + 1, is_closed: true, cut },
                Some(_) => n_attributes += 1,
            }
            if n_attributes > MAX_ATTRIBUTES {
                cut = cut.or(Some(attribute));
            }
            at += 1;
            while byte(at).is_some_and(|b| !is_name_end(&b) && b != b'=') {
                at += 1;
            }
            let mut sign = at;
            while byte(sign).is_some_and(|b| b.is_ascii_whitespace()) {
                sign += 1;
            }
            if byte(sign) != Some(b'=') {
                continue;
            }
            at = sign + 1;
            while byte(at).is_some_and(|b| b.is_ascii_whitespace()) {
                at += 1;
            }
            let value = at;
            at = match byte(at) {
                Some(mark @ (b'"' | b'\'')) => {
                    let rest = bytes.get(at + 1..).unwrap_or(&[]);
                    memchr::memchr(mark, rest).map_or(bytes.len(), |end| at + end + 2)
                }
                _ => {
                    while byte(at).is_some_and(|b| !b.is_ascii_whitespace() && b != b'>') {
                        at += 1;
                    }
                    at
                }
            };
            if at - value > MAX_VALUE {
                cut = cut.or(Some(attribute));
            }
        }
    }
}

/// Where the text of a raw element ends, so that a `<` in a script is not taken for a tag.
fn raw_end(bytes: &[u8], tag: &Tag) -> Option<usize> {
    let name = bytes.get(tag.name.clone())?;
    RAW.iter().find(|raw| raw.as_bytes().eq_ignore_ascii_case(name))?;
    let mut at = tag.end;
    while let Some(skip) = memchr::memmem::find(bytes.get(at..)?, b"</") {
        at += skip;
        let close = bytes.get(at + 2..at + 2 + name.len());
        if close.is_some_and(|close| close.eq_ignore_ascii_case(name)) {
            return Some(at);
        }
        at += 2;
    }
    Some(bytes.len())
}

#[cfg(test)]
mod tests {
    use crate::document::html::tame::tame;

    #[test]
    fn an_ordinary_page_is_kept_as_it_is() {
        let page = "<p class='a>b' id=x><!-- <p a b c> --><script>if(a<b){}</script>é<br/><";
        assert_eq!(tame(page).html, page);
    }

    #[test]
    fn attributes_after_the_limit_go_and_the_words_stay() {
        let many: String = (0..5000).map(|n| format!(" a{n}=é")).collect();
        let tamed = tame(&format!("<p>one<p{many}>two</p>")).html.into_owned();
        assert!(tamed.len() < 12_000 && tamed.ends_with(">two</p>"), "{}", tamed.len());
        assert_eq!(tame(&tamed).n_cut, 0);
    }

    #[test]
    fn a_huge_value_goes() {
        let page = format!("<p id=a title=\"{}\" class=b>word", "x".repeat(2 << 20));
        assert_eq!(tame(&page).html, "<p id=a >word");
    }

    #[test]
    fn unclosed_tags_and_marks_end_with_the_page() {
        for page in ["<p a=\"", "<p", "<p a", "<p a =", "<script", "<script>a", "<!--", "<p a='é"]
        {
            assert_eq!(tame(page).html, page);
        }
    }
}
