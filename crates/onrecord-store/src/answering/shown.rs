//! What anybody may see of replies. Ids of findings and statements in, what is published out: never an
//! address, never what waits or was refused.

use crate::answering::Target;
use crate::answering::form::Wording;
use crate::answering::kept::{opened, target};
use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::database::value::{Row, Value};
use crate::values;
use jiff::Timestamp;
use jiff::tz::Offset;
use onrecord::report::reply::{Party, Published, Replies, Reply};

/// A published reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedReply {
    /// Its id.
    pub id: String,
    /// What it answers.
    pub target: Target,
    /// In what role.
    pub party: Party,
    /// How the claim to be that party was verified; empty for a reader.
    pub verified_by: String,
    /// Which of its wordings this is.
    pub version: u32,
    /// When it was first published, microseconds.
    pub at: i64,
    /// Name and words.
    pub wording: Wording,
}

/// What is left of a reply that was published and taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Its id.
    pub id: String,
    /// What it answered.
    pub target: Target,
    /// In what role.
    pub party: Party,
    /// When it was published, microseconds.
    pub published: i64,
    /// When it was taken back, microseconds.
    pub withdrawn: i64,
}

/// When a wording of a reply was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The number of the wording.
    pub version: u32,
    /// When, microseconds.
    pub at: i64,
}

const COLUMNS: &str = "SELECT id, statement, finding, subject, party, verified_by,
         (SELECT count(*) FROM reply_version WHERE reply_version.reply = reply.id
             AND reply_version.what = 'published' AND reply_version.number <= reply.version),
         decided, sealed FROM reply
     WHERE state = 'published'";

/// The published replies to any of `targets`, oldest first.
///
/// # Errors
/// The engine's own.
pub fn published_to(
    engine: &mut dyn Engine,
    targets: &[Target],
) -> Result<Vec<PublishedReply>, Fault> {
    let mut replies = Vec::new();
    let (mut statements, mut findings) = (Vec::new(), Vec::new());
    for target in targets {
        match target {
            Target::Statement(id) => statements.push(Value::from(id.as_str())),
            Target::Finding(id) => findings.push(Value::from(id.as_str())),
        }
    }
    for (column, ids) in [("statement", statements), ("finding", findings)] {
        for ids in ids.chunks(500) {
            let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
            let statement = format!("{COLUMNS} AND {column} IN ({})", places.join(", "));
            read(engine, &statement, ids, &mut replies)?;
        }
    }
    replies.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Ok(replies)
}

/// The replies published last, the latest first.
///
/// # Errors
/// The engine's own.
pub fn latest(engine: &mut dyn Engine, limit: u64) -> Result<Vec<PublishedReply>, Fault> {
    let mut replies = Vec::new();
    let statement = format!("{COLUMNS} ORDER BY decided DESC, id LIMIT $1");
    read(engine, &statement, values![limit], &mut replies)?;
    Ok(replies)
}

/// Everything that is published, as `check` and the renderings take it: a reply to a statement as a whole
/// stands with each of the statement's findings.
///
/// # Errors
/// The engine's own.
pub fn published(engine: &mut dyn Engine) -> Result<Published, Fault> {
    let mut all = Vec::new();
    read(engine, COLUMNS, values![], &mut all)?;
    let mut replies = Vec::new();
    for reply in &all {
        match &reply.target {
            Target::Finding(id) => replies.push(as_reply(reply, id)),
            Target::Statement(id) => {
                let of_it = "SELECT DISTINCT id FROM finding WHERE statement = $1 ORDER BY id";
                for row in engine.query(of_it, values![id.as_str()])? {
                    replies.push(as_reply(reply, &row.get::<String>(0)?));
                }
            }
        }
    }
    Ok(Published::new(replies))
}

/// The published replies to `target` as the renderings take them. To a finding, with those to its statement
/// as a whole; to a statement, with those to its findings.
///
/// # Errors
/// The engine's own.
pub fn replies_to(engine: &mut dyn Engine, target: &Target) -> Result<Replies, Fault> {
    let (statement, id) = match target {
        Target::Finding(id) => ("SELECT DISTINCT statement FROM finding WHERE id = $1", id),
        Target::Statement(id) => ("SELECT DISTINCT id FROM finding WHERE statement = $1", id),
    };
    let mut targets = vec![target.clone()];
    for row in engine.query(statement, values![id.as_str()])? {
        let Some(other) = row.get::<Option<String>>(0)? else { continue };
        targets.push(match target {
            Target::Finding(_) => Target::Statement(other),
            Target::Statement(_) => Target::Finding(other),
        });
    }
    let replies = published_to(engine, &targets)?;
    Ok(Published::new(replies.iter().map(|reply| as_reply(reply, id)).collect()).replies_to(id))
}

/// What is left of the replies to `target` that were published and taken back, oldest first.
///
/// # Errors
/// The engine's own.
pub fn traces_of(engine: &mut dyn Engine, target: &Target) -> Result<Vec<Trace>, Fault> {
    let column = match target {
        Target::Statement(_) => "statement",
        Target::Finding(_) => "finding",
    };
    let statement = format!(
        "SELECT reply.id, reply.party, min(shown.at), max(gone.at) FROM reply
         JOIN reply_version shown ON shown.reply = reply.id AND shown.what = 'published'
         JOIN reply_version gone ON gone.reply = reply.id AND gone.what = 'withdrawn'
         WHERE reply.{column} = $1 AND reply.state IN ('withdrawn', 'erased')
         GROUP BY reply.id, reply.party ORDER BY 3, 1"
    );
    let rows = engine.query(&statement, values![target.id()])?;
    let trace = |row: &Row| {
        Ok(Trace {
            id: row.get(0)?,
            target: target.clone(),
            party: party(&row.get::<String>(1)?)?,
            published: row.get(2)?,
            withdrawn: row.get(3)?,
        })
    };
    rows.iter().map(trace).collect()
}

/// When each wording of reply `id` was published, the first one first: more than one where its sender
/// changed it.
///
/// # Errors
/// The engine's own.
pub fn editions(engine: &mut dyn Engine, id: &str) -> Result<Vec<Edition>, Fault> {
    let statement = "SELECT number, at FROM reply_version
                     WHERE reply = $1 AND what = 'published' ORDER BY number";
    let rows = engine.query(statement, values![id])?;
    rows.iter().map(|row| Ok(Edition { version: row.get(0)?, at: row.get(1)? })).collect()
}

fn read(
    engine: &mut dyn Engine,
    statement: &str,
    values: &[Value],
    replies: &mut Vec<PublishedReply>,
) -> Result<(), Fault> {
    for row in engine.query(statement, values)? {
        let subject: String = row.get(3)?;
        // Nothing is left to show of a replier who was erased.
        let Some(wording) = opened(engine, &subject, row.get(8)?)? else { continue };
        replies.push(PublishedReply {
            id: row.get(0)?,
            target: target(row.get(1)?, row.get(2)?)?,
            party: party(&row.get::<String>(4)?)?,
            verified_by: row.get::<Option<String>>(5)?.unwrap_or_default(),
            version: row.get::<u32>(6)?.max(1),
            at: row.get::<Option<i64>>(7)?.unwrap_or_default(),
            wording,
        });
    }
    Ok(())
}

fn party(word: &str) -> Result<Party, Fault> {
    Party::of(word).ok_or_else(|| Fault::Content(format!("no party is {word}")))
}

fn as_reply(reply: &PublishedReply, finding: &str) -> Reply {
    let at = Timestamp::from_microsecond(reply.at).unwrap_or_default();
    Reply {
        finding: finding.to_owned(),
        name: reply.wording.name.clone(),
        party: reply.party,
        verified_by: reply.verified_by.clone(),
        date: Offset::UTC.to_datetime(at).date(),
        text: reply.wording.text.clone(),
    }
}
