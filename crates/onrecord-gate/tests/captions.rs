//! Holds the scores of the gate `captions` on a part of its sentences against `eval/floors.toml`.

use onrecord_gate::captions::{corpus, scores};
use onrecord_gate::floors::hold;

#[test]
fn sentences_are_found_in_captions_as_well_as_the_floors_say() {
    hold("captions", &corpus(2).unwrap(), &scores(100).unwrap()).unwrap();
}
