//! Another person, place or body is named.

use crate::matching::alignment::StepKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "name", find };

fn find(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        if !scene.is_live(at) {
            continue;
        }
        let printed = pair.content.of(&scene.document.text);
        let said = pair.passage.of(&scene.record.text);
        let claim = match pair.kind {
            StepKind::Changed if is_name(scene, &pair.printed, printed) => {
                let other = is_name(scene, &pair.said, said);
                let same = scene.wording.ground(&pair.said) == scene.wording.ground(&pair.printed);
                let opens = opens_sentence(scene, at);
                match scene.is_captions() {
                    // Captions write no capitals.
                    true => !same && !opens && !scene.wording.function_words.contains(&pair.said),
                    false => !same && other && !(opens && is_plain_elsewhere(scene, &pair.printed)),
                }
            }
            StepKind::Added => {
                is_name(scene, &pair.printed, printed)
                    && !opens_sentence(scene, at)
                    && !beside_name(scene, at)
                    && !is_said_before(scene, &pair.printed)
            }
            _ => false,
        };
        if claim {
            claims.push(scene.claim(Code::Name, vec![at]));
        }
    }
    claims
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
        && !matches!(key, "mr" | "mrs" | "ms" | "dr" | "sen" | "senator" | "president" | "governor")
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
    let is_kept_name = |at: Option<usize>| {
        at.and_then(|at| scene.pairs.get(at)).is_some_and(|pair| {
            let word = pair.content.of(&scene.document.text);
            pair.kind == StepKind::Same && is_name(scene, &pair.printed, word)
        })
    };
    is_kept_name(at.checked_sub(1)) || is_kept_name(Some(at + 1))
}

/// Whether the record has the word shortly before the passage: an antecedent put in without brackets.
fn is_said_before(scene: &Scene, key: &str) -> bool {
    let start = scene.found.passage.span.start();
    let before = Span::new(start.saturating_sub(600), start);
    scene.record_words(before).iter().any(|token| token.key == key)
}
