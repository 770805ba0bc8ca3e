//! Training of the parser. Parsed sentences in, the bytes of its network out.

use crate::learner::{Choice, Learner};
use crate::oracle::Gold;
use crate::plan::Plan;
use crate::random::Random;
use crate::tagging::forget_rare;
use onrecord_model::syntax::parser::{GROUPS, HIDDEN, Marks, N_CLASSES, relations_of, rows};
use onrecord_model::syntax::relation::Relation;
use onrecord_model::syntax::state::{Move, State};
use onrecord_model::syntax::token::Token;

/// The share of states after the first round that the learner's own move leads on from.
const OWN: f32 = 0.9;

/// The bytes of the network trained on `sentences`, whose words have numbers and whose tags are those
/// that a tagger gives; `counts` says how often each number's word occurs.
#[must_use]
pub fn train(counts: &[u32], sentences: &[Vec<Token>], plan: Plan) -> Vec<u8> {
    let mut learner: Learner<HIDDEN> = Learner::new(GROUPS.n_rows(), N_CLASSES, plan.dropout, 5);
    let mut random = Random::new(6);
    let trees: Vec<(&Vec<Token>, Gold)> = sentences
        .iter()
        .map(|sentence| (sentence, Gold::of(sentence)))
        .filter(|(_, gold)| gold.is_projective())
        .collect();
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let n_steps = (plan.n_rounds * order.len()) as f32;
    let mut n_done = 0;
    for round in 0..plan.n_rounds {
        random.shuffle(&mut order);
        for at in &order {
            let rate = plan.rate * (1.0 - n_done as f32 / n_steps);
            let (sentence, gold) = &trees[*at];
            let mut tokens = sentence.to_vec();
            forget_rare(&mut tokens, counts, &mut random);
            let own = if round == 0 { 0.0 } else { OWN };
            learn(&mut learner, &tokens, gold, own, rate, &mut random);
            n_done += 1;
        }
        if plan.keeps(round) {
            learner.keep();
        }
    }
    learner.bytes()
}

fn learn(
    learner: &mut Learner<HIDDEN>,
    tokens: &[Token],
    gold: &Gold,
    own: f32,
    rate: f32,
    random: &mut Random,
) {
    let n = tokens.len() as u32;
    let marks = Marks::of(tokens);
    let mut state = State::new(tokens.len());
    while !state.is_done() {
        let rows = rows(tokens, &marks, &state);
        let activation = learner.activate(&rows);
        let moves = Move::ALL.iter().enumerate().filter(|(_, step)| state.allows(**step)).map(
            |(class, step)| {
                (class, *step, learner.score(&activation, class), gold.cost(&state, *step))
            },
        );
        let moves: Vec<(usize, Move, f32, usize)> = moves.collect();
        let least = moves.iter().map(|(.., cost)| *cost).min().unwrap_or(0);
        let best = |only_right: bool| {
            moves
                .iter()
                .filter(|(.., cost)| !only_right || *cost == least)
                .max_by(|a, b| a.2.total_cmp(&b.2))
                .copied()
        };
        let (Some(right), Some(first)) = (best(true), best(false)) else { return };
        let chosen = if random.unit() < own { first } else { right };
        let mut choices = vec![Choice { from: 0, to: Move::ALL.len(), right: right.0 }];
        choices.extend(relation_choice(&state, tokens, gold, right.1));
        let (from, to) = relations_of(chosen.1);
        let is_root = chosen.1 == Move::Left && state.next() == n;
        let relation = if chosen.1 == Move::Shift || is_root {
            Relation::ROOT
        } else {
            let class = learner.best(&activation, from + 1, to);
            Relation::from_index(class - from).unwrap_or_default()
        };
        learner.learn(&rows, &choices, rate);
        state.make(chosen.1, relation);
    }
}

/// The right relation for the arc of a move, where the arc is right.
fn relation_choice(state: &State, tokens: &[Token], gold: &Gold, step: Move) -> Option<Choice> {
    let head = match step {
        Move::Shift => return None,
        Move::Left => state.next(),
        Move::Right => state.stack(1),
    };
    let child = state.stack(0);
    if gold.heads[child as usize] != head || head as usize == tokens.len() {
        return None;
    }
    let (from, to) = relations_of(step);
    let right = tokens[child as usize].relation.index();
    Some(Choice { from: from + 1, to, right: from + right.max(1) })
}
