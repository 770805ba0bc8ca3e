//! States in, spans of words out, and back.

use onrecord_model::sequence::label::{Part, Place, inside, outside, read};

/// Words of a passage that play one part: `start..end`, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartSpan {
    /// What they are.
    pub part: Part,
    /// The index of the first word.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The spans that `states` spell, in order. A span without its last word ends where the next begins.
#[must_use]
pub fn spans(states: &[u8]) -> Vec<PartSpan> {
    let mut found = Vec::new();
    let mut open: Option<(Part, usize)> = None;
    for (at, state) in states.iter().enumerate() {
        match read(usize::from(*state)) {
            Some((part, Place::Only)) => found.push(PartSpan { part, start: at, end: at + 1 }),
            Some((part, Place::First)) => open = Some((part, at)),
            Some((part, Place::Last)) => {
                let start = open.take().map_or(at, |(_, start)| start);
                found.push(PartSpan { part, start, end: at + 1 });
            }
            Some((_, Place::Middle)) => {}
            None => open = None,
        }
    }
    found
}

/// The states of `n` words that spell `spans`, which are in order and disjoint.
#[must_use]
pub fn states(n: usize, spans: &[PartSpan]) -> Vec<u8> {
    let mut found = Vec::with_capacity(n);
    let mut last = None;
    let byte = |state: usize| u8::try_from(state).unwrap_or(0);
    for span in spans.iter().filter(|span| span.start < span.end && span.end <= n) {
        if found.len() > span.start {
            continue;
        }
        found.resize(span.start, byte(outside(last)));
        if span.end - span.start == 1 {
            found.push(byte(inside(span.part, Place::Only)));
        } else {
            found.push(byte(inside(span.part, Place::First)));
            found.resize(span.end - 1, byte(inside(span.part, Place::Middle)));
            found.push(byte(inside(span.part, Place::Last)));
        }
        last = Some(span.part);
    }
    found.resize(n, byte(outside(last)));
    found
}

#[cfg(test)]
mod tests {
    use crate::quotation::learned::spans::{PartSpan, spans, states};
    use onrecord_model::sequence::label::Part;

    #[test]
    fn spans_come_back_from_their_states() {
        let given = [
            PartSpan { part: Part::Source, start: 0, end: 2 },
            PartSpan { part: Part::Cue, start: 2, end: 3 },
            PartSpan { part: Part::Content, start: 4, end: 9 },
        ];
        assert_eq!(spans(&states(10, &given)), given);
    }
}
