//! Sentence boundaries. A string in, spans of sentences out. A full stop inside quotation marks does
//! not part the quotation from its cue when a lower-case word follows; the full stop of an
//! abbreviation or initial ends no sentence unless a word follows that opens one. A line ends a
//! sentence when the next does not begin with a lower-case letter.

use crate::text::span::Span;

/// The sentences of `text` from left to right, white space around them left out.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + c.len_utf8();
        if !is_terminator(c) {
            at = after;
            continue;
        }
        let end = run_end(text, after);
        if ends_sentence(text, at, c, end) {
            push_trimmed(text, start, end, &mut found);
            start = end;
        }
        at = end;
    }
    push_trimmed(text, start, text.len(), &mut found);
    found
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '\n' | '。' | '！' | '？')
}

/// Past further stops ("?!", ". . .") and the marks and brackets that close with them.
fn run_end(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = text.get(end..).unwrap_or("");
        let mut chars = rest.chars();
        match chars.next() {
            Some(c)
                if matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']')
                    || matches!(c, '»' | '」' | '』' | '。' | '！' | '？') =>
            {
                // A mark after a space opens what follows; here none was passed.
                end += c.len_utf8();
            }
            Some(' ') if chars.next() == Some('.') => end += 2,
            _ => return end,
        }
    }
}

/// How many characters are looked at for the word that follows: bounds the work on runs of marks.
const AHEAD: usize = 64;

/// Whether the terminator `c` at `at`, whose run ends at `end`, ends a sentence.
fn ends_sentence(text: &str, at: usize, c: char, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    if matches!(c, '。' | '！' | '？') {
        return true;
    }
    let parts = rest.is_empty() || rest.starts_with(char::is_whitespace) || c == '\n';
    if !parts {
        return false;
    }
    let next = rest.char_indices().take(AHEAD).find(|(_, next)| next.is_alphanumeric());
    let Some((next_at, next)) = next else { return true };
    if next.is_lowercase() {
        return false;
    }
    let is_plain_stop = c == '.' && end == at + 1;
    if !is_plain_stop {
        return true;
    }
    let word = next_word(rest, next_at);
    match stop_before(text, at) {
        Stop::Word => true,
        Stop::Title => false,
        Stop::Number => !next.is_ascii_digit(),
        Stop::Abbreviation => STARTERS.contains(&word),
    }
}

/// What the word before a full stop says about it.
enum Stop {
    /// A plain word.
    Word,
    /// A title or an initial: a name follows.
    Title,
    /// "No." and the like: a number follows.
    Number,
    /// Any other abbreviation: the sentence ends only before a word that opens one.
    Abbreviation,
}

/// Words before a name whose full stop ends no sentence.
const TITLES: [&str; 38] = [
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Lt", "Gen", "Col",
    "Sgt", "Cpl", "Pvt", "Capt", "Cmdr", "Maj", "Adm", "Prof", "Rev", "Fr", "Hon", "St", "Ste",
    "Mt", "Ft", "Amb", "Atty", "Supt", "Messrs", "Msgr", "Pres", "Det", "Insp", "vs",
];

/// Words and measures written short, lower case.
const SHORT: [&str; 41] = [
    "jr", "sr", "inc", "corp", "ltd", "co", "bros", "etc", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sept", "sep", "oct", "nov", "dec", "ave", "blvd", "rd", "dept", "est", "approx",
    "univ", "assn", "calif", "mass", "conn", "penn", "fla", "wash", "ariz", "colo", "minn", "wis",
    "okla", "tenn", "ill",
];

const NUMBERED: [&str; 8] = ["No", "Nos", "no", "nos", "pp", "vol", "Vol", "art"];

/// Words that open sentences far more often than they follow an abbreviation.
const STARTERS: [&str; 42] = [
    "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "But", "And", "Or", "So",
    "Then", "This", "That", "These", "Those", "There", "His", "Her", "Its", "Their", "Our", "In",
    "On", "At", "As", "If", "When", "While", "After", "Before", "For", "With", "What", "Who",
    "Why", "How", "Yet", "No",
];

/// How many bytes before a full stop its word may take.
const BACK: usize = 24;

fn stop_before(text: &str, at: usize) -> Stop {
    let before = text.get(..at).unwrap_or("");
    let mut from = before.len().saturating_sub(BACK);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = before.get(from..).unwrap_or("");
    let is_inner = |c: char| c.is_alphanumeric() || c == '.';
    let word = near.rsplit(|c: char| !is_inner(c)).next().unwrap_or("");
    let mut letters = word.chars();
    let is_initial =
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    let is_dotted = word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()))
        && word.starts_with(char::is_alphabetic);
    if TITLES.contains(&word) {
        Stop::Title
    } else if NUMBERED.contains(&word) {
        Stop::Number
    } else if is_dotted || (is_initial && word != "I") || SHORT.contains(&&*word.to_lowercase()) {
        Stop::Abbreviation
    } else {
        Stop::Word
    }
}

fn next_word(rest: &str, at: usize) -> &str {
    let rest = rest.get(at..).unwrap_or("");
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len().min(BACK));
    rest.get(..end).unwrap_or("")
}

fn push_trimmed(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let part = text.get(start..end).unwrap_or("");
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = start + (part.len() - part.trim_start().len());
        found.push(Span::new(start, start + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use crate::text::sentences::sentences;

    fn of(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        for text in [
            "Mr. Oke met Sen. Ada B. Lund at 5 p.m. Monday in the U.S. Capitol.",
            "Poe Corp. Chairman J. R. Vale left St. Ives on Nov. 3.",
            "The No. 2 seed won 3.5 points, i.e. less than before.",
        ] {
            assert_eq!(of(text), [text]);
        }
    }

    #[test]
    fn an_abbreviation_ends_the_sentence_before_a_word_that_opens_one() {
        assert_eq!(
            of("He left the U.S. The rest stayed."),
            ["He left the U.S.", "The rest stayed."]
        );
        assert_eq!(of("She came at 9 a.m. They left."), ["She came at 9 a.m.", "They left."]);
    }

    #[test]
    fn marks_and_ellipses_stay_with_their_sentence() {
        assert_eq!(
            of("“Stop!” she said. “Why?” Nobody knew."),
            ["“Stop!” she said.", "“Why?”", "Nobody knew."]
        );
        assert_eq!(
            of("We tried . . . and failed. Really . . . We did."),
            ["We tried . . . and failed.", "Really . . .", "We did."]
        );
        assert_eq!(of("Wait... what? (Yes.) Go."), ["Wait... what?", "(Yes.)", "Go."]);
    }

    #[test]
    fn runs_of_marks_take_linear_time() {
        let text = "! - ".repeat(200_000);
        assert_eq!(sentences(&text).len(), 200_001);
    }
}
