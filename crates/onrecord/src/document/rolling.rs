//! Captions that roll up the screen show each line twice: as the lower line while it is said, and as
//! the upper one while the next is. Cues in, the same cues with each line once out.

use crate::document::cue::{Cue, has_word_times, plain};

/// Fewest cues from which rolling can be told.
const FEWEST: usize = 4;

/// Removes the lines that a cue repeats from the one before, if the file rolls: if at least one cue in
/// three begins with the last line of its predecessor. In a file that does not roll, a line that
/// comes twice was said twice.
pub fn unroll(cues: &mut [Cue]) {
    let shown: Vec<Vec<String>> = cues
        .iter()
        .map(|cue| {
            cue.lines.iter().map(|line| plain(line)).filter(|line| !line.is_empty()).collect()
        })
        .collect();
    let n_rolling = shown
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.last().is_some() && a.last() == b.first()))
        .count();
    if cues.len() < FEWEST || n_rolling * 3 < cues.len() {
        return;
    }
    for (cue, pair) in cues.iter_mut().skip(1).zip(shown.windows(2)) {
        let [before, here] = pair else { continue };
        let fresh = |line: &String| has_word_times(line);
        cue.lines.retain(|line| !plain(line).is_empty());
        // A line with times for its words is being said, whatever stood there before.
        let most = cue.lines.iter().position(fresh).unwrap_or(cue.lines.len()).min(before.len());
        let repeats = |n: &usize| before.get(before.len() - n..) == here.get(..*n);
        let n_repeated = (1..=most.min(MOST_LINES)).rev().find(repeats).unwrap_or(0);
        cue.lines.drain(..n_repeated.min(cue.lines.len()));
    }
}

/// Most lines that a screen shows at once: CEA-608 captions have up to four.
const MOST_LINES: usize = 4;
