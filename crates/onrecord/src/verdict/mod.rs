//! An attribution and its matches in, a [`Verdict`] out: every difference typed, levelled under the
//! policy, and the grade they add up to. The rules look; this module only asks them in turn.

pub mod change;
pub mod code;
pub mod difference;
pub mod fidelity;
pub mod policy;
pub mod rules;

use crate::attribution::Attribution;
use crate::document::Document;
use crate::matching::Match;
use crate::matching::archive::Archive;
use crate::verdict::change::changes;
use crate::verdict::code::{Class, Code};
use crate::verdict::difference::Difference;
use crate::verdict::fidelity::Fidelity;
use crate::verdict::policy::Policy;
use crate::verdict::rules::{ALL, Scene};

/// The grade of one quotation and the differences behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The grade under the policy.
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
    let record = &archive.records()[best.passage.record];
    let scene = Scene { document, record, attribution, found: best, changes: changes(best) };
    let mut differences: Vec<Difference> =
        ALL.iter().flat_map(|rule| (rule.find)(&scene)).collect();
    for difference in &mut differences {
        difference.level = policy.level(difference.code);
    }
    differences.sort_by_key(|difference| (difference.content, difference.passage, difference.code));
    let worst = differences.iter().map(|difference| difference.code.class()).max();
    let fidelity = match worst {
        None => Fidelity::AsRecorded,
        Some(Class::Meaning) => Fidelity::Meaning,
        Some(Class::Wording) => Fidelity::UnmarkedEdit,
        Some(Class::Harmless) if differences.iter().all(|d| d.code == Code::Typography) => {
            Fidelity::AsRecorded
        }
        Some(Class::Harmless) => Fidelity::CleanedUp,
    };
    Verdict { fidelity, differences }
}
