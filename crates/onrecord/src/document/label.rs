//! Who a line of a transcript gives as its speaker: `NAME:`, `NAME (ROLE):`, `**Name:**`, `>> NAME:`,
//! `Q:`, `Speaker 1 (00:03):`, `Name  0:12`, each with a time before or after it. A line in, a
//! [`Label`] out. Whether a line that could be labelled is, the whole transcript decides (see
//! `labelling`).

use crate::document::clock::leading_stamp;

/// What a line says in front of its words. Offsets are bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label<'a> {
    /// The name as written, without signs; empty where a sign (`>>`) or a time stands alone.
    pub name: &'a str,
    /// Where the name begins.
    pub name_at: usize,
    /// What stands in brackets or after a comma behind the name: "(ON CAMERA)", "CNN HOST".
    pub role: Option<&'a str>,
    /// The time beside the name, in milliseconds.
    pub time_ms: Option<u64>,
    /// Where the words begin.
    pub words_at: usize,
    /// How the label is written.
    pub style: Style,
}

/// How labels are written; one transcript keeps to one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Set in bold by Markdown: `**Name:**`.
    Bold,
    /// In capitals: `THE CHAIR:`.
    Capitals,
    /// A name in upper and lower case, followed by a colon.
    Name,
    /// A name and a time on a line of their own, without a colon.
    Timed,
    /// `Q:` and `A:`.
    Letter,
    /// `Speaker 1`, `SPEAKER_00`: a machine's stand-in for a name.
    Machine,
    /// `>>` alone: somebody else speaks.
    Change,
}

/// Longest label, in bytes: name, role and time together. The longest of 355,261 labels in the
/// interviews has 58.
const LONGEST: usize = 90;

/// Longest name, in words. "The Honorable Maria de la Cruz van Houten Jr." has nine.
const MOST_WORDS: usize = 9;

/// The label at the beginning of `line`, if its beginning could be one.
#[must_use]
pub fn label(line: &str) -> Option<Label<'_>> {
    let mut at = line.len() - line.trim_start_matches(['#', ' ']).len();
    let mut time_ms = None;
    if let Some((time, len)) = leading_stamp(line.get(at..)?) {
        time_ms = Some(time);
        at = skip_space(line, at + len);
    }
    let signs = line.get(at..)?;
    let is_change = signs.starts_with(">>") || signs.starts_with("&gt;&gt;");
    if is_change {
        at = line.len() - signs.trim_start_matches(">").trim_start_matches("&gt;").len();
        at = skip_space(line, at);
    }
    let bold =
        ["**", "__"].into_iter().find(|mark| line.get(at..).is_some_and(|l| l.starts_with(mark)));
    let named = match bold {
        Some(mark) => bold_name(line, at, mark),
        None => colon_name(line, at).or_else(|| timed_name(line, at)),
    };
    let mut label = match named {
        Some(label) => label,
        None if is_change => {
            let style = Style::Change;
            Label { name: "", name_at: at, role: None, time_ms: None, words_at: at, style }
        }
        None => return None,
    };
    label.time_ms = label.time_ms.or(time_ms);
    label.words_at = skip_space(line, label.words_at);
    if let Some((time, len)) = leading_stamp(line.get(label.words_at..)?)
        && label.time_ms.is_none()
    {
        label.time_ms = Some(time);
        label.words_at = skip_space(line, label.words_at + len);
    }
    Some(label)
}

fn skip_space(line: &str, at: usize) -> usize {
    line.get(at..).map_or(line.len(), |rest| line.len() - rest.trim_start().len())
}

/// `**Name:** words`, `**Name**: words`, `**Name** [0:12]`.
fn bold_name<'a>(line: &'a str, at: usize, mark: &str) -> Option<Label<'a>> {
    let from = at + mark.len();
    let head = line.get(from..)?;
    let len = head.find(mark).filter(|len| *len <= LONGEST)?;
    let inside = head.get(..len)?;
    let after = from + len + mark.len();
    let rest = line.get(after..)?;
    let colon_after = rest.trim_start().starts_with(':');
    let words_at = if colon_after { after + rest.find(':')? + 1 } else { after };
    let inner = inside.trim_end();
    // In "**Name: \[43:56\]**" the time stands inside the bold part.
    let (name, tail) = match name_end(inner) {
        Some(colon) => (inner.get(..colon)?, inner.get(colon + 1..)?.trim()),
        None if colon_after || leading_stamp(rest.trim_start()).is_some() => (inner, ""),
        None => return None,
    };
    let stamp = leading_stamp(tail).filter(|(_, len)| *len == tail.len());
    if !tail.is_empty() && stamp.is_none() {
        return None;
    }
    let mut label = parts(name, from, words_at)?;
    label.time_ms = label.time_ms.or(stamp.map(|(time, _)| time));
    label.style = if label.style == Style::Machine { Style::Machine } else { Style::Bold };
    Some(label)
}

/// `NAME: words`.
fn colon_name(line: &str, at: usize) -> Option<Label<'_>> {
    let rest = line.get(at..)?;
    let colon = name_end(rest)?;
    parts(rest.get(..colon)?, at, at + colon + 1)
}

/// The first colon that stands for no time of day, within [`LONGEST`] bytes, before white space, a
/// bracket, a bold mark or the end.
fn name_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let limit = rest.len().min(LONGEST);
    let ends = |at: &usize| match bytes.get(at + 1) {
        None => true,
        Some(next) => !next.is_ascii_digit() && !matches!(next, b'/' | b':'),
    };
    bytes.get(..limit)?.iter().position(|byte| *byte == b':').and_then(|first| {
        let mut colons = (first..limit).filter(|at| bytes.get(*at) == Some(&b':'));
        colons.find(ends)
    })
}

/// `Name  0:12` and `Name (00:12)`, alone on a line.
fn timed_name(line: &str, at: usize) -> Option<Label<'_>> {
    let rest = line.get(at..).filter(|rest| rest.len() <= LONGEST)?;
    let stamp_at = rest
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map(|(at, c)| at + c.len_utf8())?;
    let (time, len) = leading_stamp(rest.get(stamp_at..)?)?;
    if stamp_at + len != rest.len() {
        return None;
    }
    let mut label = parts(rest.get(..stamp_at)?, at, line.len())?;
    label.time_ms = Some(time);
    label.style = Style::Timed;
    Some(label)
}

/// Parts `head` (which stands at `at` of its line) into name, role and time.
fn parts(head: &str, at: usize, words_at: usize) -> Option<Label<'_>> {
    let mut name = head.trim().trim_end_matches(['*', '_', ':']).trim_end();
    let (mut role, mut time_ms) = (None, None);
    while let Some(open) = bracket(name) {
        let inside = name.get(open..)?;
        match leading_stamp(inside) {
            Some((time, _)) => time_ms = Some(time),
            None => role = Some(inside.trim_matches(['(', ')', '[', ']', '\\', ' '])),
        }
        name = name.get(..open)?.trim_end_matches(['\\', ' ']);
    }
    if let Some((before, after)) = name.split_once(", ")
        && !is_suffix(after)
    {
        // "Now, let's be clear:" opens a sentence.
        if after.starts_with(char::is_lowercase) {
            return None;
        }
        role = Some(after);
        name = before;
    }
    let style = style(name)?;
    let name_at = at + (head.len() - head.trim_start().len());
    Some(Label { name, name_at, role, time_ms, words_at, style })
}

/// Where a bracket that ends `name` opens.
fn bracket(name: &str) -> Option<usize> {
    let open = match name.as_bytes().last()? {
        b')' => name.rfind('(')?,
        b']' => name.rfind('[')?,
        _ => return None,
    };
    (open > 0).then_some(open)
}

/// Whether what follows a comma belongs to the name: "PsyD", "Jr.", "Ph.D".
fn is_suffix(after: &str) -> bool {
    !after.contains(' ') && after.len() <= 6
}

/// How `name` is written, or `None` if it cannot be a name.
fn style(name: &str) -> Option<Style> {
    let bare = name.trim_end_matches('.');
    if matches!(bare, "Q" | "A" | "Question" | "Answer" | "QUESTION" | "ANSWER") {
        return Some(Style::Letter);
    }
    let folded = name.to_ascii_lowercase().replace('_', " ");
    if let Some(number) = folded.strip_prefix("speaker ") {
        let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_alphanumeric());
        return (is_number && (number.len() == 1 || number.chars().all(|c| c.is_ascii_digit())))
            .then_some(Style::Machine);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS || name.chars().count() < 2 {
        return None;
    }
    if name.chars().any(|c| !is_name_char(c)) || !words.iter().all(|word| is_name_word(word)) {
        return None;
    }
    if !name.chars().next()?.is_uppercase() && !name.chars().next()?.is_alphabetic() {
        return None;
    }
    let n_lower = name.chars().filter(|c| c.is_lowercase()).count();
    let n_upper = name.chars().filter(|c| c.is_uppercase()).count();
    // Lower-case letters of "McCAIN" and "DeSANTIS".
    Some(if n_upper > 1 && n_lower * 3 <= n_upper { Style::Capitals } else { Style::Name })
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric()
        || c.is_whitespace()
        || matches!(c, '.' | '\'' | '’' | '‘' | '-' | '–' | ',' | '&' | '#' | '/')
}

/// Words that stand in names in lower case.
const PARTICLES: &[&str] = &[
    "of",
    "the",
    "and",
    "de",
    "del",
    "della",
    "di",
    "da",
    "do",
    "dos",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "ten",
    "bin",
    "ibn",
    "al",
    "el",
    "y",
    "e",
    "for",
    "in",
    "offscreen",
    "member",
    "audience",
    "questioner",
    "voiceover",
];

fn is_name_word(word: &str) -> bool {
    let initial = word.trim_start_matches(['\'', '’', '‘', '#']).chars().next();
    let opens = initial.is_some_and(|c| {
        c.is_uppercase() || c.is_numeric() || !c.is_lowercase() && c.is_alphabetic()
    }) || PARTICLES.contains(&word)
        || word == "&"
        || word.starts_with("al-");
    // A full stop ends an abbreviation or stands between initials; else it ends a sentence.
    let stops = word.trim_end_matches(',').contains('.');
    opens
        && (!stops
            || word
                .trim_end_matches([',', '.'])
                .split(['.', '-'])
                .all(|part| part.chars().count() <= 5))
}

#[cfg(test)]
#[path = "label/tests.rs"]
mod tests;
