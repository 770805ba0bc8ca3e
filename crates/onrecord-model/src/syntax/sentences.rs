//! Where sentences end. Tokens in, ends of sentences out. A stop inside quotation marks does not part
//! the quotation from the words that report it where these begin in lower case. A line ends a
//! sentence when the next does not go on in lower case; an empty line always does.

use crate::syntax::abbreviation::is_starter;
use crate::syntax::shape::Shape;
use crate::syntax::token::Token;

/// Appends to `ends` the index of the token after each sentence's last.
pub(crate) fn ends(text: &str, tokens: &[Token], ends: &mut Vec<u32>) {
    let mut from = 0;
    let mut at = 0;
    while at < tokens.len() {
        let after = match end_at(text, tokens, at) {
            Some(after) => after,
            None => {
                at += 1;
                continue;
            }
        };
        if after > from {
            ends.push(after as u32);
            from = after;
        }
        at = after.max(at + 1);
    }
    if from < tokens.len() {
        ends.push(tokens.len() as u32);
    }
}

/// The index after the sentence that ends with token `at` and the marks that close behind it; `None`
/// where none ends.
fn end_at(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let Some(next) = tokens.get(at + 1) else { return Some(at + 1) };
    if next.start > token.end {
        let gap = text.get(token.end as usize..next.start as usize).unwrap_or("");
        let n_lines = lines(gap);
        if n_lines > 1 || (n_lines == 1 && !goes_on(text, next)) {
            return Some(at + 1);
        }
    }
    if token.form.shape != Shape::Stop {
        return None;
    }
    let stop = token.of(text);
    let is_ellipsis = stop.len() > 2 && stop.starts_with(['.', '…']) || stop == "…";
    if !is_ellipsis && !stop.starts_with(['.', '!', '?']) {
        return None;
    }
    let mut after = at + 1;
    let mut end = token.end;
    while let Some(next) = tokens.get(after)
        && next.start == end
        && closes(text, next)
    {
        end = next.end;
        after += 1;
    }
    let Some(next) = tokens.get(after) else { return Some(after) };
    let gap = text.get(end as usize..next.start as usize).unwrap_or("");
    if lines(gap) > 0 && !goes_on(text, next) {
        return Some(after);
    }
    // The word that follows, past what opens a quotation or bracket.
    let opener = next.form.shape.is_mark().then(|| tokens.get(after + 1)).flatten();
    let word = opener.unwrap_or(next);
    if goes_on(text, word) || (next.form.shape.is_mark() && !opens(text, next)) {
        return None;
    }
    let touches = gap.is_empty() && after == at + 1 && !word.form.shape.is_capitalised();
    if touches || (is_ellipsis && opener.is_none() && !is_starter(word.of(text))) {
        return None;
    }
    Some(after)
}

fn lines(gap: &str) -> usize {
    gap.bytes().filter(|byte| *byte == b'\n').take(2).count()
}

/// Whether the token goes on with the sentence before it: it begins with a lower-case letter.
fn goes_on(text: &str, token: &Token) -> bool {
    token.of(text).chars().next().is_some_and(char::is_lowercase)
}

/// What closes a quotation or bracket, or repeats the stop.
fn closes(text: &str, token: &Token) -> bool {
    match token.form.shape {
        Shape::MarkClosing | Shape::Mark => true,
        Shape::Apostrophe => true,
        Shape::Stop => token.of(text).starts_with(['.', '!', '?', '…']),
        Shape::Sign => matches!(token.of(text), ")" | "]" | "}"),
        Shape::MarkOpening => token.of(text) == "\"",
        _ => false,
    }
}

fn opens(text: &str, token: &Token) -> bool {
    match token.form.shape {
        Shape::MarkOpening | Shape::Mark | Shape::Apostrophe => true,
        Shape::Stop => token.of(text).starts_with(['-', '–', '—', '―', '…', '.']),
        _ => matches!(token.of(text), "(" | "[" | "{" | "•" | "*" | "$" | "#"),
    }
}
