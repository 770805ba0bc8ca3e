//! Quotations of many statements. Speech in, quotations with their true statements out, in the order of
//! a random arrival.

use crate::alteration::{altered, put_stock};
use crate::draw::Draw;
use crate::speech::Speech;
use anyhow::Result;
use serde::{Deserialize, Serialize};

/// One quotation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// Its number.
    pub id: u64,
    /// The words printed.
    pub text: String,
    /// The statement that they are from.
    pub statement: u64,
}

/// Quotations of one statement, at most.
const MOST: usize = 400;

/// `n` quotations: how many a statement has follows Zipf's law, up to 400; one statement of twenty has a
/// stock phrase in it. Each is altered from the words said.
pub fn quotations(speech: &Speech, n: usize, seed: u64) -> Result<Vec<Item>> {
    let mut draw = Draw::named(seed, "quotations");
    let shares: Vec<f64> = (1..=MOST).map(|rank| (rank as f64).powf(-1.6)).collect();
    let mut sums = Vec::with_capacity(MOST);
    let mut sum = 0.0;
    for share in &shares {
        sum += share;
        sums.push((sum / shares.iter().sum::<f64>() * 1e9) as usize);
    }
    let mut items = Vec::with_capacity(n);
    for (statement, stretch) in speech.stretches(&mut draw).into_iter().enumerate() {
        let mut said = stretch.to_vec();
        if draw.chance(5) {
            put_stock(&mut said, &mut draw);
        }
        let drawn = draw.below(1_000_000_000);
        let n_quotations = 1 + sums.partition_point(|sum| *sum <= drawn);
        for _ in 0..n_quotations.min(n - items.len()) {
            let text = altered(&said, speech, &mut draw).join(" ");
            items.push(Item { id: 0, text, statement: statement as u64 });
        }
        if items.len() == n {
            break;
        }
    }
    anyhow::ensure!(items.len() == n, "the record gives {} quotations, not {n}", items.len());
    for last in (1..items.len()).rev() {
        items.swap(last, draw.below(last + 1));
    }
    for (id, item) in items.iter_mut().enumerate() {
        item.id = id as u64;
    }
    Ok(items)
}
