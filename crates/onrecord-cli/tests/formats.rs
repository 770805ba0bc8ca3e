//! Every format: replies stand in each, and those with a schema keep to it.

#![expect(clippy::unwrap_used, reason = "a rendering that cannot be read fails its test")]

mod desk;

use desk::{ANSWER, Desk, REPLIER, root};
use onrecord::report::Format;
use serde_json::{Value, json};

const CHECK: &str = "check article.txt --record record.vtt --replies replies.jsonl";

/// What stands in the way of `value` being as `schema/NAME` says.
fn faults(name: &str, value: &Value) -> Vec<String> {
    let schema = std::fs::read_to_string(root().join("schema").join(name)).unwrap();
    // The standard's pattern for a run's language has a stray bracket, which the validator refuses.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fault = |fault: jsonschema::ValidationError| format!("{}: {fault}", fault.instance_path());
    validator.iter_errors(value).map(fault).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The words of `text` as a reader of the format has them: escapes undone.
fn plain(text: &str) -> String {
    let unescaped = text.replace('\\', "").replace("%0A", " ");
    unescaped.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_reply_stands_in_every_format() {
    let desk = Desk::new();
    desk.put_replies();
    let n_findings = desk.ids().len();
    assert!(n_findings > 1);
    for format in Format::ALL {
        let name = format.name();
        let out = plain(&desk.run(&format!("{CHECK} --format {name}")).out);
        for words in [REPLIER, ANSWER] {
            let n_times = out.matches(words).count();
            assert!(n_times >= n_findings, "{name} has {words:?} {n_times} times: {out}");
        }
    }
}

#[test]
fn the_list_of_formats_is_the_list_that_the_command_offers() {
    let help = Desk::new().run("check --help").out;
    for format in Format::ALL {
        assert!(help.contains(format.name()), "{} is not offered", format.name());
    }
}

#[test]
fn json_is_as_its_schema_says() {
    let desk = Desk::new();
    desk.put_replies();
    desk.put("onrecord.toml", "[[ignore]]\ncode = \"OR101\"\nreason = \"house style\"\n");
    desk.put("empty.txt", "");
    for rest in ["", "--strict", "empty.txt"] {
        let value = parsed(&desk.run(&format!("{CHECK} --format json {rest}")).out);
        assert_eq!(faults("report.v1.json", &value), Vec::<String>::new());
    }
    let lines = desk.run(&format!("{CHECK} --format jsonl")).out;
    for line in lines.lines() {
        let value = json!({
            "version": 1,
            "tool": { "name": "onrecord", "version": "0" },
            "summary": parsed(&desk.run(&format!("{CHECK} --format json")).out)["summary"],
            "reports": [parsed(line)],
        });
        assert_eq!(faults("report.v1.json", &value), Vec::<String>::new());
    }
}

#[test]
fn a_finding_in_json_can_be_read_without_its_document() {
    let desk = Desk::new();
    let value = parsed(&desk.run("check article.txt --record record.vtt --format json").out);
    let finding = &value["reports"][0]["findings"][0];
    let exact = finding["quotation"]["selector"]["exact"].as_str().unwrap();
    assert!(exact.starts_with("We will close"), "{exact}");
    let article: Vec<char> = desk::ARTICLE.chars().collect();
    let at = |end: &str| finding["quotation"]["position"][end].as_u64().unwrap() as usize;
    assert_eq!(article[at("start")..at("end")].iter().collect::<String>(), exact);
    assert!(finding["passage"]["selector"]["exact"].as_str().unwrap().contains("not"));
    assert_eq!(finding["record"]["time"], "0:12:31");
}

#[test]
fn sarif_is_as_the_standard_says() {
    let desk = Desk::new();
    desk.put_replies();
    desk.put("broken.vtt", format!("{}\n00:00:09.000 --> 00:00:04.000\nAll.\n", desk::RECORD));
    for rest in ["", "--strict", "--write-baseline known.json", "--baseline known.json"] {
        let value = parsed(&desk.run(&format!("{CHECK} --format sarif {rest}")).out);
        assert_eq!(faults("third-party/sarif-2.1.0.json", &value), Vec::<String>::new());
        assert!(!value["runs"][0]["results"].as_array().unwrap().is_empty());
    }
}

#[test]
fn annotations_have_what_the_model_asks_for() {
    let desk = Desk::new();
    let value = parsed(&desk.run("check article.txt --record record.vtt --format annotation").out);
    assert_eq!(value["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = value["first"]["items"].as_array().unwrap();
    assert_eq!(value["total"], items.len());
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(item["id"].as_str().unwrap().starts_with("urn:"));
        assert_eq!(item["target"]["selector"][0]["type"], "TextQuoteSelector");
        assert_eq!(item["target"]["selector"][1]["type"], "TextPositionSelector");
    }
    assert_eq!(items[0]["body"][1]["selector"][2]["value"], "t=751,756.5");
}

#[test]
fn extract_and_read_are_as_their_schemas_say() {
    let desk = Desk::new();
    let line = json!({ "id": "a", "title": "Bridge", "date": "2026-05-02", "text": desk::ARTICLE });
    desk.put("two.jsonl", format!("{line}\n{line}\n"));
    let lines = desk.run("extract two.jsonl article.txt --format jsonl").out;
    assert_eq!(lines.lines().count(), 3);
    for line in lines.lines() {
        let value = parsed(line);
        assert_eq!(faults("extract.v1.json", &value), Vec::<String>::new());
        let content = &value["quotations"][0]["content"][0];
        let text: Vec<char> = desk::ARTICLE.chars().collect();
        let at = |end: &str| content[end].as_u64().unwrap() as usize;
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(content["text"], words.as_str());
    }
    for rest in ["article.txt", "two.jsonl", "record.vtt --record"] {
        for line in desk.run(&format!("read {rest} --format json")).out.lines() {
            assert_eq!(faults("read.v1.json", &parsed(line)), Vec::<String>::new());
        }
    }
}

#[test]
fn text_fits_eighty_columns() {
    let desk = Desk::new();
    desk.put_replies();
    let out = desk.run(CHECK).out;
    for line in out.lines() {
        assert!(line.chars().count() <= 80, "{line:?}");
    }
    assert!(out.contains("0:12:31") && out.contains("2 quotations: "), "{out}");
}
