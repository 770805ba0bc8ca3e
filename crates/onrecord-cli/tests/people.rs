//! The user's list of persons.

mod desk;

use desk::Desk;

const PEOPLE: &str = "[[person]]\nname = \"Ada Moreau\"\naliases = [\"A. Moreau\"]\n\
                      wikidata = \"Q4200000\"\nids = { house = \"p-17\" }\npronoun = \"she\"\n";

#[test]
fn a_listed_speaker_has_the_ids_of_the_list() {
    let desk = Desk::new();
    desk.put("people.toml", PEOPLE);
    let run = desk.run("extract article.txt --people people.toml --format json");
    let document: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    for quotation in document["quotations"].as_array().unwrap() {
        assert_eq!(quotation["speaker"]["name"], "Ada Moreau", "{}", run.out);
        assert_eq!(quotation["speaker"]["ids"]["wikidata"], "Q4200000", "{}", run.out);
        assert_eq!(quotation["speaker"]["ids"]["house"], "p-17", "{}", run.out);
    }
    let run = desk.run("check article.txt --record record.vtt --people people.toml --format json");
    assert!(run.out.contains("Q4200000"), "{}", run.out);
}

#[test]
fn the_settings_name_the_list() {
    let desk = Desk::new();
    desk.put("people.toml", PEOPLE);
    desk.put("onrecord.toml", "people = \"people.toml\"\n");
    assert!(desk.run("extract article.txt --format jsonl").out.contains("Q4200000"));
}

#[test]
fn a_fault_in_the_list_names_its_line() {
    let desk = Desk::new();
    for (list, wanted) in [
        (
            "[[person]]\nname = \"Ada Moreau\"\nwikidata = \"42\"\n",
            "people.toml:1: \"42\" is no Wikidata",
        ),
        ("[[person]]\nname = \"Ada Moreau\"\nborn = 1970\n", "people.toml:3: unknown field `born`"),
        (
            "[[person]]\nname = \"Ada Moreau\"\n[[person]]\nname = \"ada moreau\"\n",
            "people.toml:3: \"ada moreau\" stands in line 1 too",
        ),
    ] {
        desk.put("people.toml", list);
        let run = desk.run("extract article.txt --people people.toml");
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(wanted), "{}", run.err);
    }
}
