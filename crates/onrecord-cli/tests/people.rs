//! The user's list of persons.

#![allow(clippy::unwrap_used, reason = "an output that is no JSON fails its test")]

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

/// The `(name, ids)` of each speaker that `extract` gives, in text order; ids joined by spaces.
fn speakers(desk: &Desk, article: &str, list: &str) -> Vec<(String, String)> {
    desk.put("people.toml", list);
    desk.put("street.txt", article);
    let run = desk.run("extract street.txt --people people.toml --format json");
    assert_eq!(run.code, 0, "{}", run.err);
    let document: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let quotations = document["quotations"].as_array().unwrap();
    let speaker = |quotation: &serde_json::Value| {
        let ids = quotation["speaker"]["ids"].as_object().cloned().unwrap_or_default();
        let ids: Vec<&str> = ids.values().filter_map(serde_json::Value::as_str).collect();
        let name = quotation["speaker"]["name"].as_str().unwrap_or("-");
        (name.to_owned(), ids.join(" "))
    };
    quotations.iter().map(speaker).collect()
}

#[test]
fn a_description_and_a_title_with_the_surname_mean_the_listed_person() {
    let desk = Desk::new();
    let list = "[[person]]\nname = \"Edda Larkin\"\naliases = [\"the mayor of Port Salter\"]\n\
                wikidata = \"Q4200001\"\ntitles = [\"Mayor\"]\n";
    let described = "“The bridge stays open all winter,” said the mayor of Port Salter.\n";
    let titled = "“The bridge stays open all winter,” said Mayor Larkin.\n";
    let listed = vec![("Edda Larkin".to_owned(), "Q4200001".to_owned())];
    assert_eq!(speakers(&desk, described, list), listed);
    assert_eq!(speakers(&desk, titled, list), listed);
}

#[test]
fn a_bare_surname_and_another_first_name_are_nobody_on_the_list() {
    let desk = Desk::new();
    let list = "[[person]]\nname = \"Edda Larkin\"\nwikidata = \"Q4200001\"\n";
    for (article, name) in [
        ("“The bridge stays open all winter,” said Larkin.\n", "Larkin"),
        ("“The bridge stays open all winter,” said Rolf Larkin.\n", "Rolf Larkin"),
    ] {
        assert_eq!(speakers(&desk, article, list), [(name.to_owned(), String::new())]);
    }
}

#[test]
fn the_pronoun_of_the_list_outweighs_the_given_name() {
    let desk = Desk::new();
    let article = "Michael Varga opened the boat house in Hull with Anna Berg.\n\n\
                   “The bridge stays open all winter,” she said.\n";
    let with = |pronoun: &str| {
        let list = format!(
            "[[person]]\nname = \"Michael Varga\"\nwikidata = \"Q4200002\"\npronoun = {pronoun:?}\n\
             [[person]]\nname = \"Anna Berg\"\nwikidata = \"Q4200003\"\npronoun = \"he\"\n"
        );
        speakers(&desk, article, &list)
    };
    assert_eq!(with("she"), [("Michael Varga".to_owned(), "Q4200002".to_owned())]);
}

#[test]
fn a_list_that_cannot_be_read_says_what_and_where() {
    let desk = Desk::new();
    let run = desk.run("extract article.txt --people nowhere.toml");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("cannot read") && run.err.contains("nowhere.toml"), "{}", run.err);
    for (list, wanted) in [
        ("[[person]]\naliases = [\"Ada\"]\n", "missing field `name`"),
        ("[[person]]\nname = \"Ada Moreau\"\npronoun = \"it\"\n", "people.toml:3: unknown variant"),
        ("[[person]]\nname = \"\"\n", "people.toml:1: a name is empty"),
        ("[[person]\nname = \"Ada Moreau\"\n", "people.toml:1: "),
    ] {
        desk.put("people.toml", list);
        for command in ["extract article.txt", "check article.txt --record record.vtt"] {
            let run = desk.run(&format!("{command} --people people.toml"));
            assert_eq!(run.code, 2, "{}", run.err);
            assert!(run.err.contains(wanted), "{}", run.err);
        }
    }
}

#[test]
fn check_shows_the_listed_name_and_its_ids_in_every_format() {
    let desk = Desk::new();
    let list = "[[person]]\nname = \"Ada Moreau-Lind\"\naliases = [\"Ada Moreau\"]\n\
                wikidata = \"Q4200000\"\n";
    desk.put("people.toml", list);
    let run = desk.run("check article.txt --record record.vtt --people people.toml --format json");
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let findings = report["reports"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2, "{}", run.out);
    for finding in findings {
        assert_eq!(finding["speaker"]["name"], "Ada Moreau-Lind", "{finding}");
        assert_eq!(finding["speaker"]["ids"]["wikidata"], "Q4200000", "{finding}");
    }
    for format in ["text", "md", "html"] {
        let words =
            format!("check article.txt --record record.vtt --people people.toml --format {format}");
        let out = desk.run(&words).out;
        assert!(
            out.contains("Ada Moreau-Lind") || out.contains("Ada Moreau\\-Lind"),
            "{format}: {out}"
        );
    }
}

#[test]
fn they_of_the_list_is_one_person() {
    let desk = Desk::new();
    let article = "Sam Varga opened the boat house in Hull with Rolf Berg.\n\n\
                   “The bridge stays open all winter,” they said.\n\n\
                   “It will rain,” he said.\n";
    let list = "[[person]]\nname = \"Sam Varga\"\nwikidata = \"Q4200002\"\npronoun = \"they\"\n";
    let sam = ("Sam Varga".to_owned(), "Q4200002".to_owned());
    assert_eq!(speakers(&desk, article, list), [sam, ("Rolf Berg".to_owned(), String::new())]);
}
