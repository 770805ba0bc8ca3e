//! What the check flags on real reports: quotations of PolNeAR laid beside the whole record. Located
//! quotations and the judgements in `eval/judgements/flagged.tsv` in; how many that have the record's
//! words, and how many that only tidy speech, are given a meaning-bearing difference all the same, and
//! how many of those flagged a reader flags too, out.
//!
//! A quotation is flagged where its grade is `meaning`. The list holds every one flagged, and others
//! drawn from the rest with a seed.

use crate::floors::Scores;
use crate::judgements::{Judgement, Sweep, read};
use crate::locate::line;
use crate::press::{Located, has_same_words};
use crate::sample::Draw;
use crate::showing::show;
use anyhow::Result;
use onrecord::matching::alignment::StepKind;
use onrecord::verdict::fidelity::Fidelity;
use onrecord::verdict::pair::{Pair, pairs};

/// Prints the counts: `flagged [unread|missed|alarms|unflagged [N [SEED]]]`. The word prints, beside its
/// passage, each quotation that is flagged and judged by nobody, that a reader flags and the check does
/// not, that the check flags and no reader does, or `N` of those not flagged, drawn with a seed.
///
/// # Errors
/// Names the corpus that is missing.
pub fn run(arguments: &[String]) -> Result<()> {
    let number = |at: usize| arguments.get(at).and_then(|word| word.parse().ok());
    let judgements = read("flagged")?;
    let sweep = Sweep::whole()?;
    let tally = Tally::of(&sweep, &judgements);
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!("{} quotations, {} located", sweep.checked.len(), sweep.located().len());
    for (what, count) in [("the record's words", tally.same), ("tidied speech", tally.tidied)] {
        let Count { n, flagged } = count;
        println!("{what}: {flagged} of {n} flagged ({:.2} %)", share(flagged, n));
    }
    println!(
        "flagged: {}; of {} judged {} rightly ({:.1} %)",
        tally.flagged,
        tally.judged,
        tally.rightly,
        share(tally.rightly, tally.judged)
    );
    println!(
        "judged and not flagged: {}; a reader flags {} of them",
        tally.unflagged, tally.missed
    );
    for (name, value) in tally.scores() {
        println!("{value:8.4} {name}");
    }
    let which = arguments.first().map_or("", String::as_str);
    let (n, seed): (usize, usize) = (number(1).unwrap_or(100), number(2).unwrap_or(20_261_127));
    let mut shown = sweep.located();
    shown.retain(|located| {
        let judgement = judged(&sweep, &judgements, located);
        let is_right = judgement.is_some_and(is_meaning);
        match which {
            "unread" => is_flagged(located) && judgement.is_none(),
            "missed" => !is_flagged(located) && is_right,
            "alarms" => is_flagged(located) && judgement.is_some() && !is_right,
            "unflagged" => !is_flagged(located),
            _ => false,
        }
    });
    if which == "unflagged" {
        shown = Draw::new(seed as u64).take(shown, n);
    }
    for located in shown {
        let article = &sweep.articles[located.article];
        println!("\n{}", show(&sweep.archive, article, located));
        println!("  # {}", line(&sweep.archive, article, located));
    }
    Ok(())
}

/// The scores that `eval/floors.toml` holds: on the judged articles, against the records that the list
/// names alone.
///
/// # Errors
/// Names the corpus that is missing.
pub fn measure() -> Result<Scores> {
    let judgements = read("flagged")?;
    let sweep = Sweep::of_judged(&judgements)?;
    Ok(Tally::of(&sweep, &judgements).scores())
}

/// Quotations of one sort, and those of them that are flagged.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    n: usize,
    flagged: usize,
}

/// What a sweep flags.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Quotations that have the record's words and no others.
    same: Count,
    /// Quotations that lack nothing but pauses, tags and words said twice, or of which a reader says so.
    tidied: Count,
    flagged: usize,
    /// Flagged quotations that the list holds with the passage that the check gives.
    judged: usize,
    /// Those of them that a reader flags too.
    rightly: usize,
    /// Quotations of the list that are located where it says and not flagged.
    unflagged: usize,
    /// Those of them that a reader flags.
    missed: usize,
}

impl Tally {
    fn of(sweep: &Sweep, judgements: &[Judgement]) -> Tally {
        let mut tally = Tally::default();
        for located in sweep.located() {
            let is_flagged = is_flagged(located);
            let judgement = judged(sweep, judgements, located);
            if let Some(found) = located.best() {
                let article = &sweep.articles[located.article];
                let record = &sweep.archive.records()[found.passage.record];
                let count = if has_same_words(found) {
                    Some(&mut tally.same)
                } else if judgement.is_some_and(is_tidy)
                    || found.alignment.parts.len() == 1 && is_tidied(&pairs(article, record, found))
                {
                    Some(&mut tally.tidied)
                } else {
                    None
                };
                if let Some(count) = count {
                    count.n += 1;
                    count.flagged += usize::from(is_flagged);
                }
            }
            let is_right = usize::from(judgement.is_some_and(is_meaning));
            tally.flagged += usize::from(is_flagged);
            match (is_flagged, judgement) {
                (true, Some(_)) => {
                    tally.judged += 1;
                    tally.rightly += is_right;
                }
                (false, Some(_)) => {
                    tally.unflagged += 1;
                    tally.missed += is_right;
                }
                (_, None) => {}
            }
        }
        tally
    }

    fn scores(&self) -> Scores {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        Scores::from([
            ("precision", share(self.rightly, self.judged)),
            ("max_missed", share(self.missed, self.unflagged)),
            ("max_unread", (self.flagged - self.judged) as f64),
            ("max_same_words_flagged", share(self.same.flagged, self.same.n)),
            ("max_tidied_flagged", share(self.tidied.flagged, self.tidied.n)),
            ("same_words", self.same.n as f64),
            ("judged", (self.judged + self.unflagged) as f64),
        ])
    }
}

fn is_flagged(located: &Located) -> bool {
    located.finding.verdict.fidelity == Fidelity::Meaning
}

/// Whether the reader flags it: the passage is the one quoted, and a difference alters the meaning.
fn is_meaning(judgement: &Judgement) -> bool {
    judgement.is_right && judgement.grade == Fidelity::Meaning.name()
}

/// Whether the reader finds speech tidied, and nothing else.
fn is_tidy(judgement: &Judgement) -> bool {
    judgement.is_right && judgement.grade == Fidelity::CleanedUp.name()
}

/// What a reader said of the quotation beside the passage that the check gives.
fn judged<'a>(
    sweep: &Sweep,
    judgements: &'a [Judgement],
    located: &Located,
) -> Option<&'a Judgement> {
    judgements.iter().find(|judgement| {
        judgement.is_of(&sweep.articles, located) && judgement.is_there(&sweep.archive, located)
    })
}

/// Pauses and tags that say nothing, whoever leaves them out; apart from the list that the rules use.
const NOISE: [&str; 16] = [
    "uh", "um", "er", "ah", "eh", "oh", "hmm", "you know", "i mean", "well", "look", "okay", "ok",
    "so", "and", "right",
];

/// Whether the words of the record that the quotation lacks are noise or said twice, and it has no
/// words of its own.
fn is_tidied(pairs: &[Pair]) -> bool {
    let mut at = 0;
    while let Some(pair) = pairs.get(at) {
        match pair.kind {
            StepKind::Same => at += 1,
            StepKind::Changed | StepKind::Added => return false,
            StepKind::Dropped => {
                let rest = &pairs[at..];
                let is_dropped = |pair: &&Pair| pair.kind == StepKind::Dropped;
                let run = rest.iter().take_while(is_dropped).count();
                let said = |pairs: &[Pair]| -> Vec<String> {
                    pairs.iter().map(|pair| pair.said.clone()).collect()
                };
                let dropped = said(&rest[..run]);
                let after = said(&rest[run..rest.len().min(2 * run)]);
                let before = said(&pairs[at.saturating_sub(run)..at]);
                if !is_noise(&dropped) && dropped != after && dropped != before {
                    return false;
                }
                at += run;
            }
        }
    }
    true
}

fn is_noise(words: &[String]) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let n =
            (1..=rest.len().min(2)).rev().find(|n| NOISE.contains(&rest[..*n].join(" ").as_str()));
        let Some(n) = n else { return false };
        rest = &rest[n..];
    }
    true
}
