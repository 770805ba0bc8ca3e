//! One printing of a statement: a quotation as one document has it, with what stands around it.

use crate::statement::rendition::Word;

/// One quotation in one document, or the utterance itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printing {
    /// Names it; no other printing of the statement has the name.
    pub name: u64,
    /// The words given as said, in order.
    pub words: Vec<Word>,
    /// When it was printed, or said.
    pub date: Date,
    /// The document it stands in: the same number for the same document, and in `links`.
    pub document: Option<u64>,
    /// Who printed it: the same number for the same outlet, and in `credits`.
    pub outlet: Option<u64>,
    /// The outlets that the text gives as having it first: "told the Post", "via AP".
    pub credits: Vec<u64>,
    /// The documents that it links to.
    pub links: Vec<u64>,
    /// A number for each sentence of the document but the quotation's own: equal for equal words.
    pub surroundings: Vec<u32>,
}

/// A day, with the minute of it where that is known; both in one zone for all printings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Date {
    /// Days since 1 January 1970; `None` where the document gives none.
    pub day: Option<i32>,
    /// Minutes since midnight.
    pub minute: Option<u16>,
}

impl Date {
    /// Whether what has this date can have been known at `other`. What is not known speaks for it.
    pub(crate) fn may_precede(self, other: Date) -> bool {
        match (self.day, other.day) {
            (Some(a), Some(b)) if a != b => a < b,
            (Some(_), Some(_)) => self.minute.zip(other.minute).is_none_or(|(a, b)| a <= b),
            _ => true,
        }
    }

    /// Hours from this date to `other`; `None` where a day is not known.
    pub(crate) fn hours_to(self, other: Date) -> Option<i64> {
        let (from, to) = self.day.zip(other.day)?;
        let minutes = match self.minute.zip(other.minute) {
            Some((from, to)) => i64::from(to) - i64::from(from),
            None => 0,
        };
        Some((i64::from(to) - i64::from(from)) * 24 + minutes.div_euclid(60))
    }

    /// Dates in order: what has no minute comes last on its day, what has no day last of all.
    pub(crate) fn rank(self) -> (i32, u16) {
        (self.day.unwrap_or(i32::MAX), self.minute.unwrap_or(u16::MAX))
    }
}
