//! What a speech recogniser may have done. A claim against captions in, whether it may be the
//! captions' error out. A finding is never stronger than its record: such a difference is listed with
//! a caveat, at most as a note, and counts as wording, never as meaning.

use crate::matching::alignment::StepKind;
use crate::verdict::code::{Class, Code};
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// What such a difference says of itself.
pub const CAVEAT: &str = "may be the captions";

/// Likeness of two words' letters from which a recogniser may have heard one for the other; "fifteen"
/// and "fifty" have 0.57, "Moreau" and "more oh" 0.67, "close" and "open" 0.20.
const ALIKE: f64 = 0.5;

/// The longest run of words that is taken for one error, in words of either side.
const LONGEST: usize = 4;

/// Whether the captions alone may account for the difference. A whole negation ("not", "never") is
/// never put down to them; an "n't" may be.
#[must_use]
pub fn may_be_captions(scene: &Scene, claim: &Claim) -> bool {
    if !scene.is_captions() || claim.pairs.is_empty() || claim.pairs.len() > LONGEST {
        return false;
    }
    let side = |printed: bool| -> Vec<&str> {
        let pairs = claim.pairs.iter().filter_map(|at| scene.pairs.get(*at));
        // "Have to" against "to": what both have is no part of the difference.
        let pairs = pairs.filter(|pair| pair.kind != StepKind::Same);
        let words = pairs.map(|pair| if printed { &pair.printed } else { &pair.said });
        words.map(String::as_str).filter(|word| !word.is_empty()).collect()
    };
    let (printed, said) = (side(true), side(false));
    let code = claim.difference.code;
    if code.class() == Class::Harmless || code == Code::Order {
        return false;
    }
    // Where the captions lack three words and more in a row, what was said there is not known.
    if said.is_empty() && is_lost(scene, claim) {
        return true;
    }
    let is_small = |word: &&str| scene.wording.function_words.contains(word);
    // "He", "she" and "you're" are said in a breath.
    if code == Code::Pronoun && printed.iter().chain(&said).all(is_small) {
        return true;
    }
    if printed.is_empty() || said.is_empty() {
        return code.class() == Class::Wording && printed.iter().chain(&said).all(is_small)
            || is_short_negation(scene, claim);
    }
    // Names are what a recogniser's vocabulary lacks.
    code == Code::Name || likeness(&printed.concat(), &said.concat()) >= ALIKE
}

/// Words missing in a row from which captions have lost a stretch of speech. Of the words of PolNeAR
/// train located in captions, none of the runs that long was the article's own.
const LOST: usize = 3;

/// Whether the words stand in a run of words that the captions do not have.
fn is_lost(scene: &Scene, claim: &Claim) -> bool {
    let Some(at) = claim.pairs.first() else { return false };
    let is_added =
        |at: &usize| scene.pairs.get(*at).is_some_and(|pair| pair.kind == StepKind::Added);
    let before = (0..*at).rev().take(LOST).take_while(is_added).count();
    let after = (*at..scene.pairs.len()).take(LOST).take_while(is_added).count();
    before + after >= LOST
}

/// "do" and "don't": one syllable, easily lost.
fn is_short_negation(scene: &Scene, claim: &Claim) -> bool {
    let (content, passage) = (claim.difference.content, claim.difference.passage);
    let short = |text: &str| text.to_lowercase().ends_with('t') && text.contains(['\'', '’']);
    claim.difference.code == Code::Negation
        && (short(content.of(&scene.document.text)) || short(passage.of(&scene.record.text)))
}

/// 1 for equal letters, 0 for no letter in place: one minus the edit distance over the longer length.
/// Words are cut at 64 letters.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let best = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    let longest = a.len().max(b.len()).max(1);
    #[expect(clippy::cast_precision_loss, reason = "at most 64")]
    let distance = row.last().copied().unwrap_or(0) as f64 / longest as f64;
    1.0 - distance
}
