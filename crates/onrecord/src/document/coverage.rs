//! How much of an occasion a record holds, in the record's own words: "(Partial, As spoken)" in a
//! name or a first line, "[transcript begins here]" in the text. Words in, [`Coverage`] out.

use crate::document::Document;
use crate::document::stage::{NoteKind, notes};
use crate::document::transcript::{Coverage, RecordKind};

/// What a statement such as "Almost complete, As spoken" says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// How much is held.
    pub coverage: Coverage,
    /// "As written" is a text approved before it was spoken; "As spoken" one made from the tape.
    pub kind: Option<RecordKind>,
}

/// Reads the words between the brackets of such a statement; `None` if they are another matter.
#[must_use]
pub fn stated(words: &str) -> Option<Stated> {
    let mut found = Stated { coverage: Coverage::Unstated, kind: None };
    for part in words.split([',', ';']).map(str::trim) {
        match part.to_lowercase().as_str() {
            "complete" | "full" | "unabridged" | "complete transcript" | "full transcript" => {
                found.coverage = Coverage::Complete;
            }
            "partial" | "almost complete" | "incomplete" | "excerpt" | "excerpts" | "abridged"
            | "partial transcript" => found.coverage = Coverage::Partial(part.to_owned()),
            "as spoken" | "as delivered" => found.kind = Some(RecordKind::TapeTranscript),
            "as written" | "as prepared" | "as prepared for delivery" => {
                found.kind = Some(RecordKind::Authorised);
            }
            _ => return None,
        }
    }
    (found.coverage != Coverage::Unstated || found.kind.is_some()).then_some(found)
}

/// Lines at the beginning of a record in which a statement on its coverage is looked for.
const HEAD_LINES: usize = 6;

/// The statement in the first lines of `text`, alone on a line or in brackets at its end.
#[must_use]
pub fn header(text: &str) -> Option<Stated> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES).find_map(|line| {
        let line = line.trim_start_matches(['#', ' ']);
        let inner = line.rsplit_once(['(', '[']).map_or(line, |(_, inner)| inner);
        stated(inner.trim_end_matches([')', ']', '.']))
    })
}

/// Sets the coverage of `document`'s record from its notes: a stretch that is missing outweighs
/// "complete". A word that was not heard is missing at its place, and the rest is all there.
pub fn settle(document: &mut Document) {
    let Some(transcript) = document.transcript.as_mut() else { return };
    if matches!(transcript.coverage, Coverage::Partial(_)) {
        return;
    }
    for span in &transcript.unsaid {
        let gap = notes(&document.text, *span).into_iter().find(|note| note.kind == NoteKind::Gap);
        if let Some(gap) = gap {
            let words = gap.span.of(&document.text).replace('\\', "");
            transcript.coverage = Coverage::Partial(words);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::coverage::{header, stated};
    use crate::document::transcript::{Coverage, RecordKind};

    #[test]
    fn completeness_and_manner_are_read_together() {
        let partial = stated("Partial, As spoken").unwrap();
        assert_eq!(partial.coverage, Coverage::Partial("Partial".to_owned()));
        assert_eq!(partial.kind, Some(RecordKind::TapeTranscript));
        assert_eq!(stated("Complete, As written").unwrap().kind, Some(RecordKind::Authorised));
        assert_eq!(stated("Chicago, IL"), None);
    }

    #[test]
    fn a_header_is_found_in_the_first_lines_only() {
        assert!(header("An Evening\n(Partial, As spoken)\n\nADA LOW: Hi").is_some());
        assert!(header("ADA LOW: That is (complete nonsense)").is_none());
    }
}
