//! Where a report was written, at the head of its first paragraph: "OSTMOUTH, Pa., May 3 (AGENCY) — ".
//! Words in, the length of the dateline out.

/// Longest dateline, in bytes.
const LONGEST: usize = 90;

/// Dashes between a dateline and the story.
const DASHES: [&str; 6] = [" — ", " – ", " - ", " -- ", "—", " ― "];

/// Bytes of the dateline with its dash; `None` where the paragraph begins with the story.
#[must_use]
pub fn dateline(words: &str) -> Option<usize> {
    let limit = words
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= LONGEST)
        .last()?;
    let head = words.get(..limit)?;
    let (at, dash) = DASHES.iter().filter_map(|dash| Some((head.find(dash)?, *dash))).min()?;
    let place = head.get(..at)?.trim();
    let (town, rest) = place.split_once([',', '(']).unwrap_or((place, ""));
    is_town(town.trim()).then_some(())?;
    // A state, a date, an agency: no part has more than three words, and none is a sentence.
    let is_part = |part: &str| {
        part.split_whitespace().count() <= 3 && !part.contains(['“', '”', '"', '?', '!', ':'])
    };
    rest.split([',', '(', ')']).all(is_part).then_some(at + dash.len())
}

/// Whether `town` is written in capitals: a word of two letters or more, up to four of them.
fn is_town(town: &str) -> bool {
    let words: Vec<&str> = town.split_whitespace().collect();
    let n_letters = town.chars().filter(|c| c.is_alphabetic()).count();
    (1..=4).contains(&words.len())
        && n_letters >= 4
        && !town.contains(char::is_lowercase)
        && town.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
}

#[cfg(test)]
mod tests {
    use crate::document::dateline::dateline;

    #[test]
    fn a_town_in_capitals_up_to_the_dash_is_a_dateline() {
        for (words, line) in [
            ("OSTMOUTH — The plant stays.", "OSTMOUTH — "),
            ("OSTMOUTH (AGENCY) – The plant stays.", "OSTMOUTH (AGENCY) – "),
            (
                "NEW OSTMOUTH, Pa., May 3 (UPX) - The plant - stays.",
                "NEW OSTMOUTH, Pa., May 3 (UPX) - ",
            ),
        ] {
            assert_eq!(dateline(words), Some(line.len()), "{words}");
        }
    }

    #[test]
    fn a_dash_in_the_story_is_none() {
        for words in
            ["The plant — all of it — stays.", "NEVER SAY “NEVER” — ever.", "", "USA — X.", "—"]
        {
            assert_eq!(dateline(words), None, "{words}");
        }
    }
}
