//! Where quotations stand in a text. A document and ranges of its code points in, its paragraphs cut at the
//! borders of those ranges out.

use onrecord::document::Document;
use onrecord::document::block::Role;
use onrecord::text::span::Span;

/// Words of a text shown on either side of a quotation where only excerpts are shown.
const AROUND: usize = 25;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Who speaks, in a record: as it names them, at the first paragraph of a turn.
    pub speaker: Option<String>,
    /// When it was said, in milliseconds.
    pub time_ms: Option<u64>,
    /// Its words in order.
    pub stretches: Vec<Stretch>,
}

/// Words that lie in the same ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The words; empty where words of the text are left out.
    pub words: String,
    /// The indices of the ranges that hold them, ascending.
    pub ranges: Vec<usize>,
    /// The ranges that begin here.
    pub begins: Vec<usize>,
}

impl Stretch {
    /// Whether words of the text are left out here.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.words.is_empty()
    }
}

/// The paragraphs of an article that hold speech, with `ranges` (code points, half-open) marked.
#[must_use]
pub fn article(document: &Document, ranges: &[(u32, u32)]) -> Vec<Paragraph> {
    let ranges = in_bytes(&document.text, ranges);
    let shown = document
        .blocks
        .iter()
        .filter(|block| block.role.holds_speech() && block.duplicate_of.is_none());
    shown
        .map(|block| Paragraph {
            role: block.role,
            speaker: None,
            time_ms: None,
            stretches: cut(&document.text, block.span, &ranges),
        })
        .collect()
}

/// The turns of a record, with `ranges` (code points, half-open) marked.
#[must_use]
pub fn record(document: &Document, ranges: &[(u32, u32)]) -> Vec<Paragraph> {
    let ranges = in_bytes(&document.text, ranges);
    let Some(transcript) = &document.transcript else {
        return article(document, &[]);
    };
    let mut paragraphs = Vec::new();
    for turn in &transcript.turns {
        let mut speaker = turn.speaker.clone();
        let mut start = turn.span.start();
        for part in turn.span.of(&document.text).split_inclusive("\n\n") {
            let span = Span::new(start, start + part.trim_end().len());
            start += part.len();
            if span.is_empty() {
                continue;
            }
            paragraphs.push(Paragraph {
                role: Role::Turn,
                speaker: speaker.take(),
                time_ms: transcript.time_at(span.start()),
                stretches: cut(&document.text, span, &ranges),
            });
        }
    }
    paragraphs
}

/// Only the marked words and at most 25 words on either side; the rest is a gap.
#[must_use]
pub fn excerpts(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut kept: Vec<Paragraph> = Vec::new();
    for mut paragraph in paragraphs {
        let is_marked = |stretch: &Stretch| !stretch.ranges.is_empty();
        if !paragraph.stretches.iter().any(is_marked) {
            let is_title = paragraph.role == Role::Title;
            let is_after_gap =
                kept.last().is_some_and(|last| last.stretches.iter().all(Stretch::is_gap));
            if is_title {
                kept.push(paragraph);
            } else if !is_after_gap {
                paragraph.stretches = vec![gap()];
                paragraph.role = Role::Body;
                kept.push(paragraph);
            }
            continue;
        }
        let n_stretches = paragraph.stretches.len();
        let mut stretches = Vec::with_capacity(n_stretches);
        for (at, stretch) in paragraph.stretches.into_iter().enumerate() {
            if is_marked(&stretch) {
                stretches.push(stretch);
                continue;
            }
            let (is_first, is_last) = (at == 0, at + 1 == n_stretches);
            stretches.extend(shortened(&stretch.words, is_first, is_last));
        }
        paragraph.stretches = stretches;
        kept.push(paragraph);
    }
    kept
}

/// Words between two marked stretches, or before the first, or after the last.
fn shortened(words: &str, is_first: bool, is_last: bool) -> Vec<Stretch> {
    let starts: Vec<usize> =
        words.split_whitespace().map(|word| word.as_ptr().addr() - words.as_ptr().addr()).collect();
    let n_words = starts.len();
    let head = if is_first { 0 } else { AROUND };
    let tail = if is_last { 0 } else { AROUND };
    if n_words <= head + tail {
        return vec![plain(words)];
    }
    let mut parts = Vec::new();
    if head > 0 {
        parts.push(plain(words[..starts[head]].trim_end()));
    }
    parts.push(gap());
    if tail > 0 {
        parts.push(plain(&words[starts[n_words - tail]..]));
    }
    parts
}

fn plain(words: &str) -> Stretch {
    Stretch { words: words.to_owned(), ranges: Vec::new(), begins: Vec::new() }
}

fn gap() -> Stretch {
    plain("")
}

/// `span` cut at the borders of `ranges`.
fn cut(text: &str, span: Span, ranges: &[Span]) -> Vec<Stretch> {
    let within: Vec<usize> =
        (0..ranges.len()).filter(|range| ranges[*range].overlaps(span)).collect();
    let mut borders: Vec<usize> = vec![span.start(), span.end()];
    for range in within.iter().map(|range| ranges[*range]) {
        borders.extend([range.start(), range.end()]);
    }
    borders.retain(|at| (span.start()..=span.end()).contains(at));
    borders.sort_unstable();
    borders.dedup();
    let stretches = borders.windows(2).map(|pair| {
        let part = Span::new(pair[0], pair[1]);
        Stretch {
            words: part.of(text).to_owned(),
            ranges: within.iter().copied().filter(|range| ranges[*range].contains(part)).collect(),
            begins: within
                .iter()
                .copied()
                .filter(|range| ranges[*range].start().max(span.start()) == part.start())
                .collect(),
        }
    });
    stretches.filter(|stretch| !stretch.words.is_empty()).collect()
}

/// Ranges of code points as spans of bytes; what lies beyond the text ends with it.
fn in_bytes(text: &str, ranges: &[(u32, u32)]) -> Vec<Span> {
    let mut wanted: Vec<u32> = ranges.iter().flat_map(|range| [range.0, range.1]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut places = Vec::with_capacity(wanted.len());
    let mut bytes = text.char_indices().map(|(at, _)| at).chain(std::iter::repeat(text.len()));
    let mut done = 0;
    for point in &wanted {
        let at = bytes.nth((*point - done) as usize).unwrap_or(text.len());
        places.push(at);
        done = *point + 1;
    }
    let place = |point: u32| {
        wanted
            .binary_search(&point)
            .ok()
            .and_then(|at| places.get(at))
            .copied()
            .unwrap_or(text.len())
    };
    ranges.iter().map(|range| Span::new(place(range.0), place(range.1))).collect()
}

#[cfg(test)]
mod tests {
    use crate::marking::{Paragraph, Stretch};
    use crate::marking::{cut, excerpts, in_bytes, shortened};
    use onrecord::document::block::Role;
    use onrecord::text::span::Span;

    #[test]
    fn ranges_of_code_points_become_bytes() {
        let spans = in_bytes("aéb—c", &[(1, 3), (4, 99), (0, 0)]);
        assert_eq!(spans, [Span::new(1, 4), Span::new(7, 8), Span::new(0, 0)]);
    }

    #[test]
    fn words_are_cut_where_ranges_begin_and_end() {
        let text = "one two three four";
        let ranges = [Span::new(4, 13), Span::new(8, 18)];
        let words = cut(text, Span::new(0, 18), &ranges);
        let shown: Vec<(&str, usize)> =
            words.iter().map(|one| (one.words.as_str(), one.ranges.len())).collect();
        assert_eq!(shown, [("one ", 0), ("two ", 1), ("three", 2), (" four", 1)]);
        assert_eq!(words[1].begins, [0]);
        assert_eq!(words[2].begins, [1]);
    }

    #[test]
    fn an_excerpt_holds_twenty_five_words_on_either_side() {
        let words = "w ".repeat(60);
        let between = shortened(&words, false, false);
        assert_eq!(between.len(), 3);
        assert_eq!(between[0].words.split_whitespace().count(), 25);
        assert!(between[1].is_gap());
        assert_eq!(between[2].words.split_whitespace().count(), 25);
        assert_eq!(shortened("a few words", true, false).len(), 1);
    }

    #[test]
    fn paragraphs_without_a_quotation_fall_together() {
        let paragraph = |ranges: Vec<usize>| Paragraph {
            role: Role::Body,
            speaker: None,
            time_ms: None,
            stretches: vec![Stretch { words: "words".to_owned(), ranges, begins: Vec::new() }],
        };
        let shown = excerpts(vec![paragraph(vec![]), paragraph(vec![]), paragraph(vec![0])]);
        assert_eq!(shown.len(), 2);
        assert!(shown[0].stretches[0].is_gap());
        assert_eq!(shown[1].stretches[0].words, "words");
    }
}
