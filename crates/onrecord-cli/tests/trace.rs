//! `onrecord trace` over the demo story of forty documents: the tree is the one that its author drew, in every
//! form, and later speech stands beside it.

mod desk;

use desk::{Desk, Run, run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const WORDS: &str = "I honestly think we stopped it because the hull surveys";

fn demo(part: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(part);
    path.canonicalize().expect("the demo story is there")
}

/// The story in a store.
fn kept() -> Desk {
    let desk = Desk::new();
    let mut command = desk.command();
    command.arg("add").args([demo("chain"), demo("record")]).args(["--store", "kept"]);
    let added = run(&mut command);
    assert_eq!(added.code, 0, "{}", added.err);
    desk
}

fn trace(desk: &Desk, what: &str, more: &[&str]) -> Run {
    let mut command = desk.command();
    command.args(["trace", what]).args(more);
    run(&mut command)
}

/// The name of each document of the story by its address.
fn names() -> BTreeMap<String, String> {
    let entries = fs::read_dir(demo("chain")).expect("the demo can be listed");
    let mut names = BTreeMap::new();
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        let text = fs::read_to_string(&path).expect("a document can be read");
        if let Some(url) = text.lines().find_map(|line| line.strip_prefix("url: ")) {
            let name = path.file_stem().expect("a file has a name").to_string_lossy();
            names.insert(url.to_owned(), name.into_owned());
        }
    }
    assert_eq!(names.len(), 40);
    names
}

#[test]
fn the_tree_is_the_one_that_its_author_drew() {
    let desk = kept();
    let traced = trace(&desk, WORDS, &["--store", "kept", "--format", "json"]);
    assert_eq!(traced.code, 0, "{}", traced.err);
    let chain: Value = serde_json::from_str(&traced.out).expect("JSON");
    let names = names();
    let name = |hop: &Value| {
        let link = hop["findings"][0]["link"].as_str().expect("a link");
        names[link.split('#').next().unwrap_or(link)].clone()
    };
    let hops = chain["hops"].as_array().expect("hops");
    let mut given: Vec<String> = Vec::new();
    for hop in hops {
        let parent = match hop["parent"].as_u64() {
            Some(parent) => name(&hops[parent as usize]),
            None => hop["made_from"].as_str().expect("a word").to_owned(),
        };
        given.push(format!("{}\t{parent}\t{}", name(hop), hop["kind"].as_str().expect("a kind")));
    }
    given.sort();
    let drawn = fs::read_to_string(demo("chain/tree.tsv")).expect("the tree can be read");
    let is_in_tree = |line: &&str| !line.starts_with('#') && !line.contains("\tother\t");
    let drawn: Vec<String> = drawn.lines().filter(is_in_tree).map(str::to_owned).collect();
    assert_eq!(drawn.len(), 36);
    assert_eq!(given, drawn);
    let later: Vec<&str> = chain["later"]
        .as_array()
        .expect("later speech")
        .iter()
        .map(|one| one["kind"].as_str().expect("a kind"))
        .collect();
    assert_eq!(later, ["corrects", "corrects", "clarifies"]);
    assert_eq!(chain["standing"], "clarified");
    let clarifies = &chain["later"][2];
    assert_eq!(clarifies["words"], "be clear about what I told");
}

#[test]
fn a_terminal_of_80_columns_shows_hops_reasons_and_first_appearances() {
    let desk = kept();
    let traced = trace(&desk, WORDS, &["--store", "kept"]);
    assert_eq!(traced.code, 0, "{}", traced.err);
    assert!(traced.out.lines().all(|line| line.chars().count() <= 80), "{}", traced.out);
    let flat = traced.out.replace("│", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "World Brief Now, 2026-05-15 14:00: machine-paraphrased copy",
        "“stopped” is “halted”",
        "because it names Daily Tide",
        "“not” is “never”: first in 9. Ledger Sunday; 6 reports",
        "2026-06-02, Clarified: Larkin",
        "it names the occasion, “The Long Table",
    ] {
        assert!(flat.contains(part), "{part:?} is not in {}", traced.out);
    }
}

#[test]
fn a_page_and_a_graph_need_no_server() {
    let desk = kept();
    let page = trace(&desk, WORDS, &["--store", "kept", "--format", "html"]);
    assert_eq!(page.code, 0, "{}", page.err);
    for part in
        ["<svg role=\"img\" aria-labelledby=", "<title id=", "<ol class=\"hops\">", "<style>"]
    {
        assert!(page.out.contains(part), "no {part}");
    }
    for part in ["<script", "href=\"/", "src="] {
        assert!(!page.out.contains(part), "{part}");
    }
    let graph = trace(&desk, WORDS, &["--store", "kept", "--format", "dot"]);
    assert_eq!(graph.out.matches(" -> ").count(), 36);
}

#[test]
fn loose_files_are_traced_without_a_store() {
    let desk = Desk::new();
    let (chain, record) = (demo("chain"), demo("record"));
    let article = chain.join("21-never.md");
    let [chain, record, article] =
        [chain, record, article].map(|path| path.to_string_lossy().into_owned());
    let traced = trace(&desk, &article, &["--record", &chain, &record]);
    assert_eq!(traced.code, 0, "{}", traced.err);
    assert!(
        traced.out.contains("Ledger Sunday, 2026-05-17 08:00: light rewrite"),
        "{}",
        traced.out
    );
    // Words that were altered are found, too.
    let altered =
        "we halted it because the hull surveys came back poor and the council would not pay";
    let found = trace(&desk, altered, &["--record", &chain, &record]);
    assert_eq!(found.code, 0, "{}", found.err);
}

#[test]
fn what_is_not_held_is_said() {
    let desk = kept();
    for (what, told) in [
        ("the moon is a balloon of cheese", "no statement has the words"),
        ("article.txt", "is not in the store as it is"),
        ("Rolf Brandt", "is a person"),
    ] {
        let traced = trace(&desk, what, &["--store", "kept"]);
        assert!(traced.code == 2 && traced.err.contains(told), "{what}: {}", traced.err);
    }
    desk.put("replies.jsonl", "");
    desk.put("onrecord.toml", "replies = \"replies.jsonl\"\n");
    let loose = trace(&desk, "bridge", &["--record", "article.txt"]);
    assert!(loose.code == 2 && loose.err.contains("from a store only"), "{}", loose.err);
}

#[test]
fn a_document_that_is_added_again_shows_what_became_of_its_quotations() {
    let desk = Desk::new();
    let page = |words: &str, more: &str| {
        format!(
            "---\nurl: https://courier.example/bridge\noutlet: Courier\ndate: 2026-05-13\n---\n\n\
             # The bridge\n\n“We will {words}close the old iron bridge this year,” said Ada Moreau.\n{more}"
        )
    };
    desk.put("page.md", page("never ", ""));
    assert_eq!(desk.run("add page.md record.vtt --store kept").code, 0);
    desk.put("page.md", page("", ""));
    assert_eq!(desk.run("add page.md --store kept").code, 0);
    let notice = "\nCorrection: an earlier version of this report had a word of its own.\n";
    desk.put("page.md", page("not ", notice));
    assert_eq!(desk.run("add page.md --store kept").code, 0);
    let shown = desk.run("show https://courier.example/bridge --store kept");
    assert_eq!(shown.code, 0, "{}", shown.err);
    let head: Vec<&str> = shown.out.lines().take(9).collect();
    assert!(head[1].starts_with("version 3, "), "{head:#?}");
    assert!(head[4].contains("“not” is put in"), "{head:#?}");
    assert!(head[5].contains("notice    “Correction: an earlier version"), "{head:#?}");
    assert!(head[6].starts_with("version 2, "), "{head:#?}");
    assert!(shown.out.contains("“never” is left out"), "{}", shown.out);
    assert!(shown.out.contains("no notice of correction came with it"), "{}", shown.out);
}
