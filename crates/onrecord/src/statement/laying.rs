//! How much of one text stands in another. Two rows of words in, [`Laid`] out: the heaviest row of words
//! that both have in the same order, less a price for each place where they part.
//!
//! The prices are those of a copyist who goes on where he was (an alignment with affine gaps, Gotoh 1982): to
//! leave words out costs a little, and more the more they are; to go on anywhere else costs what it tells to
//! name one place among all.

use crate::statement::rendition::{NAT, Word, weight};

/// What it costs to part: the words "the" and "to" in their order stand in any two sentences.
const PARTING: i32 = 3 * NAT;

/// What each word of the longer text costs that is passed over, and each of the shorter.
const PASSED: i32 = 2 * NAT / 5;
const CHANGED: i32 = NAT / 2;

/// Quarters of its weight that a word counts whose counterpart is another form of it, or a synonym.
const ALIKE: i32 = 3;

/// The most that one word counts towards more than a topic: those who speak of one thing use the same rare
/// words and names.
pub(crate) const TOPIC_WORD: i32 = 5 * NAT;

/// A text with the weight of each word, laid against many.
#[derive(Debug, Default)]
pub(crate) struct Short {
    words: Vec<Word>,
    weights: Vec<i32>,
    rows: [Vec<Cell>; 2],
    /// What ends with the word before each column.
    ends: Vec<Laid>,
}

/// How two texts lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Laid {
    /// What the words in common tell, less the price of each parting, in points.
    pub(crate) shared: i32,
    /// What the same words tell where none counts for more than [`TOPIC_WORD`], in points.
    pub(crate) topic: i32,
}

impl Laid {
    const NOTHING: Laid = Laid { shared: 0, topic: 0 };
    const NONE: Laid = Laid { shared: i32::MIN / 2, topic: 0 };

    fn less(self, price: i32) -> Laid {
        Laid { shared: self.shared - price, ..self }
    }

    /// The better; of equals the first.
    fn or(self, other: Laid) -> Laid {
        if other.shared > self.shared { other } else { self }
    }
}

/// The best that ends before a column.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// With no price for what is passed over.
    best: Laid,
    /// With the price of each word that is passed over.
    near: Laid,
}

impl Cell {
    const EMPTY: Cell = Cell { best: Laid::NOTHING, near: Laid::NONE };
}

impl Short {
    /// Takes the words that are laid against others.
    pub(crate) fn set(&mut self, words: &[Word]) {
        self.words.clear();
        self.words.extend_from_slice(words);
        self.weights.clear();
        self.weights.extend(words.iter().map(|word| weight(*word)));
    }

    /// No less than what can be shared with a text that has the words of `sketch`.
    pub(crate) fn bound(&self, sketch: Sketch) -> Laid {
        let held = self.words.iter().zip(&self.weights);
        let shared =
            held.filter(|(word, _)| sketch.may_hold(**word)).map(|(_, weight)| weight).sum();
        Laid { shared, topic: i32::MAX }
    }

    /// Lays the words against those of `long`.
    pub(crate) fn lay(&mut self, long: &[Word]) -> Laid {
        let width = long.len() + 1;
        for row in &mut self.rows {
            row.clear();
            row.resize(width, Cell::EMPTY);
        }
        let ends = &mut self.ends;
        ends.clear();
        ends.resize(width, Laid::NONE);
        let elsewhere = PARTING + ((long.len().max(1) as f64).ln() * f64::from(NAT)) as i32;
        let mut best = Laid::NOTHING;
        let [above, row] = &mut self.rows;
        for (word, weight) in self.words.iter().zip(&self.weights) {
            let mut diagonal = Laid::NONE;
            let mut left = Cell::EMPTY;
            for ((said, above), (cell, end)) in
                long.iter().zip(above.windows(2)).zip(row.iter_mut().zip(ends.iter_mut()).skip(1))
            {
                let [before, over] = above else { continue };
                let here = *end;
                *end = if said.class == word.class {
                    let gain = if said.key == word.key { *weight } else { *weight * ALIKE / 4 };
                    let from = Laid::NOTHING
                        .or(diagonal)
                        .or(before.near.less(PARTING))
                        .or(before.best.less(elsewhere));
                    let topic = from.topic + gain.min(TOPIC_WORD);
                    Laid { shared: from.shared + gain, topic }
                } else {
                    Laid::NONE
                };
                diagonal = here;
                best = best.or(*end);
                *cell = Cell {
                    best: end.or(left.best).or(over.best),
                    near: end.or(left.near.less(PASSED)).or(over.near.less(CHANGED)),
                };
                left = *cell;
            }
            std::mem::swap(above, row);
        }
        best
    }
}

/// Which words a text may hold: a bit for each of their classes (Bloom 1970).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sketch(u128);

impl Sketch {
    /// The sketch of `words`.
    pub(crate) fn of(words: &[Word]) -> Sketch {
        Sketch(words.iter().fold(0, |bits, word| bits | bit(*word)))
    }

    fn may_hold(self, word: Word) -> bool {
        self.0 & bit(word) != 0
    }
}

fn bit(word: Word) -> u128 {
    1 << (word.class.wrapping_mul(0x9E37_79B9) >> 25)
}

#[cfg(test)]
mod tests {
    use crate::statement::laying::Short;
    use crate::statement::rendition::words_of;
    use onrecord_model::Model;

    fn share(short: &str, long: &str) -> i32 {
        let model = Model::english();
        let mut laid = Short::default();
        laid.set(&words_of(model, short));
        laid.lay(&words_of(model, long)).shared * 100 / laid.weights.iter().sum::<i32>()
    }

    #[test]
    fn a_text_holds_itself_and_its_parts_whole() {
        let text = "the harbour will not be sold while I am the mayor of Port Salter";
        assert_eq!(share(text, text), 100);
        assert_eq!(share("the harbour will not be sold", text), 100);
    }

    #[test]
    fn synonyms_and_forms_count_three_quarters() {
        assert!((73..=75).contains(&share("start", "begin")));
        assert!(share("we will begin the repairs", "we will start the repair") > 80);
    }

    #[test]
    fn an_omission_costs_little_and_another_sentence_shares_little() {
        let said = "the harbour belongs to the people of this town and will not be sold";
        assert!(share("the harbour will not be sold", said) >= 80);
        assert!(share("the ferries belong to a bank in the capital", said) < 30);
    }
}
