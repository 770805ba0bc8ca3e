//! How long each step takes. Texts in, microseconds a token out.

use crate::syntax::silver::Silver;
use onrecord_model::syntax::analyser::Analyser;
use onrecord_model::syntax::token::Tokens;
use std::time::Instant;

/// Microseconds a token, the fastest of `n_passes`, a step each, in the order of the work.
#[must_use]
pub fn measure(analyser: &Analyser, texts: &[Silver], n_passes: usize) -> Vec<(&'static str, f64)> {
    let mut read: Vec<Tokens> = Vec::new();
    let mut fastest = ["tokens", "tags", "names", "heads"].map(|step| (step, f64::INFINITY));
    for _ in 0..n_passes {
        let mut took = Vec::new();
        let start = Instant::now();
        read = texts.iter().map(|text| analyser.tokens(&text.text)).collect();
        took.push(start.elapsed());
        let start = Instant::now();
        read.iter_mut().flat_map(Tokens::sentences_mut).for_each(|one| analyser.tag(one));
        took.push(start.elapsed());
        let start = Instant::now();
        read.iter_mut().flat_map(Tokens::sentences_mut).for_each(|one| analyser.name(one));
        took.push(start.elapsed());
        let start = Instant::now();
        read.iter_mut().flat_map(Tokens::sentences_mut).for_each(|one| analyser.parse(one));
        took.push(start.elapsed());
        for ((_, least), took) in fastest.iter_mut().zip(took) {
            *least = least.min(took.as_secs_f64());
        }
    }
    let n: usize = read.iter().map(|tokens| tokens.tokens.len()).sum();
    fastest.iter().map(|(step, least)| (*step, least * 1e6 / n.max(1) as f64)).collect()
}
