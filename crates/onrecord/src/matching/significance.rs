//! How likely chance is. A path in, the expected number of chance matches as good out, as BLAST's
//! E-value (Altschul 1990).

use crate::matching::content::Printed;
use crate::matching::index::Index;
use crate::matching::likeness::{Likeness, Shape, is_same};
use crate::matching::path::Move;
use crate::matching::window::Columns;

/// Bits that a stretch of one kind costs: once, and for each of its words. Wrong passages of PolNeAR
/// train owe their words in common to stretches left out on either side.
mod cost {
    /// Words in other words' places.
    pub(super) const CHANGED: (f64, f64) = (1.0, 2.3);
    /// Words that only the content has.
    pub(super) const ADDED: (f64, f64) = (2.5, 2.3);
    /// The same before the first and after the last word in common, in captions. Of 939 sentences
    /// (`onrecord-gate captions rest`) 849 are found in their place at 1 bit a word, 834 at 2.3, both
    /// where 1,000 matches by chance are let through.
    pub(super) const UNHEARD: (f64, f64) = (2.5, 1.0);
    /// Words that only the record has.
    pub(super) const DROPPED: (f64, f64) = (4.0, 0.1);
    /// Another stretch of the record, without and with a mark in the content.
    pub(super) const JUMP: (f64, f64) = (22.0, 8.0);
}

/// Why a record may lack the words at an edge of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// They were not said there.
    Unsaid,
    /// A recogniser may have lost them.
    Unheard,
}

/// How much of a content a place has, and how likely chance is to give as much.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chance {
    /// Expected number of matches as good by chance in an archive of this size; small is strong.
    pub(crate) expected: f64,
    /// What the words in common tell, in bits.
    pub(crate) bits: f64,
    /// The share of the content's words that the place has, from 0 to 1; a word like
    /// another counts as [`LIKE`].
    pub(crate) covered: f64,
}

/// What a word like another counts for in [`Chance::covered`].
const LIKE: f64 = 0.7;

/// How likely chance is to give the path `moves` in the archive.
pub(crate) fn chance(
    index: &Index,
    content: &[Printed],
    columns: &Columns,
    moves: &[Move],
    edge: Edge,
) -> Chance {
    let (mut bits, mut told, mut covered) = (0.0, 0.0, 0.0);
    let mut before: Option<Move> = None;
    // Words of the content, each the next of the one before.
    let mut run: Vec<usize> = Vec::new();
    let is_added = |step: &&Move| matches!(step, Move::Added(_));
    let head = moves.iter().take_while(is_added).count();
    let tail = moves.iter().rev().take_while(is_added).count();
    let inner = head..moves.len().saturating_sub(tail);
    for (nth, step) in moves.iter().enumerate() {
        let same = match *step {
            Move::Pair(word, column) => {
                let said = columns.get(column);
                content.get(word).zip(said).filter(|(word, said)| is_same(word, said))
            }
            _ => None,
        };
        let opens = |kind: fn(&Move) -> bool| !before.as_ref().is_some_and(kind);
        let charge =
            |(first, each): (f64, f64), opens: bool| each + if opens { first } else { 0.0 };
        match (same, *step) {
            (Some((word, _)), Move::Pair(nth, _)) => {
                run.push(nth);
                let known = &run[run.len().saturating_sub(3)..];
                let hashes = || known.iter().filter_map(|nth| Some(content.get(*nth)?.hash));
                let surprise = || index.surprise(&hashes().collect::<Vec<u32>>());
                told += word.surprise[known.len() - 1].get_or_init(surprise);
                covered += 1.0;
            }
            (Some(_), _) => {}
            (None, Move::Pair(word, column)) => {
                let like = like(content, columns, word, column);
                if like > 0.0 {
                    bits += like;
                    covered += LIKE;
                } else {
                    bits -= charge(cost::CHANGED, opens(|step| matches!(step, Move::Pair(..))));
                }
            }
            (None, Move::Added(_)) => {
                let is_unheard = edge == Edge::Unheard && !inner.contains(&nth);
                let cost = if is_unheard { cost::UNHEARD } else { cost::ADDED };
                bits -= charge(cost, opens(|step| matches!(step, Move::Added(_))));
            }
            (None, Move::Dropped(_)) => {
                bits -= charge(cost::DROPPED, opens(|step| matches!(step, Move::Dropped(_))));
            }
            (None, Move::Jump) => bits -= cost::JUMP.0,
        }
        if same.is_none() {
            run.clear();
        }
        before = Some(*step);
    }
    let n_words = content.len() as f64;
    let expected = n_words * index.n_tokens() as f64 * (-bits - told).exp2();
    Chance { expected, bits: told, covered: covered / n_words.max(1.0) }
}

/// Half of the bits that the likeness of two words is worth; not above 0 for unlike words.
fn like(content: &[Printed], columns: &Columns, word: usize, column: usize) -> f64 {
    let said = columns.get(column);
    content.get(word).zip(said).map_or(0.0, |(word, said)| {
        let shape = Shape::of(said.key, said.contracted);
        let likeness = Likeness::to(&word.key, word.contracted, word.weight).of(said.key, shape);
        f64::from(likeness) * 0.015
    })
}
