//! The labels of words and the states of the labeller. A state is a label that remembers, outside
//! every span, which part ended last: so one step says that a cue follows a source at any distance.

/// The parts of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The words that name who said it.
    Source,
    /// The words that introduce it.
    Cue,
    /// The words given as said.
    Content,
}

impl Part {
    /// Every part, in the order of its number.
    pub const ALL: [Part; 3] = [Part::Source, Part::Cue, Part::Content];

    /// Its number, below 3.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// How many labels there are: outside, and the first, middle, last and only word of each part.
pub const LABELS: usize = 13;

/// How many states: outside four times, by the part that ended last, then as the labels.
pub const STATES: usize = 16;

/// The state before the first word.
pub const START: usize = 0;

/// Where a word stands in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The first of several.
    First,
    /// Between first and last.
    Middle,
    /// The last of several.
    Last,
    /// The only one.
    Only,
}

/// The state of a word inside a part.
#[must_use]
pub fn inside(part: Part, place: Place) -> usize {
    4 + 4 * part.index() + place as usize
}

/// The state of a word outside, after a span of `part` ended; `None` where none has.
#[must_use]
pub fn outside(part: Option<Part>) -> usize {
    part.map_or(0, |part| part.index() + 1)
}

/// The part and place of a state; `None` outside.
#[must_use]
pub fn read(state: usize) -> Option<(Part, Place)> {
    let within = state.checked_sub(4)?;
    let part = Part::ALL.get(within / 4).copied()?;
    let place = [Place::First, Place::Middle, Place::Last, Place::Only];
    Some((part, place.get(within % 4).copied()?))
}

/// The label of a state: 0 outside.
#[must_use]
pub fn label(state: usize) -> usize {
    state.saturating_sub(3)
}

/// Whether a word in state `next` may follow one in state `before`.
#[must_use]
pub fn may_follow(before: usize, next: usize) -> bool {
    let ended = match read(before) {
        None => return if next < 4 { next == before } else { opens(next) },
        Some((part, Place::First | Place::Middle)) => {
            return matches!(read(next), Some((other, Place::Middle | Place::Last)) if other == part);
        }
        Some((part, Place::Last | Place::Only)) => part,
    };
    if next < 4 { next == outside(Some(ended)) } else { opens(next) }
}

/// Whether the last word of a paragraph may be in `state`.
#[must_use]
pub fn may_end(state: usize) -> bool {
    !matches!(read(state), Some((_, Place::First | Place::Middle)))
}

fn opens(state: usize) -> bool {
    matches!(read(state), Some((_, Place::First | Place::Only)))
}

#[cfg(test)]
mod tests {
    use crate::sequence::label::{Part, Place, inside, label, may_follow, outside};

    #[test]
    fn a_state_outside_remembers_the_part_that_ended() {
        let only = inside(Part::Cue, Place::Only);
        assert!(may_follow(outside(None), only));
        assert!(may_follow(only, outside(Some(Part::Cue))));
        assert!(!may_follow(only, outside(None)));
        assert!(!may_follow(only, inside(Part::Content, Place::Last)));
        assert_eq!(label(outside(Some(Part::Content))), 0);
        assert_eq!(label(inside(Part::Content, Place::Only)), 12);
    }
}
