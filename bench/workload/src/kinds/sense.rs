//! One carrier of meaning changed.

use crate::draw::Draw;
use crate::kinds::Altered;
use crate::lists::{NUMBERS, TENSES, swaps};
use crate::piece::{Piece, capitalised};
use crate::site::Site;

const AUXILIARIES: [&str; 16] = [
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should",
    "have", "has", "had", "must",
];

fn asks(site: &Site) -> bool {
    site.pieces.iter().any(|piece| piece.after.contains('?'))
}

/// "not" put in after an auxiliary, or a negation taken out.
pub fn negation(site: &Site, draw: &mut Draw) -> Option<Altered> {
    if asks(site) {
        return None;
    }
    let mut ways = Vec::new();
    for (at, piece) in site.pieces.iter().enumerate() {
        let word = piece.folded();
        let is_inner = at > 0 && at + 2 < site.pieces.len();
        if !is_inner || !piece.after.is_empty() {
            continue;
        }
        let mut pieces = site.pieces.clone();
        if let Some(stem) = word.strip_suffix("n't") {
            let whole = match stem {
                "wo" => "will",
                "ca" => "can",
                "ai" => continue,
                stem => stem,
            };
            pieces[at] = piece.with(whole);
        } else if word == "never" || word == "not" {
            pieces.remove(at);
        } else if AUXILIARIES.contains(&word.as_str()) && !is_negated(site, at) {
            pieces.insert(at + 1, Piece::new("not"));
        } else {
            continue;
        }
        ways.push(pieces);
    }
    Altered::of(site, draw.one(&ways)?)
}

fn is_negated(site: &Site, at: usize) -> bool {
    let near = &site.pieces[at.saturating_sub(2)..(at + 4).min(site.pieces.len())];
    near.iter().any(|piece| {
        let word = piece.folded();
        ["not", "never", "no", "nothing", "nobody", "none", "hardly", "neither", "nor"]
            .contains(&word.as_str())
            || word.ends_with("n't")
    })
}

/// Another value for one number.
pub fn number(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut ways = Vec::new();
    for (at, piece) in site.pieces.iter().enumerate() {
        let word = piece.folded();
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let other = if let Some(value) = NUMBERS.iter().position(|name| *name == word) {
            if value < 2 {
                continue;
            }
            let other = 2 + (value - 2 + draw.between(1, 18)) % 19;
            NUMBERS[other].to_owned()
        } else if !digits.is_empty()
            && digits.len() <= 9
            && word.chars().all(|c| c.is_ascii_digit() || "$%,".contains(c))
        {
            let spot = draw.below(digits.len());
            let mut n_seen = 0;
            let turn = draw.between(1, 8) as u32;
            word.chars()
                .map(|c| match c.to_digit(10) {
                    Some(digit) => {
                        n_seen += 1;
                        let leads = n_seen == 1;
                        let shifted =
                            if leads { 1 + (digit + 8 + turn) % 9 } else { (digit + turn) % 10 };
                        if n_seen - 1 == spot {
                            char::from_digit(shifted, 10).unwrap_or(c)
                        } else {
                            c
                        }
                    }
                    None => c,
                })
                .collect()
        } else {
            continue;
        };
        if other == word {
            continue;
        }
        let mut pieces = site.pieces.clone();
        pieces[at] = piece.with(&other);
        ways.push(pieces);
    }
    Altered::of(site, draw.one(&ways)?)
}

fn swapped(
    site: &Site,
    draw: &mut Draw,
    code: &str,
    fits: fn(&Site, usize) -> bool,
) -> Option<Altered> {
    if asks(site) {
        return None;
    }
    let pairs = swaps(code);
    let mut ways = Vec::new();
    for (at, piece) in site.pieces.iter().enumerate() {
        let word = piece.folded();
        for (said, other) in &pairs {
            if said.to_lowercase() == word && fits(site, at) {
                let mut pieces = site.pieces.clone();
                pieces[at] = piece.with(other);
                if at == 0 && piece.word == "I" {
                    pieces[at].word = capitalised(other);
                }
                ways.push(pieces);
            }
        }
    }
    Altered::of(site, draw.one(&ways)?)
}

fn is_inside(site: &Site, at: usize) -> bool {
    at > 0
        && at + 1 < site.pieces.len()
        && site.pieces[at].after.is_empty()
        && !site.pieces[at - 1].ends_sentence()
}

fn next(site: &Site, at: usize) -> String {
    site.pieces.get(at + 1).map(Piece::folded).unwrap_or_default()
}

/// "will" made "may" and the like; not before "not", where the pair is a negation too, and not in
/// "would like" and the like, which are set phrases.
pub fn modality(site: &Site, draw: &mut Draw) -> Option<Altered> {
    swapped(site, draw, "modality", |site, at| {
        is_inside(site, at)
            && !["not", "never", "like", "be", "have"].contains(&next(site, at).as_str())
            && site.pieces[at].word.chars().all(char::is_lowercase)
            && !["a", "the", "my", "free", "this"].contains(&site.pieces[at - 1].folded().as_str())
    })
}

pub fn quantifier(site: &Site, draw: &mut Draw) -> Option<Altered> {
    swapped(site, draw, "quantifier", |site, at| {
        let word = site.pieces[at].folded();
        let before = site.pieces.get(at.wrapping_sub(1)).map(Piece::folded).unwrap_or_default();
        let next = next(site, at);
        let is_degree =
            ["how", "so", "too", "as", "a", "at", "after", "the", "that", "first", "and", "not"]
                .contains(&before.as_str());
        let is_set = word == "all"
            && ["right", "over", "of", "the", "in", "sorts", "kinds", "about", "that"]
                .contains(&next.as_str());
        let is_vague = word == "some"
            && ["kind", "sort", "point", "of", "other", "reason", "time"].contains(&next.as_str());
        is_inside(site, at) && !is_degree && !is_set && !is_vague
    })
}

/// Another person: "we" made "you". Subjects only before a verb, so that the sentence stays one.
pub fn pronoun(site: &Site, draw: &mut Draw) -> Option<Altered> {
    swapped(site, draw, "pronoun", |site, at| {
        let verbs = [
            "do", "did", "need", "want", "have", "had", "can", "could", "will", "would", "should",
            "might", "made", "got", "built", "used", "tried", "started", "went", "put", "wrote",
            "took", "found", "knew", "thought", "decided", "ran", "saw",
        ];
        let is_object = ["us", "them", "our", "their", "my", "his"]
            .contains(&site.pieces[at].folded().as_str());
        is_inside(site, at)
            && (is_object || verbs.contains(&next(site, at).as_str()))
            && !["you", "let"].contains(&site.pieces[at - 1].folded().as_str())
    })
}

/// Another name of the interviews' people for one of them.
pub fn name(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let names = &site.corpus.names;
    let is_name = |piece: &Piece| names.binary_search(&piece.word).is_ok();
    let places: Vec<usize> = (1..site.pieces.len())
        .filter(|&at| is_name(&site.pieces[at]) && !site.pieces[at - 1].ends_sentence())
        .collect();
    let at = *draw.one(&places)?;
    let other = draw.one(names)?;
    if site.pieces.iter().any(|piece| piece.word == *other) || *other == site.pieces[at].word {
        return None;
    }
    let mut pieces = site.pieces.clone();
    pieces[at].word = other.clone();
    Altered::of(site, &pieces)
}

/// "I think", "probably", "maybe" and the like: gone.
pub fn hedge(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let mut ways = Vec::new();
    for at in 1..site.pieces.len().saturating_sub(2) {
        let word = site.pieces[at].folded();
        let pair = format!("{word} {}", next(site, at));
        let gone = if ["i think", "i guess", "i believe", "i suppose"].contains(&pair.as_str()) {
            let stops = ["so", "about", "of", "that", "it's", "not"];
            if stops.contains(&next(site, at + 1).as_str()) || !site.pieces[at + 1].after.is_empty()
            {
                continue;
            }
            2
        } else if ["probably", "maybe", "perhaps", "possibly", "presumably", "apparently"]
            .contains(&word.as_str())
        {
            1
        } else {
            continue;
        };
        if ["do", "what", "don't", "as"].contains(&site.pieces[at - 1].folded().as_str())
            || site.pieces[at - 1].ends_sentence()
        {
            continue;
        }
        let mut pieces = site.pieces.clone();
        pieces.drain(at..at + gone);
        ways.push(pieces);
    }
    if asks(site) {
        return None;
    }
    Altered::of(site, draw.one(&ways)?)
}

/// The time of an act moved.
pub fn tense(site: &Site, draw: &mut Draw) -> Option<Altered> {
    if asks(site) {
        return None;
    }
    let mut ways = Vec::new();
    for (at, piece) in site.pieces.iter().enumerate() {
        let word = piece.folded();
        if !is_inside(site, at) {
            continue;
        }
        for (_, other) in TENSES.iter().filter(|(said, _)| *said == word) {
            let mut pieces = site.pieces.clone();
            pieces[at] = piece.with(other);
            ways.push(pieces);
        }
    }
    Altered::of(site, draw.one(&ways)?)
}

/// A question that only its mark makes one, printed as a statement: no word asks, and no verb stands
/// before its subject.
pub fn question(site: &Site, _: &mut Draw) -> Option<Altered> {
    const ASKING: [&str; 16] = [
        "who", "what", "where", "when", "why", "how", "which", "whose", "right", "or", "any",
        "shall", "am", "isn't", "guess", "huh",
    ];
    let mut pieces = site.pieces.clone();
    let asks = |piece: &Piece| {
        let word = piece.folded();
        ASKING.iter().any(|asking| word.starts_with(asking)) && word != "order"
    };
    let is_statement = site.pieces.iter().take(2).any(|piece| {
        [
            "you", "we", "they", "it", "he", "she", "that", "there", "it's", "you're", "they're",
            "that's",
        ]
        .contains(&piece.folded().as_str())
    }) && !AUXILIARIES.contains(&site.pieces.first()?.folded().as_str());
    let last = pieces.last_mut()?;
    let n_marks = site.pieces.iter().filter(|piece| !piece.after.is_empty()).count();
    if last.after != "?" || n_marks > 1 || !is_statement || site.pieces.iter().any(asks) {
        return None;
    }
    last.after = ".".to_owned();
    Altered::of(site, &pieces)
}

/// The speaker's own name in brackets for "he" or "she" where the interview names that person in the
/// sentences before.
pub fn bracket(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let places = site.places(&["he", "she", "him"]);
    let at = *draw.one(&places)?;
    let before = &site.interview.text[..site.pieces.first()?.span.start];
    let from = before.char_indices().rev().nth(240).map_or(0, |(at, _)| at);
    let near = crate::piece::pieces(&site.interview.text, from..before.len());
    let names = &site.corpus.names;
    let named = near
        .iter()
        .rfind(|piece| names.binary_search(&piece.word).is_ok() && !piece.after.contains(":**"))?;
    let mut pieces = site.pieces.clone();
    pieces[at].word = format!("[{}]", named.word);
    (at > 0 || pieces.len() > 6).then(|| Altered::of(site, &pieces)).flatten()
}
