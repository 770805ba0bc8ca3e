//! How likely chance is. A path in, the expected number of chance matches as good out, as BLAST's
//! E-value (Altschul 1990).

use crate::matching::content::Printed;
use crate::matching::path::Move;
use crate::matching::segment::Segment;
use crate::matching::window::Column;

/// Bits that one stretch of words without counterpart costs at most: beyond, it says nothing about
/// the words that do have one.
const WORST_GAP: f64 = 12.0;

/// Bits that a word in another word's place costs.
const CHANGED: f64 = 6.0;

/// Expected number of matches by chance in the archive.
pub(crate) fn expected(
    segment: &Segment,
    content: &[Printed],
    columns: &[Option<Column>],
    moves: &[Move],
) -> f64 {
    let mut bits = 0.0;
    let mut gap = 0.0_f64;
    for step in moves {
        match *step {
            Move::Pair(word, column) => {
                let (Some(word), Some(Some(said))) = (content.get(word), columns.get(column))
                else {
                    continue;
                };
                if word.hash == said.hash {
                    bits += segment.bits(word.hash) - gap.min(WORST_GAP);
                    gap = 0.0;
                } else {
                    gap += CHANGED;
                }
            }
            Move::Dropped(_) => gap += if gap == 0.0 { 4.0 } else { 1.0 },
            Move::Added(_) => gap += if gap == 0.0 { 6.0 } else { 3.0 },
            Move::Jump => gap += WORST_GAP,
        }
    }
    bits -= gap.min(WORST_GAP);
    segment.n_tokens() as f64 * (-bits).exp2()
}
