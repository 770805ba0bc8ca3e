//! Marked text that is no speech. A stretch that no clause reports in, its kind out: a nickname between
//! names, a work's title, a term spoken of, else a scare quote.

use crate::quotation::QuotationKind;
use crate::quotation::carrier::{Carrier, Marked};
use crate::quotation::ending::Ending;
use crate::quotation::word_class::Class;
use crate::text::words::words;

/// Words after or before which a name in marks is a work's.
const WORKS: [&str; 58] = [
    "song",
    "songs",
    "single",
    "album",
    "track",
    "hit",
    "anthem",
    "film",
    "movie",
    "documentary",
    "show",
    "series",
    "sitcom",
    "drama",
    "comedy",
    "musical",
    "play",
    "opera",
    "book",
    "novel",
    "memoir",
    "essay",
    "article",
    "column",
    "poem",
    "podcast",
    "program",
    "programme",
    "episode",
    "sketch",
    "game",
    "painting",
    "video",
    "ballad",
    "autobiography",
    "biography",
    "titled",
    "entitled",
    "singer",
    "star",
    "stars",
    "author",
    "host",
    "hosts",
    "creator",
    "director",
    "actor",
    "actress",
    "headlined",
    "starring",
    "starred",
    "remake",
    "sequel",
    "soundtrack",
    "report",
    "blog",
    "magazine",
    "newsletter",
];

/// Words after which a word in marks is spoken of, not spoken.
const TERMS: [&str; 26] = [
    "term",
    "terms",
    "word",
    "words",
    "phrase",
    "phrases",
    "so-called",
    "known",
    "nicknamed",
    "dubbed",
    "slogan",
    "hashtag",
    "category",
    "label",
    "labeled",
    "labelled",
    "letter",
    "letters",
    "meaning",
    "means",
    "called",
    "named",
    "term,",
    "acronym",
    "pronounced",
    "marked",
];

/// Whether the stretch is a nickname between two names, or a work's title: never speech, whatever
/// reports the sentence.
pub(crate) fn named(carrier: &Carrier<'_>, marked: &Marked) -> Option<QuotationKind> {
    if is_nickname(carrier, marked) {
        Some(QuotationKind::Nickname)
    } else if is_title(carrier, marked) {
        Some(QuotationKind::Title)
    } else {
        None
    }
}

/// What a stretch is that nobody is reported to have said.
pub(crate) fn unsaid(carrier: &Carrier<'_>, marked: &Marked) -> QuotationKind {
    let before = marked.at.saturating_sub(3)..marked.at;
    let is_term = before.clone().any(|place| carrier.is_word(place, &TERMS));
    if is_term { QuotationKind::Term } else { QuotationKind::ScareQuote }
}

/// William “Bill” Moore.
fn is_nickname(carrier: &Carrier<'_>, marked: &Marked) -> bool {
    let is_name = |at: Option<usize>| at.and_then(|at| carrier.class(at)) == Some(Class::Name);
    let is_tight = |at: usize| carrier.lexemes.get(at).is_some_and(|lexeme| !lexeme.possessive);
    marked.n_words <= 3
        && marked.is_capital
        && marked.ending == Ending::Running
        && is_name(marked.at.checked_sub(1))
        && is_tight(marked.at.saturating_sub(1))
        && is_name(Some(marked.at + 1))
}

/// A stretch in title case beside a word for a work or the name of who airs it: "NBC’s “Late Hour”".
fn is_title(carrier: &Carrier<'_>, marked: &Marked) -> bool {
    let words_of = marked.stretch.inner.of(carrier.text);
    if !marked.is_capital || marked.n_words > 12 || !is_title_case(words_of) {
        return false;
    }
    let before = marked.at.saturating_sub(3)..marked.at;
    let is_possessive = marked.at.checked_sub(1).is_some_and(|at| {
        carrier
            .lexemes
            .get(at)
            .is_some_and(|lexeme| lexeme.possessive || lexeme.class == Class::Possessive)
    });
    let is_on = marked.at.checked_sub(1).is_some_and(|at| carrier.is_word(at, &["on", "in"]));
    let is_work = |place: usize| carrier.is_word(place, &WORKS);
    is_possessive
        || (is_on && marked.n_words > 1)
        || before.into_iter().any(is_work)
        || is_work(marked.at + 1)
}

/// Whether every word longer than three letters begins with a capital or a digit.
fn is_title_case(text: &str) -> bool {
    words(text).all(|span| {
        let word = span.of(text);
        word.chars().count() <= 3 || word.starts_with(|c: char| !c.is_lowercase())
    })
}
