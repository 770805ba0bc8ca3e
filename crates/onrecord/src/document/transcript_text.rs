//! A transcript written as text. A [`Document`] with blocks in (plain text, Markdown, HTML, DOCX), the
//! same with turns, times and notes out: blocks are cut at labels, a paragraph without a label goes
//! on with the last speaker, and what nobody said (labels, times, notes) is listed as `unsaid`.

use crate::document::Document;
use crate::document::block::{Block, Role};
use crate::document::label::{Label, label};
use crate::document::labelling::{Labelling, is_header};
use crate::document::paragraph::{lines, trimmed};
use crate::document::stage::notes;
use crate::document::stamp::{Stamp, inline, time_codes};
use crate::document::transcript::{Participant, Transcript, Turn};
use crate::text::span::Span;

/// Gives `document` its turns.
pub fn apply(document: &mut Document) {
    let text = std::mem::take(&mut document.text);
    let blocks = std::mem::take(&mut document.blocks);
    let holding = || blocks.iter().filter(|block| may_hold(block.role));
    let labelling = Labelling::of(
        holding().flat_map(|block| lines(&text, block.span)).map(|line| line.of(&text)),
    );
    let mut cutter = Cutter::new(&text, &labelling);
    for block in &blocks {
        if may_hold(block.role) { cutter.cut(block) } else { cutter.keep(block) }
    }
    cutter.close();
    let Cutter { blocks, turns, mut unsaid, mut stamps, speakers, .. } = cutter;
    for turn in &turns {
        for note in notes(&text, turn.span) {
            if let Some(stamp) = inline(&text, note.span) {
                stamps.push(stamp);
            }
            unsaid.push(note.span);
        }
    }
    let is_words = |sign: &&Span| sign.of(&text).contains(char::is_alphanumeric);
    unsaid.extend(document.markup.iter().filter(is_words));
    unsaid.sort_unstable();
    unsaid.dedup_by(|next, last| last.overlaps(*next).then(|| *last = last.hull(*next)).is_some());
    let end = turns.last().map_or(0, |turn| turn.span.end());
    let (times, problem) = time_codes(&text, stamps, end);
    document.problems.extend(problem);
    let mut transcript = document.transcript.take().unwrap_or_default();
    transcript.occasion.speakers.extend(speakers);
    document.transcript = Some(Transcript { turns, times, unsaid, ..transcript });
    document.blocks = blocks;
    document.text = text;
}

/// Whether a block of this role can hold turns.
fn may_hold(role: Role) -> bool {
    role.is_main() || matches!(role, Role::PullQuote | Role::Embed)
}

/// The walk over the blocks, with the turn that is open.
struct Cutter<'a> {
    text: &'a str,
    labelling: &'a Labelling,
    blocks: Vec<Block>,
    turns: Vec<Turn>,
    unsaid: Vec<Span>,
    stamps: Vec<Stamp>,
    speakers: Vec<Participant>,
    speaker: Option<String>,
    /// The words of the open turn so far; `None` before its first word.
    words: Option<Span>,
    /// Whether a label or a first paragraph has opened a turn.
    is_open: bool,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str, labelling: &'a Labelling) -> Cutter<'a> {
        Cutter {
            text,
            labelling,
            blocks: Vec::new(),
            turns: Vec::new(),
            unsaid: Vec::new(),
            stamps: Vec::new(),
            speakers: Vec::new(),
            speaker: None,
            words: None,
            is_open: false,
        }
    }

    /// A block that holds no turns stays as it is; inside a turn its words are nobody's.
    fn keep(&mut self, block: &Block) {
        self.unsaid.push(block.span);
        self.blocks.push(block.clone());
    }

    fn cut(&mut self, block: &Block) {
        if let Some(name) = block.label {
            self.open(name.of(self.text).trim_end_matches([':', '.']).to_owned());
        }
        let mut piece =
            Block { span: Span::empty(block.span.start()), label: block.label, ..block.clone() };
        for line in lines(self.text, block.span).filter(|line| !line.is_empty()) {
            for (part, found) in self.parts(line) {
                let Some(label) = found else {
                    self.unlabelled(part, block, &mut piece);
                    continue;
                };
                self.push(&piece);
                let name = Span::new(
                    part.start() + label.name_at,
                    part.start() + label.name_at + label.name.len(),
                );
                piece = Block {
                    span: part,
                    role: Role::Turn,
                    label: (!name.is_empty()).then_some(name),
                    duplicate_of: None,
                };
                self.labelled(part, &label);
            }
        }
        self.push(&piece);
    }

    /// The parts of `line`: cut where a label in capitals stands in its middle.
    fn parts(&self, line: Span) -> Vec<(Span, Option<Label<'a>>)> {
        let mut parts = Vec::new();
        let mut start = line.start();
        for at in glued_labels(line, self.text, self.labelling) {
            parts.push(trimmed(self.text, Span::new(start, at)));
            start = at;
        }
        parts.push(Span::new(start, line.end()));
        let read = |part: Span| {
            let found = label(part.of(self.text)).filter(|label| self.labelling.accepts(label));
            (part, found)
        };
        parts.into_iter().filter(|part| !part.is_empty()).map(read).collect()
    }

    fn labelled(&mut self, part: Span, label: &Label) {
        self.open(clean(label.name));
        let words = Span::new(part.start() + label.words_at, part.end());
        self.unsaid.push(trimmed(self.text, Span::new(part.start(), words.start())));
        if let Some(ms) = label.time_ms {
            self.stamps.push(Stamp { at: words.start(), ms });
        }
        if let Some(role) = label.role.filter(|role| role.len() > 2) {
            let name = clean(label.name);
            if !self.speakers.iter().any(|speaker| speaker.name == name)
                && self.speakers.len() < 200
            {
                self.speakers.push(Participant { name, role: Some(role.to_owned()) });
            }
        }
        self.say(words);
    }

    fn unlabelled(&mut self, line: Span, block: &Block, piece: &mut Block) {
        piece.span = if piece.span.is_empty() { line } else { piece.span.hull(line) };
        let words = line.of(self.text);
        let is_heading = block.role == Role::Heading
            || !self.is_open
                && (label(words).is_some_and(|label| is_header(&label)) || is_title(words));
        if is_heading && self.labelling.is_dialogue() || block.role == Role::Heading {
            self.unsaid.push(line);
            if block.role == Role::Body {
                piece.role = Role::Heading;
            }
            return;
        }
        if matches!(piece.role, Role::Body) {
            piece.role = Role::Turn;
        }
        self.is_open = true;
        self.say(line);
    }

    fn say(&mut self, words: Span) {
        if !words.is_empty() {
            self.words = Some(self.words.map_or(words, |said| said.hull(words)));
        }
    }

    /// Opens the turn of `name`; an empty name is somebody the record does not name.
    fn open(&mut self, name: String) {
        self.close();
        self.speaker = (!name.is_empty()).then_some(name);
        self.is_open = true;
    }

    fn close(&mut self) {
        if let Some(span) = self.words.take() {
            self.turns.push(Turn { speaker: self.speaker.clone(), span });
        }
    }

    fn push(&mut self, piece: &Block) {
        if !piece.span.is_empty() {
            self.blocks.push(piece.clone());
        }
    }
}

/// Whether words in front of the first label head the page and are not speech: a short line that no
/// sentence ends.
fn is_title(words: &str) -> bool {
    words.len() <= 150 && !words.ends_with(['.', '!', '?', '"', '”', '…', '-', '—', ','])
}

/// The name without the escapes of Markdown.
fn clean(name: &str) -> String {
    name.replace('\\', "")
}

/// Where labels in capitals stand in the middle of `line`: behind the end of a sentence or a note,
/// where a line end was lost.
fn glued_labels(line: Span, text: &str, labelling: &Labelling) -> Vec<usize> {
    let words = line.of(text);
    let mut found = Vec::new();
    for (colon, _) in
        words.match_indices(": ").chain(words.strip_suffix(':').map(|s| (s.len(), "")))
    {
        let before = words.get(..colon).unwrap_or("");
        let is_label = |c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, ' ' | '.' | '\'' | '’' | '-')
        };
        let run = before.len() - before.trim_end_matches(is_label).len();
        // The longest known name that ends at the colon; a name has few words.
        let mut start = before.len() - run;
        for _ in 0..12 {
            let name = before.get(start..).unwrap_or("");
            let bare = name.trim_start_matches(['.', ' ', '-']);
            start = before.len() - bare.len();
            let behind = before.get(..start).unwrap_or("").trim_end();
            let fresh = behind.ends_with(['.', '!', '?', ')', ']', '"', '”', '-', '—']);
            if fresh && bare.contains(' ') && labelling.knows_capitals(bare) {
                found.push(line.start() + start);
                break;
            }
            let Some(next) = bare.find([' ', '.']) else { break };
            start += next + 1;
        }
    }
    found
}
