//! What `extract_read` and `attribute_read` promise on articles whose marks are broken, deleted and doubled: no
//! quotation is lost to a mark that has no partner, every span is sound, and the same text gives the same.
//! Texts are made by changing the marks of a short article with a fixed seed.

#[path = "../../../fuzz/src/extraction.rs"]
#[expect(unreachable_pub, reason = "the fuzz target calls it from another crate")]
mod promises;

use onrecord::attribution::Attribution;
use onrecord::document::Document;
use onrecord::quotation::{extract_all, extract_read};
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;
use promises::{extracted, hold};

/// A quotation a paragraph, each with words that stand nowhere else; narration without marks between them.
const PARAGRAPHS: [&str; 8] = [
    "“The mole will be mended before winter,” said Edda Larkin, the mayor of Port Salter.",
    "Nobody on the council spoke against it on Monday.",
    "Rolf Brandt told reporters: “Two trawlers went down because of that harbour.”",
    "“Our fishermen deserve a dry quay,” Larkin added. “Every one of them pays for it.”",
    "Ines Okafor called the budget “a sorry heap of guesses” and left the hall.",
    "The ferry sailed at noon with forty passengers.",
    "According to Jon Aske, “the lighthouse needs new lamps this spring.”",
    "\"Somebody has to count the boats,\" Brandt said last week.",
];

/// Words of each quotation, and the paragraph that holds them.
const SAID: [(usize, &str); 7] = [
    (0, "mended before winter"),
    (2, "trawlers went down"),
    (3, "deserve a dry quay"),
    (3, "pays for it"),
    (4, "sorry heap of guesses"),
    (6, "lighthouse needs new lamps"),
    (7, "to count the boats"),
];

/// A linear congruential generator: the same numbers at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Whether `words` stand in the content of speech.
fn is_kept(document: &Document, attributions: &[Attribution], words: &str) -> bool {
    let Some(at) = document.text.find(words) else { return false };
    attributions.iter().any(|attribution| {
        let quotation = &attribution.quotation;
        let holds = quotation
            .content
            .iter()
            .any(|part| part.start() <= at && at + words.len() <= part.end());
        holds && quotation.kind.is_speech()
    })
}

fn lost(paragraphs: &[String]) -> Vec<(usize, &'static str)> {
    let text = paragraphs.join("\n\n");
    hold(&text);
    let (document, attributions) = extracted(&text);
    SAID.into_iter().filter(|(_, words)| !is_kept(&document, &attributions, words)).collect()
}

fn article() -> Vec<String> {
    PARAGRAPHS.map(str::to_owned).to_vec()
}

/// The places of the double marks of `text`, with each mark.
fn marks(text: &str) -> Vec<(usize, char)> {
    text.char_indices().filter(|(_, c)| matches!(c, '“' | '”' | '"')).collect()
}

#[test]
fn the_whole_article_keeps_every_quotation() {
    assert_eq!(lost(&article()), []);
}

#[test]
fn speakers_come_out_as_the_sentence_gives_them() {
    let text = "Ilse Varga, the mayor of Toll, praised the crew on Monday and said the ferry was “a very fine \
                boat” for the town.\n\nTom Adeyemi took to the radio to thank the port and urge the crews to \
                keep “a calm head” in the storm.\n\nOnly 52 percent of sailors agreed that the ferry is “good \
                enough to sail” now.";
    let (document, attributions) = extracted(text);
    // A second verb has the subject of the first, and "only" is no part of who spoke.
    let said = [
        ("a very fine boat", "Ilse Varga"),
        ("a calm head", "Tom Adeyemi"),
        ("good enough to sail", "52 percent of sailors"),
    ];
    for (words, name) in said {
        let found = attributions.iter().find(|one| {
            one.quotation.marked.iter().any(|marked| marked.of(&document.text) == words)
        });
        let speaker = found.and_then(|found| found.speaker.as_ref());
        assert_eq!(speaker.map(|speaker| speaker.name.as_str()), Some(name), "{words}");
    }
}

#[test]
fn a_broken_mark_loses_no_quotation_of_another_paragraph() {
    let mut n_changed = 0;
    for (paragraph, text) in PARAGRAPHS.iter().enumerate() {
        for (at, mark) in marks(text) {
            let (before, after) = (&text[..at], &text[at + mark.len_utf8()..]);
            for changed in ["", "””", "““", "\"", "'", "‘", "“", "”", "\"\"", "„", "«"]
            {
                let mut paragraphs = article();
                paragraphs[paragraph] = format!("{before}{changed}{after}");
                let elsewhere: Vec<_> =
                    lost(&paragraphs).into_iter().filter(|(of, _)| *of != paragraph).collect();
                assert!(elsewhere.is_empty(), "{elsewhere:?} of {:?}", paragraphs[paragraph]);
                n_changed += 1;
            }
        }
    }
    assert!(n_changed > 150, "{n_changed} changes");
}

#[test]
fn a_doubled_mark_loses_no_quotation_at_all() {
    for (paragraph, text) in PARAGRAPHS.iter().enumerate() {
        for (at, mark) in marks(text) {
            let mut paragraphs = article();
            paragraphs[paragraph].insert(at, mark);
            assert_eq!(lost(&paragraphs), [], "{:?}", paragraphs[paragraph]);
        }
    }
}

#[test]
fn many_broken_marks_keep_the_paragraphs_that_are_whole() {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let mut paragraphs = article();
        let mut is_whole = [true; PARAGRAPHS.len()];
        for _ in 0..=dice.roll(4) {
            let paragraph = dice.roll(PARAGRAPHS.len());
            let found = marks(&paragraphs[paragraph]);
            if found.is_empty() {
                continue;
            }
            let (at, mark) = found[dice.roll(found.len())];
            match dice.roll(3) {
                0 => paragraphs[paragraph].insert(at, mark),
                1 => {
                    paragraphs[paragraph].remove(at);
                }
                _ => {
                    paragraphs[paragraph].remove(at);
                    let other = ['“', '”', '"', '‘', '’', '«'][dice.roll(6)];
                    paragraphs[paragraph].insert(at, other);
                }
            }
            is_whole[paragraph] = false;
        }
        let of_whole: Vec<_> =
            lost(&paragraphs).into_iter().filter(|(of, _)| is_whole[*of]).collect();
        assert!(of_whole.is_empty(), "{of_whole:?} of {paragraphs:?}");
    }
}

#[test]
fn words_analysed_before_give_the_same() {
    let (document, _) = extracted(&PARAGRAPHS.join("\n\n"));
    let model = Model::english();
    let tokens = Analyser::english().analyse(&document.text);
    assert_eq!(extract_read(model, &document, &tokens), extract_all(model, &document));
}
