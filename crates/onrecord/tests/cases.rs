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
