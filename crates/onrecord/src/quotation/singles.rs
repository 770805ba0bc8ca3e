//! Which single mark belongs to which, told from apostrophes. The single marks between two double
//! marks (or outside all) in, pairs out. A mark that could be an apostrophe is one unless its mate
//! stands in the same stretch.

use crate::quotation::marks::Mark;
use crate::text::span::Span;

/// An opening single mark and its mate; `None` where the stretch ends first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SinglePair {
    /// The opening mark.
    pub(crate) open: Span,
    /// The closing mark.
    pub(crate) close: Option<Span>,
}

/// Words that open with an apostrophe, lower case: 'em, 'tis. Of more than one reading ("cause") only
/// those listed that stand for a shortened word in reported speech.
const ELISIONS: [&str; 22] = [
    "em", "tis", "twas", "twere", "twill", "til", "till", "cause", "cuz", "cos", "bout", "round",
    "n", "im", "ere", "neath", "nother", "ya", "kay", "tude", "hood", "nuff",
];

/// The pairs among `marks` of `text`, which all stand in one stretch, in text order.
pub(crate) fn pair(text: &str, marks: &[Mark]) -> Vec<SinglePair> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        at += 1;
        if !can_open(text, mark) {
            continue;
        }
        let rest = marks.get(at..).unwrap_or(&[]);
        let n_before_next = rest.iter().position(|next| can_open(text, next)).unwrap_or(rest.len());
        let candidates = rest.get(..n_before_next).unwrap_or(&[]);
        let close = closer(text, candidates);
        if let Some(close) = close {
            at += close + 1;
        }
        let close = close.and_then(|close| candidates.get(close)).map(|mark| mark.span);
        pairs.push(SinglePair { open: mark.span, close });
    }
    pairs
}

fn can_open(text: &str, mark: &Mark) -> bool {
    mark.opens <= 1 && mark.closes > mark.opens && !is_elision(text, mark.span)
}

/// The mate among the marks up to the next opening one: the first that follows a comma or an end of
/// sentence, else the first that is not the apostrophe of a plural ("the workers’ rights") or of a
/// dropped g ("goin’").
fn closer(text: &str, candidates: &[Mark]) -> Option<usize> {
    let closing = || candidates.iter().enumerate().filter(|(_, mark)| mark.closes <= 1);
    let before = |mark: &Mark| text.get(..mark.span.start()).unwrap_or("");
    let is_strong =
        |mark: &Mark| before(mark).ends_with([',', '.', '?', '!', '…', '—', '”', '"', ')']);
    let is_weak = |mark: &Mark| {
        let before = before(mark);
        before.ends_with(['s', 'S']) || before.ends_with("in") || before.ends_with(" o")
    };
    let first = closing().next()?;
    if is_strong(first.1) || !is_weak(first.1) {
        return Some(first.0);
    }
    let later = closing().find(|(_, mark)| is_strong(mark));
    let sure = later.or_else(|| closing().find(|(_, mark)| !is_weak(mark)));
    Some(sure.unwrap_or(first).0)
}

/// Whether the word after `mark` is one that opens with an apostrophe: 'em, ’90s.
fn is_elision(text: &str, mark: Span) -> bool {
    let rest = text.get(mark.end()..).unwrap_or("");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let after = rest.get(2..).unwrap_or("");
        let after = after.strip_prefix('s').unwrap_or(after);
        return !after
            .starts_with(|c: char| c.is_alphanumeric() || c == ',' || c == '.' || c == '%');
    }
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..word).unwrap_or("");
    word.len() <= 6 && ELISIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}
