//! The words of a sentence in, the date it gives out: a day, a month or a year, as written or counted
//! from the day of publication ("on Monday", "last November").

use crate::document::Document;
use crate::quotation::lexeme::Lexeme;
use crate::quotation::word_class::Class;
use crate::text::span::Span;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// When something was said, as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The words: "last November".
    pub span: Span,
    /// The first and the last day that the words allow; `None` where they count from a day of
    /// publication that the document does not give.
    pub days: Option<(Date, Date)>,
    /// Whether the days were counted from the day of publication.
    pub is_relative: bool,
}

/// The date nearest to lexeme `cue`; the earlier of two as near.
pub(crate) fn when(document: &Document, lexemes: &[Lexeme], cue: usize) -> Option<When> {
    let words: Vec<&str> = lexemes
        .iter()
        .map(|lexeme| match lexeme.class {
            Class::Quoted => "",
            _ => lexeme.span.of(&document.text),
        })
        .collect();
    let published = document.metadata.published();
    let mut best: Option<(usize, When)> = None;
    for at in 0..words.len() {
        let Some((n_words, days, is_relative)) = read(&words, at, published) else { continue };
        let (Some(first), Some(last)) = (lexemes.get(at), lexemes.get(at + n_words - 1)) else {
            continue;
        };
        let distance = at.abs_diff(cue);
        if best.as_ref().is_none_or(|(known, _)| distance < *known) {
            let span = first.span.hull(last.span);
            best = Some((distance, When { span, days, is_relative }));
        }
    }
    best.map(|(_, when)| when)
}

type Read = (usize, Option<(Date, Date)>, bool);

fn read(words: &[&str], at: usize, published: Option<Date>) -> Option<Read> {
    let word = |n: usize| words.get(at + n).copied().unwrap_or("");
    let lower = word(0).to_lowercase();
    let back = |days: i32| {
        let day = published.and_then(|p| p.checked_sub(days.days()).ok());
        day.map(|day| (day, day))
    };
    let is_last = matches!(lower.as_str(), "last" | "this" | "past");
    match lower.as_str() {
        "today" | "tonight" => return Some((1, back(0), true)),
        "yesterday" => return Some((1, back(1), true)),
        _ => {}
    }
    if is_last {
        let next = word(1).to_lowercase();
        let span = match (lower.as_str(), next.as_str()) {
            ("last", "night") => back(1),
            ("this", "morning" | "afternoon" | "evening") => back(0),
            ("last", "week") => published.and_then(|p| {
                Some((p.checked_sub(13.days()).ok()?, p.checked_sub(1.days()).ok()?))
            }),
            ("this", "week") => published.and_then(|p| Some((p.checked_sub(6.days()).ok()?, p))),
            ("last", "month") => published.and_then(|p| {
                let first = p.first_of_month().checked_sub(1.month()).ok()?;
                Some((first, first.last_of_month()))
            }),
            ("last", "year") => published.and_then(|p| year(p.year() - 1)),
            ("this", "year") => published.map(|p| (p.first_of_year(), p)),
            _ => match (weekday(word(1)), month(word(1))) {
                (Some(day), _) => published.and_then(|p| last_weekday(p, day, true)),
                (_, Some(month)) => published.and_then(|p| last_month(p, month, true)),
                _ => return None,
            },
        };
        return Some((2, span, true));
    }
    if let Some(day) = weekday(word(0)) {
        return Some((1, published.and_then(|p| last_weekday(p, day, false)), true));
    }
    if let Some(month) = month(word(0)) {
        return month_from(words, at, month, published);
    }
    // "12 May 2026"
    let day: Option<i8> = word(0).parse().ok().filter(|day| (1..=31).contains(day));
    if let Some((day, month)) = day.zip(month(word(1))) {
        return dated(2, day, month, word(2), published);
    }
    let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or("");
    let is_year = before.eq_ignore_ascii_case("in") || before.eq_ignore_ascii_case("since");
    let number = year_of(word(0)).filter(|_| is_year)?;
    Some((1, year(number), false))
}

/// "May 12, 2026", "May 12", "May 2026", "in May".
fn month_from(words: &[&str], at: usize, month: i8, published: Option<Date>) -> Option<Read> {
    let word = |n: usize| words.get(at + n).copied().unwrap_or("");
    let day = word(1).trim_end_matches(char::is_alphabetic).parse().ok();
    if let Some(day) = day.filter(|day| (1..=31).contains(day)) {
        let year_at = if word(2) == "," { 3 } else { 2 };
        let read = dated(2, day, month, word(year_at), published)?;
        return Some(if read.0 == 3 { (year_at + 1, read.1, read.2) } else { read });
    }
    if let Some(year) = year_of(word(1)) {
        let first = Date::new(year, month, 1).ok()?;
        return Some((2, Some((first, first.last_of_month())), false));
    }
    // "May" and "March" are verbs too: only after a preposition.
    let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or("");
    let leads = ["in", "since", "until", "early", "late", "an", "a", "mid"];
    if !leads.iter().any(|lead| before.eq_ignore_ascii_case(lead)) {
        return None;
    }
    Some((1, published.and_then(|p| last_month(p, month, false)), true))
}

/// A day of a month; three words where a year follows.
fn dated(n: usize, day: i8, month: i8, year: &str, published: Option<Date>) -> Option<Read> {
    if let Some(year) = year_of(year) {
        let day = Date::new(year, month, day).ok()?;
        return Some((n + 1, Some((day, day)), false));
    }
    let resolved = published.and_then(|p| {
        let same = Date::new(p.year(), month, day).ok().filter(|date| *date <= p);
        same.or_else(|| Date::new(p.year() - 1, month, day).ok())
    });
    Some((n, resolved.map(|day| (day, day)), true))
}

fn year(number: i16) -> Option<(Date, Date)> {
    Some((Date::new(number, 1, 1).ok()?, Date::new(number, 12, 31).ok()?))
}

fn year_of(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1900..=2100).contains(year))
}

/// The last such day up to publication; `is_past` leaves the day itself out.
fn last_weekday(published: Date, day: Weekday, is_past: bool) -> Option<(Date, Date)> {
    let from = if is_past { 1 } else { 0 };
    let found = (from..from + 7)
        .filter_map(|back: i32| published.checked_sub(back.days()).ok())
        .find(|date| date.weekday() == day)?;
    Some((found, found))
}

/// The last such month up to publication; `is_past` leaves the month itself out.
fn last_month(published: Date, month: i8, is_past: bool) -> Option<(Date, Date)> {
    let is_this_year = month < published.month() || (month == published.month() && !is_past);
    let year = if is_this_year { published.year() } else { published.year() - 1 };
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.to_lowercase().trim_end_matches('.') {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The number of a month written with a capital.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let word = word.trim_end_matches('.');
    let is_short = word.len() >= 3 && word != "Mar";
    let found = MONTHS.iter().position(|month| {
        *month == word || is_short && word.len() <= 4 && month.starts_with(word)
    })?;
    i8::try_from(found + 1).ok()
}
