//! An attribution and its matches in, a [`Verdict`] out: every difference typed, levelled under the
//! policy, and the grade they add up to. The rules look; this module only asks them in turn.

pub mod code;
pub mod difference;
pub mod fidelity;
pub mod form;
pub mod gap;
pub mod pair;
pub mod policy;
pub mod recogniser;
pub mod rules;
pub mod terms;

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::verdict::code::Code;
use crate::verdict::difference::Difference;
use crate::verdict::fidelity::{Fidelity, grade};
use crate::verdict::policy::{Level, Policy};
use crate::verdict::recogniser::{CAVEAT, may_be_captions};
use crate::verdict::rules::ALL;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use onrecord_model::Model;

/// The grade of one quotation and the differences behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The grade: it follows from the differences and is the same under every policy.
    pub fidelity: Fidelity,
    /// Every difference, in content order.
    pub differences: Vec<Difference>,
}

/// Judges the best of `matches`.
#[must_use]
pub fn judge(
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    matches: &[Match],
    policy: &Policy,
) -> Verdict {
    let Some(best) = matches.first() else {
        return Verdict { fidelity: Fidelity::NotCheckable, differences: Vec::new() };
    };
    let Some(record) = archive.records().get(best.passage.record) else {
        return Verdict { fidelity: Fidelity::NotCheckable, differences: Vec::new() };
    };
    let wording = &Model::english().wording;
    let mut scene = Scene::new(wording, document, record, attribution, best);
    let claims = claims(&mut scene);
    let mut differences: Vec<Difference> =
        claims.into_iter().map(|claim| levelled(claim, policy)).collect();
    differences.sort_by_key(|difference| (difference.content, difference.passage, difference.code));
    Verdict { fidelity: grade(&differences), differences }
}

/// What the rules find, each word explained once.
fn claims(scene: &mut Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for rule in ALL {
        for claim in (rule.find)(scene) {
            scene.close(&claim.pairs);
            let weak = claim.difference.caveat.is_none() && may_be_captions(scene, &claim);
            claims.push(if weak { claim.but(CAVEAT) } else { claim });
        }
    }
    claims
}

/// A join that the policy allows is taken as words dropped; what has a caveat is at most a note.
fn levelled(claim: Claim, policy: &Policy) -> Difference {
    let mut difference = claim.difference;
    let is_allowed = (1..=policy.splice_words).contains(&claim.distance);
    difference.level = match difference.code {
        Code::Splice if is_allowed => policy.level(Code::WordDropped),
        code => policy.level(code),
    };
    if difference.caveat.is_some() {
        difference.level = difference.level.min(Level::Note);
    }
    difference
}
