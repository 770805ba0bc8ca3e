//! A finding as anybody may see it. Conditions on findings in, [`Answered`] out: each finding with every
//! published reply to it or to its statement, read in the same transaction.
//!
//! A face cannot come by a finding in another way, and cannot make one:
//!
//! ```compile_fail,E0451
//! use onrecord_store::reading::answered::Answered;
//! fn unanswered(shown: Answered) -> Answered {
//!     Answered { replies: Vec::new(), ..shown }
//! }
//! ```

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::database::value::{Row, Value};
use crate::reading::condition::{Conditions, one_of};
use crate::reading::reply::{PublishedReply, replies_to};
use crate::reading::side::{Difference, Piece, differences, marked, printed, recorded, woven};
use crate::store::identity::shown_name;
use onrecord::verdict::fidelity::Fidelity;
use serde_json::Value as Json;

/// Findings that are asked for their replies at once.
const AT_ONCE: usize = 500;

/// One finding with its replies. There is no other way to one than [`findings`], and
/// [`crate::reading::kept`] for those of a page as it was.
#[derive(Debug, Clone)]
pub struct Answered {
    pub(super) id: String,
    pub(super) ordinal: u32,
    pub(super) statement: Option<String>,
    pub(super) kind: String,
    pub(super) words: String,
    pub(super) starts: u32,
    pub(super) ends: u32,
    pub(super) person: Option<String>,
    pub(super) speaker: Option<String>,
    pub(super) fidelity: Fidelity,
    pub(super) level: String,
    pub(super) record: Option<String>,
    pub(super) passage: Option<(u32, u32)>,
    pub(super) time_ms: Option<u64>,
    pub(super) policy: String,
    pub(super) body: Json,
    pub(super) report: ReportNote,
    pub(super) replies: Vec<PublishedReply>,
}

/// Where a finding's words were printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportNote {
    /// The document's id.
    pub document: String,
    /// Which of its versions.
    pub version: u32,
    /// Its headline; its name where it has none.
    pub title: String,
    /// What it is called: its address, or its place and name as a file.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
    /// The outlet's id.
    pub outlet: Option<String>,
    /// The outlet's name.
    pub outlet_name: Option<String>,
    /// The day of publication, YYYY-MM-DD.
    pub published: Option<String>,
    /// When it was captured, microseconds; when it was added where it was not captured.
    pub captured: i64,
    /// The digest of its bytes.
    pub hash: String,
}

const COLUMNS: &str = "SELECT f.id, f.ordinal, f.statement, f.kind, f.words, f.starts, f.ends, f.person,
    f.speaker, f.fidelity, f.level, f.record, f.passage_starts, f.passage_ends, f.time_ms, f.policy,
    f.body, f.document, f.version, v.title, d.name, d.url, d.outlet, o.name, v.published, v.captured,
    v.added, v.hash, p.name, p.pseudonym
    FROM finding f
    JOIN document d ON d.id = f.document
    JOIN version v ON v.document = f.document AND v.number = f.version
    LEFT JOIN outlet o ON o.id = d.outlet
    LEFT JOIN person p ON p.id = f.person";

/// The findings that meet `conditions` (on `f`, the finding, `d`, its document, `v`, that version, `o`, the
/// outlet, and `p`, the speaker), each with its published replies. What is withheld is left out.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn findings(engine: &mut dyn Engine, conditions: &Conditions) -> Result<Vec<Answered>, Fault> {
    let query = format!("{COLUMNS} WHERE d.withheld = 0 AND {}", conditions.text());
    let rows = engine.query(&query, conditions.values())?;
    let mut answered: Vec<Answered> =
        rows.iter().map(finding).collect::<Result<Vec<Answered>, Fault>>()?;
    for group in answered.chunks_mut(AT_ONCE) {
        let findings: Vec<&str> = group.iter().map(|one| one.id.as_str()).collect();
        let mut statements: Vec<&str> =
            group.iter().filter_map(|one| one.statement.as_deref()).collect();
        statements.sort_unstable();
        statements.dedup();
        let replies = replies_to(engine, &findings, &statements)?;
        for one in group {
            let answers = |reply: &&PublishedReply| {
                reply.finding.as_ref() == Some(&one.id)
                    || reply.finding.is_none() && reply.statement == one.statement
            };
            one.replies = replies.iter().filter(answers).cloned().collect();
        }
    }
    Ok(answered)
}

/// The findings with one of these ids.
///
/// # Errors
/// As [`findings`].
pub fn by_ids(engine: &mut dyn Engine, ids: &[&str]) -> Result<Vec<Answered>, Fault> {
    let mut conditions = Conditions::default();
    conditions.and(&one_of("f.id", ids.len()), ids.iter().map(|id| Value::from(*id)));
    conditions.push(" ORDER BY f.document, f.ordinal", []);
    findings(engine, &conditions)
}

fn finding(row: &Row) -> Result<Answered, Fault> {
    let grade: String = row.get(9)?;
    let fidelity = Fidelity::ALL.iter().find(|one| one.name() == grade);
    let body: String = row.get(16)?;
    let passage: (Option<u32>, Option<u32>) = (row.get(12)?, row.get(13)?);
    let (name, pseudonym): (Option<String>, Option<String>) = (row.get(28)?, row.get(29)?);
    let title: Option<String> = row.get(19)?;
    let origin: String = row.get(20)?;
    let captured: Option<i64> = row.get(25)?;
    Ok(Answered {
        id: row.get(0)?,
        ordinal: row.get(1)?,
        statement: row.get(2)?,
        kind: row.get(3)?,
        words: row.get(4)?,
        starts: row.get(5)?,
        ends: row.get(6)?,
        person: row.get(7)?,
        speaker: match pseudonym.or(name) {
            Some(name) => Some(name),
            None => row.get(8)?,
        },
        fidelity: *fidelity.ok_or_else(|| Fault::Content(format!("no grade is called {grade}")))?,
        level: row.get(10)?,
        record: row.get(11)?,
        passage: passage.0.zip(passage.1),
        time_ms: row.get(14)?,
        policy: row.get(15)?,
        body: serde_json::from_str(&body)
            .map_err(|error| Fault::Content(format!("a finding is not JSON: {error}")))?,
        report: ReportNote {
            document: row.get(17)?,
            version: row.get(18)?,
            title: title.unwrap_or_else(|| shown_name(&origin).to_owned()),
            name: shown_name(&origin).to_owned(),
            url: row.get(21)?,
            outlet: row.get(22)?,
            outlet_name: row.get(23)?,
            published: row.get(24)?,
            captured: captured.map_or_else(|| row.get(26), Ok)?,
            hash: row.get(27)?,
        },
        replies: Vec::new(),
    })
}

impl Answered {
    /// Every published reply to it or to its statement as a whole, oldest first.
    #[must_use]
    pub fn replies(&self) -> &[PublishedReply] {
        &self.replies
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its place among the findings of its document, from 0.
    #[must_use]
    pub fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// The statement that it reports.
    #[must_use]
    pub fn statement(&self) -> Option<&str> {
        self.statement.as_deref()
    }

    /// What kind of quotation: "direct".
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The words as printed.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The words that stand between marks: those that claim to be as they were said.
    #[must_use]
    pub fn marked(&self) -> String {
        marked(&self.body)
    }

    /// Where the words stand in the document's text, in code points, half-open.
    #[must_use]
    pub fn position(&self) -> (u32, u32) {
        (self.starts, self.ends)
    }

    /// The id of the person to whom the report gives the words.
    #[must_use]
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// The name of that person, or as the report has it.
    #[must_use]
    pub fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref()
    }

    /// The grade.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.fidelity
    }

    /// The grade in plain words.
    #[must_use]
    pub fn phrase(&self) -> &str {
        self.body["phrase"].as_str().unwrap_or_else(|| self.fidelity.phrase())
    }

    /// How the policy takes it: "warning".
    #[must_use]
    pub fn level(&self) -> &str {
        &self.level
    }

    /// The policy that set the level.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// The id of the record that holds the passage.
    #[must_use]
    pub fn record(&self) -> Option<&str> {
        self.record.as_deref()
    }

    /// Where the passage stands in the record's text, in code points, half-open.
    #[must_use]
    pub fn passage(&self) -> Option<(u32, u32)> {
        self.passage
    }

    /// When the passage was said, in milliseconds from the start of the medium.
    #[must_use]
    pub fn time_ms(&self) -> Option<u64> {
        self.time_ms
    }

    /// Where the words were printed.
    #[must_use]
    pub fn report(&self) -> &ReportNote {
        &self.report
    }

    /// The report's page, opened at the words.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.body["quotation"]["link"].as_str().or(self.report.url.as_deref())
    }

    /// Both texts in one: the words as printed, with what the record has otherwise.
    #[must_use]
    pub fn woven(&self) -> Vec<Piece> {
        woven(&self.body)
    }

    /// The words as printed, with what is not in the record marked.
    #[must_use]
    pub fn printed(&self) -> Vec<Piece> {
        printed(&self.body)
    }

    /// The passage of the record, with what is not in the report marked; empty where there is none.
    #[must_use]
    pub fn recorded(&self) -> Vec<Piece> {
        recorded(&self.body)
    }

    /// The differences, in the order of the words.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        differences(&self.body)
    }

    /// The note of the record as the JSON report has it: kind, coverage, occasion.
    #[must_use]
    pub fn record_note(&self) -> &Json {
        &self.body["record"]
    }

    /// The finding as the JSON report has it, with these replies in it.
    #[must_use]
    pub fn json(&self) -> Json {
        let mut body = self.body.clone();
        body["replies"] = Json::Array(self.replies.iter().map(json_of).collect());
        body
    }
}

/// A reply as the JSON report has it.
fn json_of(reply: &PublishedReply) -> Json {
    serde_json::json!({
        "name": reply.name,
        "party": reply.party.word(),
        "verified_by": reply.verified_by,
        "date": day_of(reply.at),
        "text": reply.text,
    })
}

/// The day of a time in microseconds, in UTC: YYYY-MM-DD.
#[must_use]
pub fn day_of(at: i64) -> String {
    let moment = jiff::Timestamp::from_microsecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_string().chars().take(10).collect()
}
