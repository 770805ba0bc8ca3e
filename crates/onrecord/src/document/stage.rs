//! Notes in a record that nobody said: `(APPLAUSE)`, `[inaudible 00:03]`, `(BEGIN VIDEO CLIP)`.
//! A text in, the notes' spans out. Words in brackets that a transcriber supplied ("went [to] the
//! shop") are left in: they stand for speech.

use crate::document::clock::clock;
use crate::text::span::Span;

/// A note, with what it says about the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The note with its brackets.
    pub span: Span,
    /// What it means for the words around it.
    pub kind: NoteKind,
}

/// What a note means for the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A sound, a gesture, a scene: no words are missing.
    Sound,
    /// Words that the transcriber could not hear.
    Inaudible,
    /// A stretch of the occasion is missing.
    Gap,
}

/// Beginnings of words that make a bracketed stretch a note on a sound or a scene. From the notes of
/// the campaign transcripts and the interviews in the corpora that occur more than five times.
const SOUNDS: &[&str] = &[
    "applau",
    "laugh",
    "cheer",
    "boo",
    "crosstalk",
    "cross-talk",
    "overtalk",
    "music",
    "jingle",
    "chant",
    "shout",
    "bell",
    "silence",
    "pause",
    "sigh",
    "cough",
    "singing",
    "sings",
    "whisper",
    "crowd",
    "audience",
    "video",
    "audio",
    "clip",
    "break",
    "sound",
    "alert",
    "drum",
    "crickets",
    "chuckl",
    "phonetic",
    "sneez",
    "snap",
    "clap",
    "gasp",
    "groan",
    "scream",
    "whistl",
    "beep",
    "bleep",
    "ring",
    "sic",
    "off-mic",
    "foreign",
    "noise",
    "gunshot",
    "siren",
    "chatter",
    "scoff",
    "inhal",
    "exhal",
    "clears",
    "ph",
    "protest",
    "interrupted",
];

/// Beginnings of words that say words were not heard.
const UNHEARD: &[&str] = &["inaudible", "unintelligible", "indiscernible", "unclear", "indistinct"];

/// Phrases that say a stretch is missing.
const GAPS: &[&str] = &[
    "audio gap",
    "audio deleted",
    "end of coverage",
    "break in coverage",
    "gap in",
    "transcript begins",
    "begins here",
    "joined in progress",
    "recording begins",
    "recording ends",
    "transcript ends",
    "part missing",
    "missing from",
    "portion missing",
    "no audio",
    "audio lost",
    "technical difficult",
    "feed lost",
    "cuts out",
    "cut off",
    "tape change",
    "end of transcript excerpt",
];

/// Longest stretch between brackets that is still a note, in bytes. The longest of the campaign
/// transcripts that is no speech has 71.
const LONGEST: usize = 120;

/// The notes in `within`, in order. Of nested brackets the innermost are read.
#[must_use]
pub fn notes(text: &str, within: Span) -> Vec<Note> {
    let mut notes = Vec::new();
    let inside = within.of(text);
    let mut at = 0;
    while let Some(found) = inside.get(at..).and_then(|rest| rest.find(['(', '['])) {
        let start = at + found;
        let rest = inside.get(start..).unwrap_or("");
        match note(rest) {
            Some((kind, len)) => {
                let escape =
                    usize::from(inside.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\\'));
                let from = within.start() + start - escape;
                notes.push(Note { span: Span::new(from, within.start() + start + len), kind });
                at = start + len;
            }
            None => at = start + 1,
        }
    }
    notes
}

/// The note at the beginning of `rest`, and its length in bytes.
fn note(rest: &str) -> Option<(NoteKind, usize)> {
    let close = if rest.starts_with('(') { ')' } else { ']' };
    let open = *rest.as_bytes().first()?;
    // A bracket of the same kind before the end begins the note anew; so a run of them is read once.
    let ends = |byte: u8| byte == close as u8 || byte == b'\n' || byte == open;
    let end = 1 + rest.bytes().skip(1).take(LONGEST).position(ends)?;
    let inner = rest.get(1..end)?.trim_matches(['\\', ' ']);
    let len = rest.get(end..)?.starts_with(close).then_some(end + 1)?;
    // `[words](target)` is a link.
    if close == ']' && rest.get(len..)?.starts_with('(') {
        return None;
    }
    let lower = inner.to_lowercase();
    if GAPS.iter().any(|gap| lower.contains(gap)) {
        return Some((NoteKind::Gap, len));
    }
    let mut words =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
    if words.clone().any(|word| UNHEARD.iter().any(|stem| word.starts_with(stem))) {
        return Some((NoteKind::Inaudible, len));
    }
    let letters = inner.chars().filter(|c| c.is_alphabetic());
    let n_letters = letters.clone().count();
    let is_caps = n_letters >= 3
        && letters.clone().all(|c| !c.is_lowercase())
        && inner.contains(|c: char| c.is_uppercase());
    let is_stamp = n_letters == 0 && clock(inner.trim_matches('\\')).is_some();
    let n_words = words.clone().count();
    let has_long_word = words.clone().any(|word| word.len() >= 4);
    // "(that sounds good to me)" is an aside: round brackets in small letters hold short notes only.
    let most = if close == ']' || is_caps { 6 } else { 3 };
    let is_sound =
        n_words <= most && words.any(|word| SOUNDS.iter().any(|stem| starts(word, stem)));
    // "(NATO)" and "(CI/CD)" were said, as far as a reader can tell: capitals make a note of two words
    // or more.
    let is_scene = is_caps && n_words >= 2 && inner.contains(' ') && has_long_word;
    (is_stamp || is_sound || is_scene).then_some((NoteKind::Sound, len))
}

/// Whether `word` begins with `stem`; stems of two and three letters must be the whole word.
fn starts(word: &str, stem: &str) -> bool {
    // "chanting" is a note, "chantastic" a name.
    let most = if stem.len() <= 3 && stem != "boo" { 0 } else { 4 };
    word.starts_with(stem) && word.len() <= stem.len() + most
}

#[cfg(test)]
mod tests {
    use crate::document::stage::{NoteKind, notes};
    use crate::text::span::Span;

    fn found(text: &str) -> Vec<(&str, NoteKind)> {
        let notes = notes(text, Span::new(0, text.len()));
        notes.into_iter().map(|note| (note.span.of(text), note.kind)).collect()
    }

    #[test]
    fn sounds_and_scenes_are_notes() {
        let text = "Yes. (APPLAUSE) [laughs] (BEGIN VIDEO CLIP) \\[00:31\\] No.";
        let notes: Vec<&str> = found(text).into_iter().map(|(note, _)| note).collect();
        assert_eq!(notes, ["(APPLAUSE)", "[laughs]", "(BEGIN VIDEO CLIP)", "\\[00:31\\]"]);
    }

    #[test]
    fn what_was_not_heard_and_what_is_missing_are_told_apart() {
        assert_eq!(found("we [inaudible 00:03] go"), [("[inaudible 00:03]", NoteKind::Inaudible)]);
        assert_eq!(found("(AUDIO GAP) So"), [("(AUDIO GAP)", NoteKind::Gap)]);
    }

    #[test]
    fn supplied_words_links_and_asides_are_not_notes() {
        assert_eq!(found("went [to] the shop (which was closed) (NATO) (2016) [a](b)"), []);
        assert_eq!(found("open ( and never closed"), []);
    }
}
