//! Another person, place or body is named.

use crate::document::transcript::RecordKind;
use crate::matching::alignment::StepKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::recogniser::likeness;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};

/// The rule.
pub const RULE: Rule = Rule { name: "name", codes: &[Code::Name], find };

/// Likeness of two names' letters from which one may be the other, heard and written down by somebody
/// who did not know it; "Curie" and "Curry" have 0.6, "Iran" and "Iraq", which are too short, 0.75.
const ALIKE: f64 = 0.6;

/// What such a difference says of itself.
const CAVEAT: &str = "may be the transcriber's spelling";

fn find(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        if !scene.is_live(at) {
            continue;
        }
        let printed = pair.content.of(&scene.document.text);
        let said = pair.passage.of(&scene.record.text);
        let claim = is_other_bearer(scene, at)
            || match pair.kind {
                // A word that is a name as often as not ("Lord", "Just", "Monday") in a name's place.
                StepKind::Changed
                    if !scene.is_captions()
                        && is_name(scene, &pair.said, said)
                        && is_capital(scene, at, printed)
                        && !opens_sentence(scene, at) =>
                {
                    scene.wording.ground(&pair.said) != scene.wording.ground(&pair.printed)
                }
                StepKind::Changed if is_name(scene, &pair.printed, printed) => {
                    let other = is_name(scene, &pair.said, said);
                    let same =
                        scene.wording.ground(&pair.said) == scene.wording.ground(&pair.printed);
                    let opens = opens_sentence(scene, at);
                    match scene.is_captions() {
                        // Captions write no capitals.
                        true => {
                            !same && !opens && !scene.wording.function_words.contains(&pair.said)
                        }
                        false => {
                            let is_plain = opens
                                && (is_plain_elsewhere(scene, &pair.printed)
                                    || scene.wording.are_synonyms(&pair.said, &pair.printed));
                            // "The next one", "Berg": the record names nobody there.
                            let is_added = !opens
                                && !printed.chars().skip(1).any(char::is_uppercase)
                                && scene.wording.function_words.contains(&pair.said)
                                && !scene.wording.pronouns.contains(&pair.said)
                                && !beside_name(scene, at)
                                && !is_said_near(scene, &pair.printed);
                            !same && !is_plain && (other || is_added || is_capital(scene, at, said))
                        }
                    }
                }
                StepKind::Added => {
                    is_name(scene, &pair.printed, printed)
                        && !opens_sentence(scene, at)
                        && !beside_name(scene, at)
                        && !is_said_near(scene, &pair.printed)
                }
                _ => false,
            };
        if claim {
            claims.push(scene.claim(Code::Name, vec![at]));
        }
    }
    let explained: Vec<usize> = claims.iter().flat_map(|claim| claim.pairs.clone()).collect();
    let is_alone = (0..scene.pairs.len()).all(|at| !scene.is_open(at) || explained.contains(&at));
    let weigh = |claim: Claim| match is_alone && claim.pairs.iter().all(|at| is_heard(scene, *at)) {
        true => claim.but(CAVEAT),
        false => claim,
    };
    claims.into_iter().map(weigh).collect()
}

/// Whether the record's name may be the article's as it sounded to the transcriber. A text that was
/// written before it was spoken has the speaker's own spelling.
fn is_heard(scene: &Scene, at: usize) -> bool {
    let Some(pair) = scene.pairs.get(at) else { return false };
    let kind = scene.record.transcript.as_ref().map(|transcript| transcript.kind);
    let is_heard = !matches!(kind, Some(RecordKind::Authorised | RecordKind::Published));
    let (said, printed) = (pair.said.as_str(), pair.printed.as_str());
    is_heard
        && said.chars().count().min(printed.chars().count()) >= 5
        && said.chars().next() == printed.chars().next()
        && likeness(said, printed) >= ALIKE
        && !scene.wording.are_distinct(said, printed)
}

fn is_name(scene: &Scene, key: &str, word: &str) -> bool {
    let wording = scene.wording;
    word.starts_with(char::is_uppercase)
        && key != "i"
        && !wording.function_words.contains(key)
        && !wording.pronouns.contains(key)
        && !wording.negators.contains(key)
        && !wording.numerals.contains(key)
        && !wording.units.contains(key)
        && !wording.fillers.contains(key)
        && !wording.quantifiers.contains(key)
        && !scene.model.titles.contains(key)
        && !matches!(key, "missus" | "president")
}

/// Whether `word`, on either side of pair `at`, is written as a name inside its sentence; a title before
/// a name that both texts have is none: "President Berg", "Ada Berg".
fn is_capital(scene: &Scene, at: usize, word: &str) -> bool {
    let Some(pair) = scene.pairs.get(at) else { return false };
    let (before, _) = scene.said_marks(at);
    let opens = before.is_empty() || before.contains(['.', '?', '!', ':', '"', '“', '‘', '\n']);
    let is_title = |key: &str| {
        scene.model.titles.contains(key)
            || scene.model.roles.contains(key)
            || matches!(key, "president" | "missus")
    };
    let is_titled =
        (is_title(&pair.said) || is_title(&pair.printed)) && is_kept_name(scene, Some(at + 1));
    word.starts_with(char::is_uppercase) && word.len() > 1 && !opens && !is_titled
}

fn opens_sentence(scene: &Scene, at: usize) -> bool {
    let (before, _) = scene.printed_marks(at);
    before.is_empty() || before.contains(['.', '?', '!', ':', '"', '“', '‘', '\n'])
}

/// Whether the article has the word in lower case inside the content: then its capital is the
/// sentence's.
fn is_plain_elsewhere(scene: &Scene, key: &str) -> bool {
    scene
        .pairs
        .iter()
        .any(|pair| pair.printed == key && pair.content.of(&scene.document.text) == key)
}

/// Whether the word on either side is a name that both texts have: "Moreau" → "Anna Moreau".
fn beside_name(scene: &Scene, at: usize) -> bool {
    is_kept_name(scene, at.checked_sub(1)) || is_kept_name(scene, Some(at + 1))
}

/// Bytes of the record before a passage in which a person is still spoken of by the surname alone.
const SPOKEN_OF: usize = 600;

/// Whether the article puts a given name before a surname that the record gives, shortly before, to a
/// person of another given name: "Peter Berg … Mr. Berg", "Anna Berg".
fn is_other_bearer(scene: &Scene, at: usize) -> bool {
    let Some(pair) = scene.pairs.get(at) else { return false };
    let printed = pair.content.of(&scene.document.text);
    let is_given = |key: &str, word: &str| {
        word.starts_with(char::is_uppercase)
            && scene.model.given_names.contains(key)
            && !scene.model.titles.contains(key)
    };
    let takes_place = matches!(pair.kind, StepKind::Added | StepKind::Changed);
    if !takes_place || !is_given(&pair.printed, printed) || !is_kept_name(scene, Some(at + 1)) {
        return false;
    }
    let surname = scene.word(Side::Printed, at + 1);
    let passage = scene.found.passage.span;
    let near = Span::new(passage.start().saturating_sub(SPOKEN_OF), passage.end());
    let near = scene.record_words(near);
    let mut bearers = near.windows(2).filter(|two| {
        two[1].key == surname && is_given(&two[0].key, two[0].span.of(&scene.record.text))
    });
    let mut is_other = false;
    let is_known = bearers.any(|two| {
        is_other |= two[0].key.get(..3) != pair.printed.get(..3);
        two[0].key == pair.printed
    });
    is_other && !is_known
}

/// Whether pair `at` is a name that both texts have.
fn is_kept_name(scene: &Scene, at: Option<usize>) -> bool {
    at.and_then(|at| scene.pairs.get(at)).is_some_and(|pair| {
        let word = pair.content.of(&scene.document.text);
        pair.kind == StepKind::Same && is_name(scene, &pair.printed, word)
    })
}

/// Whether the record has the name in the passage or shortly before it: an antecedent put in without
/// brackets, or a name that moved: "labour in Wisconsin", "Wisconsin's labour".
fn is_said_near(scene: &Scene, key: &str) -> bool {
    let passage = scene.found.passage.span;
    let near = Span::new(passage.start().saturating_sub(SPOKEN_OF), passage.end());
    let ground = scene.wording.ground(key);
    scene.record_words(near).iter().any(|token| scene.wording.ground(&token.key) == ground)
}
