//! Holds the aligner against a slow reckoning that tries every length of every gap, on small inputs
//! drawn with a seed.

use crate::matching::path::{Move, Slot, WALL, best, cost};

/// Numbers that follow from a seed (Steele 2014, SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// Slots and scores: up to 7 words against up to 14 columns, often alike, sometimes parted by a wall.
fn drawn(seed: u64) -> (Vec<Slot>, Vec<i32>) {
    let mut draw = Draw(seed);
    let (n, m) = (1 + draw.below(7) as usize, 1 + draw.below(14) as usize);
    let slots = (0..n)
        .map(|_| Slot { breaks: draw.below(5) == 0, bracketed: draw.below(6) == 0 })
        .collect();
    let walls: Vec<bool> = (0..m).map(|_| draw.below(7) == 0).collect();
    let mut pairs = Vec::new();
    for _ in 0..n {
        for wall in &walls {
            let score = match draw.below(4) {
                0 => 250 + 50 * draw.below(30) as i32,
                1 => draw.below(300) as i32 - 150,
                _ => -450,
            };
            pairs.push(if *wall { WALL } else { score });
        }
    }
    (slots, pairs)
}

const NEVER: i64 = i64::MIN / 4;

fn edge(n: usize) -> i64 {
    let (open, on) = cost::ADDED_AT_EDGE;
    if n == 0 { 0 } else { -i64::from(open) - i64::from(on) * n as i64 }
}

/// What the first of a run of added words costs beside its own, and what each costs.
fn added(slot: &Slot) -> (i64, i64) {
    let (open, on) = if slot.bracketed { cost::ADDED_BRACKETED } else { cost::ADDED };
    (i64::from(open), i64::from(on))
}

/// The same for words that only the record has, after the first `i` words of the content.
fn dropped(slots: &[Slot], i: usize) -> (i64, i64) {
    let breaks = slots.get(i).is_some_and(|slot| slot.breaks);
    let (open, on) = if breaks { cost::DROPPED_AT_BREAK } else { cost::DROPPED };
    (i64::from(open), i64::from(on))
}

fn jump(slots: &[Slot], i: usize, ahead: bool) -> i64 {
    let breaks = slots.get(i).is_some_and(|slot| slot.breaks);
    let (unmarked, marked) = if ahead { cost::JUMP } else { cost::JUMP_BACK };
    i64::from(if breaks { marked } else { unmarked })
}

/// The best score, by trying every length of every gap and every jump.
fn oracle(slots: &[Slot], pairs: &[i32]) -> i64 {
    let (n, m) = (slots.len(), pairs.len() / slots.len());
    let is_wall = |j: usize| pairs[j - 1] == WALL;
    let mut whole = vec![vec![NEVER; m + 1]; n + 1];
    let mut jumped = vec![vec![NEVER; m + 1]; n + 1];
    whole[0] = vec![0; m + 1];
    jumped[0] = vec![0; m + 1];
    for i in 1..=n {
        for j in 0..=m {
            let mut here = edge(i);
            if j > 0 && !is_wall(j) {
                here = here.max(jumped[i - 1][j - 1] + i64::from(pairs[(i - 1) * m + j - 1]));
            }
            let mut price = 0;
            for from in (0..i).rev() {
                let (open, on) = added(&slots[from]);
                price += on;
                here = here.max(jumped[from][j] - open - price);
            }
            let (open, on) = dropped(slots, i);
            for from in (0..j).rev().take_while(|from| i < n && !is_wall(from + 1)) {
                here = here.max(whole[i][from] - open - on * (j - from) as i64);
            }
            whole[i][j] = here;
        }
        for j in 0..=m {
            jumped[i][j] = whole[i][j];
            for from in (0..=m).filter(|from| i < n && *from != j) {
                let landed = whole[i][from] - jump(slots, i, from < j);
                jumped[i][j] = jumped[i][j].max(landed);
            }
        }
    }
    let ends = (1..=n).flat_map(|i| whole[i].iter().map(move |score| score + edge(n - i)));
    ends.fold(edge(n), i64::max)
}

/// What `moves` cost and earn, word by word. Added words at an edge may be counted in two ways.
fn replayed(slots: &[Slot], pairs: &[i32], moves: &[Move]) -> i64 {
    let m = pairs.len() / slots.len();
    let is_added = |step: &Move| matches!(step, Move::Added(_));
    let n_head = moves.iter().take_while(|step| is_added(step)).count();
    let n_tail =
        moves.iter().rev().take_while(|step| is_added(step)).count().min(moves.len() - n_head);
    let inner = |words: std::ops::Range<usize>| -> i64 {
        let first = slots.get(words.start).filter(|_| !words.is_empty());
        let each: i64 = slots[words.clone()].iter().map(|slot| added(slot).1).sum();
        -first.map_or(0, |slot| added(slot).0) - each
    };
    let n = slots.len();
    let head = (0..=n_head).map(|at| edge(at) + inner(at..n_head)).max().unwrap();
    let tail = (n - n_tail..=n).map(|at| inner(n - n_tail..at) + edge(n - at)).max().unwrap();
    let mut sum = head + tail;
    let mut at = n_head;
    let mut column = None;
    let mut before: Option<Move> = None;
    for step in &moves[n_head..moves.len() - n_tail] {
        match *step {
            Move::Pair(word, to) => {
                assert_eq!(word, at);
                assert_ne!(pairs[to], WALL, "a wall is no word");
                sum += i64::from(pairs[word * m + to]);
                if let (Some(from), Some(Move::Jump)) = (column, before) {
                    sum -= jump(slots, at, from < to);
                } else {
                    assert!(column.is_none_or(|from| from + 1 == to), "columns follow");
                }
                (at, column) = (at + 1, Some(to));
            }
            Move::Dropped(to) => {
                assert!(column.is_none_or(|from| from + 1 == to), "columns follow");
                assert_ne!(pairs[to], WALL, "a wall is not crossed");
                let (open, on) = dropped(slots, at);
                sum -= on + if matches!(before, Some(Move::Dropped(_))) { 0 } else { open };
                column = Some(to);
            }
            Move::Added(word) => {
                assert_eq!(word, at);
                let (open, on) = added(&slots[word]);
                sum -= on + if matches!(before, Some(Move::Added(_))) { 0 } else { open };
                at += 1;
            }
            Move::Jump => {}
        }
        before = Some(*step);
    }
    assert_eq!(at + n_tail, n, "each word of the content once");
    sum
}

#[test]
fn the_score_is_that_of_the_slow_reckoning() {
    for seed in 0..4000 {
        let (slots, pairs) = drawn(seed);
        let path = best(&slots, &pairs);
        assert_eq!(i64::from(path.score), oracle(&slots, &pairs), "seed {seed}");
    }
}

#[test]
fn the_moves_earn_the_score() {
    for seed in 0..4000 {
        let (slots, pairs) = drawn(seed);
        let path = best(&slots, &pairs);
        // Which column a jump before added words lands in, the moves do not tell; nor, where nothing
        // is paired, which added words count as an edge.
        let mut twos = path.moves.windows(2);
        let lands_on_added = twos.any(|two| matches!(two, [Move::Jump, Move::Added(_)]));
        if lands_on_added || !path.moves.iter().any(|step| matches!(step, Move::Pair(..))) {
            continue;
        }
        assert_eq!(i64::from(path.score), replayed(&slots, &pairs, &path.moves), "seed {seed}");
    }
}

#[test]
fn no_words_of_the_record_leave_every_word_added() {
    let slots = [Slot { breaks: false, bracketed: false }; 3];
    let path = best(&slots, &[]);
    assert_eq!(path.moves, [Move::Added(0), Move::Added(1), Move::Added(2)]);
    assert_eq!(i64::from(path.score), edge(3));
}
