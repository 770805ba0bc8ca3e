//! A word that turns the sense round is dropped, added or changed: counted clause by clause, so that
//! "did not attend" and "failed to attend" agree.

use crate::matching::alignment::StepKind;
use crate::text::folded::Token;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Mark, Place};
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::{Scene, Side};

/// The rule.
pub const RULE: Rule = Rule { name: "negation", codes: &[Code::Negation, Code::Order], find };

/// Verbs over which a negation may move without turning the sense: "I don't think we will", "I think
/// we won't".
const RAISING: [&str; 14] = [
    "think", "thinks", "thought", "believe", "believes", "believed", "want", "wants", "wanted",
    "expect", "expects", "expected", "seem", "seems",
];

/// Words that limit a negation they stand behind: "not just", "not necessarily". Those that count
/// ("not only", "not entirely") are quantifiers.
const LIMITS: [&str; 3] = ["just", "simply", "necessarily"];

fn find(scene: &Scene) -> Vec<Claim> {
    let opposed = opposed(scene);
    let is_taken =
        |at: usize| opposed.iter().any(|(said, printed)| [*said, *printed].contains(&at));
    let mut claims = limits(scene);
    let side = |side: Side| -> Vec<usize> {
        (0..scene.pairs.len())
            .filter(|at| scene.is_live(*at) && !is_taken(*at) && is_negator(scene, side, *at))
            .collect()
    };
    let mut printed = side(Side::Printed);
    let mut left = Vec::new();
    for said in side(Side::Said) {
        let equal = printed.iter().position(|at| is_one_clause(scene, said, *at));
        match equal {
            Some(index) => {
                let at = printed.remove(index);
                claims.extend(raised(scene, said, at));
            }
            None => left.push(said),
        }
    }
    left.extend(printed);
    left.sort_unstable();
    for (said, printed) in opposed {
        // "Was not satisfied", "was unsatisfied": a negation makes up for the word that turns round.
        let makes_up =
            |at: &usize| is_one_clause(scene, *at, said) || is_one_clause(scene, *at, printed);
        match left.iter().position(makes_up) {
            Some(index) => drop(left.remove(index)),
            None => {
                let mut pairs = vec![said.min(printed), said.max(printed)];
                pairs.dedup();
                claims.push(scene.claim(Code::Negation, pairs));
            }
        }
    }
    for gap in &scene.gaps {
        let Some(swallowed) = swallowed(scene, gap) else { continue };
        match left.iter().position(|at| is_taken_in(scene, gap, *at)) {
            Some(index) => {
                let pairs = vec![left.remove(index)];
                let sentence = "the negation stands in another place in the record".to_owned();
                let (content, _) = scene.spans(&pairs);
                let passage = swallowed.difference.passage;
                claims.push(Claim::new(Code::Order, content, passage, sentence).explaining(pairs));
            }
            None => claims.push(swallowed),
        }
    }
    claims.extend(left.into_iter().map(|at| scene.claim(Code::Negation, with_helper(scene, at))));
    claims
}

/// Words of the article behind its first among which a negation may stand that the record has before.
const NEAR: usize = 6;

/// "I don't think | it is", "it is not": the negation before the quotation's first word stands inside.
fn is_taken_in(scene: &Scene, gap: &Gap, at: usize) -> bool {
    let is_added = scene.pairs.get(at).is_some_and(|pair| pair.kind == StepKind::Added);
    let carries = |token: &Token| RAISING.contains(&token.key.as_str());
    gap.place == Place::Head
        && at < NEAR
        && is_added
        && gap.suffix.iter().rev().take(3).any(carries)
}

/// The negation at `at`, with the other half of its contraction where the article lacks both: of
/// "don't" the "do" goes with it.
fn with_helper(scene: &Scene, at: usize) -> Vec<usize> {
    let lacks = |at: &usize| {
        scene.is_open(*at)
            && scene.pairs.get(*at).is_some_and(|pair| pair.kind == StepKind::Dropped)
    };
    let half = at.checked_sub(1).filter(|half| {
        lacks(&at) && lacks(half) && scene.pairs[*half].passage == scene.pairs[at].passage
    });
    half.into_iter().chain([at]).collect()
}

/// The negation moves over the verb that carries it, and takes its "do" along: one difference, and no
/// turn of the sense. `None` where it stays in its place.
fn raised(scene: &Scene, said: usize, printed: usize) -> Option<Claim> {
    let kind = |at: usize| scene.pairs.get(at).map(|pair| pair.kind);
    // A passage that opens with the "n't" of "don't" has it in the place of the "I" before.
    let moves = [said, printed].iter().all(|at| kind(*at).is_some_and(|k| k != StepKind::Same));
    let between = said.min(printed)..said.max(printed);
    let is_carried = between.clone().any(|at| RAISING.contains(&scene.word(Side::Said, at)));
    if !moves || !is_carried {
        return None;
    }
    let mut pairs = vec![said, printed];
    for (side, at) in [(Side::Said, said), (Side::Printed, printed)] {
        let helper = at.checked_sub(1).filter(|at| scene.is_open(*at));
        pairs.extend(helper.filter(|at| matches!(scene.word(side, *at), "do" | "does" | "did")));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let (content, passage) = scene.spans(&pairs);
    let sentence = "the negation stands in another place in the record".to_owned();
    Some(Claim::new(Code::Order, content, passage, sentence).explaining(pairs))
}

/// Words that turn each other round, one in the other's place: the pair of the record's, then of the
/// article's. At most one a run.
fn opposed(scene: &Scene) -> Vec<(usize, usize)> {
    let in_run = |run: std::ops::Range<usize>| {
        let run: Vec<usize> = run.take(12).filter(|at| scene.is_live(*at)).collect();
        let pairs = run.iter().flat_map(|said| run.iter().map(move |printed| (*said, *printed)));
        pairs.into_iter().find(|(said, printed)| {
            let said = scene.word(Side::Said, *said);
            let printed = scene.word(Side::Printed, *printed);
            // "Many" and "few" are told apart as quantifiers.
            let is_count =
                [said, printed].iter().all(|word| scene.wording.quantifiers.contains(word));
            let is_pair = !said.is_empty() && !printed.is_empty() && !is_count;
            is_pair && scene.wording.are_opposed(said, printed)
        })
    };
    scene.runs().into_iter().filter_map(in_run).collect()
}

/// A word that limits a negation, which both texts have, in one of them only: "not the price", "not
/// just the price".
fn limits(scene: &Scene) -> Vec<Claim> {
    let is_limit = |at: &usize| {
        let side = match scene.pairs[*at].kind {
            StepKind::Dropped => Side::Said,
            StepKind::Added => Side::Printed,
            StepKind::Same | StepKind::Changed => return false,
        };
        let before = (0..*at).rev().find(|before| !scene.word(side, *before).is_empty());
        scene.is_live(*at)
            && LIMITS.contains(&scene.word(side, *at))
            && before.is_some_and(|before| {
                scene.pairs[before].kind == StepKind::Same
                    && scene.wording.negators.get(scene.word(side, before)) == Some("full")
            })
    };
    let found = (0..scene.pairs.len()).filter(is_limit);
    found.map(|at| scene.claim(Code::Negation, vec![at])).collect()
}

fn is_negator(scene: &Scene, side: Side, at: usize) -> bool {
    let word = scene.word(side, at);
    if word == "no" {
        // "No, we will" answers; it does not turn the clause round.
        let marks = if side == Side::Said { scene.said_marks(at) } else { scene.printed_marks(at) };
        return !marks.1.starts_with([',', '.', '!', '—', '?']);
    }
    scene.wording.negators.contains(word)
}

fn is_one_clause(scene: &Scene, a: usize, b: usize) -> bool {
    let (from, to) = (a.min(b), a.max(b));
    if to - from > 8 || scene.pairs[from].part != scene.pairs[to].part {
        return false;
    }
    let between = from..to;
    let is_open = between.clone().all(|at| scene.is_open(at));
    let is_raised =
        (from.saturating_sub(2)..=to).any(|at| RAISING.contains(&scene.word(Side::Said, at)));
    let is_parted = between.clone().skip(1).any(|at| {
        matches!(scene.word(Side::Said, at), "and" | "but" | "or" | "because" | "so")
            || scene.said_marks(at).0.contains([',', '.', ';', '?', '!', '—'])
    });
    is_open || is_raised || (!is_parted && to - from <= 3)
}

/// A negation at an edge or under a join that governs words which are kept: the last words before the
/// quotation ("I don't think that | …"), or the first after a part ("is | not permitted").
fn swallowed(scene: &Scene, gap: &Gap) -> Option<Claim> {
    let negates = |word: &str| {
        matches!(scene.wording.negators.get(word), Some("full")) && word != "no" && word != "nor"
    };
    let at = match gap.place {
        Place::Tail => return None,
        Place::Head => {
            let at = governing(scene, &gap.suffix, negates)?;
            return claim(scene, gap, gap.suffix.get(at)?.span);
        }
        Place::Before(_) if matches!(gap.mark, Mark::Sentence) => return None,
        Place::Before(_) if gap.suffix.is_empty() => {
            governing(scene, &gap.prefix, negates).or_else(|| opening(scene, gap, negates))
        }
        Place::Before(_) => {
            if let Some(at) = opening(scene, gap, negates)
                && !is_ended(scene, gap.prefix.first()?.span.start())
            {
                return claim(scene, gap, gap.prefix.get(at)?.span);
            }
            let at = governing(scene, &gap.suffix, negates)?;
            let end = gap.suffix.last().map_or(0, |token| token.span.end());
            return match ends_clause(scene, end) {
                true => None,
                false => claim(scene, gap, gap.suffix.get(at)?.span),
            };
        }
    }?;
    claim(scene, gap, gap.prefix.get(at)?.span)
}

/// "Is | not permitted": a negation that opens what is left out governs what stands before it. Behind a
/// subject ("I never expect to") or a conjunction ("and nobody wants to") it has a verb of its own.
fn opening(scene: &Scene, gap: &Gap, negates: impl Fn(&str) -> bool) -> Option<usize> {
    let opens = |token: &&Token| {
        negates(&token.key)
            || token.key.ends_with("ly")
            || scene.wording.modals.contains(&token.key)
            || scene.wording.function_words.get(&token.key) == Some("verb")
    };
    if gap.prefix.first()?.key == "no" && is_one_phrase(scene, gap) {
        return Some(0);
    }
    let mut first = gap.prefix.iter().take_while(opens).take(2);
    first.position(|token| negates(&token.key))
}

/// Whether the few words left out and the word before them are one phrase: "there is | no | reason", not
/// "it has | no door and | a roof".
fn is_one_phrase(scene: &Scene, gap: &Gap) -> bool {
    let parts = |token: &Token| matches!(token.key.as_str(), "and" | "but" | "or" | "nor");
    let from = gap.passage.start();
    let to = gap.prefix.last().map_or(from, |token| token.span.end());
    let between = scene.record.text.get(from..to.max(from)).unwrap_or("");
    let after = scene.record.text.get(to..).unwrap_or("").trim_start();
    gap.prefix.len() <= 4
        && !gap.prefix.iter().any(parts)
        && !between.contains(|c: char| c.is_ascii_punctuation())
        && !after.starts_with(|c: char| c.is_ascii_punctuation())
}

/// Whether a sentence of the record ends before byte `at`: what begins there has a clause of its own.
fn is_ended(scene: &Scene, at: usize) -> bool {
    let before = scene.record.text.get(..at).unwrap_or("").trim_end();
    before.ends_with(['.', '?', '!', ';', ':', '—'])
}

/// Whether the clause ends at byte `at` of the record: what follows is not governed by it.
fn ends_clause(scene: &Scene, at: usize) -> bool {
    let after = scene.record.text.get(at..).unwrap_or("").trim_start();
    after.starts_with(['.', '?', '!', ';', ':', '—'])
}

fn claim(scene: &Scene, gap: &Gap, passage: Span) -> Option<Claim> {
    // The article may give the negation outside its marks: he was not "in favour".
    let outside = scene.article_before(gap.content.start());
    let says_so = outside.iter().any(|word| scene.wording.negators.contains(word.as_str()));
    if says_so && gap.place == Place::Head {
        return None;
    }
    let said = passage.of(&scene.record.text);
    let sentence = match gap.place {
        Place::Head => format!("the record has \"{said}\" before these words"),
        _ => format!("\"{said}\" is in the part left out"),
    };
    Some(Claim::new(Code::Negation, gap.content, passage, sentence))
}

/// The negation among the last words of `words` that governs what follows them: nothing but a few
/// words that carry it on ("think", "that", "going", "to") stands after it.
fn governing(scene: &Scene, words: &[Token], negates: impl Fn(&str) -> bool) -> Option<usize> {
    for (at, token) in words.iter().enumerate().rev().take(5) {
        let word = token.key.as_str();
        if negates(word) {
            return Some(at);
        }
        let carries = RAISING.contains(&word)
            || matches!(
                word,
                "that"
                    | "to"
                    | "going"
                    | "be"
                    | "been"
                    | "say"
                    | "saying"
                    | "sure"
                    | "true"
                    | "certain"
                    | "ever"
                    | "a"
                    | "the"
                    | "in"
                    | "really"
                    | "even"
            )
            || scene.wording.pronouns.contains(word);
        if !carries {
            return None;
        }
    }
    None
}
