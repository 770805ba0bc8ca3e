//! A link that opens a page at its words (WICG URL Fragment Text Directives,
//! `#:~:text=[prefix-,]start[,end][,-suffix]`). A text and a span in, the fragment out.

use crate::text::span::Span;
use crate::text::words::words;
use std::ops::Range;

/// Longest stretch, in characters, that is written out whole; browsers take longer ones as a start and
/// an end (the draft's own advice is 300).
const WHOLE: usize = 300;

/// Words of the start and of the end of a longer stretch.
const ENDS: usize = 5;

/// Most words of context on each side: beyond it the first place is taken.
const CONTEXT: usize = 8;

/// Longest text, in bytes, in which repetitions are looked for: bounds the time that a page of nothing
/// but quotations can cost. Real articles stay below it.
const LOOKED_AT: usize = 1 << 16;

/// The fragment of `span`, with its `#`; `None` where the span holds no word. Only whole words are
/// given, because browsers match at word boundaries; where the words stand more than once, those
/// around them are added until they do not.
#[must_use]
pub fn text_fragment(text: &str, span: Span) -> Option<String> {
    let inner: Vec<Span> = words(span.of(text)).collect();
    let (first, last) = (inner.first()?, inner.last()?);
    let place = span.start() + first.start()..span.start() + last.end();
    let stretch = text.get(place.clone())?;
    let is_whole = !stretch.contains('\n') && stretch.chars().count() <= WHOLE;
    let target = if is_whole {
        encoded(stretch)
    } else {
        let start = ends(inner.iter(), stretch, first.start());
        let end = ends(inner.iter().rev(), stretch, first.start());
        format!("{},{}", encoded(start), encoded(end))
    };
    let (before, after) = around(text, &place);
    Some(format!("#:~:text={}{target}{}", mark(before, "", "-,"), mark(after, ",-", "")))
}

/// The stretch of the first [`ENDS`] words that `from` gives, up to a line's end. `origin` is where the
/// stretch begins in the text that the words were read from.
fn ends<'a>(from: impl Iterator<Item = &'a Span>, stretch: &str, origin: usize) -> &str {
    let mut found: Option<Range<usize>> = None;
    for word in from.take(ENDS) {
        let (start, end) = (word.start() - origin, word.end() - origin);
        let wider = match &found {
            Some(range) => range.start.min(start)..range.end.max(end),
            None => start..end,
        };
        if stretch.get(wider.clone()).is_none_or(|words| words.contains('\n')) {
            break;
        }
        found = Some(wider);
    }
    found.and_then(|range| stretch.get(range)).unwrap_or("")
}

/// As few words before and after `place` as it takes to tell it from the other places of its words.
fn around<'a>(text: &'a str, place: &Range<usize>) -> (&'a str, &'a str) {
    let is_long = text.len() > LOOKED_AT;
    let (Some(stretch), false) = (text.get(place.clone()), is_long) else { return ("", "") };
    let before = text.get(..place.start).unwrap_or("");
    let before = before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or("");
    let after = text.get(place.end..).unwrap_or("");
    let after = after.get(..after.find('\n').unwrap_or(after.len())).unwrap_or("");
    let starts: Vec<usize> = words(before).map(Span::start).collect();
    let ends: Vec<usize> = words(after).map(Span::end).take(CONTEXT).collect();
    let finder = |needle: &str| memchr::memmem::find_iter(text.as_bytes(), needle).nth(1).is_none();
    if finder(stretch) {
        return ("", "");
    }
    let (mut left, mut right) = ("", "");
    for n in 1..=CONTEXT {
        if let Some(start) = starts.len().checked_sub(n).and_then(|at| starts.get(at)) {
            left = before.get(*start..).unwrap_or("");
        }
        if left.is_empty() || !finder(&[left, stretch].concat()) {
            right = ends.get(n - 1).and_then(|end| after.get(..*end)).unwrap_or(right);
        }
        if finder(&[left, stretch, right].concat()) {
            break;
        }
    }
    (left, right)
}

/// `context` with the signs that set it apart; nothing for none.
fn mark(context: &str, open: &str, close: &str) -> String {
    let context = context.trim();
    if context.is_empty() { String::new() } else { format!("{open}{}{close}", encoded(context)) }
}

/// Percent-encoded, `-`, `,` and `&` too, which the directive uses as signs.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::text::fragment::text_fragment;
    use crate::text::span::Span;

    fn of(text: &str, words: &str) -> String {
        let at = text.find(words).unwrap();
        text_fragment(text, Span::new(at, at + words.len())).unwrap()
    }

    #[test]
    fn words_that_stand_once_are_enough() {
        assert_eq!(
            of("He said: “Two-thirds, no more.”", "“Two-thirds, no more.”"),
            "#:~:text=Two%2Dthirds%2C%20no%20more"
        );
    }

    #[test]
    fn words_that_stand_twice_take_their_neighbours_along() {
        let text = "The old mole holds. The new mole holds.";
        let at = text.rfind("mole holds").unwrap();
        let fragment = text_fragment(text, Span::new(at, at + 10)).unwrap();
        assert_eq!(fragment, "#:~:text=new-,mole%20holds");
    }

    #[test]
    fn a_long_stretch_is_given_by_its_ends() {
        let text = "one two three four five six. ".repeat(30);
        let fragment = text_fragment(&text, Span::new(0, text.len())).unwrap();
        assert_eq!(
            fragment,
            "#:~:text=one%20two%20three%20four%20five,two%20three%20four%20five%20six"
        );
    }

    #[test]
    fn marks_alone_have_no_fragment() {
        assert_eq!(text_fragment("“…”", Span::new(0, "“…”".len())), None);
    }
}
