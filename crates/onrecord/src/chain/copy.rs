//! Kinds of copies. A hop's changes and what stands around in, a [`Hop`] kind out.

use crate::chain::change::{Change, ChangeKind};
use crate::chain::evidence::n_shared;
use crate::chain::printing::Printing;
use crate::statement::rendition::{NAT, Word, weight};

/// How a printing came of its parent, as far as the two texts show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hop {
    /// From the words said, or the first printing known.
    Report,
    /// The words and nearly all of what stands around them.
    WireReprint,
    /// The words, in a text of its own.
    VerbatimCopy,
    /// Some words altered.
    LightRewrite,
    /// Words of like meaning, one for one, in many places, where two or more other reports agree.
    Paraphrase,
}

/// Tenths of the surroundings that a reprint shares with its parent, and sentences at least.
const REPRINT: (usize, usize) = (8, 3);

/// Words put for others, one for one, in a paraphrase: at least so many, and of a hundred telling words.
/// Where one is known to be of like meaning, and where none is.
const PARAPHRASE: [(usize, usize); 2] = [(2, 10), (4, 15)];

/// Tells what kind of copy `child` is; `agreeing` is how many other printings have the words that were
/// changed.
pub(crate) fn kind(
    child: &Printing,
    parent: &Printing,
    changes: &[Change],
    agreeing: usize,
) -> Hop {
    if agreeing >= 2 && is_paraphrase(&parent.words, changes) {
        return Hop::Paraphrase;
    }
    if !changes.is_empty() {
        return Hop::LightRewrite;
    }
    let n_shared = n_shared(&child.surroundings, &parent.surroundings);
    let is_reprint = n_shared >= REPRINT.1
        && n_shared * 10 >= child.surroundings.len() * REPRINT.0
        && n_shared * 10 >= parent.surroundings.len() * REPRINT.0;
    if is_reprint { Hop::WireReprint } else { Hop::VerbatimCopy }
}

fn is_paraphrase(before: &[Word], changes: &[Change]) -> bool {
    let n_put = changes.iter().filter(|change| is_put(before, change)).count();
    let n_alike = changes.iter().filter(|change| change.kind == ChangeKind::Alike).count();
    let n_telling = before.iter().filter(|word| is_telling(**word)).count();
    let (least, share) = PARAPHRASE[usize::from(n_alike == 0)];
    n_put >= least && n_put * 100 >= n_telling * share
}

/// Whether one telling word stands for another.
pub(crate) fn is_put(before: &[Word], change: &Change) -> bool {
    let is_one = matches!(change.kind, ChangeKind::Alike | ChangeKind::Changed);
    is_one && before.get(change.before.start).is_some_and(|word| is_telling(*word))
}

/// The commonest hundred words or so are not put for others by paraphrasers.
fn is_telling(word: Word) -> bool {
    weight(word) >= 5 * NAT
}
