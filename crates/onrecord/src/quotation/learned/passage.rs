//! A paragraph as the labeller sees it. A document, its words and what the rules found in; words with
//! the state of the marks around them out.

use crate::document::Document;
use crate::quotation::Quotation;
use crate::quotation::QuotationKind;
use crate::quotation::paragraphs::paragraphs;
use crate::quotation::stretch::{Stretch, stretches};
use crate::text::span::Span;
use onrecord_model::Model;
use onrecord_model::syntax::token::{Token, Tokens};

/// One paragraph: words that are labelled together.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// The block in which it stands.
    pub block: usize,
    /// Its words in text order.
    pub words: Vec<Word>,
}

/// A word with what is known about its place.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The word, its class and its relation.
    pub token: Token,
    /// The index of its head among the passage's words; its own where it has none there.
    pub head: usize,
    /// The sentence it belongs to, counted from the passage's start.
    pub sentence: u32,
    /// What kind of reporting word it may be; 0 for none.
    pub cue: u8,
    /// Where it stands to double marks: outside 0, an opening mark 1, inside 2, a closing mark 3.
    pub quote: u8,
    /// What the marked stretch is like: its length, its end, whether it opens the paragraph.
    pub stretch: u8,
    /// What the rules say of it: 0 nothing, else the kind of quotation, and first, inside or last.
    pub rule: u8,
    /// 1 in a cue by the rules, 2 in a source.
    pub introduces: u8,
}

/// The passages of a document that may hold speech, in text order; none is empty.
///
/// `tokens` covers the document's text; `rules` is what the rules extract from it.
#[must_use]
pub fn passages(
    model: &Model,
    document: &Document,
    tokens: &Tokens,
    rules: &[Quotation],
) -> Vec<Passage> {
    let paragraphs = paragraphs(document);
    let stretches = stretches(document, &paragraphs);
    let outer: Vec<&Stretch> =
        stretches.iter().filter(|s| s.parent.is_none() && !s.is_single).collect();
    let text = document.text.as_str();
    let mut sentence_of = Vec::with_capacity(tokens.tokens.len());
    let mut first_of = Vec::with_capacity(tokens.tokens.len());
    let mut from = 0;
    for (sentence_idx, sentence) in tokens.sentences().enumerate() {
        sentence_of.extend(std::iter::repeat_n(sentence_idx, sentence.len()));
        first_of.extend(std::iter::repeat_n(from, sentence.len()));
        from += sentence.len();
    }
    let mut found = Vec::with_capacity(paragraphs.len());
    for (paragraph_idx, paragraph) in paragraphs.iter().enumerate() {
        let start = tokens.tokens.partition_point(|t| (t.end as usize) <= paragraph.span.start());
        let end = tokens.tokens.partition_point(|t| (t.start as usize) < paragraph.span.end());
        if start >= end {
            continue;
        }
        let first_sentence = sentence_of.get(start).copied().unwrap_or(0);
        let within = tokens.tokens.get(start..end).unwrap_or_default();
        let mut words: Vec<Word> = within
            .iter()
            .enumerate()
            .map(|(at, token)| {
                let absolute = first_of.get(start + at).copied().unwrap_or(0) + token.head as usize;
                let head = absolute.checked_sub(start).filter(|head| *head < within.len());
                let sentence = sentence_of.get(start + at).copied().unwrap_or(0) - first_sentence;
                Word {
                    token: *token,
                    head: head.unwrap_or(at),
                    sentence: u32::try_from(sentence).unwrap_or(u32::MAX),
                    cue: cue_of(model, token.of(text)),
                    quote: 0,
                    stretch: 0,
                    rule: 0,
                    introduces: 0,
                }
            })
            .collect();
        let of_paragraph = outer.partition_point(|s| s.paragraph < paragraph_idx);
        for stretch in outer.iter().skip(of_paragraph).take_while(|s| s.paragraph == paragraph_idx)
        {
            mark_stretch(text, paragraph.span, stretch, &mut words);
        }
        found.push(Passage { block: paragraph.block, words });
    }
    for quotation in rules {
        mark_rule(&mut found, quotation);
    }
    found
}

fn cue_of(model: &Model, word: &str) -> u8 {
    let mut lower = [0; 24];
    let Some(lower) = lower.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = str::from_utf8(lower).unwrap_or("");
    if lower == "according" {
        return 6;
    }
    match model.cues.get(lower) {
        Some("speech") => 1,
        Some("label") => 2,
        Some("thought") => 3,
        Some("document") => 4,
        Some(_) => 5,
        None => 0,
    }
}

fn mark_stretch(text: &str, paragraph: Span, stretch: &Stretch, words: &mut [Word]) {
    let inner = stretch.inner.of(text);
    let n_words = inner.split_whitespace().take(9).count();
    let length = match n_words {
        0..=1 => 0,
        2..=3 => 1,
        4..=8 => 2,
        _ => 3,
    };
    let ending = match inner.chars().next_back() {
        Some(',') => 1,
        Some('.') => 2,
        Some('?' | '!') => 3,
        _ => 0,
    };
    let opens = u8::from(stretch.outer.start() == paragraph.start());
    let closed = u8::from(stretch.is_closed);
    let code = 1 + length + 4 * ending + 16 * opens + 32 * closed;
    let (start, end) = range(words, stretch.outer);
    for word in words.get_mut(start..end).unwrap_or_default() {
        let at = word.token.start as usize;
        word.quote = if at < stretch.inner.start() {
            1
        } else if at >= stretch.inner.end() {
            3
        } else {
            2
        };
        word.stretch = code;
    }
}

fn range(words: &[Word], span: Span) -> (usize, usize) {
    let start = words.partition_point(|word| (word.token.end as usize) <= span.start());
    let end = words.partition_point(|word| (word.token.start as usize) < span.end());
    (start, end.max(start))
}

fn mark_rule(passages: &mut [Passage], quotation: &Quotation) {
    // A headline's claim without marks is no evidence of the marks' kind.
    if quotation.inside.is_some() || quotation.marked.is_empty() {
        return;
    }
    let kind = match quotation.kind {
        QuotationKind::Direct => 1,
        QuotationKind::Mixed => 2,
        QuotationKind::Indirect => 3,
        QuotationKind::Headline => 4,
        QuotationKind::Title => 5,
        QuotationKind::Term | QuotationKind::Nickname => 6,
        QuotationKind::ScareQuote => 7,
    };
    for part in &quotation.content {
        each(passages, *part, |words| {
            let n = words.len();
            for (at, word) in words.iter_mut().enumerate() {
                let place = if at == 0 { 1 } else { 2 + u8::from(at + 1 == n) };
                word.rule = kind * 4 + place;
            }
        });
    }
    for (code, span) in [(1, quotation.cue), (2, quotation.source)] {
        if let Some(span) = span {
            each(passages, span, |words| words.iter_mut().for_each(|word| word.introduces = code));
        }
    }
}

/// Calls `mark` with the words of every passage that `span` covers.
fn each(passages: &mut [Passage], span: Span, mut mark: impl FnMut(&mut [Word])) {
    let first = passages.partition_point(|passage| {
        passage.words.last().is_none_or(|word| (word.token.end as usize) <= span.start())
    });
    for passage in passages.get_mut(first..).unwrap_or_default() {
        let (start, end) = range(&passage.words, span);
        if start == end {
            break;
        }
        mark(passage.words.get_mut(start..end).unwrap_or_default());
    }
}
