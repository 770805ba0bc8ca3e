//! The day in the name of a record, as people write it: "Hearing (10-24-2021)", "Talk, Feb. 9, 2021".
//! A name in, a calendar day out. Left out: "02-05-21", which is one day in one country and another
//! day in the next, and a year alone.

use jiff::civil::Date;

/// The first day that `name` gives beyond doubt; `None` where it gives none.
#[must_use]
pub fn day(name: &str) -> Option<Date> {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        // "interview-2021-10-24": a year in front is followed by the month.
        if let (4, Some(first)) = (a.len(), year(a)) {
            let (month, day) = ordinal(b).zip(ordinal(c))?;
            return Date::new(first, month, day).ok();
        }
        let year = year(c)?;
        if let Some((month, day)) = month(a).zip(ordinal(b)).or_else(|| month(b).zip(ordinal(a))) {
            return Date::new(year, month, day).ok();
        }
        let (a, b) = (ordinal(a)?, ordinal(b)?);
        match (a > 12, b > 12) {
            (false, true) => Date::new(year, a, b).ok(),
            (true, false) => Date::new(year, b, a).ok(),
            _ => (a == b).then(|| Date::new(year, a, b).ok())?,
        }
    })
}

/// A year in four digits, or in two as in "10-24-21".
fn year(word: &str) -> Option<i16> {
    let number: i16 = word.parse().ok()?;
    match word.len() {
        4 => (1900..=2100).contains(&number).then_some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ordinal = matches!(word.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th"));
    (is_ordinal && digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|month| month.starts_with(&word) && word.len() >= 3)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use crate::document::record_day::day;
    use jiff::civil::date;

    #[test]
    fn a_day_in_a_name_is_read() {
        for name in [
            "Town Hall 10-24-15, Ostmouth",
            "Talk [FULL] Oct. 24, 2015",
            "24 October 2015",
            "Dinner - October 24th 2015",
            "interview-2015-10-24",
        ] {
            assert_eq!(day(name), Some(date(2015, 10, 24)), "{name}");
        }
    }

    #[test]
    fn a_day_that_may_be_another_is_none() {
        for name in ["Rally 02-05-16", "Values Summit 2015", "A talk, June 14", "", "1 2 3"] {
            assert_eq!(day(name), None, "{name}");
        }
    }
}
