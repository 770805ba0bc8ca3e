//! The chain of a statement for programs: the shapes, how they are made from the view, and the handler.

use crate::api::Problem;
use crate::api::shape::{Finding, ProblemBody, StatementSummary};
use crate::api::shaping::{findings, summary};
use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::Response;
use onrecord::chain::phrase::{change_name, hop, hop_name};
use onrecord_store::reading::chain::{ChainView, ChangeView, HopView, MadeFrom, chain as read};
use onrecord_store::reading::later::LaterView;
use onrecord_store::reading::statement::Found;
use serde::Serialize;
use utoipa::ToSchema;

/// Which report of a statement was made from which.
#[derive(Debug, Serialize, ToSchema)]
pub struct Chain {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementSummary,
    /// The words said, as a record has them; null where none is held.
    pub said: Option<String>,
    /// The reports, each after the one that it was made from.
    pub hops: Vec<Hop>,
    /// Each difference from the words said (from the first report, where no record is held).
    pub appearances: Vec<Appearance>,
    /// What was later said or printed about it, by day.
    pub later: Vec<Later>,
    /// Reports in other words, which have no place in the tree.
    pub others: Vec<Finding>,
    /// Reports that are held and not drawn.
    pub n_more: usize,
}

/// What was said or printed later about a statement.
#[derive(Debug, Serialize, ToSchema)]
pub struct Later {
    /// `denies`, `clarifies`, `disputes`, `retracts`, `repeats` or `corrects`.
    pub kind: String,
    /// The kind in plain words.
    pub phrase: String,
    /// The words that say so; empty where the same words are said again.
    pub words: String,
    /// What leads from one to the other.
    pub why: String,
    /// The day.
    pub day: Option<String>,
    /// The document that says so.
    pub document: String,
    /// The other statement; null for a correction.
    pub statement: Option<StatementSummary>,
}

/// One report and how it came about.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hop {
    /// `utterance`, `report` or `unknown`.
    pub made_from: String,
    /// The report that it was made from, as an index of `hops`; null where it was made from none.
    pub parent: Option<usize>,
    /// How far from the root, from 0.
    pub depth: usize,
    /// `report`, `wire-reprint`, `verbatim-copy`, `light-rewrite` or `machine-paraphrased-copy`.
    pub kind: String,
    /// The kind in plain words.
    pub phrase: String,
    /// Whether no other report explains it nearly as well.
    pub is_sure: bool,
    /// Why it is given as made from these words, the strongest first; empty where that is not known.
    pub reasons: Vec<String>,
    /// What was done to the words that it was made from.
    pub changes: Vec<Change>,
    /// The day of publication, with the time where the report gives one.
    pub published: String,
    /// The words, all of them.
    pub words: String,
    /// Its quotations of the statement; at least one.
    pub findings: Vec<Finding>,
}

/// One change of words between two reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// `alike`, `changed`, `left-out`, `trimmed` or `put-in`.
    pub kind: String,
    /// The earlier words; empty where words were put in.
    pub before: String,
    /// The later words; empty where words were left out.
    pub after: String,
    /// The same as one sentence.
    pub sentence: String,
}

/// A difference and where it first appears.
#[derive(Debug, Serialize, ToSchema)]
pub struct Appearance {
    /// The words said; empty where words were put in.
    pub before: String,
    /// The words that stand there instead; empty where they are left out.
    pub after: String,
    /// The report that has it first, as an index of `hops`.
    pub first: usize,
    /// How many reports have it.
    pub n_reports: usize,
}

impl From<&ChangeView> for Change {
    fn from(view: &ChangeView) -> Change {
        let ChangeView { kind, before, after, sentence } = view.clone();
        Change { kind: change_name(kind).to_owned(), before, after, sentence }
    }
}

impl From<&HopView> for Hop {
    fn from(view: &HopView) -> Hop {
        let (made_from, parent) = match view.from {
            MadeFrom::Utterance => ("utterance", None),
            MadeFrom::Report(at) => ("report", Some(at)),
            MadeFrom::Unknown => ("unknown", None),
        };
        Hop {
            made_from: made_from.to_owned(),
            parent,
            depth: view.depth,
            kind: hop_name(view.hop).to_owned(),
            phrase: hop(view.hop).to_owned(),
            is_sure: view.is_sure,
            reasons: view.reasons.clone(),
            changes: view.changes.iter().map(Change::from).collect(),
            published: view.when(),
            words: view.words.clone(),
            findings: findings(&view.findings),
        }
    }
}

/// Later speech as it is sent, under a site's address.
#[must_use]
pub fn later(views: &[LaterView], address: &str) -> Vec<Later> {
    let one = |view: &LaterView| Later {
        kind: view.kind.word().to_owned(),
        phrase: view.kind.phrase().to_owned(),
        words: view.phrase.clone(),
        why: view.why.clone(),
        day: view.day.clone(),
        document: view.document.clone(),
        statement: view.other.as_ref().map(|told| summary(told, address)),
    };
    views.iter().map(one).collect()
}

/// The chain as it is sent, under a site's address.
#[must_use]
pub fn shaped(view: &ChainView, address: &str) -> Chain {
    let appearances = view.appearances.iter().map(|one| Appearance {
        before: one.before.clone(),
        after: one.after.clone(),
        first: one.first,
        n_reports: one.n_reports,
    });
    Chain {
        statement: summary(&view.told, address),
        said: view.said.clone(),
        hops: view.hops.iter().map(Hop::from).collect(),
        appearances: appearances.collect(),
        later: later(&view.later, address),
        others: findings(&view.others),
        n_more: view.n_more,
    }
}

/// `GET /api/v1/statements/{id}/chain`
#[utoipa::path(
    get, path = "/api/v1/statements/{id}/chain", tag = "reading",
    params(("id" = String, Path, description = "The statement's id.")),
    responses(
        (status = 200, description = "Which report was made from which, with replies; at most 200 reports are drawn.", body = Chain, content_type = "application/json"),
        (status = 301, description = "It is held under another id."),
        (status = 400, description = "The address cannot be read.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such statement.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub async fn chain(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Problem> {
    match site.read(move |engine| read(engine, &id)).await? {
        Found::Here(view) => {
            let body = shaped(&view, &site.presentation().address);
            Ok(crate::answer::json("application/json", &body))
        }
        Found::Moved(to) => Err(Problem(Trouble::Moved(format!("/api/v1/statements/{to}/chain")))),
        Found::Nowhere => Err(Problem(Trouble::NotFound)),
    }
}
