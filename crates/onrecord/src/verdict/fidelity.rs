//! The grades of a quotation.

use crate::verdict::code::{Class, Code};
use crate::verdict::difference::Difference;
use serde::Serialize;

/// The grade of a quotation under a policy, best to worst; the last two are no grade of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fidelity {
    /// Same words; marks, case, spelling and number format may differ.
    AsRecorded,
    /// Only disfluencies, repeats, false starts, contractions differ.
    CleanedUp,
    /// Every departure is marked, inside one turn, nothing meaning-bearing under the marks.
    MarkedEdit,
    /// Indirect speech or an unmarked headline, whose passage is found and not turned round.
    InOtherWords,
    /// Words changed, dropped or added without a mark; none meaning-bearing.
    UnmarkedEdit,
    /// At least one meaning-bearing difference.
    Meaning,
    /// The words are on record, said by someone else.
    OtherSpeaker,
    /// A record of the occasion is held in full, and nothing in it aligns.
    NotFound,
    /// No record of the occasion is held, or only a part.
    NotCheckable,
}

impl Fidelity {
    /// Every grade, best first.
    pub const ALL: &'static [Fidelity] = &[
        Fidelity::AsRecorded,
        Fidelity::CleanedUp,
        Fidelity::MarkedEdit,
        Fidelity::InOtherWords,
        Fidelity::UnmarkedEdit,
        Fidelity::Meaning,
        Fidelity::OtherSpeaker,
        Fidelity::NotFound,
        Fidelity::NotCheckable,
    ];

    /// The grade's name in outputs: "as-recorded".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Fidelity::AsRecorded => "as-recorded",
            Fidelity::CleanedUp => "cleaned-up",
            Fidelity::MarkedEdit => "marked-edit",
            Fidelity::InOtherWords => "in-other-words",
            Fidelity::UnmarkedEdit => "unmarked-edit",
            Fidelity::Meaning => "meaning",
            Fidelity::OtherSpeaker => "other-speaker",
            Fidelity::NotFound => "not-found",
            Fidelity::NotCheckable => "not-checkable",
        }
    }

    /// The plain words for it.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Fidelity::AsRecorded => "as in the record",
            Fidelity::CleanedUp => "cleaned up; same words otherwise",
            Fidelity::MarkedEdit => "edited, and says so",
            Fidelity::InOtherWords => "reported in other words",
            Fidelity::UnmarkedEdit => "differs from the record",
            Fidelity::Meaning => "differs in words that may alter the meaning",
            Fidelity::OtherSpeaker => "in the record these words are another speaker's",
            Fidelity::NotFound => "not found in this record; that does not mean it was not said",
            Fidelity::NotCheckable => "no record of this occasion is held",
        }
    }
}

/// The grade that `differences` add up to, for a passage by the same speaker. One with a caveat counts
/// as wording at most.
#[must_use]
pub fn grade(differences: &[Difference]) -> Fidelity {
    let worst = differences.iter().map(|difference| match difference.code {
        // Marked, though the record does not bear it out.
        Code::UnsupportedBracket => Fidelity::MarkedEdit,
        Code::MarkedElision | Code::BracketedSubstitution | Code::Translation => {
            Fidelity::MarkedEdit
        }
        Code::Disfluency | Code::Contraction => Fidelity::CleanedUp,
        code => match code.class() {
            // Whose words they are is no matter of their wording.
            Class::Harmless | Class::Attribution => Fidelity::AsRecorded,
            Class::Meaning if difference.caveat.is_none() => Fidelity::Meaning,
            Class::Meaning | Class::Wording => Fidelity::UnmarkedEdit,
        },
    });
    worst.max().unwrap_or(Fidelity::AsRecorded)
}
