//! What was done to words between two printings. Two rows of words in, [`Change`]s out, and how many bits
//! it takes to say them.

use crate::statement::rendition::{NAT, Word, weight};
use std::ops::Range;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// The earlier words, as indices; empty (a position) where words were put in.
    pub before: Range<usize>,
    /// The later words, as indices; empty (a position) where words were left out.
    pub after: Range<usize>,
}

/// What was done to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Another form of the word, or a word of like meaning.
    Alike,
    /// Another word.
    Changed,
    /// Left out within the words.
    Dropped,
    /// Left out at the beginning or the end.
    Trimmed,
    /// Put in.
    Added,
}

/// Hundredths of a bit.
pub(crate) const BIT: i32 = 100;

/// Costs. A word put in has to be spelt out; leaving words out says only where and how many.
const ALIKE: i32 = 4 * BIT;
const CHANGED: i32 = 3 * BIT;
const ADDED: i32 = 4 * BIT;
const DROPPED: (i32, i32) = (5 * BIT, BIT / 5);
const TRIMMED: (i32, i32) = (4 * BIT, BIT / 10);

/// How much a word tells, in hundredths of a bit.
fn told(word: Word) -> i32 {
    (f64::from(weight(word)) / f64::from(NAT) * std::f64::consts::LOG2_E * f64::from(BIT)) as i32
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Pair,
    Drop,
    Add,
}

/// The changes that lead from `before` to `after` in the fewest bits, in order, and those bits, in
/// hundredths.
#[must_use]
pub fn changes(before: &[Word], after: &[Word]) -> (Vec<Change>, i32) {
    if before == after {
        return (Vec::new(), 0);
    }
    const FAR: i32 = i32::MAX / 4;
    let (n, width) = (after.len(), before.len() + 1);
    // Three tables: after a pair, while leaving out, while putting in.
    let cells = (n + 1) * width;
    let (mut paired, mut dropped, mut added) =
        (vec![FAR; cells], vec![FAR; cells], vec![FAR; cells]);
    paired[0] = 0;
    let drop_cost = |row: usize| if row == 0 || row == n { TRIMMED } else { DROPPED };
    for row in 0..=n {
        let told = row.checked_sub(1).and_then(|at| after.get(at)).map_or(0, |word| told(*word));
        let (open, on) = drop_cost(row);
        for column in 0..width {
            let at = row * width + column;
            if row > 0 && column > 0 {
                let (old, new) = (before[column - 1], after[row - 1]);
                let cost = if old.key == new.key {
                    0
                } else if old.class == new.class {
                    ALIKE
                } else {
                    CHANGED + told
                };
                let diagonal = at - width - 1;
                paired[at] = least(&paired, &dropped, &added, diagonal) + cost;
            }
            if column > 0 {
                let left = at - 1;
                dropped[at] = (dropped[left] + on).min(paired[left].min(added[left]) + open + on);
            }
            if row > 0 {
                let top = at - width;
                added[at] = (added[top] + told).min(paired[top].min(dropped[top]) + ADDED + told);
            }
        }
    }
    let steps = trace(&paired, &dropped, &added, width, before, after, drop_cost);
    (gathered(&steps, before, after), least(&paired, &dropped, &added, cells - 1))
}

fn least(paired: &[i32], dropped: &[i32], added: &[i32], at: usize) -> i32 {
    paired[at].min(dropped[at]).min(added[at])
}

fn trace(
    paired: &[i32],
    dropped: &[i32],
    added: &[i32],
    width: usize,
    before: &[Word],
    after: &[Word],
    drop_cost: impl Fn(usize) -> (i32, i32),
) -> Vec<Step> {
    let (mut row, mut column) = (after.len(), before.len());
    let pick = |at: usize| {
        let least = least(paired, dropped, added, at);
        if paired[at] == least {
            Step::Pair
        } else if dropped[at] == least {
            Step::Drop
        } else {
            Step::Add
        }
    };
    let mut steps = Vec::new();
    let mut step = pick(row * width + column);
    while row > 0 || column > 0 {
        let at = row * width + column;
        steps.push(step);
        match step {
            Step::Pair => {
                (row, column) = (row - 1, column - 1);
                step = pick(row * width + column);
            }
            Step::Drop => {
                let (_, on) = drop_cost(row);
                column -= 1;
                if dropped[at] != dropped[at - 1] + on {
                    step = if paired[at - 1] <= added[at - 1] { Step::Pair } else { Step::Add };
                }
            }
            Step::Add => {
                let told = told(after[row - 1]);
                row -= 1;
                if added[at] != added[at - width] + told {
                    let top = at - width;
                    step = if paired[top] <= dropped[top] { Step::Pair } else { Step::Drop };
                }
            }
        }
        // At the corner no table but the first holds anything.
        if row == 0 && column > 0 {
            step = Step::Drop;
        } else if column == 0 && row > 0 {
            step = Step::Add;
        }
    }
    steps.reverse();
    steps
}

/// Neighbouring words left out, or put in, as one change.
fn gathered(steps: &[Step], before: &[Word], after: &[Word]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut old, mut new) = (0, 0);
    for step in steps {
        match step {
            Step::Pair => {
                let (a, b) = (before[old], after[new]);
                if a.key != b.key {
                    let kind =
                        if a.class == b.class { ChangeKind::Alike } else { ChangeKind::Changed };
                    let (before, after) = (old..old + 1, new..new + 1);
                    changes.push(Change { kind, before, after });
                }
                (old, new) = (old + 1, new + 1);
            }
            Step::Drop => {
                let is_edge = new == 0 || new == after.len();
                let kind = if is_edge { ChangeKind::Trimmed } else { ChangeKind::Dropped };
                old += 1;
                match changes.last_mut() {
                    Some(last) if last.kind == kind && last.before.end + 1 == old => {
                        last.before.end = old;
                    }
                    _ => changes.push(Change { kind, before: old - 1..old, after: new..new }),
                }
            }
            Step::Add => {
                new += 1;
                match changes.last_mut() {
                    Some(last) if last.kind == ChangeKind::Added && last.after.end + 1 == new => {
                        last.after.end = new;
                    }
                    _ => changes.push(Change {
                        kind: ChangeKind::Added,
                        before: old..old,
                        after: new - 1..new,
                    }),
                }
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use crate::chain::change::{ChangeKind, changes};
    use crate::statement::rendition::words_of;
    use onrecord_model::Model;
    use std::ops::Range;

    fn told(before: &str, after: &str) -> Vec<(ChangeKind, Range<usize>, Range<usize>)> {
        let words = |text| words_of(Model::english(), text);
        let (changes, _) = changes(&words(before), &words(after));
        changes.into_iter().map(|change| (change.kind, change.before, change.after)).collect()
    }

    #[test]
    fn each_change_is_named_with_its_place() {
        use ChangeKind::{Added, Alike, Changed, Dropped, Trimmed};
        let said = "the old harbour will not be sold to a bank";
        assert_eq!(told(said, said), []);
        assert_eq!(told(said, "the harbour will not be sold to a bank"), [(Dropped, 1..2, 1..1)]);
        assert_eq!(told(said, "the old harbour will not be sold"), [(Trimmed, 7..10, 7..7)]);
        assert_eq!(told(said, "harbour will not be sold to a bank"), [(Trimmed, 0..2, 0..0)]);
        assert_eq!(
            told(said, "the old harbour will not be sold to a brewery"),
            [(Changed, 9..10, 9..10)]
        );
        assert_eq!(
            told(said, "the old harbour will surely not be sold to a bank"),
            [(Added, 4..4, 4..5)]
        );
        assert_eq!(told("we start today", "we begin today"), [(Alike, 1..2, 1..2)]);
    }

    #[test]
    fn taking_words_away_costs_less_than_putting_them_in() {
        let words = |text| words_of(Model::english(), text);
        let (long, short) =
            (words("the old harbour will not be sold"), words("the harbour will not be sold"));
        assert!(changes(&long, &short).1 < changes(&short, &long).1);
    }

    #[test]
    fn nothing_and_something() {
        assert_eq!(told("", "gone"), [(ChangeKind::Added, 0..0, 0..1)]);
        assert_eq!(told("gone", ""), [(ChangeKind::Trimmed, 0..1, 0..0)]);
    }
}
