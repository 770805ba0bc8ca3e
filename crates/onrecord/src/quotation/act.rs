//! What a cue says was done with words: spoken, written, believed or meant. A cue's words in, the
//! [`Act`] out; who wants speech alone asks for it by this.

use crate::quotation::Quotation;
use onrecord_model::Model;
use serde::Serialize;

/// Acts that a cue may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Said, or shown in a way that leaves open whether by mouth or hand: "said", "according to",
    /// "announced". Also where there is no cue: marks alone give words as somebody's.
    #[default]
    Speech,
    /// Set down: "wrote", "tweeted", "the letter".
    Writing,
    /// Held to be so, said or not: "believes", "fears".
    Belief,
    /// Meant to be done or wished for: "wants", "plans".
    Intention,
}

/// Gives each of the `quotations` of `text` the act of its cue.
pub(crate) fn set_acts(model: &Model, text: &str, quotations: &mut [Quotation]) {
    for quotation in quotations {
        let cue = quotation.cue.map_or("", |cue| cue.of(text));
        quotation.act = act(model, cue);
    }
}

/// The act of the first word of `cue` that names one: "has long believed" is a belief, "wrote in a
/// letter that she hoped" a writing.
fn act(model: &Model, cue: &str) -> Act {
    let mut words = cue.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.find_map(|word| named(model, &word.to_lowercase())).unwrap_or_default()
}

fn named(model: &Model, word: &str) -> Option<Act> {
    match (model.acts.get(word), model.cues.get(word)) {
        (Some("writing"), _) => Some(Act::Writing),
        (Some("belief"), _) => Some(Act::Belief),
        (Some("intention"), _) => Some(Act::Intention),
        (_, Some("speech" | "label")) => Some(Act::Speech),
        (_, Some("thought")) => Some(Act::Belief),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::quotation::act::{Act, act};
    use onrecord_model::Model;

    #[test]
    fn the_first_word_that_names_an_act_decides() {
        let model = Model::english();
        for (cue, wanted) in [
            ("said", Act::Speech),
            ("according to", Act::Speech),
            ("", Act::Speech),
            ("wrote in a letter", Act::Writing),
            ("said in a letter", Act::Speech),
            ("has long believed", Act::Belief),
            ("does not want", Act::Intention),
            ("tweeted", Act::Writing),
        ] {
            assert_eq!(act(model, cue), wanted, "{cue}");
        }
    }
}
