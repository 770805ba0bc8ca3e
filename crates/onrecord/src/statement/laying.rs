//! How much of one text stands in another. Two rows of words in, [`Laid`] out: the heaviest row of words
//! that both have in the same order, each stretch of it at a price.

use crate::statement::rendition::{NAT, Word, weight};

/// What each stretch costs: the words "the" and "to" in their order stand in any two sentences.
const STRETCH: i32 = 3 * NAT;

/// Quarters of its weight that a word counts whose counterpart is another form of it, or a synonym.
const ALIKE: i32 = 3;

/// A text with the weight of each word, laid against many.
#[derive(Debug, Default)]
pub(crate) struct Short {
    words: Vec<Word>,
    weights: Vec<i32>,
    rows: [Vec<i32>; 2],
    from: [Vec<u32>; 2],
    ends: Vec<(i32, u32)>,
}

/// How two texts lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Laid {
    /// What the words in common tell, less the price of their stretches, in points.
    pub(crate) shared: i32,
    /// Where in the longer text the first of them stands, and past the last.
    pub(crate) place: (u32, u32),
}

impl Short {
    /// Takes the words that are laid against others.
    pub(crate) fn set(&mut self, words: &[Word]) {
        self.words.clear();
        self.words.extend_from_slice(words);
        self.weights.clear();
        self.weights.extend(words.iter().map(|word| weight(*word)));
    }

    /// The most that can be shared with a text that has the words of `sketch`.
    pub(crate) fn bound(&self, sketch: Sketch) -> i32 {
        let held = self.words.iter().zip(&self.weights);
        held.filter(|(word, _)| sketch.may_hold(**word)).map(|(_, weight)| weight).sum()
    }

    /// Lays the words against those of `long`.
    pub(crate) fn lay(&mut self, long: &[Word]) -> Laid {
        // A row holds, for each column, the best sum of a row of words that ends before that column, and
        // where it begins.
        let width = long.len() + 1;
        for row in &mut self.rows {
            row.clear();
            row.resize(width, 0);
        }
        for row in &mut self.from {
            row.clear();
            row.resize(width, u32::MAX);
        }
        // What ends exactly with the word before the column; `NONE` where the words differ.
        const NONE: i32 = i32::MIN / 2;
        let ends = &mut self.ends;
        ends.clear();
        ends.resize(width, (NONE, u32::MAX));
        let mut best = Laid { shared: 0, place: (0, 0) };
        let ([above, row], [from_above, from_row]) = (&mut self.rows, &mut self.from);
        for (word, weight) in self.words.iter().zip(&self.weights) {
            let mut diagonal = (NONE, u32::MAX);
            for (column, said) in long.iter().enumerate() {
                let here = ends[column + 1];
                let gain = if said.key == word.key {
                    *weight
                } else if said.class == word.class {
                    *weight * ALIKE / 4
                } else {
                    ends[column + 1] = (NONE, u32::MAX);
                    diagonal = here;
                    let (left, top) = (row[column], above[column + 1]);
                    let is_left = left >= top;
                    row[column + 1] = if is_left { left } else { top };
                    from_row[column + 1] =
                        if is_left { from_row[column] } else { from_above[column + 1] };
                    continue;
                };
                let (on, on_from) = (diagonal.0 + gain, diagonal.1);
                let open = above[column] + gain - STRETCH;
                let (score, from) = if on >= open {
                    (on, on_from)
                } else {
                    let from = from_above[column];
                    (open, if from == u32::MAX { column as u32 } else { from })
                };
                ends[column + 1] = (score, from);
                diagonal = here;
                let (mut most, mut most_from) = (row[column], from_row[column]);
                if above[column + 1] > most {
                    (most, most_from) = (above[column + 1], from_above[column + 1]);
                }
                if score > most {
                    (most, most_from) = (score, from);
                    if score > best.shared {
                        best = Laid { shared: score, place: (from, column as u32 + 1) };
                    }
                }
                row[column + 1] = most;
                from_row[column + 1] = most_from;
            }
            std::mem::swap(above, row);
            std::mem::swap(from_above, from_row);
            row[0] = 0;
            from_row[0] = u32::MAX;
        }
        // The first stretch is free: what counts is how often the words part.
        if best.shared > 0 {
            best.shared += STRETCH;
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

    #[test]
    fn the_place_is_where_the_shared_words_stand() {
        let model = Model::english();
        let mut laid = Short::default();
        laid.set(&words_of(model, "iron bridges rust"));
        let place = laid.lay(&words_of(model, "as I said, iron bridges rust, slowly")).place;
        assert_eq!(place, (3, 6));
    }
}
