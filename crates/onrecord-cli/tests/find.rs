//! `onrecord find`: the places of words, one at a time and many at once.

mod desk;

use desk::Desk;
use serde_json::Value;

const RECORD: &str = "WEBVTT\n\n\
    00:12:31.000 --> 00:12:36.500\n\
    <v Ada Moreau>We will not close the old iron bridge before the summer of this year.\n\n\
    00:12:37.000 --> 00:12:42.000\n\
    <v Ben Okafor>Which of the two ferries will carry the children to school, then?\n\n\
    00:31:02.000 --> 00:31:09.000\n\
    <v Ada Moreau>Nobody in this town has asked me about the price of the stone piers.\n";

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
}

#[test]
fn an_altered_quotation_is_found_with_speaker_and_time() {
    let desk = Desk::new();
    desk.put("record.vtt", RECORD);
    let mut command = desk.command();
    let words = "we will close the old iron bridge before the summer";
    let run = desk::run(command.args(["find", words, "--record", "record.vtt"]));
    assert_eq!(run.code, 0, "{}", run.err);
    for part in ["record.vtt:0-", "Ada Moreau", "0:12:31", "We will not close"] {
        assert!(run.out.contains(part), "{part:?} is not in {}", run.out);
    }
}

#[test]
fn many_queries_are_answered_one_line_each_in_their_order() {
    let desk = Desk::new();
    desk.put("record.vtt", RECORD);
    let queries = "the price of the stone piers\n\n\
        {\"text\": \"We will not close the old iron bridge ... nobody in this town has asked me\", \"id\": 7}\n\
        the moon is made of a cheese that nobody ever tasted\n";
    desk.put("queries.txt", queries);
    let run = desk.run("find --queries queries.txt --record record.vtt --format jsonl");
    assert_eq!(run.code, 1, "one is not in the record: {}", run.err);
    let found = lines(&run.out);
    assert_eq!(found.len(), 3);
    let first = &found[0]["places"][0];
    assert_eq!(first["text"], "the price of the stone piers");
    assert_eq!(first["time"], "0:31:02");
    let text: Vec<char> =
        "We will not close the old iron bridge before the summer of this year.\n\n\
        Which of the two ferries will carry the children to school, then?\n\n\
        Nobody in this town has asked me about the price of the stone piers."
            .chars()
            .collect();
    let (start, end) = (first["start"].as_u64().unwrap(), first["end"].as_u64().unwrap());
    let words: String = text[start as usize..end as usize].iter().collect();
    assert_eq!(words, "the price of the stone piers");
    assert_eq!(found[1]["id"], 7);
    let fragments = found[1]["places"][0]["fragments"].as_array().unwrap();
    assert_eq!(fragments.len(), 2);
    assert_eq!(fragments[1]["turns_after_the_one_before"], 2);
    let unsure = found[2]["places"].as_array().unwrap();
    assert!(unsure.iter().all(|place| place["found"] == false), "{unsure:?}");
}

#[test]
fn words_put_together_from_two_occasions_come_out_as_fragments_of_both() {
    let desk = Desk::new();
    desk.put(
        "one.txt",
        "ADA MOREAU: The harbour master keeps the keys of both lighthouses at home.\n",
    );
    desk.put(
        "two.txt",
        "ADA MOREAU: My grandmother sold pickled herring to the whole northern fleet.\n",
    );
    desk.put(
        "queries.txt",
        "The harbour master keeps the keys of both lighthouses and sold pickled herring to the whole northern fleet\n",
    );
    let run = desk.run("find --queries queries.txt --record one.txt two.txt --format jsonl");
    let found = lines(&run.out);
    let fragments = found[0]["places"][0]["fragments"].as_array().unwrap();
    let documents: Vec<&str> =
        fragments.iter().map(|one| one["document"].as_str().unwrap()).collect();
    assert!(documents.contains(&"one.txt") && documents.contains(&"two.txt"), "{documents:?}");
}

#[test]
fn the_speaker_given_decides_between_places_with_the_same_words() {
    let desk = Desk::new();
    let said = "The northern ferry will sail again before the first of the autumn storms.";
    desk.put("a.txt", format!("BEN OKAFOR: {said}\n"));
    desk.put("b.txt", format!("ADA MOREAU: {said}\n"));
    for (speaker, document) in [("Ada Moreau", "b.txt"), ("Okafor", "a.txt")] {
        let query = serde_json::json!({ "text": said, "speaker": speaker });
        desk.put("queries.jsonl", query.to_string());
        let run = desk.run("find --queries queries.jsonl --record a.txt b.txt --format jsonl");
        let found = lines(&run.out);
        assert_eq!(found[0]["places"].as_array().unwrap().len(), 2);
        assert_eq!(found[0]["places"][0]["document"], document);
    }
}

#[test]
fn a_line_that_is_no_query_is_named() {
    let desk = Desk::new();
    desk.put("record.vtt", RECORD);
    desk.put("queries.jsonl", "{\"text\": \"the stone piers\", \"date\": \"last May\"}\n");
    let run = desk.run("find --queries queries.jsonl --record record.vtt");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("queries.jsonl:1") && run.err.contains("2020-10-22"), "{}", run.err);
}

#[test]
fn places_with_the_same_words_come_in_the_order_of_what_is_told_and_say_why() {
    let desk = Desk::new();
    let said = "the northern ferry will sail again before the first of the autumn storms";
    for (name, speaker, date) in [
        ("a.txt", "BEN OKAFOR", "2020-03-01"),
        ("b.txt", "ADA MOREAU", "2019-03-01"),
        ("c.txt", "ADA MOREAU", "2020-02-27"),
        ("d.txt", "ADA MOREAU", "2020-05-01"),
    ] {
        desk.put(name, format!("{speaker}: And {said}.\n"));
        desk.put(&name.replace(".txt", ".toml"), format!("date = {date}\n"));
    }
    let query = serde_json::json!({ "text": said, "speaker": "Moreau", "date": "2020-03-02" });
    desk.put("queries.jsonl", query.to_string());
    let run =
        desk.run("find --queries queries.jsonl --record a.txt b.txt c.txt d.txt --format jsonl");
    assert_eq!(run.code, 0, "{}", run.err);
    let places = lines(&run.out)[0]["places"].as_array().unwrap().clone();
    let documents: Vec<&str> =
        places.iter().map(|place| place["document"].as_str().unwrap()).collect();
    assert_eq!(documents[..2], ["c.txt", "b.txt"], "{documents:?}");
    assert_eq!(places.len(), 4);
    assert_eq!(places[0]["why"][0], "the speaker named");
    assert_eq!(places[0]["why"][1], "said 4 days before it was printed");
    let later = places.iter().find(|place| place["document"] == "d.txt").unwrap();
    assert_eq!(later["why"][1], "said after it was printed");
}

#[test]
fn words_of_two_speakers_in_a_row_are_two_fragments() {
    let desk = Desk::new();
    desk.put(
        "record.txt",
        "BEN OKAFOR: So who pays for the repair of the western sluice gate?\n\n\
         ADA MOREAU: Well the harbour board has put the money aside since spring.\n",
    );
    let query =
        "the repair of the western sluice gate, well the harbour board has put the money aside";
    desk.put("queries.txt", query);
    let run = desk.run("find --queries queries.txt --record record.txt --format jsonl");
    let found = lines(&run.out);
    let fragments = found[0]["places"][0]["fragments"].as_array().unwrap();
    assert_eq!(fragments.len(), 2, "{fragments:?}");
    assert_eq!(fragments[0]["text"], "the repair of the western sluice gate");
    assert_eq!(fragments[1]["speaker"], "ADA MOREAU");
    assert_eq!(fragments[1]["turns_after_the_one_before"], 1);
    assert_eq!(fragments[1]["words_after_the_one_before"], 0);
}

#[test]
fn few_common_words_are_too_short_to_tell() {
    let desk = Desk::new();
    let mut text = String::new();
    for nth in 0..300 {
        text.push_str(&format!("ADA MOREAU: I think so, and pier {nth} is where we are.\n\n"));
    }
    desk.put("record.txt", text);
    let mut command = desk.command();
    let run = desk::run(command.args(["find", "I think so", "--record", "record.txt"]));
    assert_eq!(run.code, 1);
    assert!(run.out.contains("too short to tell"), "{}", run.out);
    assert!(run.out.contains("1. record.txt"), "{}", run.out);
}

#[test]
fn scanned_words_are_found() {
    let desk = Desk::new();
    let mut text = String::new();
    for nth in 0..40 {
        let turn = format!(
            "ADA MOREAU: Witness {nth} saw the keeper polish another lantern while the harbour topics burned.\n\n"
        );
        text.push_str(&turn);
    }
    text.push_str("BEN OKAFOR: The keeper then polished another topic lantern at the harbour.\n");
    desk.put("record.txt", text);
    desk.put("queries.txt", "keepcr tben pollshed anotlier toplc lantem\n");
    let run = desk.run("find --queries queries.txt --record record.txt --format jsonl");
    let found = lines(&run.out);
    assert_eq!(found[0]["places"][0]["speaker"], "BEN OKAFOR", "{}", run.out);
}
