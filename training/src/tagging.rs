//! Training of the tagger. Parsed texts in, the bytes of its network out.

use crate::learner::{Choice, Learner};
use crate::plan::Plan;
use crate::random::Random;
use onrecord_model::syntax::tag::Tag;
use onrecord_model::syntax::tagger::{GROUPS, HIDDEN, rows};
use onrecord_model::syntax::token::Token;
use onrecord_model::syntax::vocabulary::Vocabulary;

/// The bytes of the network trained on `sentences`, whose words have numbers; `counts` says how often each
/// number's word occurs.
#[must_use]
pub fn train(
    vocabulary: &Vocabulary<'_>,
    counts: &[u32],
    sentences: &[Vec<Token>],
    plan: Plan,
) -> Vec<u8> {
    let mut learner: Learner<HIDDEN> = Learner::new(GROUPS.n_rows(), Tag::COUNT, plan.dropout, 1);
    let mut random = Random::new(2);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let n_steps = (plan.n_rounds * order.len()) as f32;
    let mut n_done = 0;
    for round in 0..plan.n_rounds {
        random.shuffle(&mut order);
        for sentence in &order {
            let rate = plan.rate * (1.0 - n_done as f32 / n_steps);
            let mut tokens = sentences[*sentence].clone();
            forget_rare(&mut tokens, counts, &mut random);
            learn(vocabulary, &mut learner, &mut tokens, rate);
            n_done += 1;
        }
        if plan.keeps(round) {
            learner.keep();
        }
    }
    learner.bytes()
}

/// Takes rare words for unknown ones now and then, so that what unknown words look like is learned.
pub(crate) fn forget_rare(tokens: &mut [Token], counts: &[u32], random: &mut Random) {
    for token in tokens {
        let n = counts.get(usize::from(token.form.word)).copied().unwrap_or(0);
        if random.unit() * (1.0 + n as f32) < 1.0 {
            token.form.word = 0;
        }
    }
}

/// Learns from one sentence, on the tags that the learner itself gives the words before.
fn learn(
    vocabulary: &Vocabulary<'_>,
    learner: &mut Learner<HIDDEN>,
    tokens: &mut [Token],
    rate: f32,
) {
    for at in 0..tokens.len() {
        if let Some(only) = vocabulary.only_tag(tokens[at].form.word) {
            tokens[at].tag = only;
            continue;
        }
        let right = tokens[at].tag.index();
        let rows = rows(vocabulary, tokens, at);
        let guess = learner.best(&learner.activate(&rows), 0, Tag::COUNT);
        learner.learn(&rows, &[Choice { from: 0, to: Tag::COUNT, right }], rate);
        tokens[at].tag = Tag::from_index(guess).unwrap_or_default();
    }
}
