//! Whose full stop it is: the word's or the sentence's. A word before a full stop in, the answer out.

/// What the full stop behind a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A token of its own: it ends the sentence.
    Own,
    /// A part of the word, as in "Mr.".
    Word,
}

/// Words before a name; their stop never ends a sentence.
const TITLES: [&str; 42] = [
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Lt", "Gen", "Col",
    "Sgt", "Cpl", "Pvt", "Capt", "Cmdr", "Maj", "Adm", "Prof", "Rev", "Fr", "Hon", "St", "Ste",
    "Mt", "Ft", "Amb", "Atty", "Supt", "Messrs", "Msgr", "Pres", "Det", "Insp", "vs", "v", "No",
    "Nos", "Vol",
];

/// Words written short, in lower case, and the states of the United States among them.
const SHORT: [&str; 66] = [
    "jr", "sr", "inc", "corp", "ltd", "co", "bros", "etc", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sept", "sep", "oct", "nov", "dec", "ave", "blvd", "rd", "dept", "est", "approx",
    "univ", "assn", "calif", "mass", "conn", "penn", "fla", "wash", "ariz", "colo", "minn", "wis",
    "okla", "tenn", "ill", "tex", "mich", "ky", "va", "pa", "vt", "md", "ind", "ark", "ore", "wyo",
    "nev", "mo", "neb", "kan", "ala", "ga", "la", "del", "mont", "nos", "esq", "ph", "mfg", "al",
];

/// Words that open sentences far more often than they follow an abbreviation.
const STARTERS: [&str; 46] = [
    "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "But", "And", "Or", "So",
    "Then", "This", "That", "These", "Those", "There", "His", "Her", "Its", "Their", "Our", "In",
    "On", "At", "As", "If", "When", "While", "After", "Before", "For", "With", "What", "Who",
    "Why", "How", "Yet", "Not", "To", "By", "My", "Since",
];

/// Whether `word` opens sentences far more often than it stands inside one.
pub(crate) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// The longest word that is looked up: bounds the work.
const MAX_BYTES: usize = 16;

/// Whose the full stop at `end` is, behind the word that begins at `at`.
pub(crate) fn stop_after(text: &str, at: usize, end: usize) -> Stop {
    let bytes = text.as_bytes();
    // "end.)": what touches the stop and is no space says little; an ellipsis is no part of a word.
    if bytes.get(end + 1) == Some(&b'.') {
        return Stop::Own;
    }
    let Some(word) = text.get(at..end) else { return Stop::Own };
    if word.len() > MAX_BYTES {
        return Stop::Own;
    }
    let last = word.rsplit(['-', '/']).next().unwrap_or(word);
    let is_initial = last.len() == 1 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_dotted = last.contains('.')
        && last.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        });
    let is_title = TITLES.contains(&last);
    let is_short = is_title || is_dotted || is_initial || is_listed(last);
    if !is_short || (is_initial && last == "I" && word.len() == 1) {
        return Stop::Own;
    }
    let Some(next) = next_word(text, end + 1) else { return Stop::Own };
    match last {
        // "No." is a number's before a digit and an answer before anything else.
        "No" | "Nos" | "Vol" => {
            if next.starts_with(|c: char| c.is_ascii_digit()) {
                Stop::Word
            } else {
                Stop::Own
            }
        }
        _ if is_title || !is_starter(next) => Stop::Word,
        _ => Stop::Own,
    }
}

fn is_listed(word: &str) -> bool {
    SHORT.iter().any(|short| short.eq_ignore_ascii_case(word))
        && word.bytes().next().is_some_and(|byte| {
            byte.is_ascii_uppercase() || matches!(word, "etc" | "jr" | "sr" | "al" | "approx")
        })
}

/// The word that follows on the same line, past marks; a mark or sign where no word does; `None` at the
/// end of the line.
fn next_word(text: &str, from: usize) -> Option<&str> {
    let line = text.get(from..)?;
    let n_spaces = line.len() - line.trim_start_matches([' ', '\u{a0}', '\t']).len();
    let rest = line.get(n_spaces..)?;
    let first = rest.chars().next()?;
    if first == '\n' || first == '\r' {
        return None;
    }
    if n_spaces == 0 && is_closing(first) {
        // "in the U.S." with the mark or bracket that closes behind it: what comes then decides.
        let after = rest.get(first.len_utf8()..)?;
        let word = after.trim_start_matches([' ', '\u{a0}']);
        return match word.chars().next() {
            Some(c) if c != '\n' && c != '\r' && !c.is_uppercase() => Some(word_of(word)),
            _ => None,
        };
    }
    Some(word_of(rest.trim_start_matches(['"', '“', '‘', '\'', '(', '['])))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']')
}

fn word_of(rest: &str) -> &str {
    let end = rest.char_indices().take(MAX_BYTES).find(|(_, c)| !c.is_alphanumeric());
    let end = end.map_or(rest.len().min(MAX_BYTES), |(at, _)| at);
    rest.get(..end.max(1)).or(rest.get(..end)).unwrap_or(" ")
}
