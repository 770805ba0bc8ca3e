//! Plain words for days, times and counts in templates.

use onrecord::verdict::fidelity::Fidelity;
use std::borrow::Borrow;

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

/// "12 May 2026" for "2026-05-12"; a text of another form as it stands.
#[must_use]
pub fn day(day: &str) -> String {
    let mut parts = day.splitn(3, '-');
    let (year, month, number) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| month.parse::<usize>().ok());
    let month = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (year, month, number.and_then(|number| number.parse::<u8>().ok())) {
        (Some(year), Some(month), Some(number)) => format!("{number} {month} {year}"),
        _ => day.to_owned(),
    }
}

/// The day of a time in microseconds, in UTC.
#[must_use]
pub fn day_at(at: impl Borrow<i64>) -> String {
    day(&onrecord_store::reading::answered::day_of(*at.borrow()))
}

/// A time in microseconds as RFC 3339.
#[must_use]
pub fn moment(at: impl Borrow<i64>) -> String {
    jiff::Timestamp::from_microsecond(*at.borrow())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_string()
}

/// A time in microseconds in words: "27 November 2026, 14:05 UTC".
#[must_use]
pub fn minute(at: impl Borrow<i64>) -> String {
    onrecord_store::answering::letter::moment(*at.borrow())
}

/// `h:mm:ss`.
#[must_use]
pub fn clock(ms: impl Borrow<u64>) -> String {
    onrecord::report::phrase::clock(*ms.borrow())
}

/// "1,234 statements", "1 statement".
#[must_use]
pub fn count(n: impl Borrow<u64>, noun: &str) -> String {
    let n = *n.borrow();
    let plural = match noun.strip_suffix('y') {
        _ if n == 1 => noun.to_owned(),
        Some(stem) if !noun.ends_with("ay") => format!("{stem}ies"),
        _ => format!("{noun}s"),
    };
    format!("{} {plural}", thousands(n))
}

/// "1,234,567".
#[must_use]
pub fn thousands(n: impl Borrow<u64>) -> String {
    let digits = n.borrow().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A sign for each grade, so that none is known by its colour alone.
#[must_use]
pub fn sign(fidelity: impl Borrow<Fidelity>) -> &'static str {
    match fidelity.borrow() {
        Fidelity::AsRecorded => "=",
        Fidelity::CleanedUp => "≈",
        Fidelity::MarkedEdit => "[…]",
        Fidelity::InOtherWords => "↝",
        Fidelity::UnmarkedEdit => "~",
        Fidelity::Meaning => "!",
        Fidelity::OtherSpeaker => "⇄",
        Fidelity::NotFound => "?",
        Fidelity::NotCheckable => "–",
    }
}

/// What kind of quotation, in plain words.
#[must_use]
pub fn kind(kind: &str) -> &str {
    match kind {
        "direct" => "direct quotation",
        "mixed" => "partly between marks",
        "indirect" => "indirect speech",
        "headline" => "headline",
        other => other,
    }
}

/// How a policy takes a difference.
#[must_use]
pub fn level(level: &str) -> &str {
    match level {
        "off" => "allowed",
        other => other,
    }
}

/// Foreign words with every control character as a sign that can be seen.
#[must_use]
pub fn seen(words: &str) -> String {
    onrecord::report::visible::visible(words).into_owned()
}

/// A link to follow: only to the web, never a script.
#[must_use]
pub fn web(url: &str) -> Option<&str> {
    let head = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (head.starts_with("http://") || head.starts_with("https://")).then_some(url)
}

/// A link to a time in a medium.
#[must_use]
pub fn at_time(url: &str, ms: u64) -> String {
    match url.contains('#') {
        true => url.to_owned(),
        false => format!("{url}#t={}", ms / 1000),
    }
}

#[cfg(test)]
mod tests {
    use crate::words::{at_time, count, day, thousands, web};

    #[test]
    fn days_and_counts_read_as_words() {
        assert_eq!(day("2026-05-12"), "12 May 2026");
        assert_eq!(day("2026"), "2026");
        assert_eq!(day("2026-13-01"), "2026-13-01");
        assert_eq!(thousands(1_234_567_u64), "1,234,567");
        assert_eq!(count(1_u64, "reply"), "1 reply");
        assert_eq!(count(1200_u64, "reply"), "1,200 replies");
        assert_eq!(count(2_u64, "day"), "2 days");
    }

    #[test]
    fn links_lead_to_the_web_only() {
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("é"), None);
        assert_eq!(web("HTTPS://a.example"), Some("HTTPS://a.example"));
        assert_eq!(at_time("https://a.example/x", 61_900), "https://a.example/x#t=61");
    }
}
