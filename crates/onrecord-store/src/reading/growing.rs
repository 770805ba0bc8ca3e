//! Drawing a tree of reports. What each report printed in, the hops in the order of the tree and the
//! differences with the report that has each first out.

use crate::reading::chain::{AppearanceView, ChangeView, HopView, Leaf, MadeFrom};
use onrecord::chain::change::Change;
use onrecord::chain::evidence::Ground;
use onrecord::chain::phrase::{Wording, change, ground};
use onrecord::chain::printing::Printing;
use onrecord::chain::{Chain, Edge, Parent, draw};

/// The tree that grows from `utterance` (the words `said`), or from the first of `leaves`.
pub(crate) fn grown(
    utterance: Option<&Printing>,
    said: Option<&str>,
    leaves: Vec<Leaf>,
) -> (Vec<HopView>, Vec<AppearanceView>) {
    let printings: Vec<Printing> = leaves.iter().map(|leaf| leaf.printing.clone()).collect();
    let chain = draw(utterance, &printings);
    let order = order(&chain, &printings);
    let mut place = vec![0; leaves.len()];
    for (at, (leaf, _)) in order.iter().enumerate() {
        place[*leaf] = at;
    }
    let mut hops: Vec<HopView> = Vec::new();
    for (leaf, depth) in &order {
        let (own, edge) = (&leaves[*leaf], &chain.edges[*leaf]);
        let (from, before) = match edge.parent {
            Parent::Utterance => (MadeFrom::Utterance, said),
            Parent::Printing(at) => (MadeFrom::Report(place[at]), Some(leaves[at].words.as_str())),
            Parent::Unknown => (MadeFrom::Unknown, None),
        };
        let (before, after) = (Wording::new(before.unwrap_or_default()), Wording::new(&own.words));
        hops.push(HopView {
            findings: own.findings.clone(),
            words: own.words.clone(),
            depth: *depth,
            hop: edge.hop,
            changes: edge.changes.iter().map(|one| view(one, &before, &after)).collect(),
            reasons: reasons(edge, from, &hops),
            is_sure: edge.parent != Parent::Unknown && edge.is_sure(),
            minute: own.printing.date.minute,
            from,
        });
    }
    (hops, appearances(&chain, said, &leaves, &place))
}

/// The printings from the root down, each followed by its copies, with their depths.
fn order(chain: &Chain, printings: &[Printing]) -> Vec<(usize, usize)> {
    let mut by_date: Vec<usize> = (0..printings.len()).collect();
    // A stack gives the last first.
    by_date.sort_by_key(|at| std::cmp::Reverse((rank(&printings[*at]), printings[*at].name)));
    let mut copies: Vec<Vec<usize>> = vec![Vec::new(); printings.len()];
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for at in by_date {
        match chain.edges[at].parent {
            Parent::Printing(parent) => copies[parent].push(at),
            Parent::Utterance | Parent::Unknown => stack.push((at, 0)),
        }
    }
    let mut order = Vec::new();
    while let Some((at, depth)) = stack.pop() {
        order.push((at, depth));
        stack.extend(copies[at].iter().map(|copy| (*copy, depth + 1)));
    }
    order
}

/// Dates in order; what is not known stands last.
fn rank(printing: &Printing) -> (i32, u16) {
    let date = printing.date;
    (date.day.unwrap_or(i32::MAX), date.minute.unwrap_or(u16::MAX))
}

fn view(one: &Change, before: &Wording, after: &Wording) -> ChangeView {
    ChangeView {
        kind: one.kind,
        before: before.of(&one.before).to_owned(),
        after: after.of(&one.after).to_owned(),
        sentence: change(one, before, after),
    }
}

fn reasons(edge: &Edge, from: MadeFrom, hops: &[HopView]) -> Vec<String> {
    let mut reasons: Vec<String> = match from {
        MadeFrom::Unknown => Vec::new(),
        MadeFrom::Utterance if edge.changes.is_empty() => {
            vec!["its words are those of the record".to_owned()]
        }
        MadeFrom::Utterance => {
            vec!["no report explains its words better than the record".to_owned()]
        }
        MadeFrom::Report(at) => {
            let who = hops.get(at).map_or("", HopView::who);
            let told = |one: &Ground| ground(*one, who);
            edge.grounds.iter().map(told).collect()
        }
    };
    if from != MadeFrom::Unknown && !edge.is_sure() {
        reasons.push("another origin explains it nearly as well".to_owned());
    }
    reasons
}

fn appearances(
    chain: &Chain,
    said: Option<&str>,
    leaves: &[Leaf],
    place: &[usize],
) -> Vec<AppearanceView> {
    let first = leaves.iter().min_by_key(|leaf| (rank(&leaf.printing), leaf.printing.name));
    let said = said.or(first.map(|leaf| leaf.words.as_str())).unwrap_or_default();
    let said = Wording::new(said);
    chain
        .appearances
        .iter()
        .map(|one| {
            let leaf = &leaves[one.first];
            let keys: Vec<u32> = one.words.iter().map(|word| word.key).collect();
            let own: Vec<u32> = leaf.printing.words.iter().map(|word| word.key).collect();
            let at = (!keys.is_empty())
                .then(|| own.windows(keys.len()).position(|run| run == keys))
                .flatten();
            let after =
                at.map(|at| Wording::new(&leaf.words).of(&(at..at + keys.len())).to_owned());
            AppearanceView {
                before: said.of(&one.before).to_owned(),
                after: after.unwrap_or_default(),
                first: place[one.first],
                n_reports: one.printings.len(),
            }
        })
        .collect()
}
