//! Words in other words between marks: most of them are not the record's.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};

/// The rule.
pub const RULE: Rule = Rule { name: "paraphrase", codes: &[Code::Paraphrase], find };

/// The fewest words printed of which a share says anything.
const SHORTEST: usize = 6;

fn find(scene: &Scene) -> Vec<Claim> {
    let printed = || (0..scene.pairs.len()).filter(|at| !scene.word(Side::Printed, *at).is_empty());
    let n_printed = printed().count();
    let n_same = printed().filter(|at| scene.pairs[*at].kind == StepKind::Same).count();
    // Six in ten: reuse of text below that is no copy (Clough 2002 calls it "partially derived").
    if n_printed < SHORTEST || 10 * n_same >= 6 * n_printed {
        return Vec::new();
    }
    let content = scene.attribution.quotation.marked.iter().copied().reduce(|a, b| a.hull(b));
    let sentence = format!("{n_same} of the {n_printed} words between the marks are the record's");
    let claim = |content| Claim::new(Code::Paraphrase, content, scene.found.passage.span, sentence);
    content.map(claim).into_iter().collect()
}
