//! Parts that stand apart in the record are joined as one.

use crate::matching::alignment::StepKind;
use crate::text::span::Span;
use crate::verdict::code::Code;
use crate::verdict::gap::{Gap, Mark, Place};
use crate::verdict::rules::Rule;
use crate::verdict::rules::claim::Claim;
use crate::verdict::rules::scene::Scene;

/// The rule.
pub const RULE: Rule = Rule { name: "splice", codes: &[Code::Splice], find };

/// The longest stretch that may be left out of one turn without a mark before the rest counts as
/// joined from afar, in words: the longest sentence usual in speech.
const UNMARKED: i64 = 25;

/// The same under an ellipsis: one minute of speech, at 150 words a minute.
const MARKED: i64 = 150;

fn find(scene: &Scene) -> Vec<Claim> {
    let joints = scene.gaps.iter().filter_map(|gap| joint(scene, gap));
    let runs = scene.runs_of(|at| scene.is_open(at) && scene.pairs[at].kind == StepKind::Dropped);
    let runs = runs.into_iter().filter(|run| run.len() > UNMARKED as usize).map(|run| {
        let pairs: Vec<usize> = run.collect();
        let (content, passage) = scene.spans(&pairs);
        let n_words = pairs.len();
        let crosses = crosses_turn(scene, passage);
        let mark = if crosses { "in another turn, " } else { "" };
        let time = seconds(scene, passage);
        let sentence = format!("joined here; {mark}{n_words} words apart in the record{time}");
        let distance = if crosses { 0 } else { n_words };
        Claim { distance, ..Claim::new(Code::Splice, content, passage, sentence).explaining(pairs) }
    });
    joints.chain(runs).collect()
}

/// How long the words left out took, where the record has times: ", 31 s".
fn seconds(scene: &Scene, passage: Span) -> String {
    let transcript = scene.record.transcript.as_ref();
    let time = |at: usize| transcript.and_then(|transcript| transcript.time_at(at));
    let apart = time(passage.end()).zip(time(passage.start()));
    let apart = apart.map_or(0, |(end, start)| end.saturating_sub(start) / 1000);
    if apart == 0 { String::new() } else { format!(", {apart} s") }
}

/// The splice at a joint of parts, if it is one.
pub(crate) fn joint(scene: &Scene, gap: &Gap) -> Option<Claim> {
    let Place::Before(part) = gap.place else { return None };
    let weighs = scene.n_same(part) > 2 && scene.n_same(part.checked_sub(1)?) > 2;
    let apart = gap.words.abs();
    let limit = if gap.mark == Mark::Nothing { UNMARKED } else { MARKED };
    let crosses = crosses_turn(scene, gap.passage);
    let far = match gap.mark {
        Mark::Sentence => false,
        // "A 'deep and sincere' bond and a 'close relationship'": the article's own words stand between
        // stretches, which are not joined.
        Mark::Cue if is_apart(scene, gap) => false,
        _ => apart > limit,
    };
    if gap.words < 0 || !weighs || !(crosses || far) {
        return None;
    }
    let time = gap.milliseconds.filter(|ms| *ms >= 1000);
    let time = time.map(|ms| format!(", {} s", ms / 1000)).unwrap_or_default();
    let between = if crosses { ", with another speaker between" } else { "" };
    let words = if apart == 1 { "word" } else { "words" };
    let sentence = format!("joined here; {apart} {words} apart in the record{time}{between}");
    let claim = Claim::new(Code::Splice, gap.content, gap.passage, sentence);
    let allowed = if crosses { 0 } else { usize::try_from(apart).unwrap_or(0) };
    Some(Claim { distance: allowed, ..claim })
}

/// Whether somebody else speaks between: a turn of more than three words, or a question. An audience
/// and a short "Right." do not part an answer.
fn crosses_turn(scene: &Scene, between: Span) -> bool {
    let Some(transcript) = &scene.record.transcript else { return false };
    let first = transcript.turns.partition_point(|turn| turn.span.end() <= between.start());
    let turns = transcript.turns.iter().skip(first).take(64);
    let mut turns = turns.take_while(|turn| turn.span.start() < between.end());
    let inside = turns.next().and_then(|turn| turn.speaker.clone());
    turns.any(|turn| {
        let is_other = turn.speaker.is_some() && turn.speaker != inside;
        let said = turn.span.of(&scene.record.text);
        let is_crowd = turn.speaker.as_deref().is_some_and(|name| {
            ["AUDIENCE", "CROWD", "APPLAUSE"]
                .iter()
                .any(|crowd| name.to_uppercase().contains(crowd))
        });
        is_other && !is_crowd && (said.contains('?') || said.split_whitespace().nth(3).is_some())
    })
}

/// Whether more stands between the marks than a cue inside a sentence: the next stretch opens in lower
/// case behind an "and", or behind words of the article's that run on to it.
fn is_apart(scene: &Scene, gap: &Gap) -> bool {
    let Place::Before(part) = gap.place else { return false };
    let next = scene.pairs.iter().find(|pair| pair.part == part && !pair.content.is_empty());
    let word = next.map_or("", |pair| pair.content.of(&scene.document.text));
    let between = gap.content.of(&scene.document.text);
    let own = between.trim_end_matches(|c: char| !c.is_alphanumeric());
    // A cue ends with a comma before the words go on: "…," she said, "…".
    let is_cue = between.get(own.len()..).is_some_and(|marks| marks.contains(','));
    word.starts_with(char::is_lowercase) && !is_cue && own.contains(char::is_whitespace)
}
