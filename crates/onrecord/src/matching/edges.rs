//! The outermost words of a path brought to their own. A path in, the same path out, its first and last
//! word against the same word of the record where one stands close by: of "I don't think" for "I think"
//! the "don't" is dropped, and no "I" is changed. One rare word outweighs a gap; the common words that
//! sentences open with do not, so the best path by score alone would change them.

use crate::document::Document;
use crate::matching::content::Printed;
use crate::matching::likeness::is_same;
use crate::matching::path::{Move, Path};
use crate::matching::window::Columns;

/// How many words of the record may stand between: "I think", "do not". With four, one more of the
/// graded quotations of `eval/judgements/locate.tsv` comes out otherwise than its reader judged.
const REACH: usize = 2;

/// `path` with its outermost words settled.
pub(crate) fn settled(
    record: &Document,
    content: &[Printed],
    columns: &Columns,
    mut path: Path,
) -> Path {
    if let Some((n_moves, own, beside)) = opening(record, content, columns, &path.moves) {
        let dropped = (own + 1..=beside).map(Move::Dropped);
        path.moves.splice(..n_moves, [Move::Pair(0, own)].into_iter().chain(dropped));
    }
    if let Some((word, beside, own)) = closing(record, content, columns, &path.moves) {
        path.moves.pop();
        path.moves.extend((beside..own).map(Move::Dropped));
        path.moves.push(Move::Pair(word, own));
    }
    path
}

/// How many moves the settled ones take the place of, the column of the first word's own, and the last
/// column dropped for it.
fn opening(
    record: &Document,
    content: &[Printed],
    columns: &Columns,
    moves: &[Move],
) -> Option<(usize, usize, usize)> {
    let (n_moves, next) = match moves {
        [Move::Pair(0, column), ..] if !is_pair(content, columns, 0, *column) => (1, column + 1),
        [Move::Added(0), Move::Pair(1, column), ..] => (1, *column),
        _ => return None,
    };
    let own = (next.saturating_sub(REACH + 1)..next)
        .rev()
        .find(|column| is_pair(content, columns, 0, *column))?;
    let beside = next.checked_sub(1)?;
    (own < beside && is_one_turn(record, columns, own, next)).then_some((n_moves, own, beside))
}

/// The last word, the first column dropped for its own, and the column of its own.
fn closing(
    record: &Document,
    content: &[Printed],
    columns: &Columns,
    moves: &[Move],
) -> Option<(usize, usize, usize)> {
    let last = content.len().checked_sub(1)?;
    let beside = match moves {
        [.., Move::Pair(word, column)] if *word == last => *column,
        [.., Move::Pair(_, column), Move::Added(word)] if *word == last => column + 1,
        _ => return None,
    };
    if is_pair(content, columns, last, beside) {
        return None;
    }
    let own = (beside + 1..=beside + REACH).find(|at| is_pair(content, columns, last, *at))?;
    is_one_turn(record, columns, beside, own).then_some((last, beside, own))
}

/// Whether a word of the content, no editor's, is the word of that column.
fn is_pair(content: &[Printed], columns: &Columns, word: usize, column: usize) -> bool {
    let Some((word, said)) = content.get(word).zip(columns.get(column)) else { return false };
    !word.slot.bracketed && is_same(word, &said)
}

/// Whether the columns from one to the other stand in one stretch and one turn.
fn is_one_turn(record: &Document, columns: &Columns, from: usize, to: usize) -> bool {
    let turn = |column: usize| {
        let start = columns.get(column)?.span.start();
        Some(record.transcript.as_ref().and_then(|transcript| transcript.turn_at(start)))
    };
    let first = turn(from);
    first.is_some() && (from..=to).all(|column| turn(column) == first)
}
