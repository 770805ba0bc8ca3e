//! Runs the Markdown cases in `cases/`: what was said, what was printed, what must come out.
//!
//! A section opens with a heading and holds fenced blocks. Inputs: `said [NAME]` (a record, default
//! name `record.txt`; several are allowed) and `article [NAME]` (default `article.txt`); the name's
//! ending chooses the reader. Expectations, each compared line by line:
//!
//! - `blocks`: the article's (or, without one, the first record's) blocks, `role: text`, with
//!   ` = N` after the role for a block that repeats block N.
//! - `quoted`: the stretches that markup alone sets between marks; `labels`: `label: text` of each
//!   labelled block; `metadata`: `field: value (source)` a candidate, best first.
//! - `turns`: the first record's turns, `[h:mm:ss.mmm] speaker: text`, time and speaker where known.
//! - `quotations`: `kind "content" cue=… source=… speaker=…`, the parts of a content joined by ` | `;
//!   a field that is empty is left out.
//! - `acts`: `act "content" cue=…` a quotation, those in other words among them.
//! - `settings`: `to=… (name) outlet=… occasion=… date=… (from to) relation=phrase: target` a
//!   quotation; a field that is empty is left out, `-` stands for none.
//! - `contents`: `kind | part | part` a quotation, the marked parts of a mixed one in `[ ]`, a nested
//!   one behind `> `.
//! - `alignment`: the best match of each quotation, a part a line: `=same`, `printed~said`, `-said`,
//!   `+printed`; `||` opens a further part with its distance in words.
//! - `places`: `record turn: words` a match of each quotation, in the order found, turns counted from
//!   one.
//! - `report`: `speaker: "content" grade [code: sentence; code: sentence]` a finding.
//! - `silent`: names of differences, one a line, that this near miss is not: none is in the report.
//! - `problems`: the messages of the article and the records.
//! - the name of a format (`text`, `github`, `md` …): the report as that format has it.
//!
//! `policy NAME` after `report` or a format on the fence line picks the policy. `ONRECORD_CASES=cues`
//! runs the files whose path holds that word.

#![expect(clippy::disallowed_methods, reason = "the cases lie in files")]

#[path = "cases/markdown.rs"]
mod markdown;
#[path = "cases/outcome.rs"]
mod outcome;

use markdown::{Section, sections};
use onrecord::verdict::code::Code;
use onrecord::verdict::page::Page;
use onrecord::verdict::rules::ALL;
use outcome::outcome;
use std::fs;
use std::path::{Path, PathBuf};

const INPUTS: [&str; 2] = ["said", "article"];

#[test]
fn every_case_comes_out_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let only = std::env::var("ONRECORD_CASES").unwrap_or_default();
    let mut n_checked = 0;
    let mut failures = Vec::new();
    for path in case_files(&root) {
        if !path.to_string_lossy().contains(&only) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a listed case file can be read");
        let found = sections(&text);
        assert!(!found.is_empty(), "{} holds no case", path.display());
        for section in &found {
            n_checked += check(&path, section, &mut failures);
        }
    }
    assert!(n_checked > 0, "no case ran under {}", root.display());
    assert!(
        failures.is_empty(),
        "{} of {n_checked} fail\n\n{}",
        failures.len(),
        failures.join("\n")
    );
    println!("{n_checked} cases");
}

/// Every difference that can be found has a rule, a page for `explain`, a case that it fires in and a case
/// that it is silent in.
#[test]
fn every_code_has_a_rule_a_page_a_firing_and_a_silent_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/verdict");
    let cases: Vec<Section> = (case_files(&root).iter())
        .flat_map(|path| {
            sections(&fs::read_to_string(path).expect("a listed case file can be read"))
        })
        .collect();
    let mut faults = Vec::new();
    for code in Code::ALL {
        let name = code.name();
        let fires = |section: &Section| {
            let reports = section.fences.iter().filter(|fence| fence.word() == "report");
            let mut reports = reports.map(|fence| fence.text.as_str());
            reports.any(|text| {
                text.contains(&format!("[{name}: ")) || text.contains(&format!("; {name}: "))
            })
        };
        let is_silent = |section: &Section| {
            let silent = section.fences.iter().filter(|fence| fence.word() == "silent");
            silent.flat_map(|fence| fence.text.lines()).any(|line| line == name)
        };
        let needs = [
            ("a rule", ALL.iter().any(|rule| rule.codes.contains(code))),
            ("a page", Page::of(*code).is_some()),
            ("a case that it fires in", cases.iter().any(fires)),
            ("a case that it is silent in", cases.iter().any(is_silent)),
        ];
        let lacks = needs.iter().filter(|(_, has)| !has);
        faults.extend(lacks.map(|(need, _)| format!("{name} lacks {need}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(Code::ALL.len() >= 37 && cases.len() > 200, "{} cases", cases.len());
}

fn check(path: &Path, section: &Section, failures: &mut Vec<String>) -> usize {
    let place = format!("{}: {}", path.display(), section.title);
    let expectations: Vec<_> =
        section.fences.iter().filter(|fence| !INPUTS.contains(&fence.word())).collect();
    assert!(!expectations.is_empty(), "{place}: nothing is expected of this case");
    for fence in &expectations {
        let actual = outcome(section, fence).unwrap_or_else(|unknown| panic!("{place}: {unknown}"));
        if actual.trim() != fence.text.trim() {
            failures.push(format!(
                "{place} ({})\n--- written\n{}\n--- came out\n{}\n",
                fence.info,
                fence.text.trim(),
                actual.trim()
            ));
        }
    }
    expectations.len()
}

fn case_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("cases/ can be listed") {
            let path = entry.expect("an entry of cases/ can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
