//! Holds the scores of the gate `gap` against `eval/floors.toml`.

use onrecord_gate::floors::hold;
use onrecord_gate::gap::{paths, score, scores};

#[test]
fn pronouns_are_resolved_as_well_as_the_floors_say() {
    hold("gap", &paths().unwrap(), &scores(&score().unwrap())).unwrap();
}
