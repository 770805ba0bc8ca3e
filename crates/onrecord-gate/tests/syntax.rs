//! Holds the scores of the gate `syntax` on dev against `eval/floors.toml`, and the model cards against
//! the weights they are of.

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
fn the_cards_name_every_file_of_weights_with_its_digest() {
    let syntax = ["vocabulary.bin", "tagger.bin", "namer.bin", "parser.bin"];
    let quotation = ["first.bin", "second.bin", "links.bin"];
    for (folder, names, most) in
        [("syntax", syntax.as_slice(), 6_300_000), ("quotation", quotation.as_slice(), 5_000_000)]
    {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../onrecord-model/assets/en");
        let folder = assets.join(folder);
        let card = fs::read_to_string(folder.join("README.md")).unwrap();
        let mut total = 0;
        let mut lacking = Vec::new();
        for name in names {
            let path = folder.join(name);
            let size = fs::metadata(&path).unwrap().len();
            total += size;
            let row = format!("| `{name}` | {size} | `{}` |", digest(&[path]).unwrap());
            if !card.contains(&row) {
                lacking.push(row);
            }
        }
        assert!(lacking.is_empty(), "the card wants the rows\n{}", lacking.join("\n"));
        assert!(total <= most, "{total} bytes of {most}: both have twelve megabytes of the binary");
    }
}
