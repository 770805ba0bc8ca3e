//! Times of a medium as files write them: `00:01:02.345`, `1:02`, `[00:12]`, `(00:12)`, `62.5`.
//! Characters in, milliseconds out; a value that no clock shows is `None`.

/// `[[H:]M:]S[.fff]` with two or three parts, `,` or `.` before the fraction, in milliseconds.
#[must_use]
pub fn clock(stamp: &str) -> Option<u64> {
    let (whole, fraction) = match stamp.find(['.', ',']) {
        Some(at) => (stamp.get(..at)?, stamp.get(at + 1..)?),
        None => (stamp, ""),
    };
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) || fraction.len() > 9 {
        return None;
    }
    let mut seconds: u64 = 0;
    for part in parts {
        // A recording of more than 9,999 hours is no recording.
        if part.is_empty() || part.len() > 4 {
            return None;
        }
        seconds = seconds * 60 + digits(part)?;
    }
    let fraction = format!("{fraction:0<3}");
    Some(seconds * 1000 + digits(fraction.get(..3)?)?)
}

fn digits(part: &str) -> Option<u64> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

/// Seconds as JSON gives them, in milliseconds; negative and endless ones are `None`.
#[must_use]
pub fn milliseconds(seconds: f64) -> Option<u64> {
    // 1e12 s is 31,000 years: beyond it the float no longer holds milliseconds.
    (0.0..1e12).contains(&seconds).then(|| (seconds * 1000.0).round() as u64)
}

/// A time at the beginning of `text`, bare or in `[ ]` or `( )`, and its length in bytes.
/// Markdown's escaping strokes (`\[00:12\]`) count as part of it.
#[must_use]
pub fn leading_stamp(text: &str) -> Option<(u64, usize)> {
    let inner = text.trim_start_matches(['\\', '[', '(']);
    let opened = text.get(..text.len() - inner.len())?;
    if opened.len() > 4 {
        return None;
    }
    let end = inner
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        .unwrap_or(inner.len());
    let stamp = inner.get(..end)?;
    let time = clock(stamp.trim_end_matches(['.', ',']))?;
    let rest = inner.get(end..)?;
    if !opened.contains(['[', '(']) {
        let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
        return (opened.is_empty() && ends).then_some((time, end));
    }
    let close = rest.find([']', ')']).filter(|at| *at <= 1)?;
    let escaped = rest.get(..close)?.chars().all(|c| c == '\\');
    escaped.then_some((time, opened.len() + end + close + 1))
}

#[cfg(test)]
mod tests {
    use crate::document::clock::{clock, leading_stamp, milliseconds};

    #[test]
    fn clocks_with_and_without_hours_are_read() {
        assert_eq!(clock("00:01:02.345"), Some(62_345));
        assert_eq!(clock("01:02,5"), Some(62_500));
        assert_eq!(clock("1:02"), Some(62_000));
        assert_eq!(clock("102"), None);
        assert_eq!(clock("1:2:3:4"), None);
        assert_eq!(clock("99999:00"), None);
    }

    #[test]
    fn a_stamp_is_found_with_its_brackets() {
        assert_eq!(leading_stamp("[00:12] So"), Some((12_000, 7)));
        assert_eq!(leading_stamp("\\[00:31\\] Welcome"), Some((31_000, 9)));
        assert_eq!(leading_stamp("(1:02:03) So"), Some((3_723_000, 9)));
        assert_eq!(leading_stamp("0:12"), Some((12_000, 4)));
        assert_eq!(leading_stamp("6:30pm"), None);
        assert_eq!(leading_stamp("(APPLAUSE)"), None);
    }

    #[test]
    fn seconds_out_of_reason_are_none() {
        assert_eq!(milliseconds(0.75), Some(750));
        assert_eq!(milliseconds(-1.0), None);
        assert_eq!(milliseconds(f64::NAN), None);
    }
}
