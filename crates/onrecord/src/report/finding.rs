//! What a check found: the types that every rendering is handed.

use crate::attribution::Attribution;
use crate::document::origin::Origin;
use crate::document::problem::Problem;
use crate::document::transcript::{Coverage, Occasion, RecordKind};
use crate::matching::Match;
use crate::matching::alignment::Passage;
use crate::quotation::QuotationKind;
use crate::report::ignore::Ignored;
use crate::report::reply::Replies;
use crate::verdict::Verdict;
use crate::verdict::difference::Difference;
use crate::verdict::fidelity::Fidelity;
use crate::verdict::policy::Level;
use serde::Serialize;

/// All findings of one document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The document's origin.
    pub origin: Origin,
    /// The policy that set the levels.
    pub policy: PolicyNote,
    /// How a quotation that cannot be checked is taken: `Off`, unless the reader asks for more.
    pub not_checkable: Level,
    /// One finding a quotation that was checked, in text order.
    pub findings: Vec<Finding>,
    /// What is not checked: marked text that is no speech, labelled, and what is reported in other words
    /// and not found in the record of a known occasion.
    pub unchecked: Vec<Attribution>,
    /// What a comparison of two texts adds; `None` for a check.
    pub comparison: Option<Comparison>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// What a comparison of two texts shows beside the paragraphs of the first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Paragraphs of the second text that no paragraph of the first is laid beside, in text order.
    pub only_in_record: Vec<Passage>,
}

/// Which policy set the levels of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyNote {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// 16 hex digits over everything that decides a level.
    pub hash: String,
}

/// One quotation with its speaker, passages, verdict, the record's note, and the published replies.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Content-derived: the same words by the same speaker in the same document keep it. 16 hex digits.
    pub id: String,
    /// The quotation and its speaker.
    pub attribution: Attribution,
    /// The passages, best first; empty where none is significant.
    pub matches: Vec<Match>,
    /// The grade and the differences, against the first match.
    pub verdict: Verdict,
    /// Of the record that holds the first match, or in which words that were not found should be;
    /// `None` where neither can be told.
    pub record: Option<RecordNote>,
    /// What an editor chose not to be reminded of, with the reason; it stays in every rendering.
    pub ignored: Vec<Ignored>,
    /// Every published reply to this finding, oldest first.
    pub replies: Replies,
}

/// What a finding says of its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordNote {
    /// The record's origin.
    pub origin: Origin,
    /// What sort of record.
    pub kind: RecordKind,
    /// How much of the occasion it holds.
    pub coverage: Coverage,
    /// The occasion.
    pub occasion: Occasion,
    /// Who says the passage in the record, where it names anybody.
    pub speaker: Option<String>,
    /// When, in milliseconds from the start of the medium, where the record has times.
    pub time_ms: Option<u64>,
    /// Where the words stand in several places: what the article says of the occasion and this record
    /// bears out, each as `"words": what the record has`.
    pub picked_by: Vec<String>,
}

impl Finding {
    /// The grade in plain words. What is reported in other words says so, and of which kind it is.
    #[must_use]
    pub fn phrase(&self) -> &'static str {
        let quotation = &self.attribution.quotation;
        let is_headline = quotation.kind == QuotationKind::Headline;
        match self.verdict.fidelity {
            Fidelity::Meaning if !quotation.is_in_other_words() => Fidelity::Meaning.phrase(),
            Fidelity::Meaning if is_headline => "headline in words that may alter the meaning",
            Fidelity::Meaning => "indirect speech in words that may alter the meaning",
            Fidelity::InOtherWords if is_headline => "headline in other words",
            Fidelity::InOtherWords => "indirect speech in other words",
            fidelity => fidelity.phrase(),
        }
    }

    /// The note that keeps `difference` from being raised; `None` where it is raised as usual.
    #[must_use]
    pub fn ignoring(&self, difference: &Difference) -> Option<&Ignored> {
        self.ignored.iter().find(|ignored| ignored.code.is_none_or(|code| code == difference.code))
    }

    /// The note that keeps the whole finding from being raised.
    #[must_use]
    pub fn ignored_whole(&self) -> Option<&Ignored> {
        self.ignored.iter().find(|ignored| ignored.code.is_none())
    }
}

impl Report {
    /// How the grade of `finding` is taken, apart from its differences: words of another speaker are
    /// an error, words not found a warning.
    #[must_use]
    pub fn grade_level(&self, finding: &Finding) -> Level {
        if finding.ignored_whole().is_some() {
            return Level::Off;
        }
        self.level_of(finding.verdict.fidelity)
    }

    /// How a grade is taken by itself, whatever is ignored.
    #[must_use]
    pub fn level_of(&self, fidelity: Fidelity) -> Level {
        match fidelity {
            Fidelity::OtherSpeaker => Level::Error,
            Fidelity::NotFound => Level::Warning,
            Fidelity::NotCheckable => self.not_checkable,
            _ => Level::Off,
        }
    }

    /// The highest level in `finding` that is not ignored.
    #[must_use]
    pub fn level(&self, finding: &Finding) -> Level {
        let differences = finding.verdict.differences.iter();
        let raised = differences.filter(|difference| finding.ignoring(difference).is_none());
        raised.map(|difference| difference.level).fold(self.grade_level(finding), Level::max)
    }

    /// The highest level of all findings that is not ignored. A paragraph that only the second of two
    /// compared texts has counts as words not found.
    #[must_use]
    pub fn worst(&self) -> Level {
        let is_short = self.comparison.as_ref().is_some_and(|c| !c.only_in_record.is_empty());
        let least = if is_short { self.level_of(Fidelity::NotFound) } else { Level::Off };
        self.findings.iter().map(|finding| self.level(finding)).fold(least, Level::max)
    }
}
