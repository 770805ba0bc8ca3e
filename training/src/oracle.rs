//! What each move of a parser would lose. A state and the right heads in, a cost for each move out
//! (Goldberg and Nivre 2013, for arc-hybrid transitions).

use onrecord_model::syntax::state::{Move, NONE, State};
use onrecord_model::syntax::token::Token;

/// The right tree of one sentence.
#[derive(Debug, Clone)]
pub struct Gold {
    /// The head of each word; the number of words for the root.
    pub heads: Vec<u32>,
    children: Vec<Vec<u32>>,
}

impl Gold {
    /// The tree of a parsed sentence.
    #[must_use]
    pub fn of(tokens: &[Token]) -> Gold {
        let n = tokens.len();
        let mut children = vec![Vec::new(); n + 1];
        let heads: Vec<u32> = tokens
            .iter()
            .enumerate()
            .map(|(at, token)| if token.is_root(at) { n as u32 } else { token.head })
            .collect();
        for (at, head) in heads.iter().enumerate() {
            children[*head as usize].push(at as u32);
        }
        Gold { heads, children }
    }

    /// Whether no two arcs cross.
    #[must_use]
    pub fn is_projective(&self) -> bool {
        let arcs: Vec<(u32, u32)> =
            (0..).zip(&self.heads).map(|(at, head)| (at.min(*head), at.max(*head))).collect();
        !arcs.iter().any(|a| arcs.iter().any(|b| a.0 < b.0 && b.0 < a.1 && a.1 < b.1))
    }

    /// How many right arcs are lost by `step`, which is allowed.
    #[must_use]
    pub fn cost(&self, state: &State, step: Move) -> usize {
        let (top, below, next) = (state.stack(0), state.stack(1), state.next());
        match step {
            Move::Shift => {
                let head = self.heads[next as usize];
                let lost_head = head != top && head < next && state.head(head) == NONE;
                let waiting = self.children[next as usize]
                    .iter()
                    .filter(|child| **child < next && state.head(**child) == NONE)
                    .count();
                usize::from(lost_head) + waiting
            }
            Move::Left => {
                let head = self.heads[top as usize];
                usize::from(head == below || head > next) + self.children_from(top, next)
            }
            Move::Right => {
                let head = self.heads[top as usize];
                usize::from(head >= next) + self.children_from(top, next)
            }
        }
    }

    fn children_from(&self, word: u32, next: u32) -> usize {
        let children = &self.children[word as usize];
        children.len() - children.partition_point(|child| *child < next)
    }
}

#[cfg(test)]
mod tests {
    use crate::oracle::Gold;
    use onrecord_model::syntax::relation::Relation;
    use onrecord_model::syntax::state::{Move, State};
    use onrecord_model::syntax::token::Token;

    #[test]
    fn moves_without_cost_lead_to_the_right_tree() {
        let heads = [1, 2, 2, 6, 6, 6, 2, 2];
        let tokens = heads.map(|head| Token { head, ..Token::default() });
        let gold = Gold::of(&tokens);
        assert!(gold.is_projective());
        let mut state = State::new(heads.len());
        while !state.is_done() {
            let step = Move::ALL
                .into_iter()
                .find(|step| state.allows(*step) && gold.cost(&state, *step) == 0)
                .unwrap();
            state.make(step, Relation::DEP);
        }
        for (at, head) in gold.heads.iter().enumerate() {
            assert_eq!(state.head(at as u32), *head);
        }
    }
}
