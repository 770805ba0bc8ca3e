//! One cue of a subtitle file, WebVTT and SRT alike. Lines with tags in, utterances out: voices
//! (`<v Name>`), labels (`NAME:`, `>>`), dashes, and the times of single words.

use crate::document::clock::clock;
use crate::document::entity::decoded;
use crate::document::label::{Style, label};
use crate::document::labelling::Labelling;
use crate::document::utterance::{Piece, Utterance};

/// What is shown on the screen at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When, in milliseconds; `None` where the time line could not be read.
    pub time: Option<(u64, u64)>,
    /// The lines with their tags, none blank.
    pub lines: Vec<String>,
    /// Line of the input at which the cue's time stands, from 1.
    pub line: usize,
}

/// `from --> to settings` in milliseconds.
#[must_use]
pub fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    let to = to.split_whitespace().next()?;
    Some((clock(from.trim())?, clock(to)?))
}

/// The utterances of `cues`, in order.
#[must_use]
pub fn utterances(cues: &[Cue]) -> Vec<Utterance> {
    let bare: Vec<String> =
        cues.iter().flat_map(|cue| &cue.lines).map(|line| plain(line)).collect();
    let labelling = Labelling::of(bare.iter().map(|line| undashed(line)));
    cues.iter().flat_map(|cue| spoken(cue, &labelling)).collect()
}

/// The words of a line without its tags.
#[must_use]
pub fn plain(line: &str) -> String {
    let words: String = tokens(line)
        .filter_map(|token| match token {
            Token::Words(words) => Some(decoded(words)),
            Token::Tag(_) => None,
        })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the line gives times for its words.
#[must_use]
pub fn has_word_times(line: &str) -> bool {
    tokens(line).any(|token| matches!(token, Token::Tag(tag) if clock(tag).is_some()))
}

fn undashed(line: &str) -> &str {
    line.trim_start_matches(['-', '–', '‐', ' '])
}

/// The utterances of one cue: a new one at each voice tag, label and dash.
fn spoken(cue: &Cue, labelling: &Labelling) -> Vec<Utterance> {
    let empty = |speaker, opens_turn| Utterance {
        speaker,
        opens_turn,
        time: cue.time,
        pieces: Vec::new(),
        line: Some(cue.line),
    };
    let mut spoken = vec![empty(None, false)];
    let mut from_ms = None;
    for line in &cue.lines {
        let bare = plain(line);
        let words = undashed(&bare);
        let is_dashed = bare.starts_with(['-', '–', '‐']) && !bare.starts_with("--");
        let found = label(words).filter(|label| labelling.accepts(label));
        // What stands in front of the words, in characters of the bare line.
        let mut skip = 0;
        if is_dashed || found.is_some() {
            let name = found.as_ref().map(|label| label.name.replace('\\', ""));
            spoken.push(empty(name.filter(|name| !name.is_empty()), true));
            let skipped = found.as_ref().map_or(0, |label| label.words_at);
            skip = bare
                .get(..bare.len() - words.len() + skipped)
                .unwrap_or("")
                .chars()
                .filter(|c| !c.is_whitespace())
                .count();
        }
        let mut glue = " ";
        for token in tokens(line) {
            let words = match token {
                Token::Words(words) => decoded(words),
                Token::Tag(tag) => {
                    if let Some(time) = clock(tag) {
                        from_ms = Some(time);
                    } else if let Some(name) = voice(tag) {
                        spoken.push(empty(Some(name), true));
                    }
                    continue;
                }
            };
            let words = without_front(&words, &mut skip);
            if words.trim().is_empty() {
                glue = if words.is_empty() { glue } else { " " };
                continue;
            }
            if let Some(utterance) = spoken.last_mut() {
                let time = from_ms.map(|from| (from, from));
                utterance.pieces.push(Piece { words: format!("{glue}{words}"), time });
            }
            glue = if words.ends_with(char::is_whitespace) { " " } else { "" };
        }
    }
    settle_times(&mut spoken, cue);
    spoken.retain(|utterance| !utterance.pieces.is_empty());
    spoken
}

/// `words` without the first `skip` characters that are no white space; `skip` counts down.
fn without_front<'a>(words: &'a str, skip: &mut usize) -> &'a str {
    for (at, c) in words.char_indices() {
        if *skip == 0 {
            return words.get(at..).unwrap_or("");
        }
        *skip -= usize::from(!c.is_whitespace());
    }
    ""
}

/// Ends each timed piece where the next begins. Words in front of the first time code begin with the
/// cue. A cue without time codes keeps one time for all of its words.
fn settle_times(spoken: &mut [Utterance], cue: &Cue) {
    let has_times =
        spoken.iter().flat_map(|utterance| &utterance.pieces).any(|piece| piece.time.is_some());
    let Some((start, end)) = cue.time.filter(|_| has_times) else { return };
    let mut next = end;
    for piece in spoken.iter_mut().rev().flat_map(|utterance| utterance.pieces.iter_mut().rev()) {
        let from = piece.time.map_or(start, |(from, _)| from);
        piece.time = Some((from, next.max(from)));
        next = from;
    }
}

/// The name in `v.loud Ada Low`.
fn voice(tag: &str) -> Option<String> {
    let (kind, name) = tag.split_once(char::is_whitespace)?;
    let is_voice = kind.split('.').next() == Some("v");
    let name = decoded(name.trim());
    (is_voice && !name.is_empty()).then_some(name)
}

enum Token<'a> {
    Words(&'a str),
    /// What stands between `<` and `>`, or between `{\` and `}`.
    Tag(&'a str),
}

/// Longest tag: a voice with a long name. Beyond it `<` is a sign like any other.
const LONGEST_TAG: usize = 200;

fn tokens(line: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..).filter(|rest| !rest.is_empty())?;
        if let Some((tag, len)) = tag(rest) {
            at += len;
            return Some(Token::Tag(tag));
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let len = rest
            .get(first..)
            .and_then(|tail| tail.find(['<', '{']))
            .map_or(rest.len(), |len| first + len);
        at += len;
        rest.get(..len).map(Token::Words)
    })
}

/// The tag at the beginning of `rest`, and its length.
fn tag(rest: &str) -> Option<(&str, usize)> {
    let (inner, close) = match rest.strip_prefix('<') {
        Some(inner) => (inner, b'>'),
        None => (rest.strip_prefix("{\\")?, b'}'),
    };
    let opens = inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    let ends = |byte: u8| byte == close || byte == b'<';
    let end = inner.bytes().take(LONGEST_TAG).position(ends)?;
    let is_closed = inner.as_bytes().get(end) == Some(&close);
    (opens && is_closed).then_some((inner.get(..end)?, rest.len() - inner.len() + end + 1))
}

/// Whether `name` is a machine's stand-in for one.
#[must_use]
pub fn is_machine_name(name: &str) -> bool {
    let line = format!("{name}:");
    label(&line).is_some_and(|label| label.style == Style::Machine)
}
