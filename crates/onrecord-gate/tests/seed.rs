//! The seed page: every quotation has the right speaker, or is said to be unclear where a sentence is
//! broken; marked text that is no speech is labelled; the comment form is never read.

use onrecord::attribution::people::People;
use onrecord::attribution::{Attribution, attribute, attribute_read};
use onrecord::document;
use onrecord::document::Document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::{extract, extract_read};
use onrecord::text::lines::Lines;
use onrecord_gate::shared::shared;
use onrecord_model::Model;
use onrecord_model::syntax::analyser::Analyser;
use std::collections::BTreeSet;

/// Where speech begins, in code points, and whose it is.
const SPEECH: [(usize, &str); 12] = [
    (29, "John Legend"),
    (511, "John Legend"),
    (678, "John Legend"),
    (751, "Kanye West"),
    (1108, "John Legend"),
    (1287, "John Legend"),
    (1952, "Kanye West"),
    (2063, "Kanye West"),
    (2294, "John Legend"),
    (3048, "John Legend"),
    (3143, "John Legend"),
    (3699, "John Legend"),
];

/// The quotation whose sentence is broken: nobody may be given as its speaker either.
const BROKEN: usize = 1108;

/// Lyrics of Legend's that West passes on: the learned reading gives either as who says them.
const PASSED_ON: usize = 678;

/// Where the title of a song begins.
const SONG: usize = 1692;

/// Where the comment form begins.
const FORM: usize = 3884;

/// How many code points later the content may begin.
const WORDS: usize = 40;

#[test]
fn every_quotation_of_the_seed_page_has_its_speaker() {
    let name = "000_2d40c753db175154.txt";
    let bytes = std::fs::read(shared("seed").unwrap().join(name)).unwrap();
    let origin = Origin { name: name.to_owned() };
    let model = Model::english();
    for document in document::read(&bytes, &origin, DocumentKind::Article) {
        holds(&document, attribute(model, &document, extract(model, &document)));
        let tokens = Analyser::english().analyse(&document.text);
        let quotations = extract_read(model, &document, &tokens);
        let people = People::default();
        holds(&document, attribute_read(model, &document, &tokens, quotations, &people));
    }
}

/// Checks the speakers of `attributions`. Where speech begins may differ by its first words, so a place
/// is known by the content that covers it.
fn holds(document: &Document, attributions: Vec<Attribution>) {
    let lines = Lines::new(&document.text);
    let mut faults = Vec::new();
    let mut found: BTreeSet<usize> = BTreeSet::new();
    for attribution in attributions {
        let quotation = &attribution.quotation;
        let begins = quotation.content.first().map_or(0, |span| lines.code_point_range(*span).0);
        let covers = |at: usize| {
            let mut ranges = quotation.content.iter().map(|span| lines.code_point_range(*span));
            ranges.any(|(start, end)| start < at + WORDS && at < end)
        };
        if begins >= FORM {
            faults.push(format!("the comment form is read as speech at {begins}"));
        }
        if !quotation.kind.is_speech() {
            continue;
        }
        if begins == SONG {
            faults.push("the song is read as speech".to_owned());
        }
        let speaker = attribution.speaker.as_ref().map(|speaker| speaker.name.as_str());
        let wanted: Vec<&(usize, &str)> = SPEECH.iter().filter(|(at, _)| covers(*at)).collect();
        let at_broken = covers(BROKEN);
        found.extend(wanted.iter().map(|(at, _)| *at));
        let is_right = wanted.is_empty() && quotation.marked.is_empty()
            || wanted.iter().any(|(_, name)| speaker == Some(*name))
            || at_broken && speaker.is_none()
            || covers(PASSED_ON) && speaker == Some("Kanye West");
        if !is_right {
            faults.push(format!("{speaker:?} at {begins}: {}", attribution.why));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(found.len(), SPEECH.len(), "speech is found at {found:?} only");
}
