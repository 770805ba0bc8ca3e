//! Holds the scores of the gate `polnear` on dev against `eval/floors.toml`.

use onrecord_gate::floors::hold;
use onrecord_gate::polnear::{corpus, score, table};

#[test]
fn quotations_are_found_as_well_as_the_floors_say() {
    let texts = corpus::read("dev").unwrap();
    let scored = score(&texts);
    assert_eq!(scored.len(), 93, "every annotation of a text with a parse is scored");
    hold("polnear", &corpus::paths("dev").unwrap(), &table::scores(&scored)).unwrap();
}
