//! Words and letters changed without regard to sense: what copying, hearing, scanning and rewriting do.

use crate::draw::Draw;
use crate::kinds::Altered;
use crate::lists::{MISHEARD, SYNONYMS};
use crate::piece::Piece;
use crate::site::Site;

/// Words to put in or to put in the place of others; common ones, so that no rare word gives the
/// place away or hides it.
const COMMON: [&str; 40] = [
    "time", "people", "work", "code", "way", "world", "place", "system", "number", "thing", "year",
    "point", "team", "part", "side", "good", "new", "right", "open", "early", "quite", "simply",
    "clearly", "often", "again", "make", "take", "look", "find", "give", "keep", "let", "show",
    "turn", "bring", "hold", "write", "move", "think", "even",
];

fn share(n: usize, percent: usize) -> usize {
    ((n * percent + 50) / 100).max(1)
}

fn word(draw: &mut Draw, not: &str) -> String {
    let at = draw.below(COMMON.len());
    let found = COMMON[at];
    let found = if found == not { COMMON[(at + 1) % COMMON.len()] } else { found };
    found.to_owned()
}

fn substitute(site: &Site, draw: &mut Draw, percent: usize) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    for at in draw.places(share(pieces.len(), percent), pieces.len()) {
        let other = word(draw, &pieces[at].folded());
        pieces[at] = pieces[at].with(&other);
    }
    Altered::of(site, &pieces)
}

pub fn substitute_10(site: &Site, draw: &mut Draw) -> Option<Altered> {
    substitute(site, draw, 10)
}

pub fn substitute_20(site: &Site, draw: &mut Draw) -> Option<Altered> {
    substitute(site, draw, 20)
}

pub fn substitute_30(site: &Site, draw: &mut Draw) -> Option<Altered> {
    substitute(site, draw, 30)
}

pub fn drop_15(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    for at in draw.places(share(pieces.len(), 15), pieces.len()).into_iter().rev() {
        pieces.remove(at);
    }
    Altered::of(site, &pieces)
}

pub fn insert_15(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    for at in draw.places(share(pieces.len(), 15), pieces.len() - 1).into_iter().rev() {
        let other = word(draw, "");
        pieces.insert(at + 1, Piece::new(&other));
    }
    Altered::of(site, &pieces)
}

/// A tenth changed, a tenth dropped, a tenth put in.
pub fn mixed_30(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    for at in draw.places(share(pieces.len(), 30), pieces.len()).into_iter().rev() {
        let other = word(draw, &pieces[at].folded());
        match draw.below(3) {
            0 => pieces[at] = pieces[at].with(&other),
            1 => drop(pieces.remove(at)),
            _ => pieces.insert(at, Piece::new(&other)),
        }
    }
    Altered::of(site, &pieces)
}

/// Letters changed, dropped, doubled or put in, so many in a hundred.
fn characters(site: &Site, draw: &mut Draw, percent: usize) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    let letters: Vec<(usize, usize)> = pieces
        .iter()
        .enumerate()
        .flat_map(|(at, piece)| (0..piece.word.chars().count()).map(move |letter| (at, letter)))
        .collect();
    for spot in draw.places(share(letters.len(), percent), letters.len()).into_iter().rev() {
        let (at, letter) = letters[spot];
        let mut chars: Vec<char> = pieces[at].word.chars().collect();
        let other = char::from(b'a' + draw.below(26) as u8);
        match draw.below(4) {
            0 if chars.len() > 1 => drop(chars.remove(letter)),
            1 => chars.insert(letter, other),
            2 if letter + 1 < chars.len() => chars.swap(letter, letter + 1),
            _ => chars[letter] = other,
        }
        pieces[at].word = chars.into_iter().collect();
    }
    Altered::of(site, &pieces)
}

pub fn characters_5(site: &Site, draw: &mut Draw) -> Option<Altered> {
    characters(site, draw, 5)
}

pub fn characters_12(site: &Site, draw: &mut Draw) -> Option<Altered> {
    characters(site, draw, 12)
}

/// Confusions of a scanner: "rn" read as "m", "cl" as "d", "l" as "1"; one place in twelve letters.
pub fn scanned(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let pairs = [
        ("rn", "m"),
        ("m", "rn"),
        ("cl", "d"),
        ("li", "h"),
        ("h", "li"),
        ("l", "1"),
        ("o", "0"),
        ("e", "c"),
        ("ti", "li"),
        ("vv", "w"),
        ("w", "vv"),
        ("s", "5"),
        ("i", "l"),
        ("u", "n"),
        ("b", "6"),
        ("fi", "f"),
    ];
    let mut pieces = site.pieces.clone();
    let n_letters: usize = pieces.iter().map(|piece| piece.word.len()).sum();
    let mut n_left = share(n_letters, 8);
    for _ in 0..n_left * 20 {
        let at = draw.below(pieces.len());
        let (from, to) = pairs[draw.below(pairs.len())];
        let word = &pieces[at].word;
        if n_left > 0 && word.contains(from) && word.len() > 1 {
            pieces[at].word = word.replacen(from, to, 1);
            n_left -= 1;
        }
    }
    Altered::of(site, &pieces)
}

/// Words as a recogniser may hear them, no punctuation, no capitals; up to a fifth of the words.
pub fn misheard(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    let known: Vec<usize> = (0..pieces.len()).filter(|&at| heard(&pieces[at]).is_some()).collect();
    if known.is_empty() {
        return None;
    }
    for spot in draw.places(share(pieces.len(), 20), known.len()) {
        let at = known[spot];
        if let Some(other) = heard(&pieces[at]) {
            pieces[at].word = other.to_owned();
        }
    }
    for piece in &mut pieces {
        piece.word = piece.word.to_lowercase();
        piece.before.clear();
        piece.after.clear();
    }
    Altered::of(site, &pieces)
}

fn heard(piece: &Piece) -> Option<&'static str> {
    let word = piece.folded();
    MISHEARD.iter().find(|(said, _)| *said == word).map(|(_, other)| *other)
}

/// Every word that has a synonym in the list; two at least.
pub fn synonyms(site: &Site, _: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    let mut n_changed = 0;
    for piece in &mut pieces {
        let word = piece.folded();
        if let Some((_, other)) = SYNONYMS.iter().find(|(said, _)| *said == word) {
            *piece = piece.with(other);
            n_changed += 1;
        }
    }
    (n_changed >= 2).then(|| Altered::of(site, &pieces)).flatten()
}

/// What a chain of desks does: two to five edits, one after the other.
pub fn rewrites(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut pieces = site.pieces.clone();
    for _ in 0..draw.between(2, 5) {
        if pieces.len() < 6 {
            break;
        }
        let at = draw.below(pieces.len());
        let other = word(draw, &pieces[at].folded());
        match draw.below(5) {
            0 => drop(pieces.remove(at)),
            1 => pieces.insert(at, Piece::new(&other)),
            2 => pieces[at] = pieces[at].with(&other),
            3 => drop(pieces.pop()),
            _ => drop(pieces.remove(0)),
        }
    }
    Altered::of(site, &pieces)
}

/// Words of speech that is not searched, in an order in which nobody said them.
pub fn shuffled(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut words = site.pieces.clone();
    let mut pieces = Vec::new();
    while !words.is_empty() {
        pieces.push(words.swap_remove(draw.below(words.len())));
    }
    Altered::of(site, &pieces)
}
