//! What no case can say: long records, made here, and how much of them a look-up reads.

use crate::document::Document;
use crate::document::origin::{DocumentKind, Origin};
use crate::document::read;
use crate::matching::archive::Archive;
use crate::matching::content::{Printed, printed};
use crate::matching::locus::loci;
use crate::matching::search;
use crate::matching::seeds::Seeds;
use crate::quotation::act::Act;
use crate::quotation::{Quotation, QuotationKind};
use crate::text::span::Span;
use crate::text::words::words;

fn document(text: &str, kind: DocumentKind) -> Document {
    let origin = Origin { name: "text.txt".to_owned() };
    let mut documents = read(text.as_bytes(), &origin, kind);
    documents.pop().unwrap()
}

/// An article that is one quotation.
fn quoted(text: &str) -> (Document, Quotation) {
    let mut article =
        Document::empty(&Origin { name: "article".to_owned() }, DocumentKind::Article);
    article.text = text.to_owned();
    let whole = Span::new(0, text.len());
    let quotation = Quotation {
        kind: QuotationKind::Direct,
        content: vec![whole],
        marked: vec![whole],
        cue: None,
        source: None,
        block: 0,
        inside: None,
        act: Act::Speech,
    };
    (article, quotation)
}

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

/// `n` words of a made-up tongue of 400 words, some of them much commoner than others.
fn babble(draw: &mut Draw, n: usize) -> String {
    let word = |number: u64| -> String {
        let syllable = |at: u64| {
            let at = (at % 60) as usize;
            [&"bdfgklmprstz"[at / 5..=at / 5], &"aeiou"[at % 5..=at % 5]].concat()
        };
        [syllable(number), syllable(number / 7 + 13), syllable(number / 3 + 29)].concat()
    };
    let said = (0..n).map(|_| {
        let rank = draw.below(20);
        word(draw.below(20 + 20 * rank))
    });
    said.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_stretch_of_seven_words_is_found_where_it_stands() {
    let mut draw = Draw(1);
    let text = babble(&mut draw, 20_000);
    let spans: Vec<Span> = words(&text).collect();
    let archive = Archive::new(vec![document(&text, DocumentKind::Record)]);
    assert_eq!(archive.records()[0].text, text);
    for _ in 0..500 {
        let first = draw.below(spans.len() as u64 - 7) as usize;
        let stretch = spans[first].hull(spans[first + 6]);
        let (article, quotation) = quoted(stretch.of(&text));
        let found = search(&archive, &article, &quotation);
        assert_eq!(found.first().map(|best| best.passage.span), Some(stretch), "word {first}");
    }
}

/// Runs of words that a look-up of `content` reads, and cells of the tables that it fills.
fn work(archive: &Archive, content: &[Printed]) -> (usize, usize) {
    let index = archive.index();
    let whole = 0..index.n_tokens() as u32;
    let mut seeds = Seeds::default();
    let within = std::slice::from_ref(&whole);
    seeds.read_pairs(index, content, within);
    seeds.read_singles(index, content, within);
    let places = loci(index, content, within);
    let cells = places.iter().map(|locus| (locus.to - locus.from) as usize * content.len()).sum();
    (seeds.runs().len(), cells)
}

#[test]
fn a_longer_record_of_one_word_takes_no_more_work() {
    let archive = |n: usize| {
        let text = "again and ".repeat(n / 2);
        Archive::new(vec![document(&text, DocumentKind::Record)])
    };
    let (short, long) = (archive(100_000), archive(1_000_000));
    for n_words in [2, 3, 10, 200] {
        let (article, quotation) = quoted(&"again and ".repeat(n_words / 2));
        let content = printed(long.index(), &article, &quotation);
        let (n_runs, n_cells) = work(&long, &content);
        assert!(n_runs <= 40_000, "{n_runs} runs for {n_words} words");
        assert!(
            n_cells <= 32 * 4 * n_words * n_words.max(60),
            "{n_cells} cells for {n_words} words"
        );
        let content = printed(short.index(), &article, &quotation);
        assert_eq!(work(&short, &content), (n_runs, n_cells), "{n_words} words");
        assert!(search(&long, &article, &quotation).len() <= 20);
    }
}

#[test]
fn a_content_of_one_word_said_without_end_is_searched() {
    let archive = Archive::new(vec![document(&"so ".repeat(100_000), DocumentKind::Record)]);
    let (article, quotation) = quoted(&"so ".repeat(5_000));
    assert!(search(&archive, &article, &quotation).len() <= 20);
}
