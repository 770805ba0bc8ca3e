//! Where a quotation is drawn from: a run of words inside one paragraph of one speaker.

use crate::corpus::{Corpus, Interview};
use crate::draw::Draw;
use crate::kinds::carries_sense;
use crate::piece::{Piece, pieces};

/// A run of words, and where it stands.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    pub corpus: &'a Corpus,
    pub interview: &'a Interview,
    /// Which of the interview's turns.
    pub turn: usize,
    /// The words of the run.
    pub pieces: Vec<Piece>,
}

/// What an alteration asks of the place it is tried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A run of words of the length drawn.
    Run,
    /// One whole sentence of at least so many words.
    Sentence(usize),
}

/// How many words a quotation has: a tenth five or six, three tenths up to twelve, four tenths up to
/// twenty-four, the rest up to forty.
pub fn length(draw: &mut Draw) -> usize {
    match draw.below(10) {
        0 => draw.between(5, 6),
        1..=3 => draw.between(7, 12),
        4..=7 => draw.between(13, 24),
        _ => draw.between(25, 40),
    }
}

impl<'a> Site<'a> {
    /// A place in the interviews of `from`, or none where the one drawn does not do. What its sentence
    /// says before and after the run carries no negation, limit, hedge or question, so that quoting the
    /// run alone takes nothing away from it.
    pub fn draw(
        corpus: &'a Corpus,
        from: &'a [Interview],
        need: Need,
        draw: &mut Draw,
    ) -> Option<Site<'a>> {
        let interview = draw.one(from)?;
        let turn = draw.below(interview.turns.len());
        let span = interview.turns.get(turn)?.span.clone();
        if !is_clean(&interview.text[span.clone()]) {
            return None;
        }
        let all = pieces(&interview.text, span);
        let starts: Vec<usize> =
            (0..all.len()).filter(|&at| at == 0 || all[at - 1].ends_sentence()).collect();
        let chosen = draw.below(starts.len());
        let start = *starts.get(chosen)?;
        let (start, end) = match need {
            Need::Run => {
                let n = length(draw);
                // Half of all quotations begin inside a sentence.
                let start = if draw.chance(50) { start + draw.below(6) } else { start };
                (start, start + n)
            }
            Need::Sentence(least) => {
                let end = starts.get(chosen + 1).copied().unwrap_or(all.len());
                if end - start < least || end - start > 45 {
                    return None;
                }
                (start, end)
            }
        };
        let pieces = all.get(start..end)?.to_vec();
        let is_whole = pieces.iter().all(|piece| !piece.word.is_empty());
        let (head, tail) = (open_before(&all, start), open_after(&all, end));
        let is_free = !all[head..start].iter().chain(&all[end..tail]).any(carries_sense);
        let asks = tail > end && all[tail - 1].after.contains('?');
        let site = Site { corpus, interview, turn, pieces };
        (is_whole && is_free && !asks && corpus.is_distinct(&site.pieces)).then_some(site)
    }

    /// Who speaks.
    pub fn speaker(&self) -> &'a str {
        &self.interview.turns[self.turn].speaker
    }

    /// Places of the words that fold to one of `words`.
    pub fn places(&self, words: &[&str]) -> Vec<usize> {
        let folded = |at: &usize| words.contains(&self.pieces[*at].folded().as_str());
        (0..self.pieces.len()).filter(folded).collect()
    }
}

/// Where the sentence begins that the run starts in.
fn open_before(all: &[Piece], start: usize) -> usize {
    (0..start).rev().find(|&at| all[at].ends_sentence()).map_or(0, |at| at + 1)
}

/// One past the last word of the sentence that the run stops in.
fn open_after(all: &[Piece], end: usize) -> usize {
    if all[end - 1].ends_sentence() {
        return end;
    }
    (end..all.len()).find(|&at| all[at].ends_sentence()).map_or(all.len(), |at| at + 1)
}

/// Whether the paragraph is plain speech: no stage direction, link, code or quotation in it, so that
/// what is printed of it is what was said.
fn is_clean(paragraph: &str) -> bool {
    !paragraph.contains([
        '[', ']', '*', '_', '`', '\\', '<', '>', '"', '“', '”', '(', ')', '{', '|', '#', '…', '~',
    ]) && !paragraph.contains("...")
        && !paragraph.contains("http")
}
