//! Training of the namer. Named sentences in, the bytes of its network out.

use crate::learner::{Choice, Learner};
use crate::plan::Plan;
use crate::random::Random;
use crate::tagging::forget_rare;
use onrecord_model::syntax::entity::Entity;
use onrecord_model::syntax::namer::{GROUPS, HIDDEN, is_plain, rows};
use onrecord_model::syntax::token::Token;
use onrecord_model::syntax::vocabulary::Vocabulary;

/// The bytes of the network trained on `sentences`, whose words have numbers and whose tags are those
/// that a tagger gives; `counts` says how often each number's word occurs.
#[must_use]
pub fn train(
    vocabulary: &Vocabulary<'_>,
    counts: &[u32],
    sentences: &[Vec<Token>],
    plan: Plan,
) -> Vec<u8> {
    let n_kinds = Entity::ALL.len();
    let mut learner: Learner<HIDDEN> = Learner::new(GROUPS.n_rows(), n_kinds, plan.dropout, 3);
    let mut random = Random::new(4);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let n_steps = (plan.n_rounds * order.len()) as f32;
    let mut n_done = 0;
    for round in 0..plan.n_rounds {
        random.shuffle(&mut order);
        for sentence in &order {
            let rate = plan.rate * (1.0 - n_done as f32 / n_steps);
            let mut tokens = sentences[*sentence].clone();
            forget_rare(&mut tokens, counts, &mut random);
            for at in 0..tokens.len() {
                if is_plain(vocabulary, &tokens, at) {
                    tokens[at].entity = Entity::None;
                    continue;
                }
                let right = tokens[at].entity.index();
                let rows = rows(vocabulary, &tokens, at);
                let guess = learner.best(&learner.activate(&rows), 0, n_kinds);
                learner.learn(&rows, &[Choice { from: 0, to: n_kinds, right }], rate);
                tokens[at].entity = Entity::from_index(guess);
            }
            n_done += 1;
        }
        if plan.keeps(round) {
            learner.keep();
        }
    }
    learner.bytes()
}
