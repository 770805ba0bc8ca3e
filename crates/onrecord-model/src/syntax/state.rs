//! Where a parser stands in a sentence. Moves in, heads and relations out: arc-hybrid transitions
//! (Kuhlmann, Gómez-Rodríguez and Satta 2011), the root behind the last word.

use crate::syntax::relation::Relation;

/// What a parser can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The next word is the head of the word on top of the stack, which leaves it.
    Left,
    /// The word below is the head of the word on top of the stack, which leaves it.
    Right,
}

impl Move {
    /// Every move, in the order of the network's classes.
    pub const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// No word: what stands below the stack, behind the root, or is a head not yet found.
pub const NONE: u32 = u32::MAX;

/// The children of a word that were found so far, on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Children {
    /// The outermost; [`NONE`] if there is none.
    pub outer: u32,
    /// The one next to it; [`NONE`] if there is none.
    pub second: u32,
    /// How many there are.
    pub n: u32,
}

const NO_CHILDREN: Children = Children { outer: NONE, second: NONE, n: 0 };

/// A sentence half parsed.
#[derive(Debug, Clone)]
pub struct State {
    n: u32,
    next: u32,
    stack: Vec<u32>,
    heads: Vec<u32>,
    relations: Vec<Relation>,
    left: Vec<Children>,
    right: Vec<Children>,
}

impl State {
    /// The start of a sentence of `n` words.
    #[must_use]
    pub fn new(n: usize) -> State {
        State {
            n: n as u32,
            next: 0,
            stack: Vec::with_capacity(n),
            heads: vec![NONE; n],
            relations: vec![Relation::ROOT; n],
            // The root's children stand behind those of the words.
            left: vec![NO_CHILDREN; n + 1],
            right: vec![NO_CHILDREN; n + 1],
        }
    }

    /// The word `depth` below the top of the stack; [`NONE`] where the stack ends before.
    #[must_use]
    pub fn stack(&self, depth: usize) -> u32 {
        let at = self.stack.len().checked_sub(depth + 1);
        at.and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    /// How many words the stack holds.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The words on the stack, the lowest first.
    #[must_use]
    pub fn stacked(&self) -> &[u32] {
        &self.stack
    }

    /// The next word; the number of words, which stands for the root, when all were shifted.
    #[must_use]
    pub fn next(&self) -> u32 {
        self.next
    }

    /// The children found to the left of a word or the root.
    #[must_use]
    pub fn left(&self, word: u32) -> Children {
        self.left.get(word as usize).copied().unwrap_or(NO_CHILDREN)
    }

    /// The children found to the right of a word.
    #[must_use]
    pub fn right(&self, word: u32) -> Children {
        self.right.get(word as usize).copied().unwrap_or(NO_CHILDREN)
    }

    /// The head found for a word; [`NONE`] if none is.
    #[must_use]
    pub fn head(&self, word: u32) -> u32 {
        self.heads.get(word as usize).copied().unwrap_or(NONE)
    }

    /// The relation found for a word, [`Relation::ROOT`] before.
    #[must_use]
    pub fn relation(&self, word: u32) -> Relation {
        self.relations.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether every word has its head.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next >= self.n && self.stack.is_empty()
    }

    /// Whether the move can be made. The root takes one child, when it alone is left.
    #[must_use]
    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.n,
            Move::Left => !self.stack.is_empty() && (self.next < self.n || self.stack.len() == 1),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// Makes a move that is allowed; does nothing where it is not.
    pub fn make(&mut self, step: Move, relation: Relation) {
        if !self.allows(step) {
            return;
        }
        if step == Move::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let Some(child) = self.stack.pop() else { return };
        let head = if step == Move::Left { self.next } else { self.stack(0) };
        if let Some(found) = self.heads.get_mut(child as usize) {
            *found = head;
        }
        if let Some(found) = self.relations.get_mut(child as usize) {
            *found = relation;
        }
        let side = if step == Move::Left { &mut self.left } else { &mut self.right };
        if let Some(children) = side.get_mut(head as usize) {
            *children = Children { outer: child, second: children.outer, n: children.n + 1 };
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::relation::Relation;
    use crate::syntax::state::{Move, NONE, State};

    #[test]
    fn moves_make_a_tree_with_one_root() {
        // "Ada slept well"
        let mut state = State::new(3);
        for (step, relation) in [
            (Move::Shift, Relation::ROOT),
            (Move::Left, Relation::NSUBJ),
            (Move::Shift, Relation::ROOT),
            (Move::Shift, Relation::ROOT),
            (Move::Left, Relation::ROOT),
            (Move::Right, Relation::ADVMOD),
            (Move::Left, Relation::ROOT),
        ] {
            state.make(step, relation);
        }
        assert!(state.is_done());
        assert_eq!([0, 1, 2].map(|word| state.head(word)), [1, 3, 1]);
        assert_eq!(state.right(1).outer, 2);
        assert_eq!(state.left(1).second, NONE);
    }
}
