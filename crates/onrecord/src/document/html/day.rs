//! A date as pages write it in, a calendar day out. ISO 8601 with or without time and zone, mail
//! dates, `2024/05/03`, `03.05.2024`, and a day with a month's name in
//! English, German, Spanish or French. A day in
//! numbers with slashes is read month first only where it must be. Left out: relative dates.

use jiff::civil::Date;

/// The first calendar day in `text`, in the zone the text gives.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let runs = runs(text);
    let number = |at: usize, len: std::ops::RangeInclusive<usize>| {
        let run: &&str = runs.get(at)?;
        (len.contains(&run.len()) && run.bytes().all(|b| b.is_ascii_digit()))
            .then(|| run.parse::<i16>().ok())?
    };
    for at in 0..runs.len() {
        if let (Some(year), Some(month), Some(day)) =
            (number(at, 4..=4), number(at + 1, 1..=2), number(at + 2, 1..=2))
        {
            return date(year, month, day);
        }
        if let (Some(first), Some(second), Some(year)) =
            (number(at, 1..=2), number(at + 1, 1..=2), number(at + 2, 4..=4))
        {
            return date(year, second, first).or_else(|| date(year, first, second));
        }
        let month = runs.get(at).and_then(|run| month(run));
        if let Some(month) = month {
            let before = at.checked_sub(1).and_then(|before| number(before, 1..=2));
            if let (Some(day), Some(year)) = (before, number(at + 1, 4..=4)) {
                return date(year, month, day);
            }
            if let (Some(day), Some(year)) = (number(at + 1, 1..=2), number(at + 2, 4..=4)) {
                return date(year, month, day);
            }
        }
        let run = runs.get(at).copied().unwrap_or("");
        if run.len() == 8 && run.bytes().all(|b| b.is_ascii_digit()) {
            let part = |range| run.get(range).and_then(|part: &str| part.parse::<i16>().ok());
            if let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) {
                return date(year, month, day);
            }
        }
    }
    None
}

/// What stands between the parts of a date: "3rd of May", "3 de mayo de 2024".
const FILLERS: [&str; 7] = ["st", "nd", "rd", "th", "of", "de", "del"];

/// Runs of digits and runs of letters, at most a dozen.
fn runs(text: &str) -> Vec<&str> {
    let kind = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut runs = Vec::new();
    let mut start = 0;
    let mut last = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if kind(c) != last {
            if last != 0 {
                let run = text.get(start..at).filter(|run| !FILLERS.contains(run));
                runs.extend(run);
            }
            start = at;
            last = kind(c);
        }
        if runs.len() >= 12 {
            break;
        }
    }
    runs
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    // The web is younger than 1990; a later year than 2100 is a number that looks like a date.
    if !(1990..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month(name: &str) -> Option<i16> {
    let name = name.to_lowercase();
    let start: String = name.chars().take(3).collect();
    let months = [
        ("jan", 1),
        ("jän", 1),
        ("feb", 2),
        ("mar", 3),
        ("mär", 3),
        ("apr", 4),
        ("may", 5),
        ("mai", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("oct", 10),
        ("okt", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("ene", 1),
        ("abr", 4),
        ("ago", 8),
        ("dic", 12),
        ("fév", 2),
        ("avr", 4),
        ("aoû", 8),
        ("déc", 12),
    ];
    let is_month = name.chars().count() <= 9;
    months.iter().find(|(prefix, _)| is_month && *prefix == start).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use crate::document::html::day::day;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_pages_write_them() {
        for text in [
            "2024-05-03T23:59:00+02:00",
            "2024-05-03",
            "20240503",
            "2024/5/3 10:00",
            "Fri, 03 May 2024 22:15:00 GMT",
            "May 3, 2024 at 5:10 pm",
            "Friday 3rd May 2024",
            "3. Mai 2024, 14 Uhr",
            "03.05.2024",
            "Published 3 May 2024",
            "05/03/2024".replace("05/03", "03/05").as_str(),
        ] {
            assert_eq!(day(text), Some(date(2024, 5, 3)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in
            ["", "yesterday", "1714737600", "0001-01-01T00:00:00", "2024-13-45", "3 men of 1999"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
