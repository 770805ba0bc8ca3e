//! A statement as lists show it. Conditions on statements in, [`Told`] out: each with every published reply to
//! it or to any report of it, read in the same transaction. It cannot be made in another way.

use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::database::value::{Row, Value};
use crate::reading::condition::{Conditions, one_of};
use crate::reading::reply::{PublishedReply, replies_to};

/// One statement with its replies. There is no other way to one than [`statements`].
#[derive(Debug, Clone)]
pub struct Told {
    id: String,
    words: String,
    speaker: Option<String>,
    person: Option<String>,
    addressee: Option<String>,
    day: Option<String>,
    time_ms: Option<u64>,
    record: Option<String>,
    position: Option<(u32, u32)>,
    occasion: Option<String>,
    occasion_title: Option<String>,
    standing: String,
    version: u32,
    n_reports: u32,
    changed: i64,
    replies: Vec<PublishedReply>,
}

const COLUMNS: &str = "SELECT s.id, s.words, s.speaker, s.person, s.addressee, s.day, s.time_ms, s.record,
    s.starts, s.ends, s.occasion, c.title, s.standing, s.version, s.n_reports, s.changed, p.name, p.pseudonym
    FROM statement s
    LEFT JOIN occasion c ON c.id = s.occasion
    LEFT JOIN person p ON p.id = s.person";

/// The statements that meet `conditions` (on `s`, the statement, `c`, its occasion, and `p`, its speaker),
/// each with its replies.
///
/// # Errors
/// The engine's own, and where what is stored cannot be read.
pub fn statements(engine: &mut dyn Engine, conditions: &Conditions) -> Result<Vec<Told>, Fault> {
    let query = format!("{COLUMNS} WHERE {}", conditions.text());
    let rows = engine.query(&query, conditions.values())?;
    let mut told = rows.iter().map(statement).collect::<Result<Vec<Told>, Fault>>()?;
    let ids: Vec<&str> = told.iter().map(|one| one.id.as_str()).collect();
    let answers = answers(engine, &ids)?;
    for one in &mut told {
        let about = answers.iter().filter(|(statement, _)| *statement == one.id);
        one.replies = about.map(|(_, reply)| reply.clone()).collect();
        if one.standing == "undisputed" && one.replies.iter().any(PublishedReply::objects) {
            one.standing = "disputed".to_owned();
        }
    }
    Ok(told)
}

/// Each reply with the statement that it concerns.
fn answers(
    engine: &mut dyn Engine,
    statements: &[&str],
) -> Result<Vec<(String, PublishedReply)>, Fault> {
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let mut conditions = Conditions::default();
    conditions
        .and(&one_of("statement", statements.len()), statements.iter().map(|id| Value::from(*id)));
    conditions.and("id IN (SELECT finding FROM reply WHERE state = 'published')", []);
    let query = format!("SELECT id, statement FROM finding WHERE {}", conditions.text());
    let reported = engine
        .query(&query, conditions.values())?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect::<Result<Vec<(String, String)>, Fault>>()?;
    let findings: Vec<&str> = reported.iter().map(|(finding, _)| finding.as_str()).collect();
    let replies = replies_to(engine, &findings, statements)?;
    let concerned = replies.into_iter().filter_map(|reply| {
        let by_report = reported.iter().find(|(id, _)| Some(id) == reply.finding.as_ref());
        let statement = by_report.map(|(_, statement)| statement).or(reply.statement.as_ref());
        Some((statement?.clone(), reply))
    });
    Ok(concerned.collect())
}

fn statement(row: &Row) -> Result<Told, Fault> {
    let (name, pseudonym): (Option<String>, Option<String>) = (row.get(16)?, row.get(17)?);
    let position: (Option<u32>, Option<u32>) = (row.get(8)?, row.get(9)?);
    Ok(Told {
        id: row.get(0)?,
        words: row.get(1)?,
        speaker: match pseudonym.or(name) {
            Some(name) => Some(name),
            None => row.get(2)?,
        },
        person: row.get(3)?,
        addressee: row.get(4)?,
        day: row.get(5)?,
        time_ms: row.get(6)?,
        record: row.get(7)?,
        position: position.0.zip(position.1),
        occasion: row.get(10)?,
        occasion_title: row.get(11)?,
        standing: row.get(12)?,
        version: row.get(13)?,
        n_reports: row.get(14)?,
        changed: row.get(15)?,
        replies: Vec::new(),
    })
}

impl Told {
    /// Every published reply to it or to a report of it, oldest first.
    #[must_use]
    pub fn replies(&self) -> &[PublishedReply] {
        &self.replies
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What was said.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Who said it.
    #[must_use]
    pub fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref()
    }

    /// The id of that person.
    #[must_use]
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// To whom.
    #[must_use]
    pub fn addressee(&self) -> Option<&str> {
        self.addressee.as_deref()
    }

    /// The day, YYYY-MM-DD.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        self.day.as_deref()
    }

    /// When, in milliseconds from the start of the medium.
    #[must_use]
    pub fn time_ms(&self) -> Option<u64> {
        self.time_ms
    }

    /// The id of the record that holds it.
    #[must_use]
    pub fn record(&self) -> Option<&str> {
        self.record.as_deref()
    }

    /// Where it stands in the record's text, in code points, half-open.
    #[must_use]
    pub fn position(&self) -> Option<(u32, u32)> {
        self.position
    }

    /// The id of the occasion.
    #[must_use]
    pub fn occasion(&self) -> Option<&str> {
        self.occasion.as_deref()
    }

    /// The title of the occasion.
    #[must_use]
    pub fn occasion_title(&self) -> Option<&str> {
        self.occasion_title.as_deref()
    }

    /// "undisputed", "disputed", "clarified", "corrected", "withdrawn".
    #[must_use]
    pub fn standing(&self) -> &str {
        &self.standing
    }

    /// The number of its page's last version; 0 where none was kept.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// How many reports of it are held.
    #[must_use]
    pub fn n_reports(&self) -> u32 {
        self.n_reports
    }

    /// When it last changed, microseconds.
    #[must_use]
    pub fn changed(&self) -> i64 {
        self.changed
    }
}
