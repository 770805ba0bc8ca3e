//! What was said, with times, in the order of the record: subtitles, recogniser output. Utterances
//! in, a record's [`Document`] out; its text is the words said and nothing else, a paragraph a turn.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::cue::is_machine_name;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::problem::{Problem, ProblemKind};
use crate::document::stage::notes;
use crate::document::stamp::{Stamp, runs_backwards};
use crate::document::transcript::{RecordKind, TimeCode, Transcript, Turn};
use crate::text::span::Span;

/// A stretch of speech as a timed record gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Utterance {
    /// The name as written; `None` where the record names nobody here.
    pub speaker: Option<String>,
    /// Whether somebody else begins to speak, named or not.
    pub opens_turn: bool,
    /// Start and end in milliseconds.
    pub time: Option<(u64, u64)>,
    /// The words, in order.
    pub pieces: Vec<Piece>,
    /// Line of the input, from 1, where there is one.
    pub line: Option<usize>,
}

/// Words that share a time: one word, or the whole utterance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// The words; white space at the beginning parts them from the piece before.
    pub words: String,
    /// Start and end in milliseconds; `None` where only the utterance has a time.
    pub time: Option<(u64, u64)>,
}

/// The record that `utterances` make, with `between` (a line end or a space) between two of one turn.
#[must_use]
pub fn document(origin: &Origin, utterances: &[Utterance], between: &str) -> Document {
    let mut document = Document::empty(origin, DocumentKind::Record);
    let mut transcript = Transcript::default();
    let mut last_ms = None;
    for utterance in utterances {
        let text = &mut document.text;
        let current = transcript.turns.last().and_then(|turn| turn.speaker.as_ref());
        let changes = utterance.speaker.as_ref().is_some_and(|name| Some(name) != current);
        let repeats = utterance.speaker.is_some() && !changes;
        let opens = transcript.turns.is_empty() || changes || utterance.opens_turn && !repeats;
        let gap = if text.is_empty() {
            ""
        } else if opens {
            "\n\n"
        } else {
            between
        };
        let start = text.len() + gap.len();
        let end = append(text, gap, utterance, &mut transcript.times);
        if end <= start {
            continue;
        }
        let span = Span::new(start, end);
        match transcript.turns.last_mut() {
            Some(turn) if !opens => turn.span = turn.span.hull(span),
            _ => transcript.turns.push(Turn { speaker: utterance.speaker.clone(), span }),
        }
        if let Some((from, to)) = utterance.time {
            let earlier = last_ms.filter(|last| from < *last).or((to < from).then_some(from));
            if let Some(last) = earlier
                && document.problems.is_empty()
            {
                let ms = if to < from { to } else { from };
                let problem = runs_backwards("", last, Stamp { at: 0, ms });
                document.problems.push(Problem { line: utterance.line, ..problem });
            }
            last_ms = Some(from);
        }
    }
    for turn in &transcript.turns {
        let block = Block { role: Role::Turn, span: turn.span, label: None, duplicate_of: None };
        document.blocks.push(block);
        transcript
            .unsaid
            .extend(notes(&document.text, turn.span).into_iter().map(|note| note.span));
    }
    if document.text.is_empty() {
        let message = "the record holds no words".to_owned();
        document.problems.push(Problem { kind: ProblemKind::Empty, line: None, message });
    }
    transcript.kind = kind(&document.text, &transcript.turns);
    document.transcript = Some(transcript);
    document
}

/// Appends `gap` and the words of `utterance`, with their times; gives the end of the words.
fn append(text: &mut String, gap: &str, utterance: &Utterance, times: &mut Vec<TimeCode>) -> usize {
    let start = text.len() + gap.len();
    let has_times = utterance.pieces.iter().any(|piece| piece.time.is_some());
    let before = text.len();
    for piece in &utterance.pieces {
        let words = piece.words.split_whitespace();
        let is_first = text.len() == before;
        let parted = piece.words.starts_with(char::is_whitespace) && !is_first;
        let mut from = None;
        for (idx, word) in words.enumerate() {
            if is_first && idx == 0 {
                text.push_str(gap);
            } else if idx > 0 || parted {
                text.push(' ');
            }
            from.get_or_insert(text.len());
            text.push_str(word);
        }
        if let Some(((start_ms, end_ms), from)) = piece.time.zip(from) {
            let span = Span::new(from, text.len());
            times.push(TimeCode { span, start_ms, end_ms: end_ms.max(start_ms) });
        }
    }
    if let Some((start_ms, end_ms)) = utterance.time.filter(|_| !has_times && text.len() > start) {
        let span = Span::new(start, text.len());
        times.push(TimeCode { span, start_ms, end_ms: end_ms.max(start_ms) });
    }
    text.len()
}

/// Fewest sentence ends in a hundred words of a text that a person punctuated. The 100 automatic
/// captions have less than 0.5, the campaign transcripts 5 and more.
const SENTENCE_ENDS: usize = 2;

/// Captions, unless people are named and sentences end: then a person made the record by ear.
fn kind(text: &str, turns: &[Turn]) -> RecordKind {
    let names = || turns.iter().filter_map(|turn| turn.speaker.as_deref());
    let is_named = names().next().is_some() && !names().all(is_machine_name);
    if is_named && is_punctuated(text) { RecordKind::TapeTranscript } else { RecordKind::Captions }
}

/// Whether sentences end in `text`.
#[must_use]
pub fn is_punctuated(text: &str) -> bool {
    let n_words = text.split_whitespace().count();
    let n_ends = text.matches(['.', '?', '!', '。', '？', '！']).count();
    n_ends * 100 >= n_words * SENTENCE_ENDS
}
