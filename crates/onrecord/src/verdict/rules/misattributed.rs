//! The words are another speaker's than the article gives.

use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::verdict::choice::speaker_is;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::question_answer;
use crate::verdict::rules::scene::Scene;
use crate::verdict::speaker::Sameness;

/// The rule.
pub const RULE: Rule = Rule { name: "misattributed", codes: &[Code::Misattributed], find };

fn find(scene: &Scene) -> Vec<Claim> {
    let Scene { model, document, attribution, record, found, .. } = *scene;
    let is_other = is_telling(found)
        && speaker_is(model, document, attribution, record, found) == Sameness::Different;
    // Where the speaker has a part in it, the words are put into the answer, not taken over.
    if !is_other || !question_answer::find(scene).is_empty() {
        return Vec::new();
    }
    let marked = &attribution.quotation.marked;
    let Some(content) = marked.iter().copied().reduce(|a, b| a.hull(b)) else { return Vec::new() };
    let label = record.transcript.as_ref().and_then(|transcript| {
        let turn = transcript.turn_at(found.passage.span.start())?;
        transcript.turns.get(turn)?.speaker.as_deref()
    });
    let sentence = match (label, &attribution.speaker) {
        (Some(label), Some(speaker)) => {
            format!("{} here, {label} in the record", speaker.name)
        }
        _ => "another speaker in the record".to_owned(),
    };
    vec![Claim::new(Code::Misattributed, content, found.passage.span, sentence)]
}

/// Whether enough words agree for their speaker to be compared: four, and most of the words printed.
/// A commonplace of three words may be anybody's.
fn is_telling(found: &Match) -> bool {
    let steps = || found.alignment.parts.iter().flat_map(|part| &part.steps);
    let n_same = steps().filter(|step| step.kind == StepKind::Same).count();
    let n_printed = steps().filter(|step| !step.content.is_empty()).count();
    n_same >= 4 && 3 * n_same >= 2 * n_printed
}
