//! Two renditions in, whether one stands in the other out, with no regard to any other.

use crate::statement::laying::Short;
use crate::statement::line::{Line, is_one_line, margin, threshold};
use crate::statement::rendition::{NAT, Rendition, Word, weight};

/// A rendition that is laid against many.
#[derive(Debug)]
pub struct Held<'a> {
    rendition: &'a Rendition,
    line: Line,
    laid: Short,
}

impl<'a> Held<'a> {
    /// Weighs the words of `rendition`.
    #[must_use]
    pub fn new(rendition: &'a Rendition) -> Held<'a> {
        let mut laid = Short::default();
        laid.set(&rendition.words);
        Held { rendition, line: Line::of(0, rendition, &[]), laid }
    }

    /// Whether one of the two stands in the other as far as a full alignment tells, among so many
    /// different lines. Lays them against each other whatever their seeds; statements are made of such
    /// pairs.
    pub fn is_rendered_in(&mut self, other: &mut Held<'_>, n_lines: usize) -> bool {
        if self.line.order == other.line.order {
            return is_one_line(&self.line, &self.rendition.words);
        }
        if self.line.order > other.line.order {
            return stands(self, &other.line, other.rendition, n_lines);
        }
        stands(other, &self.line, self.rendition, n_lines)
    }
}

/// How many telling words two texts have in common, each once whatever its form; the commonest words of speech
/// tell nothing.
#[must_use]
pub fn in_common(a: &[Word], b: &[Word]) -> usize {
    let telling = |words: &[Word]| -> Vec<u32> {
        let telling = words.iter().filter(|word| weight(**word) >= TELLING);
        let mut classes: Vec<u32> = telling.map(|word| word.class).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    };
    let (a, b) = (telling(a), telling(b));
    a.iter().filter(|class| b.binary_search(class).is_ok()).count()
}

/// What a telling word tells at least, in points: less than one word of a thousand is it.
const TELLING: i32 = 7 * NAT;

fn stands(short: &mut Held<'_>, long: &Line, fuller: &Rendition, n_lines: usize) -> bool {
    let threshold = threshold(n_lines);
    let bound = short.laid.bound(long.sketch);
    margin(&short.line, long, bound, threshold).is_some()
        && margin(&short.line, long, short.laid.lay(&fuller.words), threshold).is_some()
}
