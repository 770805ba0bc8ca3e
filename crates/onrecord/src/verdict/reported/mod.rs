//! What an indirect quotation or an unmarked headline changes. An attribution with the passage that it
//! reports in, a [`Verdict`] out. A report in other words claims no wording, so only what alters the
//! meaning is named: a negation, a number, who did it, a hedge or a condition left out, one reason of
//! several. Tense and person shift in a report and are no difference.
//!
//! Precision comes first: a difference is put forward only where most content words agree; below that,
//! and for hedges and conditions always, it is for a human to look at.

mod agent;
mod clause;
mod condition;
mod hedge;
mod negation;
mod number;
mod reason;
mod sides;

use crate::attribution::Attribution;
use crate::document::Document;
use crate::document::transcript::RecordKind;
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::verdict::Verdict;
use crate::verdict::difference::Difference;
use crate::verdict::fidelity::Fidelity;
use crate::verdict::policy::{Level, Policy};
use crate::verdict::reported::sides::Sides;
use crate::verdict::rules::claim::Claim;
use onrecord_model::Model;

/// What a difference of a loose report says of itself.
pub const CAVEAT: &str = "reported in other words: for a human to look at";

/// Tenths of the content words that must agree for a difference to be put forward.
const STRONG: usize = 7;

/// One kind of difference between a report and its passage.
type Find = fn(&Sides) -> Vec<Claim>;

const ALL: &[Find] =
    &[negation::find, number::find, agent::find, hedge::find, condition::find, reason::find];

/// Judges `found`, the passage that `attribution` reports in other words.
#[must_use]
pub fn judge_reported(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    found: &Match,
    policy: &Policy,
) -> Verdict {
    let record = archive.records().get(found.passage.record);
    let sides = record.and_then(|record| Sides::new(model, document, record, attribution, found));
    let Some(sides) = sides else {
        return Verdict { fidelity: Fidelity::InOtherWords, differences: Vec::new() };
    };
    let kind = record.and_then(|record| record.transcript.as_ref()).map(|t| t.kind);
    let is_strong = sides.tenths() >= STRONG && kind != Some(RecordKind::Captions);
    let mut differences: Vec<Difference> = (ALL.iter().flat_map(|find| find(&sides)))
        .map(|claim| if is_strong { claim } else { claim.but(CAVEAT) })
        .map(|claim| levelled(claim.difference, policy))
        .collect();
    differences.sort_by_key(|difference| (difference.content, difference.passage, difference.code));
    let is_changed = differences.iter().any(|difference| difference.caveat.is_none());
    let fidelity = if is_changed { Fidelity::Meaning } else { Fidelity::InOtherWords };
    Verdict { fidelity, differences }
}

/// At most a warning: how often such a difference is right has not been measured, as the corpora have
/// none that is firm.
fn levelled(mut difference: Difference, policy: &Policy) -> Difference {
    difference.level = policy.level(difference.code).min(Level::Warning);
    if difference.caveat.is_some() {
        difference.level = difference.level.min(Level::Note);
    }
    difference
}
