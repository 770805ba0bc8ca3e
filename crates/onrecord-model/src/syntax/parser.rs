//! Heads and relations. The tagged tokens of a sentence in, a tree out. Each step is the move that a
//! network scores highest; the relation of a found head is scored by the same hidden units. Time in
//! step with the number of tokens.

use crate::syntax::network::{Groups, Network};
use crate::syntax::relation::Relation;
use crate::syntax::shape::Shape;
use crate::syntax::state::{Children, Move, NONE, State};
use crate::syntax::tag::Tag;
use crate::syntax::token::Token;

/// The hidden units of the network.
pub const HIDDEN: usize = 80;

/// The classes of the network: the moves, then the relations of a move to the left, then of one to the
/// right.
pub const N_CLASSES: usize = Move::ALL.len() + 2 * Relation::COUNT;

/// How many rows describe a state.
pub const N_ROWS: usize = 36;

const N_TAGS: usize = Tag::COUNT + 2;
const N_RELATIONS: usize = Relation::COUNT + 1;
const PAIR: u32 = (N_TAGS * N_TAGS) as u32;
const TAG: u32 = N_TAGS as u32;
const RELATION: u32 = N_RELATIONS as u32;
const CHILD: u32 = (N_RELATIONS * N_TAGS) as u32;

/// The rows of the network's table, by what they stand for: s is the stack from its top, b the words to
/// come.
#[rustfmt::skip]
pub const GROUPS: Groups<N_ROWS> = Groups::new([
    2800, 2800, 1800, 900, 500, 300, // words: s0 b0 s1 b1 s2 b2
    400, 400, 300, 400, // words: outermost left and right child of s0, left of b0, right of s1
    TAG, TAG, TAG, TAG, TAG, TAG, TAG, // tags: s0 b0 s1 b1 s2 b2 b3
    CHILD, CHILD, // relation and tag of the outermost children of s0: left, right
    RELATION, RELATION, RELATION, // relations of outermost children: s1 left, s1 right, b0 left
    RELATION, RELATION, // relations of second children: s0 left, s0 right
    512, 512, 512, // endings: s0 b0 s1
    PAIR, // tags of b0 b1
    2048, 2048, 2048, // tags of s0 b0 b1, s1 s0 b0, b0 b1 b2
    8 * PAIR / 4, // distance and tags of s0 b0
    16 * TAG, // number of children and tag of s0
    4 * TAG, // number of children and tag of b0
    128, // marks between s0 and b0, and their distance
    PAIR, // tags of the word before b0 and the word after s0
]);

/// What is counted once a sentence: how many commas, quotation marks and others stand before a word.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    counts: Vec<[u16; 2]>,
}

impl Marks {
    /// Counts the marks of one sentence.
    #[must_use]
    pub fn of(tokens: &[Token]) -> Marks {
        let mut counts = Vec::with_capacity(tokens.len() + 1);
        let mut seen = [0_u16; 2];
        counts.push(seen);
        for token in tokens {
            match token.form.shape {
                Shape::Mark | Shape::MarkOpening | Shape::MarkClosing => {
                    seen[0] = seen[0].wrapping_add(1);
                }
                _ if token.tag.is_punctuation() => seen[1] = seen[1].wrapping_add(1),
                _ => {}
            }
            counts.push(seen);
        }
        Marks { counts }
    }

    /// Marks of quotation and others between the word `from` and the word `to`, three for more.
    fn between(&self, from: u32, to: u32) -> (u32, u32) {
        let count = |at: u32| self.counts.get(at as usize).copied().unwrap_or_default();
        let (a, b) = (count(from), count(to));
        let n = |kind: usize| {
            let (a, b) = (a.get(kind), b.get(kind));
            u32::from(b.copied().unwrap_or(0).wrapping_sub(a.copied().unwrap_or(0)).min(3))
        };
        (n(0), n(1))
    }
}

/// The rows that describe `state` in the sentence `tokens`.
#[must_use]
pub fn rows(tokens: &[Token], marks: &Marks, state: &State) -> [u32; N_ROWS] {
    let n = tokens.len() as u32;
    let [s0, s1, s2] = [0, 1, 2].map(|depth| state.stack(depth));
    let b0 = state.next();
    let [b1, b2, b3] = [1, 2, 3].map(|ahead| b0.saturating_add(ahead));
    let word = |at: u32| tokens.get(at as usize).map_or(0, |token| token.form.word);
    let tag = |at: u32| match tokens.get(at as usize) {
        Some(token) => token.tag.index(),
        None if at == n => Tag::COUNT + 1,
        None => Tag::COUNT,
    };
    let ending = |at: u32| tokens.get(at as usize).map_or(0, |token| u32::from(token.form.suffix));
    let (left0, right0) = (state.left(s0), state.right(s0));
    let (left1, right1) = (state.left(s1), state.right(s1));
    let left_b = state.left(b0);
    let relation = |at: u32| {
        if at == NONE { Relation::COUNT } else { state.relation(at).index() }
    };
    let child =
        |children: Children| (relation(children.outer) * N_TAGS + tag(children.outer)) as u32;
    let pair = |a: usize, b: usize| (a * N_TAGS + b) as u32;
    let [t_s0, t_s1, t_b0, t_b1] = [s0, s1, b0, b1].map(tag);
    let n_children = |children: Children| children.n.min(3);
    let gap = if s0 == NONE { 0 } else { (b0 - s0).min(12) };
    let distance = match gap {
        0..=4 => gap,
        5..=7 => 5,
        8..=11 => 6,
        _ => 7,
    };
    let (n_quotes, n_others) = if s0 == NONE { (0, 0) } else { marks.between(s0, b0) };
    let between = if s0 == NONE { b0 } else { s0 + 1 };
    [
        GROUPS.word(0, word(s0)),
        GROUPS.word(1, word(b0)),
        GROUPS.word(2, word(s1)),
        GROUPS.word(3, word(b1)),
        GROUPS.word(4, word(s2)),
        GROUPS.word(5, word(b2)),
        GROUPS.word(6, word(left0.outer)),
        GROUPS.word(7, word(right0.outer)),
        GROUPS.word(8, word(left_b.outer)),
        GROUPS.word(9, word(right1.outer)),
        GROUPS.row(10, t_s0 as u32),
        GROUPS.row(11, t_b0 as u32),
        GROUPS.row(12, t_s1 as u32),
        GROUPS.row(13, t_b1 as u32),
        GROUPS.row(14, tag(s2) as u32),
        GROUPS.row(15, tag(b2) as u32),
        GROUPS.row(16, tag(b3) as u32),
        GROUPS.row(17, child(left0)),
        GROUPS.row(18, child(right0)),
        GROUPS.row(19, relation(left1.outer) as u32),
        GROUPS.row(20, relation(right1.outer) as u32),
        GROUPS.row(21, relation(left_b.outer) as u32),
        GROUPS.row(22, relation(left0.second) as u32),
        GROUPS.row(23, relation(right0.second) as u32),
        GROUPS.row(24, ending(s0)),
        GROUPS.row(25, ending(b0)),
        GROUPS.row(26, ending(s1)),
        GROUPS.row(27, pair(t_b0, t_b1)),
        GROUPS.row(28, mixed(pair(t_s0, t_b0), t_b1 as u32)),
        GROUPS.row(29, mixed(pair(t_s1, t_s0), t_b0 as u32)),
        GROUPS.row(30, mixed(pair(t_b0, t_b1), tag(b2) as u32)),
        GROUPS.row(31, mixed(pair(t_s0, t_b0), distance)),
        GROUPS.row(32, (n_children(left0) * 4 + n_children(right0)) * TAG + t_s0 as u32),
        GROUPS.row(33, n_children(left_b) * TAG + t_b0 as u32),
        GROUPS.row(34, n_quotes * 4 + n_others + 16 * distance),
        GROUPS.row(35, pair(tag(b0.wrapping_sub(1)), tag(between))),
    ]
}

/// A hash of two numbers, its high bits mixed into the low.
fn mixed(a: u32, b: u32) -> u32 {
    let mixed = (a.wrapping_mul(0x9e37_79b1) ^ b).wrapping_mul(0x85eb_ca6b);
    mixed ^ mixed >> 15
}

/// The classes that are the relations of a move, each at its number behind the first: the first and the
/// one after the last. The first is that of [`Relation::ROOT`] and never chosen.
#[must_use]
pub fn relations_of(step: Move) -> (usize, usize) {
    let first = match step {
        Move::Shift => return (0, 0),
        Move::Left => Move::ALL.len(),
        Move::Right => Move::ALL.len() + Relation::COUNT,
    };
    (first, first + Relation::COUNT)
}

/// Gives every token of one tagged sentence its head and relation.
pub fn parse(network: &Network<'_, HIDDEN>, tokens: &mut [Token]) {
    let marks = Marks::of(tokens);
    let mut state = State::new(tokens.len());
    while !state.is_done() {
        let hidden = network.hidden(&rows(tokens, &marks, &state));
        let mut best = None;
        for (class, step) in Move::ALL.iter().enumerate() {
            if state.allows(*step) {
                let score = network.score(&hidden, class);
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, *step));
                }
            }
        }
        let Some((_, step)) = best else { break };
        let (from, to) = relations_of(step);
        let is_root = step == Move::Left && state.next() as usize == tokens.len();
        let relation = if step == Move::Shift || is_root {
            Relation::ROOT
        } else {
            let class = network.best(&hidden, from + 1, to);
            Relation::from_index(class - from).unwrap_or_default()
        };
        state.make(step, relation);
    }
    let n = tokens.len() as u32;
    for (at, token) in (0..n).zip(tokens.iter_mut()) {
        let head = state.head(at);
        token.head = if head < n { head } else { at };
        token.relation = state.relation(at);
    }
}
