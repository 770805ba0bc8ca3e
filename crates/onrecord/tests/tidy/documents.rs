//! Documents say what is there: every path they name exists, and they speak of the project alone.

use crate::{files, root, text};

const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// What `make demo` makes.
const MADE: [&str; 2] = ["demo/report.html", "demo/store"];

/// First parts of a path of this repository; a name with another first part is a user's file.
const FOLDERS: [&str; 12] = [
    "crates", "cases", "eval", "training", "fuzz", "bench", "demo", "schema", "tests", ".ci",
    "src", "assets",
];

#[test]
fn every_path_that_the_documents_name_exists() {
    let mut n_paths = 0;
    let mut missing = Vec::new();
    for name in DOCUMENTS {
        let document = text(&root().join(name));
        for path in document.split('`').skip(1).step_by(2) {
            let path = path.trim_end_matches('/');
            let first = path.split('/').next().unwrap_or("");
            let is_path = path.contains('/') && !path.contains([' ', '<', '*', '{', ':']);
            if !is_path || !FOLDERS.contains(&first) || MADE.contains(&path) {
                continue;
            }
            n_paths += 1;
            if !root().join(path).exists() {
                missing.push(format!("{name} names {path}"));
            }
        }
    }
    assert!(n_paths > 10, "only {n_paths} paths were seen");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let places = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat()];
    let found: Vec<String> =
        files(&[".rs", ".md", ".toml", ".py", ".sh", ".mjs", ".tsv", ".html", ".txt"])
            .iter()
            .filter(|path| {
                std::fs::read_to_string(path)
                    .is_ok_and(|text| places.iter().any(|p| text.contains(p)))
            })
            .map(|path| path.display().to_string())
            .collect();
    assert!(found.is_empty(), "these name a path outside the project: {found:?}");
}

#[test]
fn dependencies_carry_a_licence_that_deny_toml_allows() {
    // Only the packages that this machine builds are at hand offline.
    let rustc = std::process::Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let about = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host =
        about.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .current_dir(root())
        .output()
        .expect("cargo can list its packages");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo's metadata is JSON");
    let deny: toml::Table = text(&root().join("deny.toml")).parse().expect("deny.toml is TOML");
    let allowed: Vec<&str> = deny["licenses"]["allow"]
        .as_array()
        .expect("licenses.allow is a list")
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let packages = metadata["packages"].as_array().expect("packages is a list");
    assert!(packages.len() > 20, "only {} packages were seen", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !holds(package["license"].as_str().unwrap_or(""), &allowed))
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "no allowed licence: {}", refused.join(", "));
}

/// Whether an SPDX expression can be met with the allowed licences; "/" is the old way to write OR.
fn holds(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    expression.split(" AND ").all(|all| all.split(" OR ").any(|one| allowed.contains(&one.trim())))
}
