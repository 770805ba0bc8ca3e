//! A store by the command: added, killed and added again, shown, exported, copied, checked against.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Instant;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{name}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run can go");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn demo(part: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(part);
    path.canonicalize().expect("the demo story is there")
}

fn onrecord() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.stdin(Stdio::null());
    command
}

fn add(store: &Path) -> Command {
    let mut command = onrecord();
    command.arg("add").args([demo("record"), demo("reports")]).arg("--store").arg(store);
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("the command runs")
}

fn export(store: &Path) -> String {
    let output = run(onrecord().arg("export").arg("--store").arg(store));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_run_that_is_killed_is_finished_by_the_next() {
    let folder = folder("killed");
    let whole = folder.join("whole");
    let begun = Instant::now();
    assert!(run(&mut add(&whole)).status.success());
    let length = begun.elapsed();
    let lines = export(&whole);
    assert!(lines.lines().count() > 10, "{lines}");
    // A fixed walk over the run's length: no two of the first 20 moments are near each other.
    let mut n_killed = 0;
    for moment in 1..=20_u32 {
        let store = folder.join(moment.to_string());
        let mut child = add(&store).stderr(Stdio::null()).spawn().expect("the command runs");
        thread::sleep(length.mul_f64(f64::from(moment * 13 % 20) / 20.0));
        n_killed += u32::from(child.try_wait().expect("the run can be asked").is_none());
        child.kill().expect("the run can be killed");
        child.wait().expect("the run ends");
        if store.join("record.sqlite").exists() {
            let verified = run(onrecord().arg("verify").arg("--store").arg(&store));
            assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
        }
        assert!(run(&mut add(&store)).status.success());
        assert_eq!(export(&store), lines, "killed at moment {moment}");
        fs::remove_dir_all(&store).expect("the folder can go");
    }
    assert!(n_killed >= 5, "{n_killed} runs were killed before their end");
}

#[test]
fn a_store_is_checked_against_shown_and_copied() {
    let folder = folder("shown");
    let store = folder.join("store");
    assert!(run(&mut add(&store)).status.success());
    let report = demo("reports").join("4-inserted-negation.html");
    let against = |record: &Path| {
        let mut command = onrecord();
        command.arg("check").arg(&report).arg("--record").arg(record).args(["--format", "text"]);
        run(&mut command)
    };
    let (of_store, of_folder) = (against(&store), against(&demo("record")));
    assert_eq!(of_store.status.code(), Some(1), "{}", String::from_utf8_lossy(&of_store.stderr));
    let n_lines = |output: &Output| String::from_utf8_lossy(&output.stdout).lines().count();
    assert_eq!(n_lines(&of_store), n_lines(&of_folder));

    let copy = folder.join("copy");
    let backup = run(onrecord().arg("backup").arg(&copy).arg("--store").arg(&store));
    assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
    assert_eq!(export(&copy), export(&store));
    assert!(run(onrecord().arg("verify").arg("--store").arg(&copy)).status.success());
    let again = run(onrecord().arg("backup").arg(&copy).arg("--store").arg(&store));
    assert_eq!(again.status.code(), Some(2));

    let show = |what: &str| {
        let shown = run(onrecord().arg("show").arg(what).arg("--store").arg(&copy));
        assert!(shown.status.success(), "{what}: {}", String::from_utf8_lossy(&shown.stderr));
        String::from_utf8(shown.stdout).expect("UTF-8")
    };
    let person = show("Edda Larkin");
    let statement =
        person.split_whitespace().find(|word| word.starts_with('s') && word.len() == 18);
    let statement = statement.expect("a statement").trim_end_matches(',');
    assert!(show(statement).contains("reports"));
    let lines = export(&copy);
    let first: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert!(first["finding"]["replies"].is_array());
    let finding = first["finding"]["id"].as_str().expect("an id");
    assert!(show(finding).starts_with("finding "));
    assert_eq!(
        run(onrecord().args(["show", "Nobody Known", "--store"]).arg(&copy)).status.code(),
        Some(2)
    );
    assert_eq!(run(onrecord().args(["show", "x", "--store"]).arg(&folder)).status.code(), Some(2));
}

#[test]
fn feeds_and_captures_are_read_from_the_disk() {
    let folder = folder("feeds");
    let feed = "<rss version=\"2.0\"><channel><title>Salter Courier</title><item><title>Bridge</title>\
        <link>https://courier.example/bridge</link><pubDate>Mon, 03 May 2021 10:00:00 +0200</pubDate>\
        <content:encoded><![CDATA[<p>“We stay,” said Mayor Edda Larkin.</p>]]></content:encoded></item>\
        </channel></rss>";
    fs::write(folder.join("feed.xml"), feed).unwrap();
    let page = "<html><head><title>Ferry</title></head><body><article><p>“We build,” said Mayor Edda \
        Larkin on Monday in Port Salter.</p></article></body></html>";
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/ferry\r\n\
         WARC-Date: 2021-05-04T10:00:00Z\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    fs::write(folder.join("pages.warc"), record).unwrap();
    let store = folder.join("store");
    let added = run(onrecord().arg("add").arg(&folder).arg("--store").arg(&store));
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let lines = export(&store);
    for url in ["https://courier.example/bridge", "https://post.example/ferry"] {
        assert!(lines.contains(url), "{url}: {lines}");
    }
    let again = run(onrecord().arg("add").arg(&folder).arg("--store").arg(&store));
    assert!(String::from_utf8_lossy(&again.stderr).contains("0 added"), "{again:?}");
    fs::write(folder.join("pages.warc"), "WARC/0.9\r\n\r\n").unwrap();
    let broken = run(onrecord().arg("add").arg(&folder).arg("--store").arg(&store));
    assert!(String::from_utf8_lossy(&broken.stderr).contains("pages.warc"), "{broken:?}");
}
