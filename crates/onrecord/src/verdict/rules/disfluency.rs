//! Fillers, repeats and restarts of speech that the article leaves out.

use crate::matching::alignment::StepKind;
use crate::verdict::code::Code;
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};

use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { name: "disfluency", codes: &[Code::Disfluency], find };

/// The longest stretch that a speaker drops to start again, in words.
const RESTART: usize = 8;

/// The longest aside between a start and the same start taken up again, in words.
const ASIDE: usize = 6;

/// The longest filler listed, in words.
const LONGEST: usize = 5;

fn find(scene: &Scene) -> Vec<Claim> {
    let runs = scene.runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == StepKind::Dropped);
    let claims = runs.into_iter().filter_map(|run| {
        let kept = without_fillers(scene, run.clone());
        let is_noise =
            kept.is_empty() || is_repeat(scene, &run, &kept) || is_restart(scene, &run, &kept);
        if is_noise {
            return Some(scene.claim(Code::Disfluency, run.collect()));
        }
        // Words that carry something stay open; the pauses among them are explained.
        let pauses: Vec<usize> = run.filter(|at| is_pause(scene, *at)).collect();
        (!pauses.is_empty()).then(|| scene.claim(Code::Disfluency, pauses))
    });
    claims.chain(tags(scene)).collect()
}

/// Fillers and tags that the article alone has, set off: "alright?", "believe me". The transcriber may
/// have left them out, and they say nothing.
fn tags(scene: &Scene) -> Vec<Claim> {
    let added = scene.runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == StepKind::Added);
    let is_tag = |run: &Range<usize>| {
        let words: Vec<&str> =
            run.clone().map(|at| scene.word(Side::Printed, at)).filter(|w| !w.is_empty()).collect();
        let set_off = |marks: &str| marks.contains([',', '.', '?', '!', '—', ';', '…']);
        let before = scene.printed_marks(run.start).0;
        let after = run.end.checked_sub(1).map_or("", |last| scene.printed_marks(last).1);
        let opens = before.is_empty() || set_off(before) || before.contains(['“', '"', '\n']);
        matches!(scene.wording.fillers.get(&words.join(" ")), Some("pause" | "marker"))
            && opens
            && set_off(after)
    };
    let tags = added.into_iter().filter(|run| {
        // "Alright" is "all right": the record may have the second half of it.
        run.len() <= LONGEST && (is_tag(run) || is_tag(&(run.start..run.end + 1)))
    });
    tags.map(|run| scene.claim(Code::Disfluency, run.collect())).collect()
}

fn is_pause(scene: &Scene, at: usize) -> bool {
    scene.wording.fillers.get(&scene.pairs[at].said) == Some("pause")
}

/// The pairs of `run` that are left when fillers are taken out.
fn without_fillers(scene: &Scene, run: Range<usize>) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let longest = LONGEST.min(run.end - at);
        let filler = (1..=longest).rev().find(|n| is_filler(scene, at..at + n));
        match filler {
            Some(n) => at += n,
            None => {
                kept.push(at);
                at += 1;
            }
        }
    }
    kept
}

fn is_filler(scene: &Scene, phrase: Range<usize>) -> bool {
    let words: Vec<&str> = phrase.clone().map(|at| scene.word(Side::Said, at)).collect();
    let (before, _) = scene.said_marks(phrase.start);
    let (_, after) = scene.said_marks(phrase.end - 1);
    let opens = before.is_empty() || before.contains(['.', '?', '!', '—', '-', '\n', ';']);
    let set_off = |marks: &str| marks.contains([',', '.', '?', '!', '—', '-', ';', '…']);
    match scene.wording.fillers.get(&words.join(" ")) {
        Some("pause") => true,
        // "like" and "well" are fillers where the record sets them off.
        Some("marker") => {
            (opens || set_off(before)) && (set_off(after) || scene.is_captions() || opens)
        }
        Some("joiner") => opens,
        _ => false,
    }
}

/// Whether `kept` says again what stands right before or right after the run.
fn is_repeat(scene: &Scene, run: &Range<usize>, kept: &[usize]) -> bool {
    let dropped: Vec<&str> = kept.iter().map(|at| scene.word(Side::Said, *at)).collect();
    let after = said_from(scene, run.end, dropped.len());
    let before = said_before(scene, run.start, dropped.len());
    // "It's not even, believe it or not, it's not even hard": taken up again behind a few words.
    let follows = said_from(scene, run.end, dropped.len() + ASIDE);
    let is_resumed =
        dropped.len() >= 3 && follows.windows(dropped.len()).any(|window| window == dropped);
    after == dropped || before == dropped || is_resumed
}

/// Whether the run is the start of a sentence that is then begun again with the same word, or a word
/// that breaks off. What it says must not be lost: a negation, a number or a modal word has to stand
/// in what follows too.
fn is_restart(scene: &Scene, run: &Range<usize>, kept: &[usize]) -> bool {
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return false };
    if kept.len() > RESTART {
        return false;
    }
    let follows = said_from(scene, run.end, RESTART + 2);
    let next = follows.first().copied().unwrap_or("");
    let (_, after) = scene.said_marks(*last);
    let breaks_off = after.trim_end().ends_with(['—', '–', '-', '…']) || after.contains("...");
    let word = scene.word(Side::Said, *last);
    let is_stump = after.starts_with('-') && next.starts_with(word);
    // A short start may share one word with the next; a longer one has to share two.
    let second = kept.get(1).map_or("", |at| scene.word(Side::Said, *at));
    let begins_again = scene.word(Side::Said, *first) == next
        && (kept.len() <= 3 || follows.get(1).is_some_and(|word| *word == second));
    // "because I think I'm right": the hedge is no start of what follows, though both begin alike.
    let hedges = (1..=kept.len()).flat_map(|n| kept.windows(n)).any(|phrase| {
        let words: Vec<&str> = phrase.iter().map(|at| scene.word(Side::Said, *at)).collect();
        let is_doubt = scene.wording.hedges.get(&words.join(" ")) == Some("doubt");
        is_doubt && !follows.windows(words.len()).any(|window| window == words)
    });
    let carries = |at: &usize| {
        let word = scene.word(Side::Said, *at);
        let wording = scene.wording;
        let is_carrier = wording.negators.contains(word)
            || wording.numerals.contains(word)
            || wording.modals.contains(word)
            || wording.hedges.contains(word)
            || wording.reversals.contains(word)
            || word.starts_with(|c: char| c.is_ascii_digit());
        is_carrier && !follows.contains(&word)
    };
    (begins_again || breaks_off || is_stump) && !hedges && !kept.iter().any(carries)
}

fn said_from<'s>(scene: &'s Scene, from: usize, n: usize) -> Vec<&'s str> {
    let words = (from..scene.pairs.len()).map(|at| scene.word(Side::Said, at));
    words.filter(|word| !word.is_empty()).take(n).collect()
}

fn said_before<'s>(scene: &'s Scene, end: usize, n: usize) -> Vec<&'s str> {
    let words = (0..end).rev().map(|at| scene.word(Side::Said, at));
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).take(n).collect();
    words.reverse();
    words
}
