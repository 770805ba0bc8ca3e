//! A question printed as a statement, or a statement as a question: the mark at a sentence's end.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::gap::has_ellipsis;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "question", find };

/// Captions have no marks that could be compared.
fn find(scene: &Scene) -> Vec<Claim> {
    if scene.is_captions() {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for (at, pair) in scene.pairs.iter().enumerate() {
        let next = scene.pairs.get(at + 1);
        let is_inside_word = next.is_some_and(|next| next.passage == pair.passage);
        if pair.kind != StepKind::Same || is_inside_word {
            continue;
        }
        let (_, said) = scene.said_marks(at);
        let (_, printed) = scene.printed_marks(at);
        if has_ellipsis(said) || has_ellipsis(printed) {
            continue;
        }
        let is_question = |marks: &str| marks.contains('?');
        let is_statement = |marks: &str| marks.contains(['.', '!']) && !marks.contains('?');
        let sentence = match (is_question(printed), is_question(said)) {
            (false, true) if is_statement(printed) => {
                "a question in the record ends as a statement"
            }
            (true, false) if is_statement(said) => "a statement in the record ends as a question",
            _ => continue,
        };
        let (content, passage) = scene.spans(&[at]);
        claims.push(Claim::new(Code::Question, content, passage, sentence.to_owned()));
    }
    claims
}
