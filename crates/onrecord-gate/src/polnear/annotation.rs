//! The gold attributions of PolNeAR. One `.ann` file in, its attributions out, spans in Unicode code
//! points of the text file. `Discuss`, `Discard` and comment rows are left out, and so is an
//! attribution without a content.

use std::collections::BTreeMap;

/// A half-open range of Unicode code points of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// One attribution by hand. Each field holds the parts of its span; empty where the row has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldAttribution {
    /// The words given as said, quotation marks included; never empty.
    pub content: Vec<Points>,
    /// The words that introduce them.
    pub cue: Vec<Points>,
    /// The words that name who said them; empty for `Attribution-no-source`.
    pub source: Vec<Points>,
}

/// The attributions of one `.ann` file, in content order.
///
/// Rows that do not read as `T` or `E` rows are the raw continuation of a covered text that holds a
/// newline: the span before them says all there is to know.
#[must_use]
pub fn read(ann: &str) -> Vec<GoldAttribution> {
    let mut spans: BTreeMap<&str, Vec<Points>> = BTreeMap::new();
    for line in ann.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(place)) = (fields.next(), fields.next()) else { continue };
        if id.strip_prefix('T').is_some_and(is_number) {
            spans.insert(id, parts(place));
        }
    }
    let mut found: Vec<GoldAttribution> = ann
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(id, _)| id.strip_prefix('E').is_some_and(is_number))
        .map(|(_, roles)| GoldAttribution {
            content: role(&spans, roles, "Content"),
            cue: role(&spans, roles, "Cue"),
            source: role(&spans, roles, "Source"),
        })
        .filter(|attribution| !attribution.content.is_empty())
        .collect();
    found.sort_by(|a, b| a.content.cmp(&b.content));
    found
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Content 10 40;55 90` gives two parts.
fn parts(place: &str) -> Vec<Points> {
    let Some((_, ranges)) = place.split_once(' ') else { return Vec::new() };
    ranges
        .split(';')
        .filter_map(|range| {
            let (start, end) = range.trim().split_once(' ')?;
            Some(Points { start: start.parse().ok()?, end: end.parse().ok()? })
        })
        .collect()
}

/// Every part of every span that plays `name` ("Content", "Content2") in one event, in text order.
fn role(spans: &BTreeMap<&str, Vec<Points>>, roles: &str, name: &str) -> Vec<Points> {
    let mut found: Vec<Points> = roles
        .split_whitespace()
        .filter_map(|role| role.split_once(':'))
        .filter(|(role, _)| role.trim_end_matches(|c: char| c.is_ascii_digit()) == name)
        .filter_map(|(_, id)| spans.get(id))
        .flatten()
        .copied()
        .collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_parts_continuation_lines_and_no_source_are_read() {
        let ann = "T1\tSource 0 4\tAnna\nT2\tCue 5 9\tsaid\nT3\tContent 10 14;20 25\tone\ntwo\n\
                   T4\tAttribution 5 9\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n\
                   T5\tDiscard 30 31\tx\nT6\tAttribution-no-source 5 9\tsaid\n\
                   T7\tContent 40 44\tfour\nE2\tAttribution-no-source:T6 Cue:T2 Content:T7\n\
                   E3\tAttribution-no-source:T6\n";
        let found = read(ann);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].content,
            [Points { start: 10, end: 14 }, Points { start: 20, end: 25 }]
        );
        assert_eq!(found[0].source, [Points { start: 0, end: 4 }]);
        assert!(found[1].source.is_empty());
    }
}
