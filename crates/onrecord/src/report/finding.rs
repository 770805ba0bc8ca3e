//! What a check found: the types that every rendering is handed.

use crate::attribution::Attribution;
use crate::document::origin::Origin;
use crate::document::problem::Problem;
use crate::document::transcript::{Coverage, Occasion, RecordKind};
use crate::matching::Match;
use crate::verdict::Verdict;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// All findings of one document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The document's origin.
    pub origin: Origin,
    /// The policy's name.
    pub policy: String,
    /// One finding a quotation that was checked, in text order.
    pub findings: Vec<Finding>,
    /// Marked text that is no speech: labelled, not checked.
    pub unchecked: Vec<Attribution>,
    /// What could not be read.
    pub problems: Vec<Problem>,
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
    /// Of the record that holds the first match; `None` without a match.
    pub record: Option<RecordNote>,
    /// Every published reply to this finding, oldest first.
    pub replies: Vec<Reply>,
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
}

/// A party's published answer to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The finding answered: [`Finding::id`].
    pub finding: String,
    /// Who answers, as published.
    pub name: String,
    /// In what role.
    pub party: Party,
    /// How the claim to be that party was verified: "domain of the office".
    pub verified_by: String,
    /// The day of publication.
    pub date: Date,
    /// Their own words.
    pub text: String,
}

/// The roles in which a reply is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The person quoted.
    QuotedPerson,
    /// Someone who speaks for that person.
    Representative,
    /// The outlet that printed the quotation.
    Outlet,
}
