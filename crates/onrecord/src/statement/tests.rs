//! Statements of invented quotations: what comes together, what stays apart, and that the order of
//! arrival changes nothing.

use crate::statement::rendition::{Rendition, words_of};
use crate::statement::shelf::Memory;
use crate::statement::{Statement, Statements};
use onrecord_model::Model;

fn rendition(text: &str, speaker: Option<u64>, day: Option<i32>) -> Rendition {
    Rendition { words: words_of(Model::english(), text), speaker, day }
}

fn grouped(renditions: &[Rendition], order: &[usize], batch: usize) -> Vec<Statement> {
    let (mut statements, mut shelf) = (Statements::default(), Memory::default());
    for batch in order.chunks(batch) {
        let quotations = batch.iter().map(|at| (*at as u64, renditions[*at].clone()));
        statements.add(&mut shelf, quotations).expect("memory does not fail");
    }
    let Ok(all) = statements.all(&shelf);
    all
}

/// The quotations of each statement, added at once.
fn groups(texts: &[&str]) -> Vec<Vec<u64>> {
    let renditions: Vec<Rendition> = texts.iter().map(|text| rendition(text, None, None)).collect();
    let order: Vec<usize> = (0..texts.len()).collect();
    grouped(&renditions, &order, texts.len()).into_iter().map(|found| found.quotations).collect()
}

const HARBOUR: &str =
    "The harbour of Port Salter will not be sold to a bank while I am the mayor of this town";

#[test]
fn altered_and_trimmed_copies_are_one_statement() {
    let found = groups(&[
        HARBOUR,
        "the harbour of Port Salter will not be sold to a bank",
        "harbour of Port Salter will never be sold to a bank while I am the mayor",
        "The port of Port Salter will not be purchased by a bank while I am the mayor of this city",
        "Ferries to the islands leave at seven, and the last one comes back before midnight",
    ]);
    assert_eq!(found, [vec![0, 1, 2, 3], vec![4]]);
}

#[test]
fn a_stock_phrase_brings_no_two_texts_together() {
    let found = groups(&[
        "We will mend the breakwater before winter and we will make our valley great again, I promise",
        "The teachers have earned their pay, believe me, and we will make our valley great again",
        "we will make our valley great again",
    ]);
    assert_eq!(found, [[0], [1], [2]]);
}

#[test]
fn scattered_words_of_a_long_text_are_no_statement() {
    let found = groups(&[
        "The ferry was late, the harbour was full, and nobody from the council would say a word until \
         the mayor had spoken with the bank about the debt that the islands owe it",
        "the harbour council say the islands owe a word about the ferry",
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn words_altered_step_by_step_come_back() {
    let steps = [
        HARBOUR,
        "The harbour of Port Salter will not be leased to a brewery while I am the mayor of this town",
        "The quay of Port Salter will not be leased to a brewery while Rose Ash is the mayor of this town",
        "The quay of Old Salter will not be leased to a brewery while Rose Ash is head of our council",
    ];
    assert_eq!(groups(&[steps[0], steps[3]]).len(), 2, "the ends are too far apart");
    assert_eq!(groups(&steps).len(), 1);
}

#[test]
fn a_slogan_of_several_occasions_is_a_statement_of_its_own() {
    let said = [
        (
            "We have mended the breakwater, we have paid the teachers, and we will put the valley first",
            0,
        ),
        (
            "The bank wants our ferries and it wants our schools, but we will put the valley first",
            150,
        ),
        ("put the valley first", 300),
        ("Put the valley first!", 450),
    ];
    let renditions = said.map(|(text, day)| rendition(text, Some(7), Some(day)));
    let found = grouped(&renditions, &[0, 1, 2, 3], 4);
    let found: Vec<Vec<u64>> = found.into_iter().map(|found| found.quotations).collect();
    assert_eq!(found, [vec![0], vec![1], vec![2, 3]]);
}

#[test]
fn the_same_words_on_twenty_occasions_are_one_line() {
    let renditions: Vec<Rendition> = (0..20)
        .map(|occasion| rendition("No ferry, no vote!", Some(7), Some(occasion * 90)))
        .collect();
    let order: Vec<usize> = (0..20).collect();
    assert_eq!(grouped(&renditions, &order, 20).len(), 1);
}

#[test]
fn short_words_of_two_speakers_are_two_statements() {
    let renditions =
        [rendition("That is a lie", Some(1), None), rendition("That is a lie", Some(2), None)];
    assert_eq!(grouped(&renditions, &[0, 1], 2).len(), 2);
}

#[test]
fn long_words_given_to_another_speaker_are_one_statement() {
    let renditions = [rendition(HARBOUR, Some(1), None), rendition(HARBOUR, Some(2), None)];
    assert_eq!(grouped(&renditions, &[0, 1], 2).len(), 1);
}

#[test]
fn a_name_or_a_term_in_common_is_no_statement() {
    let found = groups(&[
        "free riders",
        "free riders",
        "They are free riders, and I have told the harbour board so in October",
        "The textbook definition of a harbour board",
        "textbook definition",
        "Absolutely",
        "absolutely",
    ]);
    assert_eq!(found.len(), 7, "{found:?}");
    // The same speaker is known by three words.
    let renditions = [0, 1].map(|_| rendition("Weak, weak, weak!", Some(1), Some(3)));
    assert_eq!(grouped(&renditions, &[0, 1], 2).len(), 1);
}

#[test]
fn no_words_are_a_statement_of_their_own() {
    assert_eq!(groups(&["", "a"]).len(), 2);
}

/// Numbers that are the same on every run (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % n.max(1) as u64) as usize
    }
}

/// Texts of made-up words that overlap in every way: cut from few long rows of words, altered at random.
fn tangle(draw: &mut Draw) -> Vec<Rendition> {
    let rows: Vec<Vec<String>> = (0..4)
        .map(|_| (0..30).map(|_| format!("w{}", draw.below(60))).collect::<Vec<_>>())
        .collect();
    (0..60)
        .map(|_| {
            let row = &rows[draw.below(rows.len())];
            let start = draw.below(20);
            let length = 3 + draw.below(25);
            let mut text: Vec<String> = row.iter().skip(start).take(length).cloned().collect();
            for _ in 0..draw.below(4) {
                let at = draw.below(text.len());
                text[at] = format!("w{}", draw.below(60));
            }
            let speaker = [None, Some(1), Some(2)][draw.below(3)];
            rendition(&text.join(" "), speaker, Some(30 * draw.below(4) as i32))
        })
        .collect()
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    for seed in 0..40 {
        let mut draw = Draw(seed);
        let renditions = tangle(&mut draw);
        let mut order: Vec<usize> = (0..renditions.len()).collect();
        let at_once = grouped(&renditions, &order, order.len());
        assert!(at_once.len() > 3, "seed {seed}: the texts fall together");
        for batch in [1, 1, 7] {
            for last in (1..order.len()).rev() {
                order.swap(last, draw.below(last + 1));
            }
            assert_eq!(
                grouped(&renditions, &order, batch),
                at_once,
                "seed {seed}, batches of {batch}"
            );
        }
    }
}
