//! Statements. Findings with the stretches of the record that they stand for in, groups of them that speak
//! of the same words out. Nothing but the findings decides: not their order, nor what was grouped before.

use crate::store::identity::{folded, id};
use onrecord::document::Document;
use onrecord::matching::Match;
use onrecord::matching::alignment::{Part, StepKind};
use onrecord::text::lines::Lines;
use onrecord::text::sentences::sentences;
use onrecord::text::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Longest sentence, in bytes, that a passage is widened to: captions have no full stops.
const LONGEST: usize = 1200;

/// What a finding tells of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The finding's document and its number there.
    pub(crate) at: (String, u64),
    /// The record, and the sentences there in code points; `None` for words that no record holds.
    pub(crate) said: Option<(String, u64, u64)>,
    /// The id of the person; else of nobody known.
    pub(crate) person: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) words: String,
    /// The words that claim to be those said; `None` for indirect speech and headlines, which claim none.
    pub(crate) verbatim: Option<String>,
    /// What other findings show of where it belongs; `None` where it stands alone.
    pub(crate) with: Option<With>,
    /// The statement of a finding whose words or speaker an erasure masked: its id is made from neither again.
    pub(crate) kept: Option<String>,
}

/// What a finding whose words no record holds stands with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum With {
    /// Reports of this stretch of a record.
    Said((String, u64, u64)),
    /// Reports of a statement with this id that no record holds.
    Words(String),
}

impl Place {
    /// The stretch of a record that it is a report of.
    fn stretch(&self) -> Option<&(String, u64, u64)> {
        match (&self.said, &self.with) {
            (Some(said), _) | (None, Some(With::Said(said))) => Some(said),
            _ => None,
        }
    }
}

/// Findings that speak of the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) id: String,
    /// The record, and the sentences there in code points.
    pub(crate) said: Option<(String, u64, u64)>,
    /// Indices of the findings, by document and number.
    pub(crate) findings: Vec<usize>,
}

/// The groups of `places` by id, and every other id by which a group could have been called while some of
/// its findings were unknown, with the group's own.
pub(crate) fn group(places: &[Place]) -> (Vec<Group>, BTreeMap<String, String>) {
    let mut located: BTreeMap<&str, Vec<(u64, u64, usize)>> = BTreeMap::new();
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut kept: Vec<(&str, usize)> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        if place.said.is_none()
            && let Some(id) = &place.kept
        {
            kept.push((id, at));
            continue;
        }
        match place.stretch() {
            Some((record, starts, ends)) => {
                located.entry(record).or_default().push((*starts, *ends, at));
            }
            None => {
                let id = match &place.with {
                    Some(With::Words(id)) => id.clone(),
                    _ => unlocated(place),
                };
                let empty = || Group { id: id.clone(), said: None, findings: Vec::new() };
                groups.entry(id.clone()).or_insert_with(empty).findings.push(at);
            }
        }
    }
    for (record, mut stretches) in located {
        stretches.sort_unstable();
        let mut open: Option<(u64, u64, Vec<usize>)> = None;
        let mut close = |(starts, ends, findings): (u64, u64, Vec<usize>)| {
            let id = called(record, starts);
            let said = Some((record.to_owned(), starts, ends));
            groups.insert(id.clone(), Group { id, said, findings });
        };
        for (starts, ends, at) in stretches {
            match &mut open {
                Some((_, past, findings)) if starts < *past => {
                    *past = ends.max(*past);
                    findings.push(at);
                }
                _ => {
                    let before = open.replace((starts, ends, vec![at]));
                    before.map(&mut close);
                }
            }
        }
        open.map(&mut close);
    }
    for (id, at) in kept {
        let empty = || Group { id: id.to_owned(), said: None, findings: Vec::new() };
        groups.entry(id.to_owned()).or_insert_with(empty).findings.push(at);
    }
    let mut aliases: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for group in groups.values_mut() {
        group.findings.sort_by(|a, b| places[*a].at.cmp(&places[*b].at));
    }
    for group in groups.values() {
        for place in group.findings.iter().map(|at| &places[*at]) {
            let by_record = place.stretch().map(|(record, starts, _)| called(record, *starts));
            for other in by_record.into_iter().chain([unlocated(place)]) {
                if !groups.contains_key(&other) {
                    aliases.entry(other).or_default().insert(&group.id);
                }
            }
        }
    }
    let first = |(alias, of): (String, BTreeSet<&str>)| Some((alias, (*of.first()?).to_owned()));
    let aliases = aliases.into_iter().filter_map(first).collect();
    (groups.into_values().collect(), aliases)
}

/// The id of the statement whose first sentence begins at code point `starts` of `record`.
fn called(record: &str, starts: u64) -> String {
    id('s', &[record, &starts.to_string()])
}

/// The id of the statement of words that no record holds: of who said them and of the words. Of an unknown
/// speaker it is one document's.
pub(crate) fn unlocated(place: &Place) -> String {
    if let Some(kept) = &place.kept {
        return kept.clone();
    }
    let speaker = place.speaker.as_deref().map(folded).unwrap_or_default();
    let who = match (&place.person, speaker.as_str()) {
        (Some(person), _) => person,
        (None, "") => &place.at.0,
        (None, speaker) => speaker,
    };
    id('s', &["q", who, &folded(&place.words)])
}

/// The sentences of `record` that the best passage of `found` stands in, in code points. Of a quotation put
/// together from several places it is the place that most of its words are from.
pub(crate) fn stretch(record: &Document, found: &Match) -> (u64, u64) {
    let n_same = |part: &Part| part.steps.iter().filter(|step| step.kind == StepKind::Same).count();
    let parts = found.alignment.parts.iter();
    // Of equals the first.
    let main = parts.rev().max_by_key(|part| n_same(part)).map(|part| part.passage);
    let span = main.filter(|span| !span.is_empty()).unwrap_or(found.passage.span);
    let turns = record.transcript.iter().flat_map(|said| &said.turns);
    let mut wide = span;
    let mut is_in_turn = false;
    for turn in turns.filter(|turn| turn.span.overlaps(span)) {
        is_in_turn = true;
        wide = widened(&record.text, turn.span, span).hull(wide);
    }
    if !is_in_turn {
        wide = widened(&record.text, Span::new(0, record.text.len()), span).hull(wide);
    }
    let (starts, ends) = Lines::new(&record.text).code_point_range(wide);
    (starts as u64, ends as u64)
}

/// The part of `span` within `around`, from the start of its first sentence to the end of its last.
fn widened(text: &str, around: Span, span: Span) -> Span {
    let inside = |sentence: &Span| {
        let whole = Span::new(around.start() + sentence.start(), around.start() + sentence.end());
        let touches = whole.overlaps(span);
        touches.then_some(if whole.len() > LONGEST { cut(whole, span) } else { whole })
    };
    let whole = sentences(around.of(text)).iter().filter_map(inside).reduce(Span::hull);
    whole.unwrap_or(span)
}

/// The words of `span` that stand in `sentence`.
fn cut(sentence: Span, span: Span) -> Span {
    Span::new(sentence.start().max(span.start()), sentence.end().min(span.end()))
}

#[cfg(test)]
mod tests {
    use crate::store::statement::{Group, Place, group};

    fn place(document: &str, said: Option<(u64, u64)>, words: &str) -> Place {
        Place {
            at: (document.to_owned(), 0),
            said: said.map(|(starts, ends)| ("d1".to_owned(), starts, ends)),
            person: Some("p1".to_owned()),
            speaker: Some("Edda Larkin".to_owned()),
            words: words.to_owned(),
            verbatim: Some(words.to_owned()),
            with: None,
            kept: None,
        }
    }

    fn of(groups: &[Group], at: usize) -> &str {
        &groups.iter().find(|group| group.findings.contains(&at)).expect("a group").id
    }

    #[test]
    fn reports_of_overlapping_sentences_are_of_one_statement() {
        let places = [
            place("a", Some((10, 20)), "We stay"),
            place("b", Some((30, 40)), "and we build"),
            place("c", Some((15, 35)), "we stay and we build"),
            place("e", Some((40, 50)), "never"),
        ];
        let (groups, aliases) = group(&places);
        assert_eq!(groups.len(), 2);
        assert_eq!(of(&groups, 0), of(&groups, 1));
        assert_eq!(of(&groups, 0), of(&groups, 2));
        assert_ne!(of(&groups, 0), of(&groups, 3));
        // What the page of the second report was called before the third joined it to the first.
        let (alone, _) = group(&places[1..2]);
        assert_eq!(aliases.get(&alone[0].id).map(String::as_str), Some(of(&groups, 0)));
    }

    #[test]
    fn words_that_no_record_holds_are_one_statement_by_speaker_and_words() {
        let mut places = vec![
            place("a", None, "“We stay.”"),
            place("b", None, "we stay"),
            place("c", Some((5, 9)), "We stay!"),
        ];
        let (groups, _) = group(&places);
        assert_eq!(of(&groups, 0), of(&groups, 1));
        assert_ne!(of(&groups, 0), of(&groups, 2));
        for place in &mut places {
            (place.person, place.speaker) = (None, None);
        }
        assert_eq!(group(&places).0.len(), 3);
    }

    #[test]
    fn the_order_of_findings_changes_nothing() {
        let places =
            [place("a", Some((1, 5)), "x"), place("b", Some((4, 9)), "y"), place("c", None, "z")];
        let mut turned = places.to_vec();
        turned.reverse();
        let ids = |places: &[Place]| {
            let (groups, aliases) = group(places);
            let members = |one: &Group| {
                one.findings.iter().map(|at| places[*at].at.clone()).collect::<Vec<_>>()
            };
            (groups.iter().map(|one| (one.id.clone(), members(one))).collect::<Vec<_>>(), aliases)
        };
        assert_eq!(ids(&places), ids(&turned));
    }
}
