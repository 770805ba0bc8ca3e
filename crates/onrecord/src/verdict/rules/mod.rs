//! The rules, one file each. A [`Scene`] in, claims out. Rules are asked in the order of [`ALL`]: what
//! one explains is closed, and no later rule reports it again; the most specific stand first.

pub mod agent;
pub mod bracket;
pub mod claim;
pub mod co_reason;
pub mod condition;
pub mod contraction;
pub mod disfluency;
pub mod elision;
pub mod function_word;
pub mod hedge;
pub mod inflection;
pub mod masking;
pub mod misattributed;
pub mod modality;
pub mod moved;
pub mod name;
pub mod negation;
pub mod number;
pub mod number_format;
pub mod order;
pub mod other_occasion;
pub mod paraphrase;
pub mod pronoun;
pub mod quantifier;
pub mod question;
pub mod question_answer;
pub mod reordered;
pub mod scene;
pub mod spelling;
pub mod splice;
pub mod synonym;
pub mod tense;
pub mod tone;
pub mod translation;
pub mod truncation;
pub mod typography;
pub mod unlike;
pub mod word;

use crate::verdict::code::Code;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// One rule: a name for `explain`, and the function that looks.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The file's name, with hyphens.
    pub name: &'static str,
    /// What it finds.
    pub codes: &'static [Code],
    /// Looks at the scene.
    pub find: fn(&Scene) -> Vec<Claim>,
}

/// Every rule, in the order in which they are asked.
pub const ALL: &[Rule] = &[
    // Words that both texts have, written another way.
    typography::RULE,
    spelling::RULE,
    number_format::RULE,
    contraction::RULE,
    masking::RULE,
    question::RULE,
    // Departures that are marked, or that clean up speech.
    bracket::RULE,
    disfluency::RULE,
    moved::RULE,
    unlike::RULE,
    // What lies at the edges and between the parts.
    question_answer::RULE,
    reordered::RULE,
    splice::RULE,
    truncation::RULE,
    co_reason::RULE,
    // Carriers of meaning.
    condition::RULE,
    agent::RULE,
    negation::RULE,
    number::RULE,
    quantifier::RULE,
    modality::RULE,
    hedge::RULE,
    order::RULE,
    pronoun::RULE,
    name::RULE,
    tense::RULE,
    // What is left.
    elision::RULE,
    inflection::RULE,
    synonym::RULE,
    function_word::RULE,
    word::RULE,
    translation::RULE,
    // The whole of it, and whose words on which occasion.
    paraphrase::RULE,
    misattributed::RULE,
    other_occasion::RULE,
    tone::RULE,
];
