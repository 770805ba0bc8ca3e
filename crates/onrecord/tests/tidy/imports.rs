//! Imports run down the way through, and crates use only those below them.

use crate::{files, root, text};
use std::path::Path;

/// The rooms of the core, first to last; a room may use itself and the rooms before it. `attribution`
/// and `matching` are neighbours that do not know each other.
const ROOMS: [&str; 11] = [
    "text",
    "document",
    "quotation",
    "attribution",
    "matching",
    "verdict",
    "statement",
    "chain",
    "report",
    "check",
    "find",
];

/// Each crate with the project's crates it may use.
const CRATES: [(&str, &[&str]); 7] = [
    ("onrecord-model", &[]),
    ("onrecord", &["onrecord-model"]),
    ("onrecord-store", &["onrecord", "onrecord-model"]),
    ("onrecord-capture", &["onrecord", "onrecord-store"]),
    ("onrecord-web", &["onrecord", "onrecord-store"]),
    (
        "onrecord-cli",
        &["onrecord", "onrecord-capture", "onrecord-model", "onrecord-store", "onrecord-web"],
    ),
    ("onrecord-gate", &["onrecord", "onrecord-model", "onrecord-store"]),
];

#[test]
fn imports_run_down_the_way_through() {
    let core = root().join("crates/onrecord/src");
    let mut faults = Vec::new();
    let mut n_imports = 0;
    for path in files(&[".rs"]).iter().filter(|path| path.starts_with(&core)) {
        let Some(room) = room_of(path.strip_prefix(&core).expect("the path lies in the core"))
        else {
            continue;
        };
        for (line_idx, line) in text(path).lines().enumerate() {
            let place = format!("{}:{}", path.display(), line_idx + 1);
            if line.contains("super::") && !line.trim_start().starts_with("//") {
                faults.push(format!("{place} takes from its parent; name the defining module"));
            }
            for used in line.split("crate::").skip(1) {
                n_imports += 1;
                let name: String =
                    used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = ROOMS.iter().position(|room| *room == name) else {
                    faults.push(format!("{place} imports through the crate's root"));
                    continue;
                };
                let is_neighbour = ROOMS[room] == "matching" && name == "attribution";
                if other > room || is_neighbour {
                    faults.push(format!("{place}: {} may not use {name}", ROOMS[room]));
                }
            }
        }
    }
    assert!(n_imports > 50, "only {n_imports} imports were seen");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn room_of(path: &Path) -> Option<usize> {
    let first = path.components().next()?.as_os_str().to_string_lossy().into_owned();
    ROOMS.iter().position(|room| first.trim_end_matches(".rs") == *room)
}

#[test]
fn crates_use_only_those_below_them() {
    for (name, below) in CRATES {
        let manifest = text(&root().join("crates").join(name).join("Cargo.toml"));
        let used = manifest
            .lines()
            .filter_map(|line| line.split_once(['.', ' ', '=']).map(|(name, _)| name))
            .filter(|word| word.starts_with("onrecord"));
        for other in used {
            assert!(below.contains(&other), "{name} may not use {other}");
        }
    }
}

#[test]
fn a_pure_crate_has_a_list_of_what_it_may_not_call() {
    for name in ["onrecord", "onrecord-model"] {
        let list = text(&root().join("crates").join(name).join("clippy.toml"));
        for call in ["std::fs::read", "std::env::var", "std::time::SystemTime::now"] {
            assert!(list.contains(call), "{name}/clippy.toml allows {call}");
        }
    }
}
