//! Where a pair of words stands in all segments. Lists of segments in, positions of the archive out.

use crate::matching::index::Index;
use crate::matching::segment::list::List;
use std::ops::Range;

/// The places of one pair, ascending.
#[derive(Debug, Default)]
pub(crate) struct Postings<'a> {
    /// The list of each segment that has the pair, and the number of the segment's first token.
    parts: Vec<(List<'a>, u32)>,
}

/// Places of the rarer of two pairs that are looked up in the other; where there are more, their share
/// is taken for that of all.
const LOOKED_UP: usize = 256;

impl<'a> Postings<'a> {
    /// `parts` come in the order of their first tokens.
    pub(crate) fn new(parts: impl Iterator<Item = (List<'a>, u32)>) -> Postings<'a> {
        Postings { parts: parts.collect() }
    }

    /// How many there are, those in removed documents included.
    pub(crate) fn len(&self) -> u32 {
        self.parts.iter().fold(0, |sum, (list, _)| sum.saturating_add(list.len()))
    }

    /// Puts those that lie `within` these ranges, which ascend, into `found`; whether they were no more than `most`. Where they
    /// are, `most` of them are read.
    pub(crate) fn read(
        &self,
        index: &Index,
        within: &[Range<u32>],
        most: usize,
        found: &mut Vec<u32>,
    ) -> bool {
        found.clear();
        let mut is_whole = true;
        for (list, base) in &self.parts {
            let mut cursor = list.cursor();
            for range in within {
                if range.end <= *base {
                    continue;
                }
                if cursor.from(range.start.saturating_sub(*base)).is_none() {
                    break;
                }
                while let Some(at) = cursor.peek().map(|at| at.saturating_add(*base)) {
                    if at >= range.end {
                        break;
                    }
                    if found.len() >= most {
                        is_whole = false;
                        break;
                    }
                    cursor.next();
                    found.push(at);
                }
            }
        }
        index.retain_live(found);
        is_whole
    }

    /// Hands each place that lies at most `reach` from one of `targets`, which ascend, to `take`, with
    /// the target. Its time goes with the number of targets, hardly with the length of the lists.
    pub(crate) fn near(&self, targets: &[u32], reach: u32, take: &mut impl FnMut(u32, u32)) {
        for (list, base) in &self.parts {
            let first = targets.partition_point(|target| target.saturating_add(reach) < *base);
            let mut cursor = list.cursor();
            for target in targets.get(first..).unwrap_or(&[]) {
                let least = target.saturating_sub(reach).saturating_sub(*base);
                let Some(mut at) = cursor.from(least) else { break };
                loop {
                    let place = at.saturating_add(*base);
                    if place > target.saturating_add(reach) {
                        break;
                    }
                    take(*target, place);
                    cursor.next();
                    match cursor.from(0) {
                        Some(next) => at = next,
                        None => break,
                    }
                }
            }
        }
    }

    /// How many of these places are followed, one token on, by one of `behind`; an estimate where
    /// there are very many.
    pub(crate) fn followed_by(&self, behind: &Postings<'_>) -> f64 {
        let (rarer, other, forward) =
            if self.len() <= behind.len() { (self, behind, true) } else { (behind, self, false) };
        let mut targets: Vec<u32> = Vec::new();
        for (list, base) in &rarer.parts {
            for at in list.cursor().take(LOOKED_UP - targets.len().min(LOOKED_UP)) {
                let place = at.saturating_add(*base);
                targets.push(if forward { place + 1 } else { place.saturating_sub(1) });
            }
        }
        let mut n = 0_u32;
        other.near(&targets, 0, &mut |_, _| n += 1);
        if targets.len() < LOOKED_UP {
            return f64::from(n);
        }
        // None among so many says less than one in so many, not none.
        f64::from(n).max(0.5) / targets.len() as f64 * f64::from(rarer.len())
    }
}
