//! What holds the house in shape: sizes, names, and the one direction of imports.

#![expect(clippy::disallowed_methods, reason = "the test reads the source tree")]

#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/imports.rs"]
mod imports;
#[path = "tidy/network.rs"]
mod network;

use std::fs;
use std::path::{Path, PathBuf};

const MAX_LINES: usize = 400;
const EMPTY_NAMES: [&str; 7] = ["utils", "helpers", "common", "misc", "types", "manager", "util"];
const LEFT_OUT: [&str; 6] = ["target", ".git", ".venv", "node_modules", "corpus", "artifacts"];

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the repository with one of these endings, sorted, build outputs left out.
pub(crate) fn files(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source tree can be listed") {
            let path = entry.expect("an entry of the source tree can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !LEFT_OUT.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no file ends with any of {endings:?}");
    found
}

/// The text of one file.
pub(crate) fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn no_file_outgrows_four_hundred_lines() {
    let long: Vec<String> = files(&[".rs"])
        .iter()
        .map(|path| (path, text(path).lines().count()))
        .filter(|(_, n_lines)| *n_lines > MAX_LINES)
        .map(|(path, n_lines)| format!("{} has {n_lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "at most {MAX_LINES} lines a file:\n{}", long.join("\n"));
}

#[test]
fn every_name_says_what_the_file_holds() {
    let empty: Vec<PathBuf> = files(&[".rs"])
        .into_iter()
        .filter(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let folder =
                path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
            EMPTY_NAMES.iter().any(|name| stem == *name || folder == *name)
        })
        .collect();
    assert!(empty.is_empty(), "these names say nothing: {empty:?}");
}

#[test]
fn every_file_opens_with_what_goes_in_and_out() {
    let bare: Vec<PathBuf> = files(&[".rs"])
        .into_iter()
        .filter(|path| !path.ends_with("build.rs"))
        .filter(|path| {
            let text = text(path);
            !text.trim_start_matches("#![no_main]").trim_start().starts_with("//!")
        })
        .collect();
    assert!(bare.is_empty(), "these open without a `//!` doc: {bare:?}");
}

#[test]
fn every_fuzz_target_is_built() {
    let list = text(&root().join("fuzz/Cargo.toml"));
    let folder = fs::read_dir(root().join("fuzz/fuzz_targets")).expect("the targets can be listed");
    for entry in folder {
        let name = entry.expect("a target can be read").file_name();
        let path = format!("path = \"fuzz_targets/{}\"", name.to_string_lossy());
        assert!(list.contains(&path), "fuzz/Cargo.toml has no target with {path}");
    }
}
