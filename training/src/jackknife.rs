//! The texts of a compartment as our own analyser reads texts that it has not learned from. Parsed
//! texts in, for each the tokens by an analyser that was trained on the others out: what learns from
//! them learns from the mistakes that it will meet.

use crate::syntax::{Trained, train};
use onrecord_gate::syntax::silver::Silver;
use onrecord_model::syntax::token::Tokens;

/// In how many parts the texts are read.
const N_PARTS: usize = 4;

/// How many parts are read at a time, a thread each.
const AT_A_TIME: usize = 2;

/// The tokens of each of `texts`, in their order.
#[must_use]
pub fn read(texts: &[Silver]) -> Vec<Tokens> {
    let mut found: Vec<Tokens> = vec![Tokens::default(); texts.len()];
    for parts in (0..N_PARTS).collect::<Vec<_>>().chunks(AT_A_TIME) {
        let of_part: Vec<Vec<(usize, Tokens)>> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                parts.iter().map(|part| scope.spawn(move || read_part(texts, *part))).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        for (at, tokens) in of_part.into_iter().flatten() {
            found[at] = tokens;
        }
    }
    found
}

fn read_part(texts: &[Silver], part: usize) -> Vec<(usize, Tokens)> {
    let is_held = |at: usize| at % N_PARTS == part;
    let mut others: Vec<Silver> =
        texts.iter().enumerate().filter(|(at, _)| !is_held(*at)).map(|(_, t)| t.clone()).collect();
    let trained: Trained = train(&mut others);
    let analyser = trained.analyser();
    let held = texts.iter().enumerate().filter(|(at, _)| is_held(*at));
    held.map(|(at, text)| (at, analyser.analyse(&text.text))).collect()
}
