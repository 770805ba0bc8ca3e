//! Lines and paragraphs of plain text. A text in, spans out, white space around them left out.
//! Left out: what a paragraph is for (see `furniture`) and who speaks in it (see `transcript_text`).

use crate::document::limits::BLOCKS;
use crate::text::span::Span;

/// The part of `span` without white space at its ends; empty at its start where there is no more.
#[must_use]
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start() + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// The lines of `text` inside `within`, trimmed; empty spans are blank lines. Lines end at `\n`
/// (`\r` before it is white space), or at `\r` in a text that has no `\n`, or at U+2028 and U+2029.
pub fn lines(text: &str, within: Span) -> impl Iterator<Item = Span> + '_ {
    let inside = within.of(text);
    let lone = if inside.contains('\n') { '\n' } else { '\r' };
    let mut at = within.start();
    inside.split_inclusive(['\n', lone, '\u{2028}', '\u{2029}']).map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end();
        trimmed(text, span)
    })
}

/// A text whose lines are longer than this is not broken at a fixed width: its line ends are the
/// author's. Mail and type-written texts are broken at 60 to 80 columns, wide ones below 120.
const WIDEST_WRAP: usize = 120;

/// Columns by which a line may fall short of the width although the next word would have fitted.
const RAGGED: usize = 6;

/// The paragraphs of `text`: parted by blank lines, and by line ends that no fixed width explains.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines: Vec<Span> = lines(text, Span::new(0, text.len())).collect();
    let width = wrap_width(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut n_left = BLOCKS;
    let mut open = false;
    let mut last = Span::empty(0);
    for line in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        let joins = open && width.is_some_and(|width| is_soft(text, last, line, width));
        match paragraphs.last_mut() {
            Some(paragraph) if joins || n_left == 0 => *paragraph = paragraph.hull(line),
            _ => {
                paragraphs.push(line);
                n_left -= 1;
            }
        }
        (open, last) = (true, line);
    }
    paragraphs
}

/// The width in code points at which the text is broken; `None` where line ends mean something.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| line.of(text).chars().count())
        .collect();
    widths.sort_unstable();
    // One line in twenty may be longer: an address that cannot be broken.
    let width = *widths.get(widths.len().checked_sub(1 + widths.len() / 20)?)?;
    (width <= WIDEST_WRAP).then_some(width)
}

/// Whether the first word of `next` would not have fitted behind `line`, and begins nothing new.
fn is_soft(text: &str, line: Span, next: Span, width: usize) -> bool {
    let next = next.of(text);
    let word = next.split_whitespace().next().unwrap_or("");
    let opens = next.starts_with(['>', '•', '*', '-', '–', '—']) && word.chars().count() == 1;
    let used = line.of(text).chars().count();
    !opens && used + 1 + word.chars().count() + RAGGED > width
}

#[cfg(test)]
mod tests {
    use crate::document::paragraph::paragraphs;

    fn parted(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_whatever_white_space_they_hold() {
        assert_eq!(parted(" One.\r\n \t\r\nTwo.\n\n\n"), ["One.", "Two."]);
    }

    #[test]
    fn a_long_line_is_a_paragraph_of_its_own() {
        let long = "word ".repeat(40);
        let text = format!("Title\n{long}\n{long}");
        assert_eq!(parted(&text).len(), 3);
    }

    #[test]
    fn a_line_broken_at_a_fixed_width_goes_on() {
        let text = "The mayor of the town said on Tuesday that the bridge\nwould stay open for the \
                    whole of the coming winter, and\nthat nobody had asked.\nA second one begins \
                    here.";
        assert_eq!(parted(text).len(), 2);
    }

    #[test]
    fn carriage_returns_alone_end_lines() {
        assert_eq!(parted("One.\r\rTwo.").len(), 2);
    }
}
