//! Holds the scores of the gate `syntax` on dev against `eval/floors.toml`, and the model card against
//! the weights it is of.

use onrecord_gate::floors::{digest, hold};
use onrecord_gate::syntax::{score, silver, table, treebank};
use onrecord_model::syntax::analyser::Analyser;
use std::fs;
use std::path::Path;

#[test]
fn words_are_tagged_named_and_parsed_as_well_as_the_floors_say() {
    let analyser = Analyser::english();
    let score = score::measure(analyser, &silver::read("dev").unwrap());
    let by_hand = score::tags(analyser, &treebank::read().unwrap());
    let corpus = [silver::path("dev").unwrap(), treebank::path().unwrap()];
    hold("syntax", &corpus, &table::scores(&score, &by_hand)).unwrap();
}

#[test]
fn the_card_names_every_file_of_weights_with_its_digest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../onrecord-model/assets/en/syntax");
    let card = fs::read_to_string(folder.join("README.md")).unwrap();
    let mut total = 0;
    let mut lacking = Vec::new();
    for name in ["vocabulary.bin", "tagger.bin", "namer.bin", "parser.bin"] {
        let path = folder.join(name);
        let size = fs::metadata(&path).unwrap().len();
        total += size;
        let row = format!("| `{name}` | {size} | `{}` |", digest(&[path]).unwrap());
        if !card.contains(&row) {
            lacking.push(row);
        }
    }
    assert!(lacking.is_empty(), "the card wants the rows\n{}", lacking.join("\n"));
    assert!(total <= 6_300_000, "{total} bytes: the syntax has six megabytes of the binary");
}
