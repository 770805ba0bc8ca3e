//! Words left out, with a mark and without, and what goes with them.

use crate::draw::Draw;
use crate::kinds::{Altered, carries_sense, negates};
use crate::piece::{Piece, hull, printed};
use crate::site::Site;

/// Two to ten words from the middle under an ellipsis, none of them a carrier of meaning.
pub fn ellipsis(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let pieces = without_middle(site, draw, true)?;
    Altered::of(site, &pieces)
}

/// The same without the mark.
pub fn unmarked(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let pieces = without_middle(site, draw, false)?;
    Altered::of(site, &pieces)
}

fn without_middle(site: &Site, draw: &mut Draw, marked: bool) -> Option<Vec<Piece>> {
    let n = site.pieces.len();
    if n < 10 {
        return None;
    }
    let gone = draw.between(2, 10.min(n - 8));
    let from = draw.between(4, n - 4 - gone);
    let middle = &site.pieces[from..from + gone];
    if middle.iter().any(carries_sense) {
        return None;
    }
    let mut pieces = site.pieces.clone();
    pieces.drain(from..from + gone);
    if marked {
        pieces[from - 1].after = " …".to_owned();
    }
    Some(pieces)
}

/// Up to a sixth of the words gone at each edge.
pub fn trim(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let n = site.pieces.len();
    if n < 8 {
        return None;
    }
    let head = draw.below(n / 6 + 1);
    let tail = draw.below(n / 6 + 1);
    let gone = site.pieces[..head].iter().chain(&site.pieces[n - tail..]);
    if head + tail == 0 || gone.clone().any(carries_sense) {
        return None;
    }
    Altered::of(site, &site.pieces[head..n - tail])
}

/// One to four words under an ellipsis, the negation among them.
pub fn negation_under_ellipsis(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let places: Vec<usize> =
        (3..site.pieces.len().saturating_sub(5)).filter(|&at| negates(&site.pieces[at])).collect();
    let at = *draw.one(&places)?;
    let end = at + draw.between(1, 3);
    let gone = &site.pieces[at..end];
    // Two negations in the words left out take each other away; a sentence's end closes the scope.
    if gone[1..].iter().any(negates)
        || gone.iter().any(Piece::ends_sentence)
        || site.pieces[at - 1].ends_sentence()
    {
        return None;
    }
    let mut pieces = site.pieces.clone();
    pieces.drain(at..end);
    pieces[at - 1].after = " …".to_owned();
    Altered::of(site, &pieces)
}

/// A sentence stopped before "but", "unless", "except" and what they bring.
pub fn limit(site: &Site, draw: &mut Draw) -> Option<Altered> {
    let words = ["but", "unless", "except", "although", "though"];
    let n = site.pieces.len();
    let fits = |at: &usize| *at >= 5 && *at + 3 <= n && site.pieces[*at - 1].after == ",";
    let places: Vec<usize> = site.places(&words).into_iter().filter(fits).collect();
    let at = *draw.one(&places)?;
    stopped(site, at)
}

/// A sentence stopped before its condition: an "if" that is not "whether", up to the end, no comma.
pub fn condition(site: &Site, draw: &mut Draw) -> Option<Altered> {
    const OTHERWISE: [&str; 20] = [
        "as",
        "what",
        "even",
        "know",
        "see",
        "wonder",
        "wondering",
        "like",
        "only",
        "sure",
        "ask",
        "asked",
        "asking",
        "tell",
        "matter",
        "care",
        "idea",
        "curious",
        "unclear",
        "and",
    ];
    let n = site.pieces.len();
    let fits = |at: &usize| {
        let before = &site.pieces[*at - 1];
        let rest = &site.pieces[*at..n - 1];
        before.after.is_empty()
            && !OTHERWISE.contains(&before.folded().as_str())
            && rest.len() >= 3
            && rest.iter().all(|piece| piece.after.is_empty())
    };
    let places: Vec<usize> = site
        .places(&["if"])
        .into_iter()
        .filter(|at| *at >= 5 && *at + 4 <= n)
        .filter(fits)
        .collect();
    let at = *draw.one(&places)?;
    stopped(site, at)
}

fn stopped(site: &Site, at: usize) -> Option<Altered> {
    let mut pieces = site.pieces[..at].to_vec();
    if pieces.iter().any(|piece| piece.after.contains('?'))
        || site.pieces.last()?.after.contains('?')
    {
        return None;
    }
    pieces.last_mut()?.after = ".".to_owned();
    let span = hull(&pieces)?;
    Some(Altered {
        text: printed(&pieces),
        fragments: vec![(site.interview.path.clone(), span)],
        speaker: None,
    })
}
