//! What parties have answered, as pages show it. Ids of findings and statements in, the published replies to
//! them out, oldest first.

use crate::answering::Target;
use crate::answering::shown::{self, PublishedReply as Shown};
use crate::database::engine::Engine;
use crate::database::fault::Fault;
use onrecord::report::reply::Party;

/// A party's published answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedReply {
    /// Its id.
    pub id: String,
    /// The statement answered, where it answers one as a whole.
    pub statement: Option<String>,
    /// The finding answered, where it answers one.
    pub finding: Option<String>,
    /// Who answers, as published.
    pub name: String,
    /// In what role.
    pub party: Party,
    /// How the claim to be that party was verified; empty for a reader.
    pub verified_by: String,
    /// When it was first published, microseconds.
    pub at: i64,
    /// Which wording this is, from 1.
    pub version: u32,
    /// The meaning objected to; may be empty.
    pub meaning: String,
    /// What they say is inaccurate; may be empty.
    pub inaccurate: String,
    /// Their own words.
    pub text: String,
}

/// The published replies to any of `findings` or `statements`.
///
/// # Errors
/// The engine's own, and where what is sealed cannot be read.
pub fn replies_to(
    engine: &mut dyn Engine,
    findings: &[&str],
    statements: &[&str],
) -> Result<Vec<PublishedReply>, Fault> {
    let findings = findings.iter().map(|id| Target::Finding((*id).to_owned()));
    let statements = statements.iter().map(|id| Target::Statement((*id).to_owned()));
    let targets: Vec<Target> = findings.chain(statements).collect();
    Ok(shown::published_to(engine, &targets)?.into_iter().map(PublishedReply::from).collect())
}

/// The replies published last, the latest first.
///
/// # Errors
/// As [`replies_to`].
pub fn latest(engine: &mut dyn Engine, limit: usize) -> Result<Vec<PublishedReply>, Fault> {
    let replies = shown::latest(engine, limit as u64)?;
    Ok(replies.into_iter().map(PublishedReply::from).collect())
}

impl PublishedReply {
    /// Whether somebody concerned names a meaning or a fact that they object to: the statement is disputed then.
    #[must_use]
    pub fn objects(&self) -> bool {
        self.party != Party::Reader && !(self.meaning.is_empty() && self.inaccurate.is_empty())
    }
}

impl From<Shown> for PublishedReply {
    fn from(shown: Shown) -> PublishedReply {
        let Shown { id, target, party, verified_by, version, at, wording } = shown;
        let (statement, finding) = match target {
            Target::Statement(id) => (Some(id), None),
            Target::Finding(id) => (None, Some(id)),
        };
        PublishedReply {
            id,
            statement,
            finding,
            name: wording.name,
            party,
            verified_by,
            at,
            version,
            meaning: wording.meaning,
            inaccurate: wording.inaccurate,
            text: wording.text,
        }
    }
}
