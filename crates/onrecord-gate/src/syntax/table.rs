//! The scores by name. Scores in, a table and what the floors are held against out.

use crate::floors::Scores;
use crate::syntax::score::{Score, Share};

/// The scores that the floors name.
#[must_use]
pub fn scores(score: &Score, treebank: &Share) -> Scores {
    Scores::from([
        ("tokens_f1", score.tokens.f1()),
        ("sentences_f1", score.sentences.f1()),
        ("tags", score.tags.value()),
        ("tags_by_hand", treebank.value()),
        ("names_f1", score.names.f1()),
        ("persons_f1", score.persons.f1()),
        ("heads", score.heads.value()),
        ("heads_and_relations", score.relations.value()),
        ("subjects", score.subjects.value()),
    ])
}

/// One line a score, one line a step.
#[must_use]
pub fn render(scores: &Scores, speeds: &[(&'static str, f64)]) -> String {
    let lines = scores.iter().map(|(name, score)| format!("{name:<22} {score:.4}\n"));
    let speeds = speeds.iter().map(|(step, micros)| {
        format!("{step:<22} {micros:.3} µs a token, {:.0} tokens a second\n", 1e6 / micros)
    });
    lines.chain(speeds).collect()
}
