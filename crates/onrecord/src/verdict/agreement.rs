//! How much of a quotation a passage has, weighed by what the words tell. A match in, shares out.
//! Words in common prove little: the commonest words make up half of any text. What proves is
//! information, and words that stand one after the other in both texts.

use crate::document::Document;
use crate::matching::Match;
use crate::matching::alignment::StepKind;
use crate::matching::archive::Archive;
use crate::verdict::pair::pairs;

/// How the words of a quotation agree with a passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Words printed.
    pub n_printed: usize,
    /// Words printed that the passage has.
    pub n_same: usize,
    /// The share of the printed words' information that the passage has in runs of at least
    /// [`RUN`] words, none left out, put in or changed: 0 to 1.
    pub core: f64,
}

/// The shortest run of words that counts towards the core.
const RUN: usize = 4;

impl Agreement {
    /// Weighs the words of `found`, which lies in `record`.
    #[must_use]
    pub fn of(
        archive: &Archive,
        document: &Document,
        record: &Document,
        found: &Match,
    ) -> Agreement {
        let mut agreement = Agreement { n_printed: 0, n_same: 0, core: 0.0 };
        let (mut whole, mut runs) = (0.0, 0.0);
        let mut run = (0_usize, 0.0, usize::MAX);
        for pair in pairs(document, record, found) {
            let bits = archive.information(&pair.printed);
            if !pair.printed.is_empty() {
                agreement.n_printed += 1;
                whole += bits;
            }
            if pair.kind != StepKind::Same || pair.part != run.2 {
                runs += if run.0 >= RUN { run.1 } else { 0.0 };
                run = (0, 0.0, pair.part);
            }
            if pair.kind == StepKind::Same {
                agreement.n_same += 1;
                run = (run.0 + 1, run.1 + bits, pair.part);
            }
        }
        runs += if run.0 >= RUN { run.1 } else { 0.0 };
        agreement.core = if whole > 0.0 { runs / whole } else { 0.0 };
        agreement
    }
}
