//! What a store keeps: the same for the same documents, in whatever order, on whichever engine, however
//! often a run was stopped.

mod dump;
mod server;

use dump::History::{With, Without};
use dump::dump;
use onrecord::attribution::people::People;
use onrecord::verdict::policy::Policy;
use onrecord_store::database::engine::{Engine, first};
use onrecord_store::store::Store;
use onrecord_store::store::adding::{Adding, Done, Step};
use onrecord_store::values;
use server::Server;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// An empty folder for one test, below cargo's own folder for tests.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run can go");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// The demo story: two records of one occasion, six reports, and an interview with a clause of its own.
fn story(name: &str) -> (PathBuf, PathBuf, PathBuf) {
    let folder = folder(name);
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    for part in ["record", "reports"] {
        fs::create_dir_all(folder.join(part)).expect("a folder can be made");
        for entry in fs::read_dir(demo.join(part)).expect("the demo story is there") {
            let entry = entry.expect("the demo story can be read");
            let copy = folder.join(part).join(entry.file_name());
            fs::copy(entry.path(), copy).expect("a file can be copied");
        }
    }
    let more = "Port Salter, May 14. Mayor Edda Larkin said: “Nobody asked the bakers.” \
                The harbour was quiet.\n";
    fs::write(folder.join("reports/7-elsewhere.txt"), more).expect("a file can be written");
    (folder.join("record"), folder.join("reports"), folder)
}

fn add(store: &Store, paths: &[PathBuf], n_threads: usize, tell: &dyn Fn(Step)) -> Done {
    let policy = Policy::named("cleaned").expect("a built-in policy");
    let people = People::default();
    let adding = Adding { paths, kind: None, policy: &policy, people: &people, n_threads };
    store.add(&adding, tell).expect("documents are added")
}

fn quietly(store: &Store, paths: &[PathBuf]) -> Done {
    add(store, paths, 2, &|_| {})
}

fn count(store: &Store, statement: &str) -> i64 {
    let read = |engine: &mut dyn Engine| {
        first(engine, statement, values![])?.expect("a row").get::<i64>(0)
    };
    store.database().read(read).expect("the store can be read")
}

#[test]
fn the_story_is_kept_with_what_was_found_in_it() {
    let (records, reports, folder) = story("kept");
    let store = Store::open(&folder.join("store"), None).unwrap();
    let done = quietly(&store, &[reports, records]);
    assert_eq!((done.n_added, done.n_changed, done.n_known), (9, 0, 0), "{done:?}");
    assert_eq!(done.n_checked, 7);
    assert_eq!(count(&store, "SELECT count(*) FROM document WHERE kind = 'record'"), 2);
    assert_eq!(count(&store, "SELECT count(*) FROM occasion"), 1);
    assert!(count(&store, "SELECT count(*) FROM statement WHERE n_reports > 1") > 0);
    assert_eq!(count(&store, "SELECT count(*) FROM finding WHERE statement IS NULL"), 0);
    assert!(count(&store, "SELECT count(*) FROM statement WHERE record IS NULL") > 0);
    let speaker = "SELECT count(*) FROM statement JOIN person ON person.id = statement.person
                   WHERE person.name = 'Edda Larkin' AND statement.record IS NOT NULL";
    assert!(count(&store, speaker) > 0);
    let verified = store.verify().unwrap();
    assert!(verified.faults.is_empty() && !verified.is_unfinished, "{:?}", verified.faults);
    assert!(verified.n_findings > 10 && verified.n_shown > 5);
}

#[test]
fn what_is_known_changes_nothing() {
    let (records, reports, folder) = story("known");
    let store = Store::open(&folder.join("store"), None).unwrap();
    quietly(&store, &[records.clone(), reports.clone()]);
    let before = dump(store.database(), With);
    let done = quietly(&store, &[reports, records]);
    assert_eq!((done.n_added, done.n_changed, done.n_known, done.n_checked), (0, 0, 9, 0));
    assert_eq!(dump(store.database(), With), before);
}

#[test]
fn neither_order_nor_runs_nor_threads_change_what_is_kept() {
    let (records, reports, folder) = story("order");
    let one = Store::open(&folder.join("one"), None).unwrap();
    quietly(&one, &[records.clone(), reports.clone()]);
    let other = Store::open(&folder.join("other"), None).unwrap();
    add(&other, &[reports.clone(), records.clone()], 1, &|_| {});
    assert_eq!(dump(one.database(), With), dump(other.database(), With));
    let third = Store::open(&folder.join("third"), None).unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir(&reports).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().rev() {
        quietly(&third, std::slice::from_ref(file));
    }
    quietly(&third, &[records]);
    assert_eq!(dump(one.database(), Without), dump(third.database(), Without));
}

#[test]
fn a_run_that_was_stopped_is_finished_by_the_next() {
    let (records, reports, folder) = story("stopped");
    let paths = [records, reports];
    let whole = Store::open(&folder.join("whole"), None).unwrap();
    quietly(&whole, &paths);
    let mut n_stops = 0;
    for stop_at in 0.. {
        let place = folder.join(format!("stopped-{stop_at}"));
        let store = Store::open(&place, None).unwrap();
        let n_steps = std::cell::Cell::new(0);
        let stopped = catch_unwind(AssertUnwindSafe(|| {
            add(&store, &paths, 2, &|_| {
                n_steps.set(n_steps.get() + 1);
                assert!(n_steps.get() <= stop_at, "stopped");
            })
        }));
        drop(store);
        let store = Store::open(&place, None).unwrap();
        assert!(store.verify().unwrap().faults.is_empty());
        quietly(&store, &paths);
        assert_eq!(dump(store.database(), With), dump(whole.database(), With), "stop {stop_at}");
        if stopped.is_ok() {
            break;
        }
        n_stops += 1;
    }
    assert!(n_stops >= 3, "{n_stops} stops");
}

#[test]
fn changed_bytes_are_a_further_version() {
    let (records, reports, folder) = story("changed");
    let store = Store::open(&folder.join("store"), None).unwrap();
    quietly(&store, &[records.clone(), reports.clone()]);
    let first_version = count(&store, "SELECT max(version) FROM statement");
    let path = reports.join("5-spliced.txt");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("Corrected on Friday.\n\n{text}")).unwrap();
    let done = quietly(&store, std::slice::from_ref(&reports));
    assert_eq!((done.n_added, done.n_changed, done.n_checked), (0, 1, 1));
    assert_eq!(count(&store, "SELECT max(latest) FROM document"), 2);
    assert_eq!(count(&store, "SELECT max(version) FROM finding"), 2);
    assert!(count(&store, "SELECT max(version) FROM statement") > first_version);
    // The file as it was is a known version, and not a third one.
    fs::write(&path, text).unwrap();
    assert_eq!(quietly(&store, &[reports]).n_changed, 0);
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn damage_is_told_with_its_place() {
    let (records, reports, folder) = story("damaged");
    let store = Store::open(&folder.join("store"), None).unwrap();
    quietly(&store, &[records, reports]);
    let damage = [
        ("UPDATE finding SET body = body || ' ' WHERE ordinal = 0", "finding"),
        (
            "UPDATE version SET hash = 'x' WHERE document = (SELECT min(id) FROM document)",
            "version 1 of document d",
        ),
        ("UPDATE statement_version SET body = '{}' WHERE number = 1", "version 1 of statement s"),
    ];
    for (change, told) in damage {
        store.database().write(|engine| engine.execute(change, values![])).unwrap();
        let faults = store.verify().unwrap().faults;
        assert!(faults.iter().any(|fault| fault.contains(told)), "{told}: {faults:?}");
    }
    let segment = fs::read_dir(store.index_folder()).unwrap().map(|entry| entry.unwrap().path());
    let segment = segment.into_iter().find(|path| path.extension().is_some_and(|e| e == "seg"));
    let segment = segment.expect("a segment");
    let mut bytes = fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let name = segment.file_name().unwrap().to_string_lossy().into_owned();
    let faults = store.verify().unwrap().faults;
    assert!(faults.iter().any(|fault| fault.contains(&name)), "{faults:?}");
}

#[test]
fn both_engines_keep_the_same() {
    let (records, reports, folder) = story("engines");
    let file = Store::open(&folder.join("file"), None).unwrap();
    quietly(&file, &[records.clone(), reports.clone()]);
    let server = Server::start();
    let shared = folder.join("shared");
    let store = Store::at(server.url(), &shared).unwrap();
    quietly(&store, &[records.clone(), reports.clone()]);
    assert_eq!(dump(store.database(), With), dump(file.database(), With));
    assert!(store.verify().unwrap().faults.is_empty());
    let again = quietly(&store, &[records, reports]);
    assert_eq!((again.n_added, again.n_known, again.n_checked), (0, 9, 0));
}
