//! Files and folders as users have them: missing, too large, linked in a circle, beside side files.

use onrecord::document::origin::DocumentKind;
use onrecord::document::problem::ProblemKind;
use onrecord_store::error::Error;
use onrecord_store::haystack::{bytes, files};
use onrecord_store::record::documents;
use std::fs::{self, File};
use std::path::PathBuf;

/// An empty folder for one test, below cargo's own folder for tests.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run can go");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

#[test]
fn a_missing_file_is_an_error_that_names_it_and_the_others_are_read() {
    let folder = folder("missing");
    fs::write(folder.join("talk.txt"), "ADA LOW: We stay.").unwrap();
    let opened =
        documents(&[folder.join("none.txt"), folder.join("talk.txt")], DocumentKind::Record);
    assert_eq!(opened.value.len(), 1);
    assert!(opened.errors[0].to_string().contains("none.txt"), "{}", opened.errors[0]);
}

#[test]
fn a_file_beyond_the_limit_is_refused_by_its_size() {
    let folder = folder("large");
    let path = folder.join("huge.txt");
    File::create(&path).unwrap().set_len(2 << 30).unwrap();
    assert!(matches!(bytes(&path), Err(Error::TooLarge { bytes: size, .. }) if size == 2 << 30));
}

#[test]
fn side_files_notes_and_other_formats_are_no_records() {
    let folder = folder("beside");
    for (name, text) in [
        ("talk.said", "Ada Low: We stay."),
        ("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nwe stay\n"),
        ("talk.json", "{\"title\": \"An Evening\"}"),
        ("talk.toml", "place = \"Ostmouth\""),
        ("LICENSE", "all rights"),
        ("README.md", "read me"),
        ("people.ini", "Ada Low"),
        ("sources.rtf", "{\\rtf1 x}"),
        ("scan.txt", "%PDF-1.7"),
        (".hidden.txt", "x"),
        ("words.json", "{\"segments\": [{\"start\": 1, \"text\": \"We stay.\"}]}"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let opened = documents(std::slice::from_ref(&folder), DocumentKind::Record);
    assert!(opened.errors.is_empty(), "{:?}", opened.errors);
    let names: Vec<&str> =
        opened.value.iter().filter_map(|record| record.origin.name.rsplit('/').next()).collect();
    assert_eq!(names, ["talk.said", "talk.vtt", "words.json"]);
    for record in &opened.value[..2] {
        let occasion = &record.transcript.as_ref().unwrap().occasion;
        assert_eq!(occasion.title.as_deref(), Some("An Evening"));
        assert_eq!(occasion.place.as_deref(), Some("Ostmouth"));
    }
    let named = documents(&[folder.join("scan.txt")], DocumentKind::Record);
    assert_eq!(named.value[0].problems[0].kind, ProblemKind::Unsupported);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_ends() {
    let folder = folder("circle");
    fs::write(folder.join("talk.txt"), "ADA LOW: We stay.").unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("again")).unwrap();
    std::os::unix::fs::symlink(folder.join("talk.txt"), folder.join("linked.txt")).unwrap();
    let found = files(&folder);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(Result::is_ok), "{found:?}");
}
