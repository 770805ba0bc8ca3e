//! What no case can say of segments: that one held on a disk gives what one made in memory gives, that
//! many give what one gives, and that no damaged byte makes an answer.

#[path = "../../../fuzz/src/segment.rs"]
mod segment;

use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::{Document, read};
use onrecord::find::{Place, Query, find};
use onrecord::matching::archive::Archive;
use onrecord::matching::index::Held;
use onrecord::matching::segment::Segment;
use onrecord::matching::segment::building::{Builder, Texts};
use segment::{WORDS, altered, seal};
use std::sync::Arc;

/// Numbers that follow from a seed (Steele 2014, SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// Hearings in a made-up tongue, with [`WORDS`] in the seventh.
fn hearings(n: usize) -> Vec<Document> {
    let mut draw = Draw(7);
    let syllables = ["ba", "do", "fi", "gu", "ke", "lo", "ma", "ni", "pe", "ro", "su", "ta"];
    let one = |nth: usize| {
        let mut text = String::new();
        for turn in 0..12 {
            let speaker = if turn % 2 == 0 { "ADA MOREAU" } else { "BEN OKAFOR" };
            text.push_str(&format!("{speaker}: "));
            for _ in 0..40 {
                for _ in 0..1 + draw.below(3) {
                    text.push_str(syllables[draw.below(12) as usize]);
                }
                text.push_str(if draw.below(9) == 0 { ". " } else { " " });
            }
            if nth == 7 && turn == 5 {
                text.push_str(WORDS);
            }
            text.push('\n');
        }
        let origin = Origin { name: format!("hearing {nth}.txt") };
        read(text.as_bytes(), &origin, DocumentKind::Record).remove(0)
    };
    (0..n).map(one).collect()
}

fn built(documents: &[Document]) -> Vec<u8> {
    let mut builder = Builder::new(Texts::Kept);
    documents.iter().for_each(|document| builder.push(document));
    builder.finish()
}

fn held(bytes: Vec<u8>, first: usize) -> Held {
    let segment = Arc::new(Segment::open(Arc::new(bytes)).expect("a segment just built opens"));
    let records = (first..first + segment.n_documents() as usize).map(Some).collect();
    Held { segment, records }
}

/// Words of the hearings, as they are and altered.
fn queries(documents: &[Document]) -> Vec<Query> {
    let mut draw = Draw(11);
    let mut queries = Vec::new();
    for _ in 0..60 {
        let document = &documents[draw.below(documents.len() as u64) as usize];
        let words: Vec<&str> = document.text.split_whitespace().collect();
        let first = draw.below(words.len() as u64 - 16) as usize;
        let mut said = words[first..first + 6 + draw.below(9) as usize].to_vec();
        if draw.below(2) == 0 {
            said[3] = "never";
        }
        queries.push(Query { text: said.join(" "), ..Query::default() });
    }
    queries
}

fn answers(archive: &Archive, queries: &[Query]) -> Vec<Vec<Place>> {
    queries.iter().map(|query| find(archive, query)).collect()
}

#[test]
fn a_segment_gives_what_the_documents_in_memory_give() {
    let documents = hearings(30);
    let queries = queries(&documents);
    let in_memory = Archive::new(documents.clone());
    let on_disk = Archive::of(&[held(built(&documents), 0)]);
    assert_eq!(answers(&on_disk, &queries), answers(&in_memory, &queries));
    for (one, other) in in_memory.records().iter().zip(on_disk.records()) {
        assert_eq!(one.text, other.text);
        assert_eq!(one.origin, other.origin);
        assert_eq!(one.transcript, other.transcript);
    }
    assert_eq!(on_disk.fault(), None);
}

#[test]
fn many_segments_give_what_one_gives() {
    let documents = hearings(30);
    let queries = queries(&documents);
    let one = Archive::of(&[held(built(&documents), 0)]);
    let parts =
        [0..4, 4..5, 5..22, 22..30].map(|part| held(built(&documents[part.clone()]), part.start));
    assert_eq!(answers(&Archive::of(&parts), &queries), answers(&one, &queries));
}

#[test]
fn a_removed_document_is_found_no_more_and_the_others_are() {
    let documents = hearings(30);
    let mut held = held(built(&documents), 0);
    let archive = |held: &Held| Archive::of(std::slice::from_ref(held));
    let query = Query { text: WORDS.to_owned(), ..Query::default() };
    assert_eq!(find(&archive(&held), &query)[0].record, 7);
    held.records[7] = None;
    held.records.iter_mut().skip(8).flatten().for_each(|record| *record -= 1);
    assert!(find(&archive(&held), &query).iter().all(|place| !place.is_found));
    let other = documents[8].text.split_whitespace().skip(20).take(12).collect::<Vec<_>>();
    let query = Query { text: other.join(" "), ..Query::default() };
    assert_eq!(find(&archive(&held), &query)[0].record, 7);
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let documents = hearings(10);
    assert_eq!(built(&documents), built(&documents));
}

#[test]
fn a_flipped_bit_is_a_fault_or_changes_nothing() {
    let bytes = built(&hearings(20));
    let right = segment::read(&bytes).unwrap();
    assert!(right.contains(WORDS));
    let mut draw = Draw(3);
    let mut n_known = 0;
    for _ in 0..1_000 {
        let mut flipped = bytes.clone();
        let bit = draw.below(8 * bytes.len() as u64) as usize;
        flipped[bit / 8] ^= 1 << (bit % 8);
        match segment::read(&flipped) {
            Some(found) => assert_eq!(found, right, "bit {bit}"),
            None => n_known += 1,
        }
        if let Ok(opened) = Segment::open(Arc::new(flipped)) {
            assert!(opened.verify().is_err(), "bit {bit}");
        }
    }
    assert!(n_known > 100, "only {n_known} were read");
}

#[test]
fn damage_behind_checksums_that_hold_makes_no_panic() {
    let bytes = built(&hearings(8));
    let mut draw = Draw(5);
    for _ in 0..1_500 {
        let mut damaged = bytes.clone();
        for _ in 0..1 + draw.below(6) {
            let at = draw.below(bytes.len() as u64) as usize;
            let near_start = draw.below(4) == 0;
            let at = if near_start { at % 240 } else { at };
            damaged[at] = [0, 1, 0x7F, 0xFF, draw.below(256) as u8][draw.below(5) as usize];
        }
        let _ = segment::read(&seal(damaged));
        let cut = draw.below(bytes.len() as u64) as usize;
        let _ = segment::read(&seal(bytes[..cut].to_vec()));
    }
}

#[test]
fn changes_to_a_sound_segment_reach_every_section_and_make_no_panic() {
    let sound = segment::read(&altered(&[])).expect("the sound segment is read");
    assert!(sound.contains(WORDS));
    let mut draw = Draw(17);
    let (mut n_opened, mut n_other) = (0, 0);
    for _ in 0..1_500 {
        let changes: Vec<u8> =
            (0..4 * (1 + draw.below(3))).map(|_| draw.below(256) as u8).collect();
        let bytes = altered(&changes);
        n_opened += usize::from(Segment::open(Arc::new(bytes.clone())).is_ok());
        n_other += usize::from(segment::read(&bytes).is_some_and(|found| found != sound));
    }
    // With checksums made to hold, most are opened, and some give other answers: nothing else is checked
    // there than that no answer is a panic.
    assert!(n_opened > 700 && n_other > 20, "{n_opened} opened, {n_other} other answers");
}
