//! A cascade: one utterance, its reports, and the reports made from those. Speech in, printings with
//! their true parents out.
//!
//! A printing is made from the words said (one of seven) or from an earlier printing, the likelier the
//! more copies that has and the younger it is. Of ten, four are reprints that keep nine tenths of
//! what stands around, three rewrites that keep some of it, three texts of their own. Words are altered at
//! each hop at the rates of `alteration`, and 4 of a hundred hops are a paraphraser's. Of
//! reprints 85 in a hundred name their parent's outlet, of rewrites 55, of texts of their own 75; one in twenty, three in ten and four in ten link to it. One in five printings gives no hour. The
//! rates of what is copied beside the words are chosen, not measured.

use crate::alteration::{altered, paraphrased};
use crate::draw::Draw;
use crate::speech::Speech;
use onrecord::chain::printing::{Date, Printing};
use onrecord::statement::rendition::words_of;
use onrecord_model::Model;

/// One cascade.
pub struct Cascade {
    /// The words said.
    pub utterance: Printing,
    /// The printings, in the order of their names, which tells nothing of their making.
    pub printings: Vec<Printing>,
    /// Their words as text.
    pub texts: Vec<String>,
    /// The true parent of each; `None` for those made from the words said.
    pub parents: Vec<Option<usize>>,
    /// Whether a paraphraser made it.
    pub paraphrased: Vec<bool>,
    /// How it was made.
    pub ways: Vec<Way>,
}

/// How a printing was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    FromUtterance,
    Reprint,
    Rewrite,
    OwnText,
}

impl Way {
    pub const ALL: [Way; 4] = [Way::FromUtterance, Way::Reprint, Way::Rewrite, Way::OwnText];
}

struct Node {
    words: Vec<String>,
    minute: i64,
    outlet: u64,
    surroundings: Vec<u32>,
    credits: Vec<u64>,
    links: Vec<u64>,
    parent: Option<usize>,
    n_copies: usize,
    is_paraphrase: bool,
    way: Way,
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// A copy is made within days: the older a printing, the fewer copy it.
const FADES: f64 = 48.0 * 60.0;

/// A cascade of `n` printings.
pub fn cascade(speech: &Speech, n: usize, seed: u64) -> Cascade {
    let mut draw = Draw::named(seed, "cascade");
    let stretches = speech.stretches(&mut draw);
    let said = stretches.iter().find(|stretch| stretch.len() >= 15).map_or(&[][..], |found| found);
    let mut nodes: Vec<Node> = Vec::with_capacity(n);
    let mut next_sentence = 0;
    let mut own = |n: usize| -> Vec<u32> {
        next_sentence += n as u32;
        (next_sentence - n as u32..next_sentence).collect()
    };
    let mut minute = 60;
    for at in 0..n {
        // Five hundred printings take ten days.
        minute += draw.below(60) as i64;
        let parent =
            if at == 0 || draw.chance(15) { None } else { pick(&nodes, minute, &mut draw) };
        let outlet = draw.below(400) as u64;
        let mut node = Node {
            words: said.to_vec(),
            minute,
            outlet,
            surroundings: Vec::new(),
            credits: Vec::new(),
            links: Vec::new(),
            parent,
            n_copies: 0,
            is_paraphrase: false,
            way: Way::FromUtterance,
        };
        match parent.map(|parent| &nodes[parent]) {
            None => {
                node.words = altered(said, speech, &mut draw);
                node.surroundings = own(draw.between(5, 10));
            }
            Some(from) => {
                let parent_idx = parent.unwrap_or(0);
                let machine =
                    if draw.chance(4) { paraphrased(&from.words, speech, &mut draw) } else { None };
                node.is_paraphrase = machine.is_some();
                node.words = machine.unwrap_or_else(|| altered(&from.words, speech, &mut draw));
                let (way, kept, n_own, copied, named, linked) = match draw.below(10) {
                    0..4 => (Way::Reprint, 92, usize::from(draw.chance(30)), 60, 85, 5),
                    4..7 => (Way::Rewrite, 60, draw.between(1, 3), 40, 55, 30),
                    _ => (Way::OwnText, 5, draw.between(4, 9), 0, 75, 40),
                };
                node.way = way;
                node.surroundings =
                    from.surroundings.iter().copied().filter(|_| draw.chance(kept)).collect();
                node.surroundings.extend(own(n_own));
                if draw.chance(copied) {
                    node.credits.clone_from(&from.credits);
                    node.links.clone_from(&from.links);
                }
                if draw.chance(named) {
                    node.credits.push(from.outlet);
                }
                if draw.chance(linked) {
                    node.links.push(parent_idx as u64);
                }
            }
        }
        if let Some(parent) = parent {
            nodes[parent].n_copies += 1;
        }
        nodes.push(node);
    }
    shuffled(said, nodes, &mut draw)
}

fn pick(nodes: &[Node], minute: i64, draw: &mut Draw) -> Option<usize> {
    let weight = |node: &Node| {
        let age = (minute - node.minute) as f64;
        ((1 + node.n_copies) as f64 * (-age / FADES).exp() * 1000.0) as usize + 1
    };
    let mut drawn = draw.below(nodes.iter().map(weight).sum());
    nodes.iter().position(|node| {
        let weight = weight(node);
        let is_here = drawn < weight;
        drawn = drawn.saturating_sub(weight);
        is_here
    })
}

fn shuffled(said: &[String], nodes: Vec<Node>, draw: &mut Draw) -> Cascade {
    let model = Model::english();
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, draw.below(last + 1));
    }
    let mut place = vec![0; nodes.len()];
    for (at, node) in order.iter().enumerate() {
        place[*node] = at;
    }
    let utterance = Printing {
        name: u64::MAX,
        words: words_of(model, &said.join(" ")),
        date: Date { day: Some(0), minute: Some(0) },
        ..Printing::default()
    };
    let mut cascade = Cascade {
        utterance,
        printings: Vec::new(),
        texts: Vec::new(),
        parents: Vec::new(),
        paraphrased: Vec::new(),
        ways: Vec::new(),
    };
    for (at, node) in order.iter().enumerate() {
        let node = &nodes[*node];
        let text = node.words.join(" ");
        let mut surroundings = node.surroundings.clone();
        surroundings.sort_unstable();
        let minute = (node.minute % DAY) as u16;
        cascade.printings.push(Printing {
            name: at as u64,
            words: words_of(model, &text),
            date: Date {
                day: Some((node.minute / DAY) as i32),
                minute: (!draw.chance(20)).then_some(minute),
            },
            document: Some(at as u64),
            outlet: Some(node.outlet),
            credits: node.credits.clone(),
            links: node.links.iter().map(|link| place[*link as usize] as u64).collect(),
            surroundings,
        });
        cascade.texts.push(text);
        cascade.parents.push(node.parent.map(|parent| place[parent]));
        cascade.paraphrased.push(node.is_paraphrase);
        cascade.ways.push(node.way);
    }
    cascade
}
