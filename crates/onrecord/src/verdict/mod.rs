//! An attribution and its matches in, a [`Verdict`] out: every difference typed, levelled under the
//! policy, and the grade they add up to. The rules look; this module only asks them in turn.

pub mod agreement;
pub mod choice;
pub mod circumstance;
pub mod code;
pub mod counterpart;
pub mod difference;
pub mod fidelity;
pub mod form;
pub mod gap;
pub mod held;
pub mod page;
pub mod pair;
pub mod policy;
pub mod proof;
pub mod quilt;
pub mod recogniser;
pub mod reported;
pub mod rules;
pub mod speaker;
pub mod sureness;
pub mod terms;
pub mod voice;

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::verdict::code::Code;
use crate::verdict::difference::Difference;
use crate::verdict::fidelity::{Fidelity, grade};
use crate::verdict::held::Held;
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

/// Judges the first of `matches`, which [`choice::choose`] has sorted; without one, `held` tells
/// whether the words should have been found.
#[must_use]
pub fn judge(
    model: &Model,
    archive: &Archive,
    document: &Document,
    attribution: &Attribution,
    matches: &[Match],
    held: &Held,
    policy: &Policy,
) -> Verdict {
    let without = |fidelity| Verdict { fidelity, differences: Vec::new() };
    let best = matches.first();
    let record = best.and_then(|best| archive.records().get(best.passage.record));
    let (Some(best), Some(record)) = (best, record) else {
        return without(match held.expected(attribution) {
            Some(_) => Fidelity::NotFound,
            None => Fidelity::NotCheckable,
        });
    };
    let mut scene = Scene::new(model, document, record, attribution, best);
    let claims = claims(&mut scene);
    let mut differences: Vec<Difference> =
        claims.into_iter().map(|claim| levelled(claim, policy)).collect();
    differences.sort_by_key(|difference| (difference.content, difference.passage, difference.code));
    let fidelity = grade(&differences);
    let is_other = differences.iter().any(|difference| difference.code == Code::Misattributed);
    let fidelity = if is_other { Fidelity::OtherSpeaker } else { fidelity };
    Verdict { fidelity, differences }
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
