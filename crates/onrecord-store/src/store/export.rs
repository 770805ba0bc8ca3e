//! A store as lines for other programs. Tables in, one JSON object a finding out, each with every published
//! reply. The texts of documents stay in the store; no e-mail is in anything that is read here.

use crate::answering::shown::published;
use crate::database::engine::Engine;
use crate::database::fault::Fault;
use crate::error::Error;
use crate::store::Store;
use crate::values;
use onrecord::report::reply::Published;
use serde_json::{Value, json};

/// Findings of one article are read together.
const FINDINGS: &str =
    "SELECT finding.id, finding.statement, finding.version, finding.body, document.name,
         document.url, version.title, version.published, outlet.name
     FROM finding JOIN document ON document.id = finding.document
     JOIN version ON version.document = finding.document AND version.number = finding.version
     LEFT JOIN outlet ON outlet.id = document.outlet
     WHERE finding.document = $1 AND document.withheld = 0 ORDER BY finding.ordinal";

impl Store {
    /// Hands every finding of every article that is not withheld to `line`, by document, in text order:
    /// `{"document", "name", "url", "title", "outlet", "published", "version", "statement", "finding"}`,
    /// the finding as `onrecord check --format json` has it. Ends early where `line` says `false`.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub fn export_lines(&self, line: &mut dyn FnMut(&Value) -> bool) -> Result<(), Error> {
        self.database().read(|engine| {
            let replies = published(engine)?;
            let ids = "SELECT DISTINCT document FROM finding";
            let rows = engine.query(ids, values![])?;
            let mut ids: Vec<String> =
                rows.iter().map(|row| row.get(0)).collect::<Result<_, Fault>>()?;
            ids.sort_unstable();
            for id in ids {
                for one in findings(engine, &id, &replies)? {
                    if !line(&one) {
                        return Ok(());
                    }
                }
            }
            Ok::<_, Error>(())
        })
    }
}

fn findings(
    engine: &mut dyn Engine,
    document: &str,
    published: &Published,
) -> Result<Vec<Value>, Fault> {
    let rows = engine.query(FINDINGS, values![document])?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.get::<String>(0)?;
        let mut finding: Value = serde_json::from_str(&row.get::<String>(3)?)
            .map_err(|error| Fault::Content(format!("finding {id} is damaged: {error}")))?;
        let replies = published.replies_to(&id);
        let reply = |reply: &onrecord::report::reply::Reply| {
            json!({
                "name": reply.name,
                "party": reply.party,
                "verified_by": reply.verified_by,
                "date": reply.date,
                "text": reply.text,
            })
        };
        finding["replies"] = replies.iter().map(reply).collect();
        all.push(json!({
            "document": document,
            "name": row.get::<String>(4)?,
            "url": row.get::<Option<String>>(5)?,
            "title": row.get::<Option<String>>(6)?,
            "published": row.get::<Option<String>>(7)?,
            "outlet": row.get::<Option<String>>(8)?,
            "version": row.get::<i64>(2)?,
            "statement": row.get::<Option<String>>(1)?,
            "finding": finding,
        }));
    }
    Ok(all)
}
