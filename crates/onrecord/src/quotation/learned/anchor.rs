//! Where a word hangs. The words of a passage in; for each the edges of its subtree and the nearest
//! reporting word above it, with the relation by which it hangs there, out.

use crate::quotation::learned::passage::Word;

/// How far up a tree is climbed: bounds the work on a tree that is a chain.
const CLIMB: usize = 12;

/// What is above a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The index of the nearest reporting word above it, or itself; `None` where there is none.
    pub at: Option<usize>,
    /// The word below `at` on the way to it: itself, or the root of the clause it is part of.
    pub child: usize,
    /// How many steps lie between.
    pub depth: u8,
}

/// The edges of the words' subtrees: the first and the last word below each, itself counted.
#[must_use]
pub fn edges(words: &[Word]) -> Vec<(usize, usize)> {
    let mut edges: Vec<(usize, usize)> = (0..words.len()).map(|at| (at, at)).collect();
    for at in 0..words.len() {
        let mut above = at;
        for _ in 0..CLIMB {
            let Some(head) = words.get(above).map(|word| word.head).filter(|head| *head != above)
            else {
                break;
            };
            let Some(edge) = edges.get_mut(head) else { break };
            edge.0 = edge.0.min(at);
            edge.1 = edge.1.max(at);
            above = head;
        }
    }
    edges
}

/// The anchor of each word; `is_anchor` says which words are.
#[must_use]
pub fn anchors(words: &[Word], is_anchor: impl Fn(usize) -> bool) -> Vec<Anchor> {
    (0..words.len()).map(|at| climb(words, at, &is_anchor)).collect()
}

fn climb(words: &[Word], at: usize, is_anchor: &impl Fn(usize) -> bool) -> Anchor {
    let mut child = at;
    let mut above = at;
    for depth in 0..CLIMB {
        if is_anchor(above) {
            return Anchor {
                at: Some(above),
                child,
                depth: u8::try_from(depth).unwrap_or(u8::MAX),
            };
        }
        let Some(head) = words.get(above).map(|word| word.head).filter(|head| *head != above)
        else {
            break;
        };
        child = above;
        above = head;
    }
    Anchor { at: None, child: above, depth: 0 }
}
