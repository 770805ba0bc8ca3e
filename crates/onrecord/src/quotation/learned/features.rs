//! The features of words. A passage in, for each word the hashes of what holds of it out. A template
//! that does not apply gives no feature.

use crate::quotation::learned::anchor::{Anchor, anchors, edges};
use crate::quotation::learned::passage::{Passage, Word};
use onrecord_model::syntax::relation::Relation;

/// The features of the words of one passage.
#[derive(Debug, Clone, Default)]
pub struct Features {
    hashes: Vec<u32>,
    ends: Vec<u32>,
}

impl Features {
    /// Forgets every word.
    pub fn clear(&mut self) {
        self.hashes.clear();
        self.ends.clear();
    }

    /// How many words have been given features.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no word has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of word `at`; empty from [`Features::len`] on.
    #[must_use]
    pub fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(start), Some(end)) = (start, self.ends.get(at)) else { return &[] };
        self.hashes.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// Adds a feature to the word that is being described.
    pub fn add(&mut self, template: u32, a: u32, b: u32, c: u32) {
        self.hashes.push(hash(template, a, b, c));
    }

    /// Ends the word that is being described.
    pub fn end_word(&mut self) {
        self.ends.push(u32::try_from(self.hashes.len()).unwrap_or(u32::MAX));
    }
}

/// A hash of a template and up to three values.
#[must_use]
pub fn hash(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let low = u64::from(a) << 32 | u64::from(template) << 24 ^ u64::from(b);
    let mut h = low.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h = (h ^ h >> 29 ^ u64::from(c).wrapping_mul(0xff51_afd7_ed55_8ccd))
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (h ^ h >> 32) as u32
}

/// What is looked up of a word again and again, in numbers.
#[derive(Debug, Clone, Copy)]
struct Facts {
    word: u32,
    tag: u32,
    relation: u32,
    /// The state of the marks and what the rules say, together.
    state: u32,
    /// The relation of the clause by which it hangs on a reporting word, the side, and the depth.
    hang: u32,
    /// Its place in that clause: first 1, last 2.
    edge: u32,
}

const NOWHERE: Facts =
    Facts { word: 1, tag: 60, relation: 60, state: 0xff_ff00, hang: 0xffff, edge: 0 };

/// More features than nearly every word has.
const MOST: usize = 64;

/// Sets `features` to those of the words of `passage`.
pub fn describe(passage: &Passage, features: &mut Features) {
    let words = passage.words.as_slice();
    let edges = edges(words);
    let anchors = anchors(words, |at| words.get(at).is_some_and(|word| word.cue != 0));
    let below = below(words);
    let facts: Vec<Facts> =
        (0..words.len()).map(|at| facts_of(words, at, &edges, &anchors)).collect();
    let fact = |at: usize, by: isize| {
        at.checked_add_signed(by).and_then(|at| facts.get(at)).copied().unwrap_or(NOWHERE)
    };
    let mut sentences: Vec<u32> = Vec::new();
    for word in words {
        let sentence = word.sentence as usize;
        if sentences.len() <= sentence {
            sentences.resize(sentence + 1, 0);
        }
        if let Some(seen) = sentences.get_mut(sentence) {
            *seen |= u32::from(word.cue == 1 && word.quote == 0) | u32::from(word.quote != 0) << 1;
        }
    }
    features.clear();
    features.hashes.reserve(words.len() * MOST);
    for (at, word) in words.iter().enumerate() {
        let [b3, b2, b1, f0, a1, a2, a3] = [-3, -2, -1, 0, 1, 2, 3].map(|by| fact(at, by));
        let form = word.token.form;
        let entity = word.token.entity.index() as u32;
        let near = |by: isize| at.checked_add_signed(by).and_then(|at| words.get(at));
        let entity_of = |by: isize| near(by).map_or(9, |word| word.token.entity.index() as u32);
        let f = &mut *features;
        // The word and its neighbours.
        f.add(0, f0.word, 0, 0);
        f.add(1, b1.word, 0, 0);
        f.add(2, a1.word, 0, 0);
        f.add(3, b2.word, 0, 0);
        f.add(4, a2.word, 0, 0);
        f.add(5, b1.word, f0.word, 0);
        f.add(6, f0.word, a1.word, 0);
        f.add(7, u32::from(form.suffix), 0, 0);
        f.add(8, form.shape.index() as u32, f0.tag, 0);
        f.add(9, f0.tag, b1.tag, a1.tag);
        f.add(10, f0.tag, b1.tag, b2.tag);
        f.add(11, f0.tag, a1.tag, a2.tag);
        f.add(12, f0.tag, b1.word, 0);
        f.add(13, f0.tag, a1.word, 0);
        f.add(14, b1.tag, f0.word, a1.tag);
        f.add(15, entity, entity_of(-1), entity_of(1));
        f.add(16, entity, f0.tag, f0.relation);
        f.add(17, f0.tag, a2.word, 0);
        f.add(18, f0.tag, b2.word, 0);
        f.add(19, b3.word, f0.tag, 0);
        f.add(20, a3.word, f0.tag, 0);
        // The marks and the rules.
        f.add(21, f0.state, 0, 0);
        f.add(22, f0.state, f0.word, 0);
        f.add(23, f0.state, f0.tag, 0);
        f.add(24, b1.state, f0.state, a1.state);
        f.add(25, f0.state, a1.state, a2.state);
        f.add(26, f0.state, b1.state, b2.state);
        f.add(27, u32::from(word.introduces), f0.state & 0xff, f0.tag);
        f.add(
            28,
            u32::from(word.introduces),
            near(1).map_or(9, |w| u32::from(w.introduces)),
            near(-1).map_or(9, |w| u32::from(w.introduces)),
        );
        f.add(29, f0.state & 0xff, b1.tag << 8 | a1.tag, f0.tag);
        let sentence = sentences.get(word.sentence as usize).copied().unwrap_or(0);
        let opens = near(-1).is_none_or(|before| before.sentence != word.sentence);
        let ends = near(1).is_none_or(|after| after.sentence != word.sentence);
        let place = u32::from(opens)
            | u32::from(ends) << 1
            | u32::from(at == 0) << 2
            | u32::from(at + 1 == words.len()) << 3;
        f.add(30, place, f0.tag, sentence);
        f.add(31, sentence, f0.tag, f0.state & 0xff);
        f.add(32, place, f0.state, 0);
        // The tree.
        let head = words.get(word.head);
        let head_fact = if word.head == at {
            NOWHERE
        } else {
            facts.get(word.head).copied().unwrap_or(NOWHERE)
        };
        let side = u32::from(word.head > at);
        let below = below.get(at).copied().unwrap_or(0);
        f.add(33, f0.relation, head_fact.word, side);
        f.add(34, f0.relation, head_fact.tag, f0.tag << 1 | side);
        f.add(35, f0.relation, f0.word, 0);
        f.add(36, f0.relation, head_fact.relation, head_fact.tag);
        f.add(37, f0.word, below, 0);
        f.add(38, f0.tag, below, u32::from(word.cue));
        f.add(39, f0.word, head_fact.word, 0);
        f.add(40, u32::from(word.cue), f0.tag, f0.state & 0xff);
        f.add(41, head.map_or(0, |head| u32::from(head.cue)), f0.relation, side << 8 | f0.tag);
        f.add(42, f0.relation, b1.relation, a1.relation);
        f.add(43, f0.relation, f0.word, head_fact.word);
        // The reporting word above.
        let anchor = anchors.get(at).copied().unwrap_or_default();
        let above = anchor.at.and_then(|above| words.get(above));
        let above_word = above.map_or(0, |above| above.token.form.hash);
        let above_cue = above.map_or(0, |above| u32::from(above.cue));
        f.add(44, f0.hang, above_cue, f0.edge);
        f.add(45, f0.hang, above_word, f0.edge);
        f.add(46, f0.hang, f0.tag, f0.edge);
        f.add(47, f0.hang, b1.hang, f0.edge << 8 | b1.edge);
        f.add(48, f0.hang, a1.hang, f0.edge << 8 | a1.edge);
        f.add(49, f0.hang, f0.word, 0);
        f.add(50, f0.hang & 0xff, above_cue, f0.state & 0xff);
        f.add(51, f0.hang, b1.tag, f0.tag);
        f.add(52, f0.hang, a1.tag, f0.tag);
        f.add(53, f0.hang, f0.edge, place);
        f.add(54, f0.hang, above.map_or(99, |above| u32::from(above.stretch != 0)), above_cue);
        // The constituents that begin or end here.
        for (template, of_edge) in [(55, 0), (58, 1)] {
            let mut above = at;
            for _ in 0..4 {
                let Some(edge) = edges.get(above) else { break };
                let is_edge = if of_edge == 0 { edge.0 == at } else { edge.1 == at };
                let Some(fact) = facts.get(above).filter(|_| is_edge) else { break };
                let Some(head) = words.get(above).map(|word| word.head) else { break };
                let head_fact = facts.get(head).copied().unwrap_or(NOWHERE);
                f.add(template, fact.relation, head_fact.tag, fact.tag);
                f.add(template + 1, fact.relation, head_fact.word, u32::from(head > at));
                f.add(template + 2, fact.relation, f0.tag, fact.hang & 0xff);
                if head == above {
                    break;
                }
                above = head;
            }
        }
        f.end_word();
    }
}

fn facts_of(words: &[Word], at: usize, edges: &[(usize, usize)], anchors: &[Anchor]) -> Facts {
    let (Some(word), Some(anchor)) = (words.get(at), anchors.get(at)) else { return NOWHERE };
    let child = words.get(anchor.child);
    let (hang, edge) = match anchor.at {
        Some(above) if above == at => (0x7f, 0),
        Some(above) => {
            let relation = child.map_or(0, |child| child.token.relation.index() as u32);
            let edge = edges.get(anchor.child).copied().unwrap_or((at, at));
            let depth = u32::from(anchor.depth.min(3));
            let side = u32::from(above > at);
            (
                relation | side << 6 | depth << 8,
                u32::from(edge.0 == at) | u32::from(edge.1 == at) << 1,
            )
        }
        None => (0x3f, 0),
    };
    Facts {
        word: word.token.form.hash,
        tag: word.token.tag.index() as u32,
        relation: word.token.relation.index() as u32,
        state: u32::from(word.quote) | u32::from(word.rule) << 2 | u32::from(word.stretch) << 8,
        hang,
        edge,
    }
}

/// For each word, which relations of note hang on it: one bit each.
fn below(words: &[Word]) -> Vec<u32> {
    let mut found = vec![0; words.len()];
    for (at, word) in words.iter().enumerate() {
        if word.head == at {
            continue;
        }
        let bit = match word.token.relation {
            Relation::CCOMP => 1,
            Relation::XCOMP => 2,
            Relation::NSUBJ => 4,
            Relation::NSUBJPASS => 8,
            Relation::DOBJ => 16,
            Relation::PARATAXIS => 32,
            Relation::MARK => 64,
            Relation::AUX => 128,
            Relation::AUXPASS => 256,
            Relation::NEG => 512,
            Relation::NMOD_POSS => 1024,
            Relation::ACL => 2048,
            Relation::COP => 4096,
            Relation::DEP => 8192,
            _ => 0,
        };
        if let Some(bits) = found.get_mut(word.head) {
            *bits |= bit;
        }
    }
    found
}
