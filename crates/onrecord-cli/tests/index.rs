//! `onrecord index`: built, brought up to date, used, and stopped at any moment.

mod desk;

use desk::{Desk, RECORD, Run};
use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

const WORDS: &str = "nobody in this town has asked me about the price of the stone piers";

/// Numbers that follow from a seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % n
    }
}

fn hearing(draw: &mut Draw, n_words: usize) -> String {
    let mut text = String::from("ADA MOREAU: ");
    for _ in 0..n_words {
        text.push_str(&format!("w{} ", draw.below(3_000)));
    }
    text
}

fn find(desk: &Desk, words: &str, record: &str) -> Run {
    let mut command = desk.command();
    desk::run(command.args(["find", words, "--record", record, "--format", "jsonl"]))
}

#[test]
fn an_index_is_used_and_gives_what_the_files_give() {
    let desk = Desk::new();
    let mut draw = Draw(1);
    for nth in 0..12 {
        desk.put(&format!("tapes/{nth}.txt"), hearing(&mut draw, 300));
    }
    desk.put("tapes/piers.txt", format!("ADA MOREAU: {WORDS}, or of anything else.\n"));
    desk.put("tapes/bridge.vtt", RECORD);
    let without = find(&desk, WORDS, "tapes");
    let built = desk.run("index tapes");
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(built.err.contains("14 documents"), "{}", built.err);
    let with = find(&desk, WORDS, "tapes");
    assert_eq!((with.code, &with.out), (0, &without.out), "{}", with.err);
    assert_eq!(find(&desk, WORDS, "tapes/.onrecord").out, without.out);
    let checked = desk.run("check article.txt --record tapes --format json");
    fs::remove_dir_all(desk.path("tapes/.onrecord")).unwrap();
    assert_eq!(checked.out, desk.run("check article.txt --record tapes --format json").out);
}

#[test]
fn an_index_follows_its_files() {
    let desk = Desk::new();
    let mut draw = Draw(2);
    for nth in 0..6 {
        desk.put(&format!("tapes/{nth}.txt"), hearing(&mut draw, 200));
    }
    desk.run("index tapes --output index");
    assert_eq!(find(&desk, WORDS, "index").code, 1);
    desk.put("tapes/3.txt", format!("ADA MOREAU: {WORDS}.\n"));
    let updated = desk.run("index tapes --output index");
    assert!(updated.err.contains("1 files read, 5 kept, 0 gone"), "{}", updated.err);
    assert_eq!(find(&desk, WORDS, "index").code, 0);
    fs::remove_file(desk.path("tapes/3.txt")).unwrap();
    let updated = desk.run("index tapes --output index");
    assert!(updated.err.contains("0 files read, 5 kept, 1 gone"), "{}", updated.err);
    assert_eq!(find(&desk, WORDS, "index").code, 1);
    // Many small segments become one.
    for nth in 0..9 {
        desk.put(&format!("tapes/more {nth}.txt"), hearing(&mut draw, 200));
        desk.run("index tapes --output index");
    }
    desk.put("tapes/last.txt", format!("ADA MOREAU: {WORDS}.\n"));
    let updated = desk.run("index tapes --output index");
    assert!(updated.err.contains("15 documents"), "{}", updated.err);
    assert_eq!(find(&desk, WORDS, "index").code, 0);
    let n_segments = fs::read_dir(desk.path("index")).unwrap().flatten();
    let n_segments =
        n_segments.filter(|entry| entry.path().extension().is_some_and(|e| e == "seg")).count();
    assert!(n_segments <= 6, "{n_segments} segments");
    let fresh = desk.run("index tapes --output fresh");
    assert_eq!(fresh.code, 0);
    assert_eq!(find(&desk, WORDS, "fresh").out, find(&desk, WORDS, "index").out);
}

#[test]
fn the_segments_do_not_depend_on_the_number_of_threads() {
    let desk = Desk::new();
    let mut draw = Draw(3);
    for nth in 0..8 {
        desk.put(&format!("tapes/{nth}.txt"), hearing(&mut draw, 400));
    }
    desk.run("index tapes --output one --threads 1");
    desk.run("index tapes --output four --threads 4");
    let bytes = |folder: &str| fs::read(desk.path(folder).join("00000000.seg")).unwrap();
    assert_eq!(bytes("one"), bytes("four"));
}

#[test]
fn an_index_that_is_older_than_its_files_is_not_used() {
    let desk = Desk::new();
    desk.put("tapes/a.txt", hearing(&mut Draw(4), 100));
    desk.run("index tapes");
    desk.put("tapes/b.txt", format!("ADA MOREAU: {WORDS}.\n"));
    let run = find(&desk, WORDS, "tapes");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("onrecord index"), "{}", run.err);
}

#[test]
fn a_damaged_segment_is_named_and_gives_no_answer() {
    let desk = Desk::new();
    desk.put("tapes/a.txt", format!("ADA MOREAU: {WORDS}.\n{}", hearing(&mut Draw(5), 3_000)));
    desk.run("index tapes --output index");
    let path = desk.path("index/00000000.seg");
    let mut bytes = fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(4096).step_by(2000) {
        *byte ^= 4;
    }
    fs::write(&path, bytes).unwrap();
    let run = find(&desk, WORDS, "index");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("00000000.seg") && run.err.contains("section"), "{}", run.err);
    let run = desk.run("index index --verify");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("00000000.seg"), "{}", run.err);
}

/// Eight words that no other hearing has.
fn marker(draw: &mut Draw) -> String {
    let mut word =
        || -> String { (0..9).map(|_| char::from(b'a' + draw.below(26) as u8)).collect() };
    (0..8).map(|_| word()).collect::<Vec<String>>().join(" ")
}

#[test]
fn a_run_killed_at_any_moment_leaves_the_index_before_or_after() {
    const CHANGED: usize = 6;
    let desk = Desk::new();
    let mut draw = Draw(6);
    for nth in 0..20 {
        desk.put(&format!("tapes/{nth:02}.txt"), hearing(&mut draw, 2_000));
    }
    desk.run("index tapes --output index");
    let n_segments = || {
        let files = fs::read_dir(desk.path("index")).unwrap().flatten();
        files.filter(|file| file.path().extension().is_some_and(|e| e == "seg")).count()
    };
    let mut takes = Duration::ZERO;
    let (mut n_before, mut n_merged) = (0, 0);
    for round in 0..21_u32 {
        // Small segments, so that the run that is killed has some to merge.
        for nth in 0..3 {
            desk.put(&format!("tapes/small {nth}.txt"), hearing(&mut draw, 300));
            desk.run("index tapes --output index");
        }
        let markers: Vec<String> = (0..CHANGED).map(|_| marker(&mut draw)).collect();
        for (nth, marker) in markers.iter().enumerate() {
            let text = format!("{} {marker}.\n", hearing(&mut draw, 1_000));
            desk.put(&format!("tapes/{nth:02}.txt"), text);
        }
        let segments_before = n_segments();
        let mut command = desk.command();
        let start = Instant::now();
        let mut child = command
            .args(["index", "tapes", "--output", "index"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        if round > 0 {
            sleep(Duration::from_micros(draw.below(takes.as_micros() as u64 + 1)));
            child.kill().unwrap();
        }
        child.wait().unwrap();
        takes = takes.max(if round == 0 { start.elapsed() } else { Duration::ZERO });
        let verified = desk.run("index index --verify");
        assert_eq!(verified.code, 0, "round {round}: {}", verified.err);
        // Before or after: every changed file is as it was, or every one as it is.
        let codes: Vec<i32> =
            markers.iter().map(|marker| find(&desk, marker, "index").code).collect();
        assert!(
            codes.iter().all(|code| *code == codes[0] && *code < 2),
            "round {round}: {codes:?}"
        );
        n_before += codes[0];
        let after = desk.run("index tapes --output index");
        assert_eq!(after.code, 0, "round {round}: {}", after.err);
        for marker in &markers {
            assert_eq!(find(&desk, marker, "index").code, 0, "round {round}");
        }
        n_merged += u32::from(n_segments() < segments_before);
    }
    assert!(n_before > 2, "only {n_before} runs were stopped before their end");
    assert!(n_merged > 2, "only {n_merged} runs merged segments");
}
