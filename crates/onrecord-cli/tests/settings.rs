//! Settings, exit codes, ignores and baselines.

mod desk;

use desk::Desk;
use std::io::Write;
use std::process::Stdio;

const CHECK: &str = "check article.txt --record record.vtt";

#[test]
fn findings_give_one_and_the_level_can_be_chosen() {
    let desk = Desk::new();
    assert_eq!(desk.run(CHECK).code, 1);
    assert_eq!(desk.run(&format!("{CHECK} --fail-on never")).code, 0);
    assert_eq!(desk.run(&format!("{CHECK} --exit-zero")).code, 0);
    desk.put(
        "same.txt",
        "“The winter was long and the stone piers have suffered more than we thought,” she said.",
    );
    assert_eq!(desk.run("check same.txt --record record.vtt").code, 0);
}

#[test]
fn what_cannot_be_checked_fails_only_when_asked() {
    let desk = Desk::new();
    desk.put(
        "other.txt",
        "“Nobody ever asked the fishermen about any of those seven plans,” said Ines Falk.",
    );
    let run = desk.run("check other.txt --record record.vtt --fail-on error");
    assert_eq!(run.code, 0, "{}", run.out);
    let run =
        desk.run("check other.txt --record record.vtt --fail-on error --strict --format json");
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let is_open = report["reports"][0]["findings"][0]["fidelity"] == "not-checkable";
    assert_eq!(run.code, i32::from(is_open), "{}", run.out);
}

#[test]
fn wrong_usage_gives_two() {
    let desk = Desk::new();
    for line in [
        "",
        "check",
        "check article.txt",
        "explain OR999",
        "check article.txt --record record.vtt --policy none",
    ] {
        let run = desk.run(line);
        assert_eq!(run.code, 2, "{line}: {}", run.err);
        assert!(!run.err.is_empty(), "{line} says nothing");
    }
}

#[test]
fn the_settings_are_found_upwards_and_paths_count_from_them() {
    let desk = Desk::new();
    desk.put("onrecord.toml", "record = \"record.vtt\"\nformat = \"jsonl\"\nfail-on = \"never\"\n");
    desk.put("desk/today/article.txt", desk::ARTICLE);
    let mut command = desk.command();
    let run =
        desk::run(command.current_dir(desk.path("desk/today")).args(["check", "article.txt"]));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with('{'), "{}", run.out);
}

#[test]
fn a_fault_in_the_settings_names_file_and_line_and_what_is_accepted() {
    let desk = Desk::new();
    let faults = [
        ("policy = \"verbatim\"\npolcy = 1\n", ":2:", "fail-on"),
        ("fail-on = \"loud\"\n", ":1:", "warning"),
        ("record = \n", ":1:", ""),
        ("\n[[ignore]]\ncode = \"OR126\"\n", ":2:", "reason"),
        ("[[ignore]]\nreason = \"because\"\n", ":1:", "finding"),
        ("[[ignore]]\ncode = \"OR999\"\nreason = \"because\"\n", ":1:", "OR999"),
        ("[[ignore]]\ncode = \"OR126\"\nreason = \" \"\n", ":1:", "reason"),
        ("[reply]\nhours = 0\n", ":2: [reply] hours:", "from 1 to 100000"),
        ("[reply]\nhours = \"two\"\n", ":2: [reply] hours:", "a whole number"),
        ("[reply]\nhuors = 2\n", ":2: [reply] huors:", "`hours`"),
        ("[reply]\n\nmoderation = \"never\"\n", ":3: [reply] moderation:", "`before` or `after`"),
        ("[reply]\naddress = \"record.example/\"\n", ":2: [reply] address:", "https://"),
        (
            "[[reply.offices]]\nof = \"Ada\"\n\n[[reply.offices]]\nof = \"Bo\"\ndomains = [\"gmail.com\"]\n",
            ":6: [reply] offices.domains:",
            "single addresses",
        ),
        ("[mail]\nfrom = \"nobody\"\n", ":2: [mail] from:", "replies@salter.example"),
        (
            "[mail]\nfrom = \"a@b.example\"\nserver = \"mail.example\"\n",
            ":3: [mail] server:",
            "smtps://user:password@host",
        ),
        ("[serve]\nproxies = [\"proxy\"]\n", ":2: [serve] proxies:", "10.0.0.0/8"),
        ("[serve]\nproxy-header = \"via\"\n", ":2: [serve] proxy-header:", "`forwarded`"),
        ("[serve]\nbind = \"here\"\n", ":2: [serve] bind:", "socket address"),
    ];
    for (toml, place, word) in faults {
        desk.put("onrecord.toml", toml);
        let run = desk.run(CHECK);
        assert_eq!(run.code, 2, "{toml}");
        assert!(run.err.contains(&format!("onrecord.toml{place}")), "{toml}: {}", run.err);
        assert!(run.err.contains(word), "{toml}: {}", run.err);
    }
}

#[test]
fn an_ignore_in_the_settings_keeps_its_reason_in_sight() {
    let desk = Desk::new();
    let id = desk.ids().remove(0);
    desk.put(
        "onrecord.toml",
        format!("[[ignore]]\nfinding = \"{id}\"\nreason = \"the tape is cut here\"\n"),
    );
    let run = desk.run(CHECK);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("ignored") && run.out.contains("the tape is cut here"), "{}", run.out);
    let sarif = desk.run(&format!("{CHECK} --format sarif")).out;
    assert!(sarif.contains("\"justification\": \"the tape is cut here\""), "{sarif}");
}

#[test]
fn a_comment_ignores_the_quotation_that_follows() {
    let desk = Desk::new();
    let article =
        desk::ARTICLE.replace("\n\n“We", "\n\n<!-- onrecord-ignore: agreed with the desk -->\n“We");
    desk.put("article.txt", &article);
    let run = desk.run(CHECK);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("agreed with the desk (comment in line 3)"), "{}", run.out);
    for (written, wrong) in [("onrecord-ignore:", "reason"), ("onrecord-ignore OR999: so", "OR999")]
    {
        desk.put("article.txt", article.replace("onrecord-ignore: agreed with the desk", written));
        let run = desk.run(CHECK);
        assert_eq!(run.code, 1, "{}", run.out);
        assert!(run.err.contains("article.txt:3:") && run.err.contains(wrong), "{}", run.err);
    }
}

#[test]
fn a_baseline_keeps_known_findings_from_being_raised() {
    let desk = Desk::new();
    let run = desk.run(&format!("{CHECK} --write-baseline known.json"));
    assert_eq!(run.code, 1);
    let run = desk.run(&format!("{CHECK} --baseline known.json"));
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("baseline"), "{}", run.out);
    desk.put("known.json", "{\"version\": 1, \"finds\": []}");
    let run = desk.run(&format!("{CHECK} --baseline known.json"));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("known.json:1:"), "{}", run.err);
}

#[test]
fn a_line_that_is_no_reply_is_named() {
    let desk = Desk::new();
    desk.put_replies();
    desk.put("replies.jsonl", format!("{}\n\n{{\"finding\": \"x\"}}\n", desk::reply("x")));
    let run = desk.run(&format!("{CHECK} --replies replies.jsonl"));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("replies.jsonl:3:"), "{}", run.err);
}

#[test]
fn the_standard_input_is_an_article_too() {
    let desk = Desk::new();
    let mut command = desk.command();
    command.args(["check", "-", "--record", "record.vtt"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(desk::ARTICLE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("-:3:2"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::new();
    let line = serde_json::json!({ "id": "a", "text": desk::ARTICLE }).to_string();
    desk.put("many.jsonl", format!("{line}\n").repeat(3000));
    let mut command = desk.command();
    command.args(["extract", "many.jsonl", "--format", "jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn colour_comes_only_when_asked_and_github_when_it_runs_there() {
    let desk = Desk::new();
    assert!(!desk.run(CHECK).out.contains('\u{1b}'));
    assert!(desk.run(&format!("{CHECK} --color always")).out.contains("\u{1b}["));
    let mut command = desk.command();
    let run = desk::run(command.env("GITHUB_ACTIONS", "true").args(CHECK.split(' ')));
    assert!(run.out.starts_with("::"), "{}", run.out);
}

#[test]
fn words_and_texts_can_be_compared() {
    let desk = Desk::new();
    let mut command = desk.command();
    let words = "We will close the old iron bridge before the summer of this year.";
    let run = desk::run(command.args(["diff", "--words", words, "record.vtt"]));
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("not"), "{}", run.out);
    let run = desk.run("diff record.vtt record.vtt");
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn a_comparison_names_the_paragraphs_that_only_one_text_has() {
    let desk = Desk::new();
    let shared = "The ferry leaves the old harbour at six in the morning every day.";
    desk.put("a.txt", format!("Nobody has counted the gulls on the breakwater.\n\n{shared}\n"));
    desk.put("b.txt", format!("{shared}\n\nTickets are sold on board by the second mate.\n"));
    let run = desk.run("diff a.txt b.txt");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("a.txt:1:1 · only in A"), "{}", run.out);
    assert!(run.out.contains("b.txt:3:1 · only in B"), "{}", run.out);
    assert!(!run.out.contains("speaker"), "{}", run.out);
    let run = desk.run("diff b.txt b.txt --format json");
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("\"only_in_record\": []"), "{}", run.out);
}

#[test]
fn every_code_is_explained_by_number_and_name() {
    let desk = Desk::new();
    let list = desk.run("explain --list").out;
    let lines: Vec<&str> = list.lines().filter(|line| line.starts_with("OR")).collect();
    assert!(lines.len() > 20);
    for line in lines {
        let mut words = line.split_whitespace();
        let (number, name) = (words.next().unwrap(), words.next().unwrap());
        let by_number = desk.run(&format!("explain {number}"));
        assert_eq!(by_number.code, 0);
        assert!(by_number.out.contains("verbatim"), "{}", by_number.out);
        assert!(by_number.out.contains("Comes out:"), "{}", by_number.out);
        let longest = by_number.out.lines().map(|line| line.chars().count()).max();
        assert!(longest.unwrap_or(0) < 80, "{}", by_number.out);
        assert_eq!(by_number.out, desk.run(&format!("explain {name}")).out);
    }
}

#[test]
fn a_house_changes_levels_in_its_settings() {
    let desk = Desk::new();
    let pack = "[policies.desk]\nextends = \"verbatim\"\nsource = \"style book\"\n[policies.desk.classes]\nmeaning = \"note\"\nwording = \"note\"\n";
    desk.put("onrecord.toml", format!("policy = \"desk\"\n{pack}"));
    assert_eq!(desk.run(CHECK).code, 0, "{}", desk.run(CHECK).out);
    assert_eq!(desk.run(&format!("{CHECK} --policy verbatim")).code, 1);
    assert!(desk.run("explain negation").out.contains("style book"));
    let json = desk.run("explain negation --format json").out;
    assert!(json.contains("\"desk\": \"note\""), "{json}");
    desk.put("onrecord.toml", format!("{pack}\n[policies.desk.levels]\nnegatoin = \"off\"\n"));
    let run = desk.run(CHECK);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("onrecord.toml:1:") && run.err.contains("negatoin"), "{}", run.err);
}
