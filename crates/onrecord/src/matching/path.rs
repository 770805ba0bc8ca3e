//! The best way through two rows of words. Scores of word pairs in, a [`Path`] out: dynamic
//! programming with affine gaps (Gotoh 1982), global in the content, local in the record, and jumps
//! from one stretch of the record to another.

#[cfg(test)]
mod tests;

/// What the content asks for before each of its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// Whether an ellipsis or the end of a marked span stands before the word.
    pub(crate) breaks: bool,
    /// Whether the word stands in square brackets: an editor's, not the speaker's.
    pub(crate) bracketed: bool,
}

/// One move through both rows. Numbers count words of the content and of the windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// A word of the content against a word of the record.
    Pair(usize, usize),
    /// A word only the record has.
    Dropped(usize),
    /// A word only the content has.
    Added(usize),
    /// The next words come from another stretch.
    Jump,
}

/// The best path and its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    /// In content order; each content word is in exactly one move.
    pub(crate) moves: Vec<Move>,
    /// In the unit of the pair scores: about 50 a bit.
    pub(crate) score: i32,
}

/// Stands between two windows in `windows`: no word, never paired and never crossed.
pub(crate) const WALL: i32 = i32::MIN;

/// Costs of gaps and jumps, in the unit of the pair scores.
pub(crate) mod cost {
    /// First and each word that only the content has.
    pub(crate) const ADDED: (i32, i32) = (700, 350);
    /// The same before the first and after the last word that has a counterpart.
    pub(crate) const ADDED_AT_EDGE: (i32, i32) = (600, 200);
    /// The same inside square brackets.
    pub(crate) const ADDED_BRACKETED: (i32, i32) = (50, 50);
    /// First and each word that only the record has.
    pub(crate) const DROPPED: (i32, i32) = (600, 60);
    /// The same at a break of the content.
    pub(crate) const DROPPED_AT_BREAK: (i32, i32) = (100, 4);
    /// To a later stretch: without a mark, and at a break.
    pub(crate) const JUMP: (i32, i32) = (3000, 700);
    /// To an earlier stretch.
    pub(crate) const JUMP_BACK: (i32, i32) = (3600, 2400);
}

const NONE: i32 = i32::MIN / 4;
const FROM: u8 = 3;
const FROM_PAIR: u8 = 0;
const FROM_ADDED: u8 = 1;
const FROM_DROPPED: u8 = 2;
const FROM_EDGE: u8 = 3;
const ADDED_ON: u8 = 4;
const DROPPED_ON: u8 = 8;
const JUMPED: u8 = 48;
const JUMPED_AHEAD: u8 = 16;
const JUMPED_BACK: u8 = 32;

/// The best path of all `slots` through columns of the record. `pairs` holds the score of each
/// content word against each column, row by row; a column of [`WALL`] parts two windows.
pub(crate) fn best(slots: &[Slot], pairs: &[i32]) -> Path {
    let n = pairs.len().checked_div(slots.len()).unwrap_or(0);
    let width = n + 1;
    let n_rows = slots.len() + 1;
    let mut whole = vec![NONE; n_rows * width];
    let mut came = vec![0_u8; n_rows * width];
    let mut added = vec![NONE; width];
    whole[..width].fill(0);
    // Row 0 holds no jump, so what a jump improves is kept apart from `whole` and read by the next row.
    let mut above: Vec<i32> = vec![0; width];
    let mut row = vec![NONE; width];
    for i in 1..n_rows {
        let scores = &pairs[(i - 1) * n..i * n];
        let (open_added, on_added) =
            if slots[i - 1].bracketed { cost::ADDED_BRACKETED } else { cost::ADDED };
        let last = i == slots.len();
        let breaks = slots.get(i).is_some_and(|slot| slot.breaks);
        let (open_dropped, on_dropped) =
            if breaks { cost::DROPPED_AT_BREAK } else { cost::DROPPED };
        let mut dropped = NONE;
        for j in 0..width {
            let mut flags = 0;
            let on = added[j] - on_added;
            let open = above[j] - open_added - on_added;
            if on > open {
                flags |= ADDED_ON;
            }
            added[j] = on.max(open);
            let score = j.checked_sub(1).map_or(WALL, |at| scores[at]);
            let pair = if score == WALL { NONE } else { above[j - 1] + score };
            if j == 0 || score == WALL || last {
                dropped = NONE;
            } else {
                let on = dropped - on_dropped;
                let open = row[j - 1] - open_dropped - on_dropped;
                if on > open {
                    flags |= DROPPED_ON;
                }
                dropped = on.max(open);
            }
            let best = pair.max(added[j]).max(dropped).max(edge(i));
            flags |= match best {
                best if best == pair => FROM_PAIR,
                best if best == added[j] => FROM_ADDED,
                best if best == dropped => FROM_DROPPED,
                _ => FROM_EDGE,
            };
            row[j] = best.max(NONE);
            came[i * width + j] = flags;
        }
        whole[i * width..(i + 1) * width].copy_from_slice(&row);
        if !last {
            jump(&mut row, &mut came[i * width..(i + 1) * width], breaks);
        }
        std::mem::swap(&mut above, &mut row);
    }
    trace(slots.len(), width, &whole, &came)
}

/// The score of `n` words at an edge of the content that have no counterpart.
fn edge(n: usize) -> i32 {
    let (open, on) = cost::ADDED_AT_EDGE;
    if n == 0 { 0 } else { -open - on * n as i32 }
}

/// Improves `row` by jumps between its columns.
fn jump(row: &mut [i32], came: &mut [u8], breaks: bool) {
    let price = |(unmarked, marked): (i32, i32)| if breaks { marked } else { unmarked };
    let (ahead, back) = (price(cost::JUMP), price(cost::JUMP_BACK));
    let before = row.to_vec();
    let mut best = NONE;
    for j in 0..row.len() {
        if best - ahead > row[j] {
            row[j] = best - ahead;
            came[j] = (came[j] & !JUMPED) | JUMPED_AHEAD;
        }
        best = best.max(before[j]);
    }
    best = NONE;
    for j in (0..row.len()).rev() {
        if best - back > row[j] {
            row[j] = best - back;
            came[j] = (came[j] & !JUMPED) | JUMPED_BACK;
        }
        best = best.max(before[j]);
    }
}

/// Which of the tables a step of [`trace`] stands in.
enum Table {
    /// After jumps.
    Jumped,
    /// Before jumps.
    Whole,
    Added,
    Dropped,
}

fn trace(n_slots: usize, width: usize, whole: &[i32], came: &[u8]) -> Path {
    // Row by row from the last: on a tie the path ends with a word that has a counterpart.
    let (mut i, mut j, mut score) = (0, 0, edge(n_slots));
    for row in (1..=n_slots).rev() {
        let cells = &whole[row * width..(row + 1) * width];
        let column = first_best(cells, 0..width);
        let total = cells[column] + edge(n_slots - row);
        if total > score {
            (i, j, score) = (row, column, total);
        }
    }
    let mut moves: Vec<Move> = (i..n_slots).rev().map(Move::Added).collect();
    let mut table = Table::Whole;
    while i > 0 {
        let flags = came[i * width + j];
        table = match table {
            Table::Jumped => {
                let row = &whole[i * width..(i + 1) * width];
                match flags & JUMPED {
                    0 => {}
                    JUMPED_AHEAD => j = first_best(row, (0..j).rev()),
                    _ => j = first_best(row, j + 1..width),
                }
                if flags & JUMPED != 0 {
                    moves.push(Move::Jump);
                }
                Table::Whole
            }
            Table::Whole => match flags & FROM {
                FROM_ADDED => Table::Added,
                FROM_DROPPED => Table::Dropped,
                FROM_EDGE => {
                    moves.extend((0..i).rev().map(Move::Added));
                    i = 0;
                    Table::Whole
                }
                _ => {
                    i -= 1;
                    j = j.saturating_sub(1);
                    moves.push(Move::Pair(i, j));
                    Table::Jumped
                }
            },
            Table::Added => {
                i -= 1;
                moves.push(Move::Added(i));
                if flags & ADDED_ON != 0 { Table::Added } else { Table::Jumped }
            }
            Table::Dropped => {
                j = j.saturating_sub(1);
                moves.push(Move::Dropped(j));
                if flags & DROPPED_ON != 0 { Table::Dropped } else { Table::Whole }
            }
        };
    }
    moves.reverse();
    Path { moves, score }
}

/// The first of `columns` that scores best: the nearest, when the columns come nearest first.
fn first_best(row: &[i32], columns: impl Iterator<Item = usize>) -> usize {
    let mut best = (NONE, 0);
    for column in columns {
        if row[column] > best.0 {
            best = (row[column], column);
        }
    }
    best.1
}
