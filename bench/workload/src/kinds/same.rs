//! The same words to a reader's ear.

use crate::draw::Draw;
use crate::kinds::Altered;
use crate::lists::{CONTRACTIONS, NUMBERS, SPELLINGS};
use crate::piece::Piece;
use crate::site::Site;

pub fn verbatim(site: &Site, _: &mut Draw) -> Option<Altered> {
    Altered::of(site, &site.pieces)
}

/// Curly apostrophes, a capital at the start, a full stop at the end, long dashes.
pub fn typography(site: &Site, _: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    for piece in &mut pieces {
        piece.word = piece.word.replace('\'', "’");
        piece.after = piece.after.replace("--", "—");
    }
    let first = pieces.first_mut()?;
    *first = Piece { word: crate::piece::capitalised(&first.word), ..first.clone() };
    let last = pieces.last_mut()?;
    if !last.after.contains(['?', '!']) {
        last.after = ".".to_owned();
    }
    Altered::of(site, &pieces)
}

/// Words that are said twice and meant twice.
const MEANT_TWICE: [&str; 12] =
    ["had", "that", "very", "really", "so", "no", "much", "many", "far", "long", "more", "again"];

/// "um", "you know", "I mean", a word said twice: gone.
pub fn without_fillers(site: &Site, _: &mut Draw) -> Option<Altered> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(piece) = site.pieces.get(at) {
        let word = piece.folded();
        let next = site.pieces.get(at + 1);
        let pair = next.map(|next| format!("{word} {}", next.folded())).unwrap_or_default();
        let is_set_off =
            piece.after.contains(',') && (at == 0 || site.pieces[at - 1].after.contains(','));
        let is_repeat = || {
            next.is_some_and(|next| next.folded() == word)
                && ["", ","].contains(&piece.after.as_str())
                && !MEANT_TWICE.contains(&word.as_str())
                && word.chars().all(char::is_alphabetic)
        };
        if ["you know", "i mean"].contains(&pair.as_str())
            && next.is_some_and(|next| next.after.starts_with(','))
            && (at == 0 || !site.pieces[at - 1].after.is_empty())
        {
            at += 2;
        } else if ["um", "uh", "er", "erm", "uhm"].contains(&word.as_str())
            || (word == "like" && is_set_off)
            || is_repeat()
        {
            at += 1;
        } else {
            pieces.push(piece.clone());
            at += 1;
        }
    }
    // What is dropped at an edge leaves nothing to compare.
    let keeps_edges = pieces.first()?.span == site.pieces.first()?.span
        && pieces.last()?.span == site.pieces.last()?.span;
    (keeps_edges && pieces.len() < site.pieces.len()).then(|| Altered::of(site, &pieces)).flatten()
}

/// One contraction written out, or the reverse.
pub fn contraction(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut ways = Vec::new();
    for at in 0..site.pieces.len() {
        let word = site.pieces[at].folded();
        for (long, short) in CONTRACTIONS.iter() {
            let (first, second) = long.split_once(' ')?;
            if word == short.to_lowercase() {
                let mut pieces = site.pieces.clone();
                let mut head = pieces[at].with(first);
                let mut tail = Piece::new(second);
                tail.after = std::mem::take(&mut head.after);
                tail.span = head.span.clone();
                pieces.splice(at..=at, [head, tail]);
                ways.push(pieces);
            }
            let next = site.pieces.get(at + 1);
            let is_pair =
                word == first.to_lowercase() && next.is_some_and(|next| next.folded() == second);
            let is_last = next.is_some_and(|next| !next.after.is_empty());
            if is_pair && site.pieces[at].after.is_empty() && !is_last {
                let mut pieces = site.pieces.clone();
                let mut head = pieces[at].with(short);
                head.span.end = pieces[at + 1].span.end;
                pieces.splice(at..=at + 1, [head]);
                ways.push(pieces);
            }
        }
    }
    Altered::of(site, draw.one(&ways)?)
}

/// "ten" for "10", or the reverse.
pub fn numeral(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut ways = Vec::new();
    for (at, piece) in site.pieces.iter().enumerate() {
        let word = piece.folded();
        // The number of a point in a list is no word of the sentence.
        if piece.ends_sentence() {
            continue;
        }
        let value = NUMBERS.iter().position(|name| *name == word);
        let other = match (value, word.parse::<usize>()) {
            (Some(value), _) if value > 1 => value.to_string(),
            (_, Ok(value)) if (2..=20).contains(&value) && piece.before.is_empty() => {
                NUMBERS[value].to_owned()
            }
            _ => continue,
        };
        let mut pieces = site.pieces.clone();
        pieces[at] = Piece { word: other, ..piece.clone() };
        ways.push(pieces);
    }
    Altered::of(site, draw.one(&ways)?)
}

/// British for American, or the reverse; every word that has both ways.
pub fn spelling(site: &Site, _: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    let mut n_changed = 0;
    for piece in &mut pieces {
        let word = piece.folded();
        let other = SPELLINGS.iter().find_map(|&(left, right)| match word.as_str() {
            word if word == left => Some(right),
            word if word == right => Some(left),
            _ => None,
        });
        if let Some(other) = other {
            *piece = piece.with(other);
            n_changed += 1;
        }
    }
    (n_changed > 0).then(|| Altered::of(site, &pieces)).flatten()
}

/// "going to" for "gonna" and the like: grammar put right.
pub fn colloquial(site: &Site, _: &mut Draw) -> Option<Altered> {
    let pairs = [
        ("gonna", "going to"),
        ("wanna", "want to"),
        ("gotta", "got to"),
        ("'cause", "because"),
        ("kinda", "kind of"),
        ("ya", "you"),
    ];
    let mut pieces = site.pieces.clone();
    let mut n_changed = 0;
    for piece in &mut pieces {
        let word = piece.folded();
        if let Some((_, other)) = pairs
            .iter()
            .find(|(said, _)| *said == word || *said == format!("'{word}") && piece.before == "'")
        {
            *piece = piece.with(other);
            piece.before = piece.before.replace('\'', "");
            n_changed += 1;
        }
    }
    (n_changed > 0).then(|| Altered::of(site, &pieces)).flatten()
}

/// All of it at once, as a careful desk would.
pub fn clean_up(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut site = site.clone();
    let mut n_done = 0;
    for step in [spelling_pieces, filler_pieces, colloquial_pieces] {
        if let Some(pieces) = step(&site, draw) {
            site.pieces = pieces;
            n_done += 1;
        }
    }
    if n_done == 0 {
        return None;
    }
    typography(&site, draw)
}

fn spelling_pieces(site: &Site, _: &mut Draw) -> Option<Vec<Piece>> {
    let swap = |piece: &Piece| {
        let word = piece.folded();
        SPELLINGS
            .iter()
            .find(|(left, _)| *left == word)
            .map_or_else(|| piece.clone(), |(_, right)| piece.with(right))
    };
    let pieces: Vec<Piece> = site.pieces.iter().map(swap).collect();
    (pieces != site.pieces).then_some(pieces)
}

fn filler_pieces(site: &Site, _: &mut Draw) -> Option<Vec<Piece>> {
    let is_filler = |piece: &Piece| ["um", "uh", "er", "erm"].contains(&piece.folded().as_str());
    let inner = 1..site.pieces.len().saturating_sub(1);
    let kept: Vec<Piece> = site
        .pieces
        .iter()
        .enumerate()
        .filter(|(at, piece)| !(inner.contains(at) && is_filler(piece)))
        .map(|(_, piece)| piece.clone())
        .collect();
    (kept.len() < site.pieces.len()).then_some(kept)
}

fn colloquial_pieces(site: &Site, _: &mut Draw) -> Option<Vec<Piece>> {
    let swap = |piece: &Piece| match piece.folded().as_str() {
        "gonna" => piece.with("going to"),
        "wanna" => piece.with("want to"),
        _ => piece.clone(),
    };
    let pieces: Vec<Piece> = site.pieces.iter().map(swap).collect();
    (pieces != site.pieces).then_some(pieces)
}
