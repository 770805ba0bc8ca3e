//! Words left out under an ellipsis or brackets, inside one turn, that nothing else speaks against.

use crate::matching::alignment::StepKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Mark, Place, has_ellipsis};
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;
use crate::verdict::rules::splice;

/// The rule.
pub const RULE: Rule =
    Rule { name: "elision", codes: &[Code::MarkedElision, Code::WordDropped], find };

fn find(scene: &Scene) -> Vec<Claim> {
    // A splice already says what is left out.
    let joints = scene.gaps.iter().filter(|gap| splice::joint(scene, gap).is_none());
    let joints = joints.filter_map(joint);
    let runs = scene.runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == StepKind::Dropped);
    let runs = runs.into_iter().filter_map(|run| {
        let before = scene.pairs.get(run.start.checked_sub(1)?)?;
        let after = scene.pairs[run.end..].iter().find(|pair| !pair.content.is_empty())?;
        let between = Span::new(before.content.end(), after.content.start());
        let n_words = run.len();
        if !has_ellipsis(between.of(&scene.document.text)) {
            return None;
        }
        let mut claim = scene.claim(Code::MarkedElision, run.collect());
        claim.difference.sentence = left_out(n_words);
        Some(Claim { distance: n_words, ..claim })
    });
    joints.chain(runs).collect()
}

fn joint(gap: &Gap) -> Option<Claim> {
    let Place::Before(_) = gap.place else { return None };
    // Other voices between two turns of one speaker are no words left out: a splice has been ruled out.
    if gap.turns != 0 {
        return None;
    }
    let n_words = usize::try_from(gap.words).ok().filter(|words| *words > 0)?;
    let code = match gap.mark {
        Mark::Ellipsis | Mark::Cue => Code::MarkedElision,
        Mark::Nothing => Code::WordDropped,
        // A new quotation begins: nothing is claimed about what lies between.
        Mark::Sentence | Mark::Edge => return None,
    };
    let claim = Claim::new(code, gap.content, gap.passage, left_out(n_words));
    Some(Claim { distance: n_words, ..claim })
}

fn left_out(n_words: usize) -> String {
    match n_words {
        1 => "1 word of the record is left out".to_owned(),
        n => format!("{n} words of the record are left out"),
    }
}
