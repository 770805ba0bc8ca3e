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

fn find(scene: &Scene) -> Vec<Claim> {
    let mut claims = opposed(scene);
    let is_taken = |at: usize| claims.iter().any(|claim: &Claim| claim.pairs.contains(&at));
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
    claims.extend(left.into_iter().map(|at| scene.claim(Code::Negation, with_helper(scene, at))));
    claims.extend(scene.gaps.iter().filter_map(|gap| swallowed(scene, gap)));
    claims
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

/// Words that turn each other round, one in the other's place, where no negation makes up for it.
fn opposed(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for run in scene.runs() {
        let run: Vec<usize> = run.take(12).filter(|at| scene.is_live(*at)).collect();
        let pairs = run.iter().flat_map(|said| run.iter().map(move |printed| (*said, *printed)));
        let found = pairs.into_iter().find(|(said, printed)| {
            let said = scene.word(Side::Said, *said);
            let printed = scene.word(Side::Printed, *printed);
            // "Many" and "few" are told apart as quantifiers.
            let is_count =
                [said, printed].iter().all(|word| scene.wording.quantifiers.contains(word));
            let is_pair = !said.is_empty() && !printed.is_empty() && !is_count;
            is_pair && scene.wording.are_opposed(said, printed)
        });
        let Some((said, printed)) = found else { continue };
        let others = |side: Side, but: usize| {
            run.iter().filter(|at| **at != but && is_negator(scene, side, **at)).count()
        };
        let n_negators = others(Side::Said, said) + others(Side::Printed, printed);
        if n_negators % 2 == 0 {
            let mut pairs = vec![said.min(printed), said.max(printed)];
            pairs.dedup();
            claims.push(scene.claim(Code::Negation, pairs));
        }
    }
    claims
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
        Place::Before(_) if gap.suffix.is_empty() => governing(scene, &gap.prefix, negates)
            .or_else(|| gap.prefix.iter().take(2).position(|token| negates(&token.key))),
        Place::Before(_) => {
            // "Is | not permitted": a negation that opens what is left out governs what stands before
            // it. Behind a subject ("I never expect to") it has a verb of its own.
            let opens = |token: &Token| {
                negates(&token.key) || scene.wording.function_words.get(&token.key) == Some("verb")
            };
            let first = gap.prefix.iter().take_while(|token| opens(token)).take(2);
            let start = gap.prefix.first().map_or(0, |token| token.span.start());
            if let Some(negation) = first.into_iter().find(|token| negates(&token.key))
                && !is_ended(scene, start)
            {
                return claim(scene, gap, negation.span);
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
