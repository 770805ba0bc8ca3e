//! Which marked stretches are utterances of their own, and which of them one cue parts. A carrier in,
//! groups of stretches out; a stretch that only borrows words for a sentence of the reporter's is a
//! group by itself.

use crate::quotation::carrier::{Carrier, Lead, Marked};
use crate::quotation::ending::Ending;
use crate::quotation::word_class::{Class, CueClass};

/// Stretches that belong together: indices into `Carrier::marked`, in order, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) members: Vec<usize>,
    /// Whether the words stand by themselves; else a sentence of the reporter's holds them.
    pub(crate) stands: bool,
}

/// How many sentences of the reporter's may stand between two parts of one quotation. Of joined parts
/// in PolNeAR train 956 have one between them, 33 two, 7 three; of those kept apart 32, 9, 2.
const SENTENCES: usize = 3;

/// How many groups are looked back over.
const BETWEEN: usize = 4;

/// How many lexemes may.
const GAP: usize = 70;

/// Verbs of whoever speaks after a question, not of whoever asked it.
const ANSWERS: [&str; 8] =
    ["answered", "answers", "replied", "replies", "responded", "responds", "retorted", "countered"];

/// The groups of a paragraph in text order.
pub(crate) fn groups(carrier: &Carrier<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (idx, marked) in carrier.marked.iter().enumerate() {
        let stands = stands(carrier, marked);
        // Borrowed words may stand between: “A,” said the author of “B.” “C.”
        let near = groups.len().saturating_sub(BETWEEN);
        let last = groups.get_mut(near..).unwrap_or_default().iter_mut().rev();
        if let Some(group) = last.into_iter().find(|group| group.stands) {
            let before = group.members.last().and_then(|last| carrier.marked.get(*last));
            if before.is_some_and(|before| joins(carrier, before, marked, stands)) {
                group.members.push(idx);
                continue;
            }
        }
        groups.push(Group { members: vec![idx], stands });
    }
    groups
}

/// Whether a stretch is an utterance by itself.
fn stands(carrier: &Carrier<'_>, marked: &Marked) -> bool {
    let Marked { lead, ending, n_words, is_capital, at, .. } = *marked;
    let is_whole = ending != Ending::Running;
    match lead {
        Lead::Start if is_whole || !marked.stretch.is_closed => {
            is_capital || n_words > 4 || ending == Ending::Open
        }
        Lead::Start if marked.is_foreign => n_words > 1,
        Lead::Start => {
            n_words > 1 && (is_followed_by_cue(carrier, at) || is_before_pause(carrier, at))
        }
        _ if marked.is_foreign && n_words > 2 => true,
        Lead::Colon => is_capital || n_words > 4,
        Lead::Comma => {
            let after_cue = at.checked_sub(2).is_some_and(|before| is_near_cue(carrier, before));
            (is_capital && is_whole && (n_words > 4 || after_cue || ending != Ending::Open))
                || (after_cue && n_words > 4)
        }
        Lead::Dash | Lead::Open => is_capital && (is_whole && n_words > 2 || n_words > 4),
        Lead::Word => {
            let before = at.saturating_sub(1);
            is_capital
                && is_whole
                && ending != Ending::Open
                && n_words > 2
                && matches!(carrier.cue(before), Some(CueClass::Speech | CueClass::Thought))
        }
        Lead::Quoted => false,
    }
}

/// Whether the lexeme at `at` is a reporting verb, or follows one closely: "said Tuesday,".
fn is_near_cue(carrier: &Carrier<'_>, at: usize) -> bool {
    let from = at.saturating_sub(4);
    (from..=at).any(|place| {
        matches!(carrier.cue(place), Some(CueClass::Speech))
            && carrier.class(place).is_some_and(Class::is_verb)
    })
}

/// Whether what follows the stretch in its sentence is who said it: nothing, or a cue near.
fn is_followed_by_cue(carrier: &Carrier<'_>, at: usize) -> bool {
    let end = carrier.sentence_end(at + 1);
    if end <= at + 1 {
        return true;
    }
    for place in at + 1..end.min(at + 12) {
        match carrier.cue(place) {
            Some(CueClass::Speech) => return true,
            Some(_) => return false,
            None if carrier.class(place).is_some_and(Class::is_finite) => return false,
            None => {}
        }
    }
    false
}

/// “We left” — she looked away — “and nobody came.”
fn is_before_pause(carrier: &Carrier<'_>, at: usize) -> bool {
    const REACH: usize = 15;
    carrier.class(at + 1) == Some(Class::Dash)
        && (at + 2..at + REACH).any(|place| {
            carrier.class(place) == Some(Class::Dash)
                && carrier.class(place + 1) == Some(Class::Quoted)
        })
}

/// Whether `marked` goes on with what `before` says: parted by its cue, or floating after it.
fn joins(carrier: &Carrier<'_>, before: &Marked, marked: &Marked, stands: bool) -> bool {
    let gap = before.at + 1..marked.at;
    if gap.is_empty() || gap.len() > GAP {
        return false;
    }
    let is_verb_cue = |place: usize| {
        matches!(carrier.cue(place), Some(CueClass::Speech | CueClass::Thought))
            && carrier.class(place).is_some_and(Class::is_verb)
    };
    if marked.lead == Lead::Start {
        let n_stops =
            gap.clone().filter(|place| carrier.class(*place) == Some(Class::Stop)).count();
        let is_cued = before.ending != Ending::Closed || gap.clone().any(is_verb_cue);
        return stands
            && (1..=SENTENCES).contains(&n_stops)
            && is_cued
            && !has_own_cue(carrier, marked);
    }
    // “Q?” She answered, “A.” A capital that no name has opens a sentence of its own.
    let opens = carrier.word(gap.start).starts_with(char::is_uppercase)
        && matches!(
            carrier.class(gap.start),
            Some(Class::Pronoun | Class::Determiner | Class::Possessive)
        )
        && carrier.word(gap.start) != "I";
    // “Q?” Poe answered, “A.”
    let answers = gap.clone().any(|place| carrier.is_word(place, &ANSWERS));
    if before.ending == Ending::Called && (opens || answers) {
        return false;
    }
    // “A,” she said, “b.” One cue parts them; "she said, adding, “b.”" opens another quotation.
    let n_cues = gap.clone().filter(|place| is_verb_cue(*place)).count();
    let is_parted = before.ending == Ending::Open || before.ending == Ending::Called;
    let is_dash = carrier.class(gap.start) == Some(Class::Dash) && marked.lead == Lead::Dash;
    let has_conjunction = gap.clone().any(|place| {
        carrier.class(place) == Some(Class::Conjunction)
            && carrier.class(place + 1) != Some(Class::Name)
    });
    (marked.lead == Lead::Comma && is_parted && n_cues == 1 && !has_conjunction && gap.len() < 30)
        || (is_dash && before.ending == Ending::Running && n_cues <= 1 && gap.len() < 30)
}

/// Whether the words right after `marked` say who said it: another quotation, then, not the same.
fn has_own_cue(carrier: &Carrier<'_>, marked: &Marked) -> bool {
    // „…“, sagte Lund: whatever the word is, something is said of these words alone.
    if marked.is_foreign && carrier.class(marked.at + 1) == Some(Class::Comma) {
        return true;
    }
    if marked.ending == Ending::Closed || marked.ending == Ending::Running {
        return false;
    }
    let end = carrier.sentence_end(marked.at + 1).min(marked.at + 7);
    (marked.at + 1..end).any(|place| {
        carrier.cue(place) == Some(CueClass::Speech)
            && carrier.class(place).is_some_and(Class::is_finite)
    })
}
