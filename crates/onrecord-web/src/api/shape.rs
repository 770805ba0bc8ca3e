//! The shapes that the interface sends: one type a shape, described in `schema/openapi.v1.json`.

use crate::api::chain::Later;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request was not answered as asked (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// The HTTP status.
    pub status: u16,
    /// What happened.
    pub title: String,
    /// What would be accepted.
    pub detail: String,
}

/// A party's published answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reply {
    /// Its id.
    pub id: String,
    /// The statement answered, where it answers one as a whole.
    pub statement: Option<String>,
    /// The finding answered, where it answers one.
    pub finding: Option<String>,
    /// Who answers.
    pub name: String,
    /// `quoted-person`, `representative`, `outlet` or `reader`.
    pub party: String,
    /// How the claim to be that party was verified; empty where it was not.
    pub verified_by: String,
    /// When it was published, RFC 3339.
    pub published: String,
    /// Which wording this is, from 1.
    pub version: u32,
    /// The meaning objected to; may be empty.
    pub meaning: String,
    /// What is called inaccurate; may be empty.
    pub inaccurate: String,
    /// Their own words.
    pub text: String,
}

/// One named difference between a report and the record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Difference {
    /// "OR201".
    pub code: String,
    /// "negation".
    pub name: String,
    /// `harmless`, `wording`, `attribution` or `meaning`.
    pub class: String,
    /// How the policy takes it: `off`, `note`, `warning` or `error`.
    pub level: String,
    /// One plain sentence.
    pub sentence: String,
    /// Why it may be none.
    pub caveat: Option<String>,
    /// The words in the report.
    pub printed: String,
    /// The words in the record.
    pub recorded: String,
}

/// One quotation laid beside the record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// The statement that it reports.
    pub statement: Option<String>,
    /// The report's id.
    pub document: String,
    /// The report's headline.
    pub title: String,
    /// The outlet's id.
    pub outlet: Option<String>,
    /// The outlet's name.
    pub outlet_name: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The report's page, opened at the words.
    pub link: Option<String>,
    /// The digest of the report's bytes, BLAKE3.
    pub hash: String,
    /// `direct`, `mixed`, `indirect` or `headline`.
    pub kind: String,
    /// The words as printed.
    pub words: String,
    /// Where they start in the report's text, in code points.
    pub start: u32,
    /// Where they end, in code points.
    pub end: u32,
    /// To whom the report gives them.
    pub speaker: Option<String>,
    /// That person's id.
    pub person: Option<String>,
    /// The grade: `as-recorded` to `not-checkable`.
    pub fidelity: String,
    /// The grade in plain words.
    pub phrase: String,
    /// How the policy takes it.
    pub level: String,
    /// The policy.
    pub policy: String,
    /// The record that holds the passage.
    pub record: Option<String>,
    /// When the passage was said, in milliseconds from the start of the medium.
    pub time_ms: Option<u64>,
    /// The differences, in the order of the words.
    pub differences: Vec<Difference>,
    /// Every published reply to it or to its statement.
    pub replies: Vec<Reply>,
}

/// A statement as lists have it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementSummary {
    /// Its id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// What was said.
    pub words: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// That person's id.
    pub person: Option<String>,
    /// To whom.
    pub addressee: Option<String>,
    /// The day.
    pub day: Option<String>,
    /// When, in milliseconds from the start of the medium.
    pub time_ms: Option<u64>,
    /// The record that holds it.
    pub record: Option<String>,
    /// The occasion's id.
    pub occasion: Option<String>,
    /// The occasion's title.
    pub occasion_title: Option<String>,
    /// `undisputed`, `disputed`, `clarified`, `corrected` or `withdrawn`.
    pub standing: String,
    /// The last version of its page; 0 where none was kept.
    pub version: u32,
    /// How many reports of it are held.
    pub n_reports: u32,
    /// When it last changed, RFC 3339.
    pub changed: String,
    /// Every published reply to it or to a report of it.
    pub replies: Vec<Reply>,
}

/// A statement with its reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statement {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementSummary,
    /// Every report of it.
    pub reports: Vec<Finding>,
    /// What was later said or printed about it, by day.
    pub later: Vec<Later>,
    /// The earlier statements that it speaks of, by day.
    pub earlier: Vec<Later>,
}

/// The quotations of one id: the same words in several versions or places of a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Findings {
    /// At least one.
    pub findings: Vec<Finding>,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The name, or the pseudonym that stands for it.
    pub name: String,
    /// Whether a pseudonym stands for the name.
    pub is_pseudonym: bool,
    /// Wikidata's id.
    pub wikidata: Option<String>,
    /// How many statements are held.
    pub n_statements: u64,
    /// This page of them, newest first.
    pub statements: Vec<StatementSummary>,
}

/// An outlet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outlet {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The domain.
    pub domain: Option<String>,
    /// How many quotations are held.
    pub n_findings: u64,
    /// This page of them, newest first.
    pub findings: Vec<Finding>,
}

/// One version of a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// The digest of its bytes, BLAKE3.
    pub hash: String,
    /// Its size in bytes.
    pub n_bytes: u64,
    /// When it was added, RFC 3339.
    pub added: String,
    /// When it was captured, RFC 3339; null for a file that was given.
    pub captured: Option<String>,
    /// What became of the quotations since the version before; null where that is not looked at.
    pub quotations: Option<Vec<QuotationChange>>,
    /// Notices of correction that the version before has not.
    pub notices: Vec<String>,
}

/// What became of one quotation.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuotationChange {
    /// `altered`, `gone` or `added`.
    pub kind: String,
    /// The words before; null where it was not there.
    pub before: Option<String>,
    /// The words since; null where it is there no more.
    pub after: Option<String>,
    /// What was done to the words, a sentence a change.
    pub changes: Vec<String>,
}

/// A document, without its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    /// The id.
    pub id: String,
    /// `article` or `record`.
    pub kind: String,
    /// The headline.
    pub title: String,
    /// The address.
    pub url: Option<String>,
    /// The outlet's id.
    pub outlet: Option<String>,
    /// The outlet's name.
    pub outlet_name: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The versions held, newest first.
    pub versions: Vec<Version>,
    /// Its quotations in text order.
    pub findings: Vec<Finding>,
}

/// An occasion and the quotations that come from its record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Occasion {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The day.
    pub day: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who held it.
    pub outlet: Option<String>,
    /// Where it can be heard or read.
    pub url: Option<String>,
    /// Who spoke.
    pub speakers: Vec<String>,
    /// The ids of its records.
    pub records: Vec<String>,
    /// The quotations, in the order of the record.
    pub findings: Vec<Finding>,
}

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// How many statements in all, counted up to 1000.
    pub n_found: u64,
    /// This page of them.
    pub statements: Vec<StatementSummary>,
}

/// Replies, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Replies {
    /// The replies.
    pub replies: Vec<Reply>,
}
