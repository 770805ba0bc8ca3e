//! The seed page: every quotation has the right speaker, or is said to be unclear where a sentence is
//! broken; marked text that is no speech is labelled; the comment form is never read.

use onrecord::attribution::attribute;
use onrecord::document;
use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::quotation::extract;
use onrecord::text::lines::Lines;
use onrecord_gate::shared::shared;
use onrecord_model::Model;

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

/// Where the title of a song begins.
const SONG: usize = 1692;

/// Where the comment form begins.
const FORM: usize = 3884;

#[test]
fn every_quotation_of_the_seed_page_has_its_speaker() {
    let name = "000_2d40c753db175154.txt";
    let bytes = std::fs::read(shared("seed").unwrap().join(name)).unwrap();
    let origin = Origin { name: name.to_owned() };
    let model = Model::english();
    let mut n_spoken = 0;
    for document in document::read(&bytes, &origin, DocumentKind::Article) {
        let lines = Lines::new(&document.text);
        for attribution in attribute(model, &document, extract(model, &document)) {
            let quotation = &attribution.quotation;
            let (begins, _) = lines.code_point_range(quotation.content[0]);
            assert!(begins < FORM, "the comment form is read as speech at {begins}");
            if begins == SONG {
                assert!(!quotation.kind.is_speech(), "the song is read as speech");
            }
            if !quotation.kind.is_speech() {
                continue;
            }
            let speaker = attribution.speaker.as_ref().map(|speaker| speaker.name.as_str());
            let wanted = SPEECH.iter().find(|(at, _)| *at == begins);
            let is_right = speaker == wanted.map(|(_, name)| *name);
            assert!(
                is_right || begins == BROKEN && speaker.is_none(),
                "{speaker:?} at {begins}: {}",
                attribution.why
            );
            n_spoken += 1;
        }
    }
    assert_eq!(n_spoken, SPEECH.len());
}
