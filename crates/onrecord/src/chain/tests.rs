//! Chains of invented printings.

use crate::chain::copy::Hop;
use crate::chain::evidence::Ground;
use crate::chain::printing::{Date, Printing};
use crate::chain::{Chain, Parent, draw};
use crate::statement::rendition::words_of;
use onrecord_model::Model;

const SAID: &str = "the harbour of Port Salter will not be sold to a bank while I am the mayor";

fn printing(name: u64, hour: u16, text: &str) -> Printing {
    Printing {
        name,
        words: words_of(Model::english(), text),
        date: Date { day: Some(20_000), minute: Some(hour * 60) },
        document: Some(name),
        outlet: Some(100 + name),
        surroundings: (0..4).map(|at| name as u32 * 10 + at).collect(),
        ..Printing::default()
    }
}

fn parents(chain: &Chain) -> Vec<Parent> {
    chain.edges.iter().map(|edge| edge.parent).collect()
}

#[test]
fn a_shared_slip_is_evidence_of_copying() {
    let slip = SAID.replace("bank", "brewery");
    let said = printing(9, 0, SAID);
    let chain =
        draw(Some(&said), &[printing(0, 1, SAID), printing(1, 2, &slip), printing(2, 3, &slip)]);
    assert_eq!(parents(&chain), [Parent::Utterance, Parent::Utterance, Parent::Printing(1)]);
    assert_eq!(chain.edges[2].grounds[0], Ground::SharedDifferences(1));
    assert!(chain.edges[2].is_sure());
    let slips: Vec<_> =
        chain.appearances.iter().map(|slip| (slip.before.clone(), slip.first)).collect();
    assert_eq!(slips, [(11..12, 1)]);
}

#[test]
fn a_credit_and_a_link_tell_one_copy_from_another() {
    let mut credited = printing(2, 3, SAID);
    credited.credits = vec![101];
    let mut linked = printing(3, 4, SAID);
    linked.links = vec![0];
    let said = printing(9, 0, SAID);
    let chain = draw(Some(&said), &[printing(0, 1, SAID), printing(1, 2, SAID), credited, linked]);
    assert_eq!(parents(&chain)[2..], [Parent::Printing(1), Parent::Printing(0)]);
    assert_eq!(chain.edges[3].grounds[0], Ground::Link);
    assert_eq!(chain.edges[2].hop, Hop::VerbatimCopy);
}

#[test]
fn a_reprint_keeps_what_stands_around() {
    let mut reprint = printing(1, 2, SAID);
    reprint.surroundings = vec![0, 1, 2, 3];
    let chain = draw(None, &[printing(0, 1, SAID), reprint]);
    assert_eq!(parents(&chain), [Parent::Unknown, Parent::Printing(0)]);
    assert_eq!(chain.edges[1].hop, Hop::WireReprint);
}

#[test]
fn synonyms_where_others_agree_are_a_paraphrase() {
    let said = "we will begin to fix the big schools and help every child get a good job";
    let machine =
        "we will commence to repair the large schools and assist every kid obtain a good work";
    let chain = draw(None, &[printing(0, 1, said), printing(1, 2, said), printing(2, 3, machine)]);
    assert_eq!(chain.edges[2].hop, Hop::Paraphrase);
    let lone = draw(None, &[printing(0, 1, said), printing(2, 3, machine)]);
    assert_eq!(lone.edges[1].hop, Hop::LightRewrite, "one report beside it agrees with nothing");
}

#[test]
fn without_hours_no_printing_comes_of_its_own_copy() {
    let mut day_only: Vec<Printing> = (0..6).map(|name| printing(name, 1, SAID)).collect();
    for printing in &mut day_only {
        printing.date.minute = None;
        printing.surroundings = vec![1, 2, 3];
    }
    let chain = draw(None, &day_only);
    for start in 0..6 {
        let (mut at, mut n_steps) = (start, 0);
        while let Parent::Printing(parent) = chain.edges[at].parent {
            (at, n_steps) = (parent, n_steps + 1);
            assert!(n_steps < 6, "a circle through {start}");
        }
    }
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(draw(None, &[]), Chain::default());
}
