//! The words of a finding, piece by piece, with the differences marked. A finding as JSON in (positions in
//! code points), pieces out; what the words are marked as is text, not colour.

use serde_json::Value as Json;

/// A stretch of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the report and not in the record.
    Inserted(String),
    /// In the record and not in the report.
    Removed(String),
    /// Words of the same text around the quotation.
    Around(String),
    /// The report's own words stand between two parts of the quotation.
    Between,
}

/// One named difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// "OR201".
    pub code: String,
    /// "negation".
    pub name: String,
    /// "meaning".
    pub class: String,
    /// How the policy takes it: "off", "note", "warning", "error".
    pub level: String,
    /// One plain sentence.
    pub sentence: String,
    /// Why it may be none.
    pub caveat: Option<String>,
    /// The words in the report.
    pub printed: String,
    /// The words in the record.
    pub recorded: String,
}

/// A span with its words.
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

struct Change<'a> {
    printed: Place<'a>,
    recorded: Option<Place<'a>>,
}

/// Names whose differences are not marked in the words: dashes and capitals are not what a reader looks for.
const UNMARKED: [&str; 3] = ["typography", "number-format", "spelling"];

/// The differences of a finding.
#[must_use]
pub fn differences(body: &Json) -> Vec<Difference> {
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    list(&body["differences"])
        .map(|one| Difference {
            code: text(&one["code"]),
            name: text(&one["name"]),
            class: text(&one["class"]),
            level: text(&one["level"]),
            sentence: text(&one["sentence"]),
            caveat: one["caveat"].as_str().map(str::to_owned),
            printed: text(&one["article"]["text"]),
            recorded: text(&one["record"]["text"]),
        })
        .collect()
}

/// What stands between the marks of the report, its parts joined by an ellipsis.
#[must_use]
pub fn marked(body: &Json) -> String {
    let parts = list(&body["quotation"]["marked"]).filter_map(|part| part["text"].as_str());
    parts.collect::<Vec<_>>().join(" … ")
}

/// Both sides in one.
#[must_use]
pub fn woven(body: &Json) -> Vec<Piece> {
    article(body, |pieces, change| {
        if let Some(recorded) = &change.recorded {
            push(pieces, Piece::Removed(recorded.text.to_owned()));
        }
        push(pieces, Piece::Inserted(change.printed.text.to_owned()));
    })
}

/// The report's side.
#[must_use]
pub fn printed(body: &Json) -> Vec<Piece> {
    article(body, |pieces, change| {
        push(pieces, Piece::Inserted(change.printed.text.to_owned()));
    })
}

/// The record's side, with a few words around.
#[must_use]
pub fn recorded(body: &Json) -> Vec<Piece> {
    let passage = &body["passage"];
    let Some(exact) = passage["selector"]["exact"].as_str() else { return Vec::new() };
    let start = passage["position"]["start"].as_u64().unwrap_or_default() as usize;
    let around = |name: &str| passage["selector"][name].as_str().unwrap_or_default();
    let mut changes: Vec<Place> =
        changes(body).into_iter().filter_map(|change| change.recorded).collect();
    changes.sort_by_key(|place| (place.start, place.end));
    let mut pieces = Vec::new();
    push(&mut pieces, Piece::Around(whole_words_after(around("prefix")).to_owned()));
    let words: Vec<char> = exact.chars().collect();
    let mut done = 0;
    for change in changes {
        let (from, to) = (change.start.saturating_sub(start), change.end.saturating_sub(start));
        if from < done || to > words.len() || from > to || change.start < start {
            continue;
        }
        push(&mut pieces, Piece::Same(words[done..from].iter().collect()));
        push(&mut pieces, Piece::Removed(words[from..to].iter().collect()));
        done = to;
    }
    push(&mut pieces, Piece::Same(words[done..].iter().collect()));
    push(&mut pieces, Piece::Around(whole_words_before(around("suffix")).to_owned()));
    pieces
}

fn article(body: &Json, mark: impl Fn(&mut Vec<Piece>, &Change)) -> Vec<Piece> {
    let mut changes = changes(body);
    changes.sort_by_key(|change| (change.printed.start, change.printed.end));
    let mut pieces = Vec::new();
    for (part_idx, part) in list(&body["quotation"]["content"]).filter_map(place).enumerate() {
        if part_idx > 0 {
            pieces.push(Piece::Between);
        }
        let words: Vec<char> = part.text.chars().collect();
        let mut done = 0;
        let is_within =
            |change: &&Change| change.printed.start >= part.start && change.printed.end <= part.end;
        for change in changes.iter().filter(is_within) {
            let (from, to) = (change.printed.start - part.start, change.printed.end - part.start);
            if from < done || to > words.len() || from > to {
                continue;
            }
            push(&mut pieces, Piece::Same(words[done..from].iter().collect()));
            mark(&mut pieces, change);
            done = to;
        }
        push(&mut pieces, Piece::Same(words[done..].iter().collect()));
    }
    pieces
}

fn changes(body: &Json) -> Vec<Change<'_>> {
    list(&body["differences"])
        .filter(|one| !UNMARKED.contains(&one["name"].as_str().unwrap_or_default()))
        .filter_map(|one| {
            Some(Change { printed: place(&one["article"])?, recorded: place(&one["record"]) })
        })
        .collect()
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    let (Piece::Same(words)
    | Piece::Inserted(words)
    | Piece::Removed(words)
    | Piece::Around(words)) = &piece
    else {
        return pieces.push(piece);
    };
    if !words.is_empty() {
        pieces.push(piece);
    }
}

fn place(value: &Json) -> Option<Place<'_>> {
    Some(Place {
        start: usize::try_from(value["start"].as_u64()?).ok()?,
        end: usize::try_from(value["end"].as_u64()?).ok()?,
        text: value["text"].as_str()?,
    })
}

fn list(value: &Json) -> impl Iterator<Item = &Json> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

/// A prefix of a selector may begin within a word: from its first whole word on.
fn whole_words_after(prefix: &str) -> &str {
    prefix.find(char::is_whitespace).map_or("", |at| &prefix[at..])
}

/// A suffix may end within a word: up to its last whole word.
fn whole_words_before(suffix: &str) -> &str {
    suffix.rfind(char::is_whitespace).map_or("", |at| &suffix[..at])
}

#[cfg(test)]
mod tests {
    use crate::reading::side::{Piece, printed, recorded, woven};
    use serde_json::{Value as Json, json};

    fn body() -> Json {
        json!({
            "quotation": { "content": [
                { "start": 10, "end": 27, "text": "I did send the bo" },
                { "start": 40, "end": 44, "text": "ats." },
            ] },
            "passage": {
                "position": { "start": 5, "end": 27 },
                "selector": {
                    "exact": "I never send the boats", "prefix": "ost of all\n", "suffix": ". And th",
                },
            },
            "differences": [{
                "name": "negation", "article": { "start": 12, "end": 15, "text": "did" },
                "record": { "start": 7, "end": 12, "text": "never" },
            }],
        })
    }

    #[test]
    fn what_differs_is_marked_on_each_side_and_in_both() {
        let [same, inserted, removed] = [Piece::Same, Piece::Inserted, Piece::Removed]
            .map(|make: fn(String) -> Piece| move |words: &str| make(words.to_owned()));
        let body = body();
        assert_eq!(
            woven(&body),
            [
                same("I "),
                removed("never"),
                inserted("did"),
                same(" send the bo"),
                Piece::Between,
                same("ats.")
            ]
        );
        assert!(!printed(&body).contains(&removed("never")));
        assert_eq!(
            recorded(&body),
            [
                Piece::Around(" of all\n".to_owned()),
                same("I "),
                removed("never"),
                same(" send the boats"),
                Piece::Around(". And".to_owned())
            ]
        );
    }

    #[test]
    fn spans_outside_the_words_are_left_unmarked() {
        let mut body = body();
        body["differences"][0]["article"]["end"] = json!(900);
        body["differences"][0]["record"]["start"] = json!(2);
        assert!(woven(&body).iter().all(|piece| !matches!(piece, Piece::Inserted(_))));
        assert!(recorded(&body).iter().all(|piece| !matches!(piece, Piece::Removed(_))));
        assert_eq!(woven(&Json::Null), []);
    }
}
