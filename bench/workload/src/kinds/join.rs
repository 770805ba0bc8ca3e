//! Stretches that stand apart, joined as one.

use crate::corpus::is_name;
use crate::draw::Draw;
use crate::kinds::Altered;
use crate::piece::{Piece, hull, pieces, printed};
use crate::site::{Need, Site};

fn joined(parts: &[(&Site, &[Piece])]) -> Option<Altered> {
    let mut fragments = Vec::new();
    let mut texts = Vec::new();
    for (site, part) in parts {
        fragments.push((site.interview.path.clone(), hull(part)?));
        let text = printed(part);
        texts.push(text.trim_end_matches(['.', '?', '!']).to_owned());
    }
    let speaker = parts.first()?.0.speaker().to_owned();
    Some(Altered { text: texts.join(" "), fragments, speaker: Some(speaker) })
}

/// Another run of words in the same interview, of the same speaker or of another one.
fn elsewhere<'a>(site: &Site<'a>, draw: &mut Draw, same: bool, apart: usize) -> Option<Site<'a>> {
    let start = site.pieces.first()?.span.start;
    for _ in 0..40 {
        let from = std::slice::from_ref(site.interview);
        let Some(other) = Site::draw(site.corpus, from, Need::Run, draw) else { continue };
        let distance = other.pieces.first()?.span.start.abs_diff(start);
        if (other.speaker() == site.speaker()) == same
            && distance > apart
            && other.pieces.len() >= 5
        {
            return Some(other);
        }
    }
    None
}

fn half(pieces: &[Piece]) -> &[Piece] {
    &pieces[..pieces.len().min(14)]
}

/// Two stretches of one paragraph, thirty to eighty words between them, no mark: more than the
/// longest sentence usual in speech.
pub fn near(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let first = half(&site.pieces);
    if first.len() < 5 {
        return None;
    }
    let turn = &site.interview.turns[site.turn];
    let rest = pieces(&site.interview.text, first.last()?.span.end..turn.span.end);
    let skip = draw.between(30, 80);
    let n = draw.between(5, 14);
    let second = rest.get(skip..skip + n)?;
    if second.iter().any(|piece| piece.word.is_empty())
        || !site.corpus.is_distinct(second)
        || !site.corpus.is_distinct(first)
    {
        return None;
    }
    joined(&[(site, first), (site, second)])
}

/// Two stretches of one speaker from far apart in one interview, in the order in which they were said.
pub fn far(site: &Site, draw: &mut Draw) -> Option<Altered> {
    two(site, draw, false)
}

/// The same in the reverse order.
pub fn reordered(site: &Site, draw: &mut Draw) -> Option<Altered> {
    two(site, draw, true)
}

fn two(site: &Site, draw: &mut Draw, reversed: bool) -> Option<Altered> {
    let other = elsewhere(site, draw, true, 1_500)?;
    let (mut first, mut second) = (site, &other);
    let is_later = second.pieces.first()?.span.start > first.pieces.first()?.span.start;
    if is_later == reversed {
        (first, second) = (second, first);
    }
    if !site.corpus.is_distinct(half(&first.pieces))
        || !site.corpus.is_distinct(half(&second.pieces))
    {
        return None;
    }
    joined(&[(first, half(&first.pieces)), (second, half(&second.pieces))])
}

/// The two clauses of a run around a comma in the reverse order: one place.
pub fn clauses_swapped(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let n = site.pieces.len();
    let commas: Vec<usize> =
        (4..n.saturating_sub(4)).filter(|&at| site.pieces[at - 1].after == ",").collect();
    let at = *draw.one(&commas)?;
    let mut first = site.pieces[at..].to_vec();
    let mut second = site.pieces[..at].to_vec();
    first.last_mut()?.after = ",".to_owned();
    second.last_mut()?.after = String::new();
    if first.iter().chain(&second).any(Piece::ends_sentence) {
        return None;
    }
    let span = hull(&site.pieces)?;
    first.extend(second);
    Some(Altered {
        text: printed(&first),
        fragments: vec![(site.interview.path.clone(), span)],
        speaker: None,
    })
}

/// The last words of the turn before, another speaker's, put at the head of the answer.
pub fn question_in_answer(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let before = site.interview.turns.get(site.turn.checked_sub(1)?)?;
    if before.speaker == site.speaker() {
        return None;
    }
    let turn = &site.interview.turns[site.turn];
    let answer = pieces(&site.interview.text, turn.span.clone());
    let asked = pieces(&site.interview.text, before.span.clone());
    let n = draw.between(5, 10);
    let head = asked.get(asked.len().checked_sub(n)?..)?;
    let tail = answer.get(..draw.between(6, 14))?;
    let is_clean = |piece: &Piece| {
        !piece.word.is_empty()
            && !format!("{}{}", piece.before, piece.after).contains(['[', ']', '\\', '*', '"', '“'])
    };
    if !head.iter().chain(tail).all(is_clean)
        || !site.corpus.is_distinct(head)
        || !site.corpus.is_distinct(tail)
    {
        return None;
    }
    let mut text = printed(head).trim_end_matches(['.', '?', '!']).to_owned();
    text.push_str(", ");
    text.push_str(&printed(tail));
    let path = &site.interview.path;
    Some(Altered {
        text,
        fragments: vec![(path.clone(), hull(head)?), (path.clone(), hull(tail)?)],
        speaker: Some(turn.speaker.clone()),
    })
}

/// Words of one speaker given to another one of the same interview.
pub fn interviewer(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut others: Vec<&str> =
        site.interview.turns.iter().map(|turn| turn.speaker.as_str()).collect();
    others.sort_unstable();
    others.dedup();
    let is_person = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        words.len() == 2 && words.iter().all(|word| is_name(word))
    };
    others.retain(|other| *other != site.speaker() && is_person(other));
    let other = draw.one(&others)?;
    let mut altered = Altered::of(site, &site.pieces)?;
    altered.speaker = Some((*other).to_owned());
    is_person(site.speaker()).then_some(altered)
}

/// Stretches of two interviews in one pair of marks.
pub fn quilt(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let other = Site::draw(site.corpus, &site.corpus.held, Need::Run, draw)?;
    let (first, second) = (half(&site.pieces), half(&other.pieces));
    let is_apart =
        other.interview.path != site.interview.path && first.len() >= 6 && second.len() >= 6;
    if !is_apart || !site.corpus.is_distinct(first) || !site.corpus.is_distinct(second) {
        return None;
    }
    joined(&[(site, first), (&other, second)])
}
